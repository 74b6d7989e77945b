/** The stays that a trip lies between, and those within it: of a trip that was joined from two. */
import type { StayDocument } from '../../shared/analysis/document.ts'
import type { ShownTrip } from '../vault-protocol.ts'

/** A stay and a trip that touch are at most this far apart, ms. */
const touchMs = 60_000

export interface TripStays {
  readonly before?: StayDocument
  readonly after?: StayDocument
  readonly within: readonly StayDocument[]
}

/** Stays come oldest first. */
export function tripStays({ start, end }: ShownTrip, stays: readonly StayDocument[]): TripStays {
  const [startMs, endMs] = [Date.parse(start), Date.parse(end)]
  const near = stays.filter(
    (stay) => Date.parse(stay.end) >= startMs - touchMs && Date.parse(stay.start) <= endMs + touchMs,
  )
  const before = near.findLast((stay) => Date.parse(stay.end) <= startMs + touchMs)
  const after = near.find((stay) => stay !== before && Date.parse(stay.start) >= endMs - touchMs)
  return {
    ...(before && { before }),
    ...(after && { after }),
    within: near.filter(
      (stay) => stay !== before && stay !== after && stay.start >= start && stay.end <= end,
    ),
  }
}
