/** A commuter made by hand for the tests of habits: trips between named spots along straight ways. */
import type { TripDocument } from '../../../shared/analysis/document.ts'
import type { Edit } from '../../../shared/analysis/edits/registry.ts'
import { relabel } from '../../../shared/analysis/edits.ts'
import type { Mode } from '../../../shared/engine/mode.ts'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import { applyHabits } from '../../../shared/personal/habits.ts'
import { lessonsOf } from '../../../shared/personal/lessons.ts'
import { distanceM } from '../../../shared/trace/geodesy.ts'
import { encodePolyline } from '../../../shared/trace/polyline.ts'

const spots = {
  home: [46.17, -1.15],
  work: [46.14, -1.16],
  mall: [46.18, -1.11],
  beach: [46.16, -1.24],
} as const
type Position = readonly [latDeg: number, lonDeg: number]
export type Spot = keyof typeof spots

export interface Outing {
  readonly from?: Spot
  readonly to?: Spot
  /** Day of May 2026; the 4th is a Monday. */
  readonly day: number
  /** Clock time in Paris, hours. */
  readonly hour?: number
  readonly speedMps?: number
  /** What the engine believes, likeliest first. */
  readonly probabilities?: Partial<Record<Mode, number>>
  /** Metres by which the way swings out to the side; another way when it is large. */
  readonly detourM?: number
}

const detectedOf = (probabilities: Partial<Record<Mode, number>>): Mode =>
  (Object.entries(probabilities) as [Mode, number][]).reduce((a, b) => (b[1] > a[1] ? b : a))[0]

/** A trip of one section. */
export function trip(outing: Outing): TripDocument {
  const { from = 'home', to = 'work', day, hour = 8, speedMps = 8, detourM = 0 } = outing
  const { probabilities = { car: 0.9, bus: 0.07, bicycle: 0.03 } } = outing
  const a: Position = spots[from]
  const b: Position = spots[to]
  const bent: Position = [(a[0] + b[0]) / 2 + detourM / 111_195, (a[1] + b[1]) / 2 + detourM / 77_000]
  const lengthM = Math.round(distanceM(...a, ...bent) + distanceM(...bent, ...b))
  const startMs = Date.UTC(2026, 4, day) + (hour - 2) * 3_600_000
  const [start, end] = [startMs, startMs + (lengthM / speedMps) * 1000].map((ms) =>
    new Date(ms).toISOString(),
  )
  const mode = detectedOf(probabilities)
  const section = {
    ...{ start: start!, end: end!, mode, confidence: probabilities[mode]!, probabilities },
    ...{ distanceM: lengthM, co2eKg: 0 },
    geometry: encodePolyline({ latDeg: [a[0], bent[0], b[0]], lonDeg: [a[1], bent[1], b[1]] }),
  }
  return {
    ...{ start: start!, end: end!, timeZone: 'Europe/Paris', from, to },
    ...{ distanceM: lengthM, co2eKg: 0, sections: [section] },
  }
}

/** The owner says of a trip's only section that it was `mode`, on the last of May unless told otherwise. */
export const says = (
  mode: Mode,
  { start, end }: Pick<TripDocument, 'start' | 'end'>,
  editedAt = '2026-05-31T12:00:00Z',
): Edit => ({
  kind: 'mode',
  ...{ id: `${start} ${editedAt}`, start, end, mode, editedAt },
})

/** What is shown of the trips, as the vault's view makes it. */
export function seen(
  trips: readonly TripDocument[],
  edits: readonly Edit[],
  learnFrom: string | null = null,
) {
  const lessons = lessonsOf(trips, edits, learnFrom, defaultFactorSet)
  return applyHabits(trips, relabel(trips, edits, defaultFactorSet), lessons, defaultFactorSet)
}

export const modesOf = (trips: readonly TripDocument[]): Mode[] =>
  trips.map(({ sections }) => sections[0]!.mode)
