/** Trips put together by day and by week, and added up. */
import type { StayDocument } from '../../shared/analysis/document.ts'
import type { WeekStart } from '../../shared/analysis/periods.ts'
import { periodOf } from '../../shared/analysis/periods.ts'
import type { ShownTrip } from '../vault-protocol.ts'

export interface TripSums {
  readonly tripCount: number
  readonly distanceM: number
  readonly co2eKg: number
}

export interface DayOfTrips extends TripSums {
  /** As 2026-05-04. */
  readonly day: string
  /** The day's trips that are on screen, newest first; the sums are of the whole day, on screen or not. */
  readonly trips: readonly ShownTrip[]
}

export interface WeekOfTrips extends TripSums {
  /** Its first and last day. */
  readonly first: string
  readonly last: string
  /** The week's days that are on screen, newest first; the sums are of the whole week. */
  readonly days: readonly DayOfTrips[]
}

/** What trips add up to. */
export function sumsOf(trips: readonly ShownTrip[]): TripSums {
  return {
    tripCount: trips.length,
    distanceM: trips.reduce((sum, trip) => sum + trip.distanceM, 0),
    co2eKg: trips.reduce((sum, trip) => sum + trip.co2eKg, 0),
  }
}

/** Sums of each day that has trips, by day. */
export function daySums(trips: readonly ShownTrip[]): Map<string, TripSums> {
  return new Map([...Map.groupBy(trips, ({ localDay }) => localDay)].map(([day, own]) => [day, sumsOf(own)]))
}

/** The weeks and days of the trips on screen, newest first; sums are of all trips of that week or day. */
export function weeksOf(
  onScreen: readonly ShownTrip[],
  all: readonly ShownTrip[],
  weekStart: WeekStart = 1,
): WeekOfTrips[] {
  const starts = new Map<string, string>()
  const startOf = ({ localDay }: ShownTrip): string => {
    const start = starts.get(localDay) ?? periodOf('week', localDay, weekStart).first
    starts.set(localDay, start)
    return start
  }
  const ofDay = Map.groupBy(all, ({ localDay }) => localDay)
  const ofWeek = Map.groupBy(all, startOf)
  return [...Map.groupBy(onScreen, startOf)].map(([start, own]) => {
    const { first, last } = periodOf('week', start, weekStart)
    const days = [...Map.groupBy(own, ({ localDay }) => localDay)].map(([day, trips]) => ({
      day,
      trips,
      ...sumsOf(ofDay.get(day) ?? trips),
    }))
    return { first, last, days, ...sumsOf(ofWeek.get(start) ?? own) }
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
