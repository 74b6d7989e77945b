/** Public zones: disjoint cells without gaps, one per commune or finer. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readZones } from '../../../../shared/research/zones.ts'
import { communes, doorIn } from '../../../../shared/simulation/city/communes.ts'
import type { ZoneList } from '../../../../shared/simulation/city/zones.ts'
import {
  agglomeration,
  communeZones,
  gridZones,
  quarterZones,
  zoneAt,
} from '../../../../shared/simulation/city/zones.ts'
import { seededRandom } from '../../../../shared/simulation/random.ts'

const { west, south, east, north } = agglomeration
const lists: [string, ZoneList, number][] = [
  ['communes', communeZones(), 28],
  ['grid', gridZones(12), 144],
  ['quarters', quarterZones(12), 144],
]

/** Signed area by the shoelace formula, square degrees; positive counterclockwise. */
const areaOf = (ring: readonly (readonly [number, number])[]): number =>
  ring.slice(1).reduce((sum, [x, y], k) => sum + (ring[k]![0] * y - x * ring[k]![1]) / 2, 0)

describe.each(lists)('%s', (_name, zones, count) => {
  const rings = zones.features.map(({ geometry }) => geometry.coordinates[0]!)

  test('are as many as promised, each with an id of its own and a name', () => {
    expect(new Set(zones.features.map(({ properties }) => properties.id)).size).toBe(count)
    expect(zones.features.every(({ properties }) => properties.name.length > 0)).toBe(true)
  })

  test('are closed counterclockwise rings, as RFC 7946 wants them', () => {
    expect(rings.every((ring) => ring.length >= 4 && areaOf(ring) > 0)).toBe(true)
    expect(rings.map((ring) => ring[0])).toEqual(rings.map((ring) => ring.at(-1)))
  })

  test('fill the rectangle once: their areas add up to it', () => {
    const sum = rings.reduce((total, ring) => total + areaOf(ring), 0)
    expect(sum / ((east - west) * (north - south))).toBeCloseTo(1, 5)
  })

  test('no two hold the same point, and every point within is in one', () => {
    const within = fc.record({
      // Off the rounding of corners, 1e-5 degrees.
      lonDeg: fc.double({ min: west + 1e-4, max: east - 1e-4, noNaN: true }),
      latDeg: fc.double({ min: south + 1e-4, max: north - 1e-4, noNaN: true }),
    })
    let missed = 0
    fc.assert(
      fc.property(within, (point) => {
        const holding = zones.features.filter(
          (zone) => zoneAt({ ...zones, features: [zone] }, point) !== undefined,
        )
        // Between two rounded corners a crack of a metre is possible, never more.
        if (holding.length !== 1) missed++
        return holding.length <= 2
      }),
      { numRuns: 400 },
    )
    expect(missed).toBeLessThanOrEqual(1)
  })

  test('cover where people live', () => {
    const random = seededRandom(7)
    const doors = communes.flatMap((commune) => Array.from({ length: 40 }, () => doorIn(commune, random)))
    expect(doors.filter((door) => zoneAt(zones, door) === undefined)).toEqual([])
  })

  test('are what a study reads, which finds the same people in them', () => {
    const read = readZones(new TextEncoder().encode(JSON.stringify(zones)))
    const random = seededRandom(9)
    const doors = communes.map((commune) => doorIn(commune, random))
    const found = doors.map(({ latDeg, lonDeg }) => read.ids[read.find(latDeg, lonDeg)!])
    expect(found).toEqual(doors.map((door) => zoneAt(zones, door)))
  })

  test('hold nobody who is elsewhere', () => {
    expect(zoneAt(zones, { latDeg: 48.86, lonDeg: 2.35 })).toBeUndefined()
  })
})

test('the middle of each commune lies in the zone with its INSEE code', () => {
  const zones = communeZones()
  expect(communes.map((middle) => zoneAt(zones, middle))).toEqual(communes.map(({ id }) => id))
})

test('the members have as many people as INSEE counts in the agglomeration: 181,057', () => {
  expect(communes.reduce((sum, { people }) => sum + people, 0)).toBe(181_057)
})

test('quarters have about as many people each', () => {
  const zones = quarterZones(6)
  const random = seededRandom(3)
  const counts = new Map<string | undefined, number>()
  let all = 0
  for (const commune of communes)
    for (let n = 0; n < commune.people / 20; n++, all++) {
      const id = zoneAt(zones, doorIn(commune, random))
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
  expect(counts.size).toBe(36)
  for (const count of counts.values()) {
    expect(count).toBeGreaterThan((all / 36) * 0.6)
    expect(count).toBeLessThan((all / 36) * 1.4)
  }
})

test.each([0, 1.5, 45, Number.NaN])('a grid of %s cells a side is refused', (side) => {
  expect(() => gridZones(side)).toThrow(RangeError)
  expect(() => quarterZones(side)).toThrow(RangeError)
})
