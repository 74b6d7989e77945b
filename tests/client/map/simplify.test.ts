/** Laws of the line simplification, and what the map reads from its files. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pinched } from '../../../client/map/gestures.ts'
import { decodeLand, decodePlaces } from '../../../client/map/ground.ts'
import { gridStep, multiples, scaleDistance } from '../../../client/map/paint-text.ts'
import { dashOf } from '../../../client/map/palette.ts'
import { latAt, lonAt, worldX } from '../../../client/map/projection.ts'
import { SectionPath } from '../../../client/map/section-path.ts'
import { simplify, squaredDistance } from '../../../client/map/simplify.ts'

const coordinate = fc.double({ min: -100, max: 100, noNaN: true })
const line = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 200 }).map((points) => ({
  xs: Float64Array.from(points, ([x]) => x),
  ys: Float64Array.from(points, ([, y]) => y),
}))
const tolerance = fc.double({ min: 0, max: 50, noNaN: true })

describe('a simplified line', () => {
  test('keeps its ends and its order', () => {
    fc.assert(
      fc.property(line, tolerance, ({ xs, ys }, limit) => {
        const kept = [...simplify(xs, ys, limit)]
        expect(kept[0]).toBe(0)
        expect(kept.at(-1)).toBe(xs.length - 1)
        expect(kept).toEqual([...new Set(kept)].toSorted((a, b) => a - b))
      }),
    )
  })

  test('leaves no point further away than the tolerance', () => {
    fc.assert(
      fc.property(line, tolerance, ({ xs, ys }, limit) => {
        const kept = simplify(xs, ys, limit)
        for (let k = 1; k < kept.length; k++) {
          const [a, b] = [kept[k - 1]!, kept[k]!]
          for (let i = a + 1; i < b; i++) {
            const squared = squaredDistance(xs[i]!, ys[i]!, xs[a]!, ys[a]!, xs[b]!, ys[b]!)
            expect(squared).toBeLessThanOrEqual(limit * limit)
          }
        }
      }),
    )
  })

  test('of a straight road is its two ends', () => {
    const xs = Float64Array.from({ length: 1000 }, (_, i) => i)
    expect([...simplify(xs, xs, 1e-9)]).toEqual([0, 999])
  })

  test('of a hundred thousand teeth is quick and keeps them all', () => {
    const xs = Float64Array.from({ length: 100_000 }, (_, i) => i)
    const ys = xs.map((x) => (x % 2) * 3)
    expect(simplify(xs, ys, 1).length).toBe(100_000)
  })

  test('has more points the nearer one looks', () => {
    const path = new SectionPath({ mode: 'walking', geometry: '_p~iF~ps|U_ulLnnqC_mqNvxq`@' })
    expect(path.pointsAt(18).length).toBeGreaterThanOrEqual(path.pointsAt(2).length)
    expect(path.bounds.west).toBeCloseTo(worldX(-126.453), 9)
  })
})

describe('the map’s own files', () => {
  test('a ring is read back from its steps', () => {
    const [cell] = decodeLand({
      perDeg: 1000,
      cells: [{ bounds: [-5, 45, 0, 50], rings: [[-1150, 46160, 10, -5]] }],
    })
    expect(cell?.ends).toEqual(Uint32Array.of(2))
    expect(lonAt(cell?.xs[1] ?? 0)).toBeCloseTo(-1.14, 9)
    expect(latAt(cell?.ys[1] ?? 0)).toBeCloseTo(46.155, 9)
  })

  test('places are read back with their names', () => {
    const places = decodePlaces(
      { perDeg: 10_000, names: 'La Rochelle|Niort', at: [461_600, -11_500, 1_000, 6_900] },
      2,
    )
    expect(places.names).toEqual(['La Rochelle', 'Niort'])
    expect(lonAt(places.xs[1] ?? 0)).toBeCloseTo(-0.46, 9)
  })
})

describe('what is written on the map', () => {
  test('the scale is a round distance that fits', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 50_000, noNaN: true }), (metresPerPx) => {
        const distanceM = scaleDistance(metresPerPx, 110)
        expect(distanceM / metresPerPx).toBeLessThanOrEqual(110.000001)
        expect(distanceM / metresPerPx).toBeGreaterThan(40)
        expect(String(Math.round(distanceM * 1000))).toMatch(/^[125]0*$/)
      }),
    )
  })

  test('grid lines are never crowded', () => {
    expect(gridStep(0.01)).toBe(2)
    expect(multiples(-0.32, 0.32, 0.1).map((value) => value.toFixed(1))).toEqual([
      '-0.3',
      '-0.2',
      '-0.1',
      '0.0',
      '0.1',
      '0.2',
      '0.3',
    ])
  })

  test('a whole line has no dashes', () => {
    expect(dashOf('none')).toEqual([])
    expect(dashOf(' 18 9 0.1 9')).toEqual([18, 9, 0.1, 9])
  })
})

test('two fingers moving apart zoom in around the point between them', () => {
  const camera = { x: 0.5, y: 0.4, zoom: 10 }
  const wider = pinched(camera, { x: 50, y: 0 }, { x: 150, y: 0 }, { x: -50, y: 0 })
  expect(wider.zoom).toBeCloseTo(11, 9)
})
