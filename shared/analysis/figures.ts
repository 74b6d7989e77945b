/** Trips added up: by period, mode, purpose, hour and weekday. Everything starts from one row per section. */
import type { Mode } from '../engine/mode.ts'
import { zoneOffsetMs } from './calendar.ts'
import type { Purpose, SectionDocument, TripDocument } from './document.ts'
import { effortOf } from './effort.ts'
import type { Period } from './periods.ts'
import { isWithin, weekdayOf } from './periods.ts'

/** A trip with the calendar day of its start at the place, as 2026-05-04. */
export type DatedTrip = TripDocument & { readonly localDay: string }

/** What can be added up. Distances m, times ms, footprints kg CO2e, energy kcal. */
export interface Totals {
  readonly trips: number
  readonly distanceM: number
  readonly durationMs: number
  readonly co2eKg: number
  readonly activeMs: number
  readonly kcal: number
}

export const measures = ['distanceM', 'durationMs', 'trips', 'co2eKg', 'activeMs', 'kcal'] as const
export type Measure = (typeof measures)[number]

/** A section with what it belongs to. */
export interface Row extends Omit<Totals, 'trips'> {
  readonly day: string
  readonly mode: Mode
  /** `none` where nothing tells why. */
  readonly purpose: Purpose | 'none'
  /** The mode with most of its trip's distance. */
  readonly mainMode: Mode
  /** Which trip it is of. */
  readonly trip: number
}

/** One row per section; a trip's sections all count on the day on which it starts. */
export function rowsOf(trips: readonly DatedTrip[], weightKg: number): Row[] {
  return trips.flatMap((trip, n) => {
    const mainMode = mainModeOf(trip.sections)
    return trip.sections.map(({ mode, start, end, distanceM, co2eKg }) => {
      const durationMs = Date.parse(end) - Date.parse(start)
      return {
        ...{ day: trip.localDay, mode, purpose: trip.purpose ?? 'none', mainMode, trip: n },
        ...{ distanceM, durationMs, co2eKg },
        ...effortOf(mode, distanceM, durationMs, weightKg),
      }
    })
  })
}

/** The mode that most of the way was made with; the first of equals. */
export function mainModeOf(sections: readonly Pick<SectionDocument, 'mode' | 'distanceM'>[]): Mode {
  const lengths = new Map<Mode, number>()
  for (const { mode, distanceM } of sections) lengths.set(mode, (lengths.get(mode) ?? 0) + distanceM)
  return [...lengths].reduce((best, each) => (each[1] > best[1] ? each : best), ['unknown', -1] as const)[0]
}

/** The rows of a period. */
export const within = (rows: readonly Row[], period: Pick<Period, 'first' | 'last'>): Row[] =>
  rows.filter(({ day }) => isWithin(day, period))

/** The sums; a trip counts once, however many of its sections are among the rows. */
export function totalsOf(rows: readonly Row[]): Totals {
  const sum = { distanceM: 0, durationMs: 0, co2eKg: 0, activeMs: 0, kcal: 0 }
  const trips = new Set<number>()
  for (const row of rows) {
    trips.add(row.trip)
    sum.distanceM += row.distanceM
    sum.durationMs += row.durationMs
    sum.co2eKg += row.co2eKg
    sum.activeMs += row.activeMs
    sum.kcal += row.kcal
  }
  return { trips: trips.size, ...sum }
}

export interface Group<K> {
  readonly key: K
  readonly totals: Totals
}

/** Totals by what `keyOf` says of each row, largest by `measure` first, then by distance. */
export function groupsBy<K>(rows: readonly Row[], keyOf: (row: Row) => K, measure: Measure): Group<K>[] {
  return [...Map.groupBy(rows, keyOf)]
    .map(([key, own]) => ({ key, totals: totalsOf(own) }))
    .sort((a, b) => b.totals[measure] - a.totals[measure] || b.totals.distanceM - a.totals.distanceM)
}

export interface Share<K> {
  readonly key: K
  readonly amount: number
  /** Of all amounts, 0 to 1. */
  readonly share: number
}

/** Modal shares: of distance and time by each section's mode, of trips by their main mode. Largest first. */
export function modalShares<K>(
  rows: readonly Row[],
  measure: 'distanceM' | 'durationMs' | 'trips',
  keyOf: (mode: Mode) => K,
): Share<K>[] {
  const groups = groupsBy(rows, (row) => keyOf(measure === 'trips' ? row.mainMode : row.mode), measure)
  const sum = groups.reduce((total, { totals }) => total + totals[measure], 0)
  return groups
    .filter(({ totals }) => totals[measure] > 0)
    .map(({ key, totals }) => ({ key, amount: totals[measure], share: totals[measure] / sum }))
}

const hourMs = 3_600_000

/**
 * Minutes on the way by weekday (Monday first) and hour of the day (0 to 23), on the place's clocks. A trip over
 * several hours counts in each of them.
 */
export function hoursOfWeek(trips: readonly DatedTrip[], period: Pick<Period, 'first' | 'last'>): number[][] {
  const minutes = Array.from({ length: 7 }, () => new Array<number>(24).fill(0))
  for (const trip of trips) {
    if (!isWithin(trip.localDay, period)) continue
    for (const section of trip.sections) addHours(minutes, section, trip.timeZone)
  }
  return minutes
}

function addHours(minutes: number[][], section: SectionDocument, timeZone: string): void {
  const startMs = Date.parse(section.start)
  const shiftMs = zoneOffsetMs(startMs, timeZone)
  const endMs = Date.parse(section.end) + shiftMs
  for (let atMs = startMs + shiftMs; atMs < endMs; ) {
    const hour = Math.floor(atMs / hourMs)
    const untilMs = Math.min(endMs, (hour + 1) * hourMs)
    const day = new Date(hour * hourMs).toISOString().slice(0, 10)
    minutes[weekdayOf(day) - 1]![hour % 24]! += (untilMs - atMs) / 60_000
    atMs = untilMs
  }
}
