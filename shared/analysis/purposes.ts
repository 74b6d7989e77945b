/**
 * Where trips start and end, and why they were made as far as that shows: from home to work or back it is a commute,
 * also with short stops on the way; otherwise what leads home or to work says so, and nothing else is guessed.
 */
import type { PlaceDocument, Purpose, TripDocument } from './document.ts'

/** A stay, with the id of its place if it has one. */
export interface Visit {
  readonly startMs: number
  readonly endMs: number
  readonly place: string | undefined
}

/** A stay and a trip that touch are at most this far apart, ms. */
const touchMs = 60_000

/** A stop up to this long is on the way (McGuckin, Zmud and Nakamoto 2005, trip chaining in the US survey), ms. */
const stopMs = 30 * 60_000

interface Ends {
  readonly startMs: number
  readonly endMs: number
  readonly from: string | undefined
  readonly to: string | undefined
}

/** The trips, given oldest first as are the visits, with the places at their ends and their purpose. */
export function withEnds<T extends TripDocument>(
  trips: readonly T[],
  visits: readonly Visit[],
  places: readonly PlaceDocument[],
): T[] {
  const ended = trips.map((trip) => {
    const { from, to } = endsOf(trip, visits)
    return { ...trip, ...(from && { from }), ...(to && { to }) }
  })
  return withPurposes(ended, places)
}

/** The trips, given oldest first, with the purpose that their ends tell, and none where these tell none. */
export function withPurposes<T extends TripDocument>(
  trips: readonly T[],
  places: readonly PlaceDocument[],
): T[] {
  const ends = trips.map(({ start, end, from, to }) => ({
    startMs: Date.parse(start),
    endMs: Date.parse(end),
    from,
    to,
  }))
  const purposes = purposesOf(ends, places)
  return trips.map((trip, n) => {
    const purpose = purposes[n]
    if (purpose === trip.purpose) return trip
    const { purpose: _, ...rest } = trip
    // What was taken away is put back, or is absent as it may be.
    return { ...rest, ...(purpose && { purpose }) } as T
  })
}

function endsOf(trip: TripDocument, visits: readonly Visit[]): Pick<Ends, 'from' | 'to'> {
  const startMs = Date.parse(trip.start)
  const endMs = Date.parse(trip.end)
  const before = visits[firstFrom(visits, startMs) - 1]
  const after = visits[firstFrom(visits, endMs - touchMs)]
  return {
    from: before && startMs - before.endMs <= touchMs ? before.place : undefined,
    to: after && after.startMs - endMs <= touchMs ? after.place : undefined,
  }
}

/** Index of the first visit that starts at `timeMs` or later. */
function firstFrom(visits: readonly Visit[], timeMs: number): number {
  let low = 0
  let high = visits.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (visits[middle]!.startMs < timeMs) low = middle + 1
    else high = middle
  }
  return low
}

function purposesOf(trips: readonly Ends[], places: readonly PlaceDocument[]): (Purpose | undefined)[] {
  const home = places.find(({ role }) => role === 'home')?.id
  const work = places.find(({ role }) => role === 'work')?.id
  const isAnchor = (place: string | undefined): boolean =>
    place !== undefined && (place === home || place === work)
  const purposes = trips.map(({ from, to }): Purpose | undefined => {
    if (to === undefined || to === from) return undefined
    return to === home ? 'home' : to === work ? 'work' : undefined
  })
  for (let n = 0; n < trips.length; n++) {
    const { from } = trips[n]!
    if (!isAnchor(from)) continue
    let last = n
    while (!isAnchor(trips[last]!.to) && isOnTheWay(trips[last]!, trips[last + 1])) last++
    const { to } = trips[last]!
    if (isAnchor(to) && to !== from) purposes.fill('commute', n, last + 1)
  }
  return purposes
}

function isOnTheWay(trip: Ends, next: Ends | undefined): boolean {
  return next !== undefined && next.startMs - trip.endMs <= stopMs
}
