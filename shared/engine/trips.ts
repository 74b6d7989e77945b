/** The third step: what lies between stays. A trip begins with the last fix at the place left and ends with the first at the next. */
import { distanceM } from '../trace/geodesy.ts'
import type { Trace } from '../trace/trace.ts'
import { circuity } from './circuity.ts'
import type { Knots } from './knots.ts'
import type { ModeFamily } from './mode.ts'
import type { KnotStay } from './stays.ts'
import { staying, tripping } from './thresholds.ts'
import { unseenMs } from './unseen.ts'

/** A trip as a range of knots, both included; the first and last may belong to the stays around it. */
export interface KnotTrip {
  readonly first: number
  readonly last: number
  readonly startMs: number
  readonly endMs: number
}

/** The trips before, between and after stays within a span; what is shorter than a trip at its ends is left out. */
export function findTrips(knots: Knots, stays: readonly KnotStay[], within = wholeOf(knots)): KnotTrip[] {
  const trips: KnotTrip[] = []
  let { first, startMs } = within
  for (let n = 0; n <= stays.length; n++) {
    const to = stays[n]
    const trip = { first, startMs, last: to?.first ?? within.last, endMs: to?.startMs ?? within.endMs }
    // Where the trace begins in the spot of a stay, nobody is seen to come there.
    const isCut = to !== undefined && to.found === within.first
    if (!isCut && trip.last > trip.first && isTrip(knots, trip)) trips.push(trip)
    if (to === undefined) continue
    first = to.core
    startMs = to.leftMs
  }
  return trips
}

/** The parts of a trip between silences that are too long to be part of it: the battery died, on a train say. */
export function withoutDeadSilences(knots: Knots, trip: KnotTrip): KnotTrip[] {
  const parts: KnotTrip[] = []
  let { first, startMs } = trip
  for (let k = trip.first; k < trip.last; k++) {
    const silenceMs = knots.startMs[k + 1]! - Math.max(startMs, knots.endMs[k]!)
    if (silenceMs < staying.deadMs || silenceMs - unseenMs(knots, k) < staying.deadMs) continue
    parts.push({ first, startMs, last: k, endMs: knots.endMs[k]! })
    first = k + 1
    startMs = knots.startMs[first]!
  }
  if (parts.length === 0) return [trip]
  return [...parts, { ...trip, first, startMs }].filter(
    (part) => part.last > part.first && isTrip(knots, part),
  )
}

function wholeOf({ length, startMs, endMs }: Knots): KnotTrip {
  return { first: 0, last: length - 1, startMs: startMs[0] ?? 0, endMs: endMs[length - 1] ?? 0 }
}

function isTrip(knots: Knots, trip: KnotTrip): boolean {
  if (trip.endMs - trip.startMs < tripping.shortestMs) return false
  const [lat, lon] = [knots.latDeg[trip.first]!, knots.lonDeg[trip.first]!]
  for (let k = trip.first + 1; k <= trip.last; k++)
    if (distanceM(lat, lon, knots.latDeg[k]!, knots.lonDeg[k]!) >= tripping.shortestM) return true
  return false
}

/**
 * Length of the way along the fixes `first` to `last`, metres, in steps long enough not to count noise, and longer than
 * the straight line where modes of the family bend unseen.
 */
export function wayM(trace: Trace, first: number, last: number, family: ModeFamily): number {
  const { timeMs, latDeg, lonDeg, accuracyM } = trace
  let sumM = 0
  let lat = latDeg[first]!
  let lon = lonDeg[first]!
  for (let i = first + 1; i <= last; i++) {
    const stepM = distanceM(lat, lon, latDeg[i]!, lonDeg[i]!)
    if (stepM < shortestStepM(accuracyM[i]!) && i < last) continue
    sumM += stepM * circuity(family, timeMs[i]! - timeMs[i - 1]!)
    lat = latDeg[i]!
    lon = lonDeg[i]!
  }
  return sumM
}

/** Poor fixes wander farther: only steps longer than their error count. */
const shortestStepM = (accuracyM: number): number =>
  accuracyM > tripping.goodAccuracyM ? Math.min(accuracyM, tripping.longestStepM) : tripping.stepM
