/** What is said of places holds whatever way the edits are stored, and whatever way the places are found anew. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlaceDocument, TripDocument } from '../../../../shared/analysis/document.ts'
import type { PlaceEdit } from '../../../../shared/analysis/place-edits/registry.ts'
import { locate } from '../../../../shared/analysis/places.ts'
import { distanceM } from '../../../../shared/trace/geodesy.ts'
import type { SpotName } from './spots.ts'
import { fortnight, said, spots } from './spots.ts'

const spotNames = Object.keys(spots) as SpotName[]
const placesOf = (edits: readonly PlaceEdit[], stays = fortnight()) => locate(stays, [], edits).places
const placeAt = (places: readonly PlaceDocument[], spot: SpotName) =>
  places.find(({ lat, lon }) => distanceM(lat, lon, spots[spot].lat, spots[spot].lon) < 40)

const anySpot = fc.constantFrom(...spotNames)
const anyWords = fc.oneof(
  fc.record({ kind: fc.constant('name' as const), name: fc.string({ maxLength: 40 }) }),
  fc.record({ kind: fc.constant('role' as const), role: fc.constantFrom('home', 'work', 'none', null) }),
  fc.record({ kind: fc.constant('radius' as const), radiusM: fc.constantFrom(50, 100, 300, 1000, null) }),
  fc.record({
    kind: fc.constant('private' as const),
    veil: fc.constantFrom({ northM: 50, eastM: -60 }, { northM: 0, eastM: 0 }, null),
  }),
  fc.record({ kind: fc.constant('join' as const), into: anySpot.map((spot) => spots[spot]) }),
  fc.record({ kind: fc.constant('dismiss' as const) }),
)
const anyEdits = fc
  .array(fc.tuple(anySpot, anyWords), { maxLength: 8 })
  .map((all) => all.map(([spot, words]) => said(spot, words)))

test('the order in which edits are stored makes no difference', () => {
  fc.assert(
    fc.property(
      anyEdits.chain((edits) =>
        fc.tuple(fc.constant(edits), fc.shuffledSubarray(edits, { minLength: edits.length })),
      ),
      ([edits, shuffled]) => {
        expect(placesOf(shuffled)).toEqual(placesOf(edits))
      },
    ),
  )
})

test('no stay is at two places, ids differ, and there is at most one home and one work', () => {
  fc.assert(
    fc.property(anyEdits, (edits) => {
      const { places, stays } = locate(fortnight(), [], edits)
      expect(new Set(places.map(({ id }) => id)).size).toBe(places.length)
      for (const role of ['home', 'work'])
        expect(places.filter((place) => place.role === role).length).toBeLessThanOrEqual(1)
      for (const { id, visits } of places)
        expect(stays.filter(({ place }) => place === id)).toHaveLength(visits)
    }),
  )
})

test('words outlive a recomputation that finds the stays some metres off, and other stays beside them', () => {
  const anyShift = fc.tuple(fc.integer({ min: -12, max: 12 }), fc.integer({ min: -12, max: 12 }))
  fc.assert(
    fc.property(fc.array(anyShift, { minLength: 45, maxLength: 45 }), anySpot, (shifts, spot) => {
      const words = [
        said(spot, { kind: 'name', name: 'Mine' }),
        said(spot, { kind: 'role', role: 'work' }),
        said(spot, { kind: 'private', veil: { northM: 10, eastM: 20 } }),
      ]
      const again = placesOf(
        words,
        fortnight((n) => shifts[n]!),
      )
      expect(placeAt(again, spot)).toMatchObject({
        ...{ name: 'Mine', role: 'work', isRoleSaid: true, veil: { northM: 10, eastM: 20 } },
      })
    }),
  )
})

test('home that the owner says is the home, and what was suggested is it no more', () => {
  expect(placeAt(placesOf([]), 'home')).toMatchObject({ role: 'home' })
  const places = placesOf([said('shop', { kind: 'role', role: 'home' })])
  expect(placeAt(places, 'shop')).toMatchObject({ role: 'home', isRoleSaid: true })
  expect(placeAt(places, 'home')).not.toHaveProperty('role')
})

test('who moves says so at the new place, and the old one is home no more', () => {
  const places = placesOf([
    said('shop', { kind: 'role', role: 'home' }),
    said('garden', { kind: 'role', role: 'home' }),
  ])
  expect(places.filter(({ role }) => role === 'home')).toEqual([placeAt(places, 'garden')])
})

test('a place that is neither home nor work is no end of a commute', () => {
  const stays = fortnight()
  const trips = stays.slice(1).map(
    (stay, n): TripDocument => ({
      ...{ start: stays[n]!.end, end: stay.start, timeZone: 'Europe/Paris' },
      ...{ distanceM: 0, co2eKg: 0, sections: [] },
    }),
  )
  const purposes = (edits: readonly PlaceEdit[]) =>
    new Set(locate(stays, trips, edits).trips.map(({ purpose }) => purpose))
  expect(purposes([])).toContain('commute')
  expect(purposes([said('work', { kind: 'role', role: 'none' })])).not.toContain('commute')
})

test('a place that is joined to another brings its visits, and its words go', () => {
  const [home, garden] = [placeAt(placesOf([]), 'home')!, placeAt(placesOf([]), 'garden')!]
  const places = placesOf([
    said('garden', { kind: 'name', name: 'Garden' }),
    said('home', { kind: 'name', name: 'My house' }),
    said('garden', { kind: 'join', into: spots.home }),
  ])
  expect(places).toHaveLength(3)
  expect(placeAt(places, 'home')).toMatchObject({
    ...{ id: home.id, name: 'My house', visits: home.visits + garden.visits },
  })
})

test('a place that is none has no visits, and takes its name from trips', () => {
  const { places, stays } = locate(fortnight(), [], [said('shop', { kind: 'dismiss' })])
  expect(placeAt(places, 'shop')).toBeUndefined()
  const there = stays.filter(({ lon }) => lon === spots.shop.lon)
  expect(there).toHaveLength(3)
  expect(there.every(({ place }) => place === undefined)).toBe(true)
})

test('a stay that is at no place becomes a visit when the radius reaches it', () => {
  const once: SpotName = 'garden'
  const stays = [...fortnight().filter(({ lon }) => lon !== spots[once].lon)]
  const lone = { start: '2026-05-20T10:00:00Z', end: '2026-05-20T11:00:00Z', ...spots[once] }
  const visits = (edits: readonly PlaceEdit[]) => placeAt(placesOf(edits, [...stays, lone]), 'home')!.visits
  expect(visits([said('home', { kind: 'radius', radiusM: 200 })])).toBe(visits([]) + 1)
  expect(visits([said('home', { kind: 'radius', radiusM: 140 })])).toBe(visits([]))
})

test('usual hours and the last visit are those of the stays', () => {
  const places = placesOf([])
  // Clocks of Paris in May are two hours ahead: work from 8:30 to 17:00, home from 19:10 to 8:00.
  expect(placeAt(places, 'work')).toMatchObject({
    ...{ usualHours: { from: 8, to: 17 }, lastVisit: '2026-05-13T15:00:00Z', hours: 85, visits: 10 },
  })
  expect(placeAt(places, 'home')!.usualHours).toEqual({ from: 19, to: 8 })
})
