/** No position near a private place leaves the vault. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TripDocument } from '../../../shared/analysis/document.ts'
import type { PlaceEdit } from '../../../shared/analysis/place-edits/registry.ts'
import { locate } from '../../../shared/analysis/places.ts'
import { hiddenZones, withoutHidden } from '../../../shared/analysis/privacy.ts'
import { outgoing } from '../../../shared/exports/export.ts'
import { exportFormats } from '../../../shared/exports/registry.ts'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import { encodePolyline } from '../../../shared/trace/polyline.ts'
import { fortnight, moved, perDeg, said, spots } from './place-edits/spots.ts'

/** Straight, on a plane: the tests' own measure. */
const apartM = (a: { lat: number; lon: number }, b: { lat: number; lon: number }) =>
  Math.hypot((a.lat - b.lat) * perDeg.lat, (a.lon - b.lon) * perDeg.lon)

/** A trip from home to work and one back, a fix every 20 m or so. */
function commute(): TripDocument[] {
  const way = Array.from({ length: 161 }, (_, n) => ({
    lat: spots.home.lat + ((spots.work.lat - spots.home.lat) * n) / 160,
    lon: spots.home.lon + ((spots.work.lon - spots.home.lon) * n) / 160,
  }))
  const trip = (start: string, end: string, path: typeof way): TripDocument => {
    const geometry = encodePolyline({
      latDeg: path.map(({ lat }) => lat),
      lonDeg: path.map(({ lon }) => lon),
    })
    const section = {
      ...{ start, end, mode: 'bicycle' as const, confidence: 1, probabilities: { bicycle: 1 } },
      ...{ distanceM: 3200, co2eKg: 0.001, geometry },
    }
    return { start, end, timeZone: 'Europe/Paris', distanceM: 3200, co2eKg: 0.001, sections: [section] }
  }
  return [
    trip('2026-05-04T06:00:00Z', '2026-05-04T06:30:00Z', way),
    trip('2026-05-04T15:00:00Z', '2026-05-04T17:10:00Z', way.toReversed()),
  ]
}

/** Everything that looks like a position in what the formats write. */
function exportedPositions(trips: readonly TripDocument[]): { lat: number; lon: number }[] {
  const { features } = JSON.parse(
    exportFormats.find(({ id }) => id === 'geojson')!.write(trips, defaultFactorSet),
  )
  return features.flatMap((feature: { geometry: { coordinates: [number, number][] } | null }) =>
    (feature.geometry?.coordinates ?? []).map(([lon, lat]) => ({ lat, lon })),
  )
}

function exported(edits: readonly PlaceEdit[], stays = fortnight()) {
  const located = locate(stays, commute(), edits)
  return outgoing(located.trips, located.places, edits)
}

const anyVeil = fc
  .tuple(fc.integer({ min: -70, max: 70 }), fc.integer({ min: -70, max: 70 }))
  .map(([northM, eastM]) => ({ northM, eastM }))

test('with nothing private, the ways are whole and the ends are named', () => {
  const trips = exported([])
  expect(exportedPositions(trips)).toHaveLength(2 * 161)
  expect(trips.map(({ fromName, toName }) => [fromName, toName])).toEqual([
    ['home', 'work'],
    ['work', 'home'],
  ])
})

test('no exported position lies within the radius of a private place, and its end is not named', () => {
  fc.assert(
    fc.property(
      anyVeil,
      fc.constantFrom(50, 100, 300, 800),
      fc.constantFrom('home', 'work'),
      (veil, radiusM, spot) => {
        const trips = exported([
          said(spot, { kind: 'radius', radiusM }),
          said(spot, { kind: 'name', name: 'Secret' }),
          said(spot, { kind: 'private', veil }),
        ])
        const positions = exportedPositions(trips)
        expect(positions.length).toBeGreaterThan(50)
        const nearestM = Math.min(...positions.map((position) => apartM(position, spots[spot])))
        expect(nearestM).toBeGreaterThan(Math.max(200, radiusM) * 0.998)
        for (const { write } of exportFormats) expect(write(trips, defaultFactorSet)).not.toContain('Secret')
        expect(trips.flatMap(({ from, to }) => [from, to]).filter(Boolean)).toHaveLength(2)
        expect(trips.map(({ distanceM }) => distanceM)).toEqual([3200, 3200])
      },
    ),
  )
})

test('what is hidden is a circle around another middle, which covers the place all the same', () => {
  const edits = [said('home', { kind: 'private', veil: { northM: 60, eastM: -60 } })]
  const [zone, ...others] = hiddenZones(locate(fortnight(), [], edits).places, edits)
  expect(others).toEqual([])
  expect(apartM(zone!, spots.home)).toBeCloseTo(Math.hypot(60, 60), 0)
  expect(zone!.radiusM).toBeCloseTo(200 + Math.hypot(60, 60), 3)
})

test('a private place stays hidden when it is found no more, until its owner says otherwise', () => {
  const secret = said('home', { kind: 'private', veil: { northM: 0, eastM: 0 } })
  const elsewhere = fortnight().filter(({ lon }) => lon === spots.work.lon)
  const nearestM = (edits: readonly PlaceEdit[]) =>
    Math.min(...exportedPositions(exported(edits, elsewhere)).map((at) => apartM(at, spots.home)))
  expect(nearestM([secret])).toBeGreaterThan(199)
  expect(nearestM([secret, said('home', { kind: 'dismiss' })])).toBeGreaterThan(199)
  expect(nearestM([secret, said('home', { kind: 'private', veil: null })])).toBeLessThan(5)
})

test('a private place that was joined to another hides both', () => {
  const edits = [
    said('garden', { kind: 'private', veil: { northM: 0, eastM: 0 } }),
    said('garden', { kind: 'join', into: spots.work }),
  ]
  const positions = exportedPositions(exported(edits))
  for (const spot of [spots.garden, spots.work])
    expect(Math.min(...positions.map((at) => apartM(at, spot)))).toBeGreaterThan(199)
})

test('a place beside a private one is not named either: its name would say where one was', () => {
  const beside = moved(spots.home, 0, 150)
  expect(apartM(beside, spots.garden)).toBeLessThan(1)
  const edits = [
    said('garden', { kind: 'private', veil: { northM: 0, eastM: 0 } }),
    said('home', { kind: 'name', name: 'Next door' }),
  ]
  for (const { write } of exportFormats)
    expect(write(exported(edits), defaultFactorSet)).not.toContain('Next door')
})

test('a section says which of its ends was left out', () => {
  const edits = [said('home', { kind: 'private', veil: { northM: 0, eastM: 0 } })]
  const { places, trips } = locate(fortnight(), commute(), edits)
  const [out, back] = withoutHidden(trips, places, hiddenZones(places, edits)).map(
    ({ sections }) => sections[0]!,
  )
  expect(out).toMatchObject({ isCutAtStart: true })
  expect(out).not.toHaveProperty('isCutAtEnd')
  expect(back).toMatchObject({ isCutAtEnd: true })
  expect(back).not.toHaveProperty('isCutAtStart')
})

test('what is hidden already stays as it is when it is hidden again', () => {
  const edits = [said('home', { kind: 'private', veil: { northM: 20, eastM: 30 } })]
  const { places, trips } = locate(fortnight(), commute(), edits)
  const zones = hiddenZones(places, edits)
  const once = withoutHidden(trips, places, zones)
  expect(withoutHidden(once, places, zones)).toEqual(once)
})
