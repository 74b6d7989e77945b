import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPlaces, placeAt } from '../../../shared/engine/places.ts'
import type { Stay } from '../../../shared/engine/segmentation.ts'
import { distanceM, metresPerDegree } from '../../../shared/trace/geodesy.ts'

const hourMs = 3_600_000
/** A stay of an hour, so many metres north and east of the old harbour, on the nth day. */
const stayAt = (northM: number, eastM: number, day: number): Stay => ({
  startMs: day * 24 * hourMs,
  endMs: day * 24 * hourMs + hourMs,
  latDeg: 46.16 + northM / metresPerDegree,
  lonDeg: -1.15 + eastM / (metresPerDegree * Math.cos((46.16 * Math.PI) / 180)),
})
const spread = fc.integer({ min: -700, max: 700 })
const someStays = fc
  .array(fc.tuple(spread, spread), { maxLength: 60 })
  .map((spots) => spots.map(([northM, eastM], day) => stayAt(northM, eastM, day)))

test('a spot stayed at once is no place, twice is one', () => {
  expect(findPlaces([stayAt(0, 0, 1), stayAt(500, 0, 2)])).toEqual([])
  expect(findPlaces([stayAt(0, 0, 1), stayAt(40, 0, 2)])).toMatchObject([{ visits: 2, totalMs: 2 * hourMs }])
})

test('nights that a phone scatters over 60 m are one home', () => {
  const nights = Array.from({ length: 30 }, (_, n) =>
    stayAt(30 * Math.sin(n * 2.4), 30 * Math.cos(n * 2.4), n),
  )
  const [home, ...others] = findPlaces(nights)
  expect(others).toEqual([])
  expect(home!.visits).toBe(30)
  expect(distanceM(home!.latDeg, home!.lonDeg, 46.16, -1.15)).toBeLessThan(5)
})

test('a street of shops 60 m apart does not become one place', () => {
  const shops = Array.from({ length: 40 }, (_, n) => stayAt((n % 10) * 60, 0, n))
  const places = findPlaces(shops)
  expect(places.length).toBeGreaterThan(2)
  for (const { latDeg, lonDeg, stays } of places)
    for (const n of stays)
      expect(distanceM(latDeg, lonDeg, shops[n]!.latDeg, shops[n]!.lonDeg)).toBeLessThan(130)
})

test('a month spent in one corner does not pull the place there', () => {
  const long = { ...stayAt(60, 0, 9), endMs: 40 * 24 * hourMs }
  const [place] = findPlaces([...Array.from({ length: 8 }, (_, n) => stayAt(0, 0, n)), long])
  expect((place!.latDeg - 46.16) * metresPerDegree).toBeLessThan(30)
})

test('the order in which stays come makes no difference', () => {
  const shuffled = someStays.chain((stays) =>
    fc.tuple(
      fc.constant(stays),
      fc.shuffledSubarray(stays, { minLength: stays.length, maxLength: stays.length }),
    ),
  )
  fc.assert(
    fc.property(shuffled, ([stays, other]) => {
      const plain = (all: readonly Stay[]) =>
        findPlaces(all).map((place) => ({ ...place, stays: place.stays.map((n) => all[n]) }))
      expect(plain(other)).toEqual(plain(stays))
    }),
  )
})

test('each stay is at one place at most, and no two places share an id', () => {
  fc.assert(
    fc.property(someStays, (stays) => {
      const places = findPlaces(stays)
      const members = places.flatMap((place) => place.stays)
      expect(new Set(members).size).toBe(members.length)
      expect(new Set(places.map(({ id }) => id)).size).toBe(places.length)
      for (const { visits } of places) expect(visits).toBeGreaterThanOrEqual(2)
    }),
  )
})

test('a place keeps its id when later visits come', () => {
  const visits = Array.from({ length: 20 }, (_, n) => stayAt(20 * Math.sin(n), 20 * Math.cos(3 * n), n))
  const ids = [2, 5, 20].map((count) => findPlaces(visits.slice(0, count))[0]!.id)
  expect(new Set(ids).size).toBe(1)
})

test('a position near a place is at that place, a position far from all is at none', () => {
  const places = findPlaces([stayAt(0, 0, 1), stayAt(0, 0, 2), stayAt(300, 0, 3), stayAt(300, 0, 4)])
  const at = (northM: number) => {
    const { latDeg, lonDeg } = stayAt(northM, 0, 0)
    return placeAt(places, latDeg, lonDeg)?.stays
  }
  expect([at(50), at(260), at(150)]).toEqual([[0, 1], [2, 3], undefined])
})

test('ten thousand stays at seven places are seven places', () => {
  const stays = Array.from({ length: 10_000 }, (_, n) =>
    stayAt((n % 7) * 400 + Math.sin(n) * 30, Math.cos(n) * 30, n),
  )
  expect(findPlaces(stays).map(({ visits }) => visits)).toEqual([1429, 1429, 1429, 1429, 1428, 1428, 1428])
})
