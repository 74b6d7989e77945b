/** Around what is to be hidden nothing is drawn, and nothing else is left out. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { circlesAround, visibleParts } from '../../../shared/sharing/hidden.ts'
import { distanceM } from '../../../shared/trace/geodesy.ts'
import { decodePolyline, encodePolyline } from '../../../shared/trace/polyline.ts'

interface Spot {
  readonly lat: number
  readonly lon: number
}

/** Spots in a town of a few kilometres, at any latitude where one can live. */
const town = fc.integer({ min: -60, max: 70 }).chain((lat) => {
  const spot = fc.record({
    lat: fc.double({ min: lat, max: lat + 0.05, noNaN: true }),
    lon: fc.double({ min: 2, max: 2.05, noNaN: true }),
  })
  return fc.record({ spots: fc.array(spot, { maxLength: 4 }), way: fc.array(spot, { maxLength: 60 }) })
})
const chances = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
  minLength: 8,
  maxLength: 8,
})

const pointsOf = (geometry: string): Spot[] => {
  const { latDeg, lonDeg } = decodePolyline(geometry)
  return latDeg.map((lat, i) => ({ lat, lon: lonDeg[i]! }))
}
const encode = (way: readonly Spot[]): string =>
  encodePolyline({ latDeg: way.map(({ lat }) => lat), lonDeg: way.map(({ lon }) => lon) })
const apartM = (a: Spot, b: Spot): number => distanceM(a.lat, a.lon, b.lat, b.lon)

test('no point within 149 m of a hidden spot is shown, wherever chance moves the circle', () => {
  fc.assert(
    fc.property(town, chances, ({ spots, way }, drawn) => {
      let n = 0
      const circles = circlesAround(spots, () => drawn[n++ % drawn.length]!)
      const shown = visibleParts(encode(way), circles).flatMap(pointsOf)
      for (const point of shown) for (const spot of spots) expect(apartM(point, spot)).toBeGreaterThan(149)
    }),
  )
})

test('points farther than 1.3 km from every hidden spot stay, in their order, in parts of two and more', () => {
  fc.assert(
    fc.property(town, chances, ({ spots, way }, drawn) => {
      let n = 0
      const circles = circlesAround(spots, () => drawn[n++ % drawn.length]!)
      const all = pointsOf(encode(way))
      const parts = visibleParts(encode(way), circles).map(pointsOf)
      const isFar = (point: Spot | undefined): boolean =>
        point !== undefined && spots.every((spot) => apartM(point, spot) > 1300)
      const far = all.filter((point, i) => isFar(point) && (isFar(all[i - 1]) || isFar(all[i + 1])))
      const shown = parts.flat()
      expect(shown.filter((point) => far.includes(point) || isFar(point)).length).toBeGreaterThanOrEqual(
        far.length,
      )
      let at = 0
      for (const { lat, lon } of shown) {
        while (at < all.length && !(all[at]!.lat === lat && all[at]!.lon === lon)) at++
        expect(at).toBeLessThan(all.length)
        at++
      }
      for (const part of parts) expect(part.length).toBeGreaterThan(1)
    }),
  )
})

test('nothing is hidden where nothing is to be', () => {
  const way = encode([
    { lat: 46.1, lon: -1.2 },
    { lat: 46.2, lon: -1.3 },
  ])
  expect(visibleParts(way, [])).toEqual([way])
  expect(visibleParts('', [])).toEqual([])
})

test('the middles of circles over one spot differ, and their mean is no nearer to it than chance makes it', () => {
  const spot = { lat: 46.16, lon: -1.15 }
  let seed = 1
  const chance = () => {
    seed = (seed * 48271) % 2147483647
    return seed / 2147483647
  }
  const middles = Array.from({ length: 400 }, () => circlesAround([spot], chance)[0]!)
  const away = middles.map((middle) => apartM(middle, spot))
  expect(Math.max(...away)).toBeLessThanOrEqual(351)
  // Spread evenly over a disc of 350 m, the mean distance is two thirds of its radius.
  expect(away.reduce((sum, each) => sum + each, 0) / away.length).toBeCloseTo(233, -1.5)
})
