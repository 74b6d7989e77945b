/**
 * Waits for a connection: a short stay where one comes on foot and leaves on wheels, or the other way round, is a stop on
 * the way. Between two walks or two rides it is an errand, and a stay.
 */
import type { Trace } from '../trace/trace.ts'
import { hopsOf } from './hops.ts'
import type { Knots } from './knots.ts'
import type { Regime } from './sections.ts'
import { findStretches } from './sections.ts'
import type { KnotStay } from './stays.ts'
import { staying } from './thresholds.ts'
import type { KnotTrip } from './trips.ts'
import { findTrips } from './trips.ts'

/** The stays that are no waits. */
export function withoutWaits(trace: Trace, knots: Knots, stays: readonly KnotStay[]): KnotStay[] {
  if (!stays.some(isShort)) return [...stays]
  const trips = findTrips(knots, stays)
  let next = 0
  return stays.filter((stay) => {
    if (!isShort(stay)) return true
    while (next < trips.length && trips[next]!.first < stay.core) next++
    const before = trips[next - 1]
    const after = trips[next]
    if (before?.last !== stay.first || after?.first !== stay.core) return true
    const came = regimesOf(trace, knots, before).at(-1)
    const left = regimesOf(trace, knots, after)[0]
    return came === left || came === 'silence' || left === 'silence'
  })
}

function isShort(stay: KnotStay): boolean {
  return stay.leftMs - stay.startMs < staying.longestWaitMs
}

function regimesOf(trace: Trace, knots: Knots, trip: KnotTrip): Regime[] {
  return findStretches(hopsOf(trace, knots, trip)).map(({ regime }) => regime)
}
