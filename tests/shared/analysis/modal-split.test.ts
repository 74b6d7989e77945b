/** The owner's own modal split, laid over their trips. */
import { describe, expect, test } from 'vitest'
import type { EvidenceDocument, SectionDocument, TripDocument } from '../../../shared/analysis/document.ts'
import { relabel } from '../../../shared/analysis/edits.ts'
import { isMotorised, withOwnSplit } from '../../../shared/analysis/modal-split.ts'
import type { Mode } from '../../../shared/engine/mode.ts'
import { footprint } from '../../../shared/footprint/footprint.ts'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import { encodePolyline } from '../../../shared/trace/polyline.ts'

const evidence: EvidenceDocument = {
  ...{ cruiseMps: 6, topMps: 12, stopsPerKm: 2, straight: 0.9 },
  ...{ standing: 0.2, gapS: 20, everyS: 10 },
}
const minuteMs = 60_000

/** A section from so many minutes into a day of May on, along the meridian. */
function section(
  day: number,
  fromMin: number,
  minutes: number,
  probabilities: Partial<Record<Mode, number>>,
  more: Partial<SectionDocument> = {},
): SectionDocument {
  const startMs = Date.UTC(2026, 4, day, 6) + fromMin * minuteMs
  const [[mode, confidence]] = Object.entries(probabilities) as [[Mode, number]]
  const [startDeg, endDeg] = [46 + fromMin / 400, 46 + (fromMin + minutes) / 400]
  return {
    start: new Date(startMs).toISOString(),
    end: new Date(startMs + minutes * minuteMs).toISOString(),
    ...{ mode, confidence, probabilities },
    distanceM: Math.round(((endDeg - startDeg) * 111_195) / 0.9),
    co2eKg: 0,
    geometry: encodePolyline({ latDeg: [startDeg, endDeg], lonDeg: [-1, -1] }),
    evidence,
    ...more,
  }
}

const tripOf = (...sections: SectionDocument[]): TripDocument => ({
  start: sections[0]!.start,
  end: sections.at(-1)!.end,
  timeZone: 'Europe/Paris',
  distanceM: sections.reduce((sum, { distanceM }) => sum + distanceM, 0),
  co2eKg: 0,
  sections,
})

const busRides = Array.from({ length: 25 }, (_, n) =>
  tripOf(section(n + 1, 0, 20, { bus: 0.85, car: 0.1, train: 0.05 })),
)
const open = { car: 0.52, bus: 0.34, walking: 0.14 }
const last = (trips: readonly TripDocument[]): TripDocument =>
  withOwnSplit([...busRides, ...trips], defaultFactorSet).trips.at(-1)!

test('a ride told by the split has the footprint of its mode, and says by which share it was told', () => {
  const [ride] = last([tripOf(section(28, 0, 20, open))]).sections
  expect(ride!.mode).toBe('bus')
  expect(ride!.co2eKg).toBeCloseTo(footprint('bus', ride!.distanceM, defaultFactorSet).co2eKg, 3)
  expect(ride!.confidence).toBe(ride!.probabilities.bus)
  // 25 and one rides of 20 min, and an hour for each of three kinds from the start.
  expect(ride!.evidence?.ownShare).toBeCloseTo((26 / 3 + 1) / (26 / 3 + 3), 3)
  expect(ride!.detected).toBeUndefined()
})

test('a trip’s sums are those of its sections', () => {
  const trip = last([tripOf(section(28, 0, 10, { walking: 0.97, bus: 0.03 }), section(28, 10, 20, open))])
  expect(trip.co2eKg).toBe(trip.sections[1]!.co2eKg)
  expect(trip.distanceM).toBe(trip.sections[0]!.distanceM + trip.sections[1]!.distanceM)
})

describe('what was told otherwise stays as it is', () => {
  const stays = (probabilities: Partial<Record<Mode, number>>, more: Partial<SectionDocument>) => {
    const trip = tripOf(section(28, 0, 20, probabilities, more))
    expect(last([trip])).toBe(trip)
  }

  test('by a line', () => stays(open, { line: '7', mode: 'tram' }))
  test('by the network', () => stays(open, { evidence: { ...evidence, by: 'network' } }))
  test('by a flight', () => stays({ plane: 0.95, train: 0.05 }, { evidence: { ...evidence, by: 'flight' } }))
  test('by the owner, who added it', () => stays({ car: 1 }, { isAdded: true }))
})

test('what the owner said of a ride stays, and tells others', () => {
  const trips = Array.from({ length: 25 }, (_, n) => tripOf(section(n + 1, 0, 20, open)))
  const said = (mode: Mode, those: readonly TripDocument[]) =>
    relabel(
      trips,
      those.map((trip, n) => ({
        kind: 'mode',
        ...{ id: `${n}`, mode, editedAt: '2026-06-01T00:00:00Z' },
        ...{ start: trip.start, end: trip.end },
      })),
      defaultFactorSet,
    )
  const modesAfter = (those: readonly TripDocument[]) =>
    withOwnSplit(trips, defaultFactorSet, said('bus', those)).trips.map(({ sections }) => sections[0]!.mode)
  // The engine's word stays on rides that were corrected: edits are laid over it later.
  expect(modesAfter(trips.slice(0, 24)).slice(23)).toEqual(['car', 'bus'])
  expect(modesAfter([trips[0]!]).at(-1)).toBe('car')
})

test('two rides in a row that become one mode become one ride', () => {
  const [a, b] = [
    section(28, 0, 20, open, { evidence: { ...evidence, topMps: 15, stopsPerKm: 0 } }),
    section(
      28,
      20,
      10,
      { bus: 0.9, car: 0.1 },
      { evidence: { ...evidence, standing: 0.5, gapS: 90, everyS: 5 } },
    ),
  ]
  const { sections } = last([tripOf(a, b)])
  expect(sections).toHaveLength(1)
  const [ride] = sections
  expect(ride).toMatchObject({
    start: a.start,
    end: b.end,
    mode: 'bus',
    distanceM: a.distanceM + b.distanceM,
  })
  // 120 fixes in the first 20 minutes, 120 in the last 10; halts by the way, standing by the time.
  expect(ride!.evidence).toMatchObject({ topMps: 15, gapS: 90, standing: 0.3, everyS: 8, straight: 0.9 })
  expect(ride!.evidence!.stopsPerKm).toBeCloseTo(2 / 3, 1)
})

test('two bus rides between which one changes lines stay two', () => {
  const rides = tripOf(
    section(28, 0, 20, { bus: 0.9, car: 0.1 }, { line: '1' }),
    section(28, 20, 20, { bus: 0.9, car: 0.1 }, { line: '2' }),
  )
  expect(last([rides]).sections).toHaveLength(2)
})

test('who never rides has no split to speak of', () => {
  const walks = [tripOf(section(1, 0, 20, { walking: 0.9, bus: 0.06, car: 0.04 }))]
  const { trips, split } = withOwnSplit(walks, defaultFactorSet)
  expect(isMotorised(trips, split)).toBe(false)
  expect(isMotorised(busRides, split)).toBe(true)
})
