import fc from 'fast-check'
import { expect, test } from 'vitest'
import { likeness, pathOf } from '../../../shared/personal/path.ts'
import { distanceM } from '../../../shared/trace/geodesy.ts'
import { encodePolyline } from '../../../shared/trace/polyline.ts'

type Position = readonly [latDeg: number, lonDeg: number]

const way = (...positions: readonly Position[]) => {
  const latDeg = positions.map(([lat]) => lat)
  const lonDeg = positions.map(([, lon]) => lon)
  let lengthM = 0
  for (let i = 1; i < positions.length; i++)
    lengthM += distanceM(latDeg[i - 1]!, lonDeg[i - 1]!, latDeg[i]!, lonDeg[i]!)
  return pathOf([{ geometry: encodePolyline({ latDeg, lonDeg }), distanceM: lengthM }])
}

const position = fc.tuple(
  fc.double({ min: 46.1, max: 46.2, noNaN: true }),
  fc.double({ min: -1.2, max: -1.1, noNaN: true }),
)

test('every way is like itself, and likeness is mutual', () => {
  fc.assert(
    fc.property(
      fc.array(position, { minLength: 2 }),
      fc.array(position, { minLength: 2 }),
      (some, others) => {
        const [a, b] = [way(...some), way(...others)]
        expect(likeness(a, a)).toBe(1)
        expect(likeness(a, b)).toBe(likeness(b, a))
      },
    ),
  )
})

test('a sparse trace of a way is like the dense one', () => {
  const dense = Array.from({ length: 60 }, (_, n): Position => [46.15 + n * 0.0005, -1.15])
  const sparse = dense.filter((_, n) => n % 10 === 0 || n === 59)
  expect(likeness(way(...dense), way(...sparse))).toBe(1)
})

test('the first kilometre of a way is not the way', () => {
  expect(likeness(way([46.15, -1.15], [46.159, -1.15]), way([46.15, -1.15], [46.19, -1.15]))).toBe(0)
})

test('a street 300 m beside is another way', () => {
  expect(likeness(way([46.15, -1.15], [46.19, -1.15]), way([46.15, -1.146], [46.19, -1.146]))).toBeLessThan(
    0.1,
  )
})

test('a flight has no more squares than a walk has room for', () => {
  const flight = way([48.7, 2.4], [40.6, -73.8])
  expect(flight.cells.size).toBeLessThan(3000)
  expect(likeness(flight, way([48.7, 2.4], [40.6, -73.8]))).toBe(1)
})

test('no path is like nothing', () => {
  const nothing = pathOf([{ geometry: '', distanceM: 0 }])
  expect(likeness(nothing, nothing)).toBe(0)
})
