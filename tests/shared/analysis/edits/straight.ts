/** Trips made by hand for the tests of edits: due east at an even pace, so that where one was follows from the time. */
import type { SectionDocument, TripDocument } from '../../../../shared/analysis/document.ts'
import type { Edit } from '../../../../shared/analysis/edits/registry.ts'
import { applyEdits } from '../../../../shared/analysis/edits.ts'
import type { Mode } from '../../../../shared/engine/mode.ts'
import { defaultFactorSet } from '../../../../shared/footprint/registry.ts'
import { encodePolyline } from '../../../../shared/trace/polyline.ts'

/** Metres of a degree of longitude at 46° N, on a sphere of 6 371 008.8 m. */
const degreeM = (6_371_008.8 * Math.PI * Math.cos((46 * Math.PI) / 180)) / 180
const midnightMs = Date.UTC(2026, 4, 4)

/** ISO 8601 of a time of 4 May 2026, as 08:05 or 08:05:30. */
export const at = (time: string): string =>
  new Date(`2026-05-04T${time.length === 5 ? `${time}:00` : time}Z`).toISOString().replace('.000Z', 'Z')

/** Longitude after so many metres. */
export const lonAfter = (metres: number): number => metres / degreeM

/** A section from one time to the other at 10 m/s; the way starts where midnight left it. */
export function section(startMs: number, endMs: number, mode: Mode): SectionDocument {
  const [fromM, toM] = [startMs, endMs].map((ms) => (ms - midnightMs) / 100) as [number, number]
  const steps = Math.max(1, Math.round((toM - fromM) / 100))
  const lonDeg = Array.from({ length: steps + 1 }, (_, i) => lonAfter(fromM + ((toM - fromM) * i) / steps))
  return {
    ...{ start: iso(startMs), end: iso(endMs), mode, confidence: 0.8, probabilities: { [mode]: 0.8 } },
    ...{ distanceM: Math.round(toM - fromM), co2eKg: 0 },
    geometry: encodePolyline({ latDeg: lonDeg.map(() => 46), lonDeg }),
  }
}

const iso = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z')

/** A trip through these sections, each given by its mode and the time at which it ends. */
export function trip(start: string, ...parts: readonly (readonly [Mode, string])[]): TripDocument {
  let fromMs = Date.parse(at(start))
  const sections = parts.map(([mode, end]) => {
    const startMs = fromMs
    fromMs = Date.parse(at(end))
    return section(startMs, fromMs, mode)
  })
  return tripOf(sections)
}

export function tripOf(sections: readonly SectionDocument[]): TripDocument {
  return {
    ...{ start: sections[0]!.start, end: sections.at(-1)!.end, timeZone: 'Europe/Paris', sections },
    distanceM: sections.reduce((sum, each) => sum + each.distanceM, 0),
    co2eKg: 0,
  }
}

export const context = { set: defaultFactorSet, places: [] }

let count = 0
type Words<E> = E extends Edit ? Omit<E, 'id' | 'editedAt'> : never
/** An edit said after all those made before. */
export function said(words: Words<Edit>): Edit {
  count++
  return { ...words, id: `edit ${count}`, editedAt: new Date(midnightMs + 86_400_000 + count).toISOString() }
}

export const edited = (trips: readonly TripDocument[], ...edits: readonly Edit[]) =>
  applyEdits(trips, edits, context)

/** Trips as their times, modes and metres, to read at a glance. */
export const told = (trips: readonly TripDocument[]) =>
  trips.map(({ sections }) =>
    sections.map((s) => `${s.start.slice(11, 16)}–${s.end.slice(11, 16)} ${s.mode} ${s.distanceM}`),
  )

/** A day of three trips: a walk and a ride, an errand, an evening. */
export const morning = trip('08:00', ['walking', '08:10'], ['car', '08:40'])
export const errand = trip('08:50', ['bus', '09:20'])
export const evening = trip('18:00', ['bicycle', '18:30'])
export const day = [morning, errand, evening]
/** The section by car. */
export const ride = morning.sections[1]!

/** From the start of one to the end of another. */
export const span = (a: { start: string }, b: { end: string }) => ({ start: a.start, end: b.end })
