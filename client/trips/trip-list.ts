/** Which part of the list of trips is on screen. */
import type { ShownTrip } from '../vault-protocol.ts'

/** Few enough that an old phone draws them at once. */
export const tripsPerPage = 20

/** From the trip at `from`, so many trips. */
export interface ListWindow {
  readonly from: number
  readonly count: number
}

/** The part that is shown first. */
export const newestTrips: ListWindow = { from: 0, count: tripsPerPage }

/** The window that shows all of a day: this one if it does already, else one that starts with that day. */
export function windowWith(trips: readonly ShownTrip[], day: string, now: ListWindow): ListWindow {
  const from = trips.findIndex((trip) => trip.localDay === day)
  if (from < 0) return now
  const end = trips.findLastIndex((trip) => trip.localDay === day) + 1
  if (from >= now.from && end <= now.from + now.count) return now
  return { from, count: Math.max(tripsPerPage, end - from) }
}

/** One page more towards older trips, or towards newer ones. */
export const withOlder = ({ from, count }: ListWindow): ListWindow => ({ from, count: count + tripsPerPage })
export const withNewer = ({ from, count }: ListWindow): ListWindow => {
  const earlier = Math.max(0, from - tripsPerPage)
  return { from: earlier, count: count + from - earlier }
}
