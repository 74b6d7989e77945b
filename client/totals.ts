/** Trips put together by day and by month, and added up. */
import type { StayDocument } from '../shared/analysis/document.ts'
import type { Mode } from '../shared/engine/mode.ts'
import type { ShownTrip } from './vault-protocol.ts'

export interface DayOfTrips {
  /** As 2026-05-04. */
  readonly day: string
  /** The day's trips that are on screen, newest first. */
  readonly trips: readonly ShownTrip[]
  /** Totals of the whole day, on screen or not. */
  readonly tripCount: number
  readonly distanceM: number
  readonly co2eKg: number
}

/** The days of the trips on screen, newest first; totals are of all the vault's trips of that day. */
export function daysOf(onScreen: readonly ShownTrip[], all: readonly ShownTrip[]): DayOfTrips[] {
  const totals = Map.groupBy(all, (trip) => trip.localDay)
  return [...Map.groupBy(onScreen, (trip) => trip.localDay)].map(([day, trips]) => {
    const whole = totals.get(day) ?? trips
    return {
      day,
      trips,
      tripCount: whole.length,
      distanceM: sumOf(whole, 'distanceM'),
      co2eKg: sumOf(whole, 'co2eKg'),
    }
  })
}

/** For each trip, by its start, the stay that followed it and ended with the next trip. */
export function staysAfter(
  trips: readonly ShownTrip[],
  stays: readonly StayDocument[],
): Map<string, StayDocument> {
  const byStart = new Map(stays.map((stay) => [Date.parse(stay.start), stay]))
  const after = new Map<string, StayDocument>()
  for (const trip of trips) {
    const stay = byStart.get(Date.parse(trip.end))
    if (stay) after.set(trip.start, stay)
  }
  return after
}

export interface ModeTotal {
  readonly mode: Mode
  readonly sections: number
  readonly durationMs: number
  readonly distanceM: number
  readonly co2eKg: number
}

export interface MonthTotal {
  /** As 2026-05. */
  readonly month: string
  readonly trips: number
  readonly distanceM: number
  readonly co2eKg: number
  /** Most CO2e first, then most distance. */
  readonly modes: readonly ModeTotal[]
}

/** The months that have trips, newest first. */
export function monthsOf(trips: readonly ShownTrip[]): MonthTotal[] {
  return [...Map.groupBy(trips, (trip) => trip.localMonth)]
    .map(([month, own]) => ({
      month,
      trips: own.length,
      distanceM: sumOf(own, 'distanceM'),
      co2eKg: sumOf(own, 'co2eKg'),
      modes: modeTotals(own),
    }))
    .sort((a, b) => (a.month < b.month ? 1 : -1))
}

function modeTotals(trips: readonly ShownTrip[]): ModeTotal[] {
  const byMode = Map.groupBy(
    trips.flatMap((trip) => trip.sections),
    (section) => section.mode,
  )
  return [...byMode]
    .map(([mode, sections]) => ({
      mode,
      sections: sections.length,
      durationMs: sections.reduce((sum, s) => sum + Date.parse(s.end) - Date.parse(s.start), 0),
      distanceM: sumOf(sections, 'distanceM'),
      co2eKg: sumOf(sections, 'co2eKg'),
    }))
    .sort((a, b) => b.co2eKg - a.co2eKg || b.distanceM - a.distanceM)
}

function sumOf<K extends string>(rows: readonly Readonly<Record<K, number>>[], key: K): number {
  return rows.reduce((sum, row) => sum + row[key], 0)
}
