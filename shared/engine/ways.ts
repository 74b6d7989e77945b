/** The ways between settled stays: what is cut into windows and decoded as a whole, short stops included. */
import type { Trace } from '../trace/trace.ts'
import type { Cleaned } from './clean.ts'
import { clean } from './clean.ts'
import type { Hops } from './hops.ts'
import { hopsOf } from './hops.ts'
import type { Knots } from './knots.ts'
import { gather } from './knots.ts'
import type { KnotStay } from './stays.ts'
import { findStays } from './stays.ts'
import { staying } from './thresholds.ts'
import type { KnotTrip } from './trips.ts'
import { findTrips } from './trips.ts'
import type { Windows } from './windows.ts'
import { windowsOf } from './windows.ts'

/** A way with what is seen of it. */
export interface Way {
  readonly span: KnotTrip
  readonly hops: Hops
  readonly windows: Windows
}

/** What the first steps find. */
export interface Found {
  readonly cleaned: Cleaned
  readonly knots: Knots
  /** All stays, short stops included. */
  readonly stays: readonly KnotStay[]
  readonly ways: readonly KnotTrip[]
}

/** Cleans a trace and finds its stays and the ways between those that are too long to be a wait or a pause. */
export function findWays(trace: Trace, pauseMin: number): Found {
  const cleaned = clean(trace)
  const knots = gather(cleaned.kept)
  const stays = findStays(knots)
  const ways = findTrips(
    knots,
    stays.filter((stay) => isSettled(stay, pauseMin)),
  )
  return { cleaned, knots, stays, ways }
}

/** A stay of this length, ms, parts ways whatever lies around it, where one pauses for `pauseMin`. */
export const settledMs = (pauseMin: number): number => Math.max(staying.longestWaitMs, pauseMin * 60_000)

/** Whether a stay is longer than any wait, and than any pause where one pauses for `pauseMin`. */
export const isSettled = ({ startMs, leftMs }: KnotStay, pauseMin: number): boolean =>
  leftMs - startMs >= settledMs(pauseMin)

/** Looks at a way. */
export function lookAt(trace: Trace, knots: Knots, span: KnotTrip): Way {
  const hops = hopsOf(trace, knots, span)
  return { span, hops, windows: windowsOf(knots, hops) }
}
