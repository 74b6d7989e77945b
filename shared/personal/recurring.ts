/**
 * Trips made again and again: those between the same two places by the same way are one habit, so that two ways between
 * home and work are two. Each has its count, its usual days and time, and its usual modes.
 */
import type { Purpose, TripDocument } from '../analysis/document.ts'
import type { Mode } from '../engine/mode.ts'
import { localMoment, usualMinute } from './clock.ts'
import type { Path } from './path.ts'
import { likeness, pathFinder, sameShare } from './path.ts'

export interface RecurringTrip {
  /** Ids of places. */
  readonly from: string
  readonly to: string
  readonly count: number
  /** Median time of departure on the place's clocks, minutes after midnight. */
  readonly minute: number
  /** How often on each day of the week, Monday first. */
  readonly weekdays: readonly number[]
  /** The modes in order, as most often. */
  readonly modes: readonly Mode[]
  /** Median length, metres. */
  readonly distanceM: number
  /** Median time from start to end, ms. */
  readonly durationMs: number
  /**
   * All of their footprints over the months from the vault's first trip to its last, kg CO2e; absent where less than a
   * week was recorded, of which no month can be told.
   */
  readonly co2eKgPerMonth?: number
  readonly purpose?: Purpose
}

/** Fewer are no habit. */
const fewest = 3
const dayMs = 86_400_000
/** A month is a twelfth of 365.25 days. */
const monthMs = 30.4375 * dayMs
/** Of less than this no month can be told, ms. */
const leastRecordedMs = 7 * dayMs

interface Way {
  readonly path: Path
  readonly trips: TripDocument[]
}

/** The recurring trips, most frequent first. `trips` come oldest first with places at their ends. */
export function recurringTrips(trips: readonly TripDocument[]): RecurringTrip[] {
  const recordedMs = recordedTime(trips)
  const pairs = Map.groupBy(
    trips.filter(({ from, to }) => from !== undefined && to !== undefined),
    ({ from, to }) => `${from} ${to}`,
  )
  return [...pairs.values()]
    .filter((own) => own.length >= fewest)
    .flatMap(waysOf)
    .filter((way) => way.trips.length >= fewest)
    .map((way) => recurringOf(way, recordedMs))
    .sort((a, b) => b.count - a.count)
}

/** Each trip joins the way that it is most like, or begins another. */
function waysOf(trips: readonly TripDocument[]): Way[] {
  const ways: Way[] = []
  for (const trip of trips) {
    const path = pathFinder(trip.sections)
    let best: Way | undefined
    let most = sameShare
    for (const way of ways) {
      const alike = likeness(way.path, path(way.path.cellM))
      if (alike < most) continue
      best = way
      most = alike
    }
    if (best) best.trips.push(trip)
    else ways.push({ path: path(), trips: [trip] })
  }
  return ways
}

/** From the first trip's start to the last one's end, ms. */
function recordedTime(trips: readonly TripDocument[]): number {
  const [first, last] = [trips[0], trips.at(-1)]
  return first && last ? Date.parse(last.end) - Date.parse(first.start) : 0
}

function recurringOf({ trips }: Way, recordedMs: number): RecurringTrip {
  const { from, to, purpose } = trips[0]!
  const moments = trips.map((trip) => localMoment(trip.start, trip.timeZone))
  const co2eKg = trips.reduce((sum, trip) => sum + trip.co2eKg, 0)
  return {
    from: from!,
    to: to!,
    count: trips.length,
    minute: usualMinute(moments.map(({ minute }) => minute)),
    weekdays: [1, 2, 3, 4, 5, 6, 7].map((day) => moments.filter(({ weekday }) => weekday === day).length),
    modes: usualModes(trips),
    distanceM: median(trips.map((trip) => trip.distanceM)),
    durationMs: median(trips.map(({ start, end }) => Date.parse(end) - Date.parse(start))),
    ...(recordedMs >= leastRecordedMs && { co2eKgPerMonth: (co2eKg * monthMs) / recordedMs }),
    ...(purpose && { purpose }),
  }
}

/** The middle one, the upper of two. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}

function usualModes(trips: readonly TripDocument[]): readonly Mode[] {
  const sequences = Map.groupBy(
    trips.map(({ sections }) => sections.map(({ mode }) => mode)),
    (modes) => modes.join(),
  )
  const most = [...sequences.values()].reduce((best, each) => (each.length > best.length ? each : best))
  return most[0]!
}
