/**
 * Tells wandering noise from a trip: fixes that wander about a phone lying still may lead out of its spot and back, or
 * from one spot to another, without anybody travelling. What cleaning takes for true one by one is judged here as a whole.
 */
import { distanceM } from '../trace/geodesy.ts'
import type { Trace } from '../trace/trace.ts'
import { cleaning, drifting } from './thresholds.ts'

/** Whether fixes `first` to `last` (both included), from the end of one stay to the start of the next, show no travel. */
export function isDrift(kept: Trace, first: number, last: number): boolean {
  return isWithinError(kept, first, last) || isOnlyLeaps(kept, first, last)
}

const gapM = ({ latDeg, lonDeg }: Trace, a: number, b: number): number =>
  distanceM(latDeg[a]!, lonDeg[a]!, latDeg[b]!, lonDeg[b]!)

/** Radius in which the phone nearly surely was, metres; 0 when the accuracy is unknown. */
function reachM(kept: Trace, i: number): number {
  const accuracyM = kept.accuracyM[i]!
  return Number.isNaN(accuracyM) ? 0 : cleaning.nearlySure * accuracyM
}

/** Whether one spot explains all fixes: none is farther from the first good one than the errors of the two allow. */
function isWithinError(kept: Trace, first: number, last: number): boolean {
  let spot = first
  while (spot < last && kept.accuracyM[spot]! > drifting.goodAccuracyM) spot++
  if (kept.accuracyM[spot]! > drifting.goodAccuracyM) spot = first
  const spotReachM = reachM(kept, spot)
  for (let i = first; i <= last; i++) {
    const allowedM = Math.max(cleaning.suspectJumpM, spotReachM, reachM(kept, i))
    if (gapM(kept, spot, i) > allowedM) return false
  }
  return true
}

/** Whether all fixes lie about both ends and one spot between, and each step from one to another is a leap. */
function isOnlyLeaps(kept: Trace, first: number, last: number): boolean {
  let away = -1
  let group = first
  for (let i = first + 1; i <= last; i++) {
    if (away < 0 && isOutside(kept, first, i) && isOutside(kept, last, i)) away = i
    const next = groupOf(kept, i, first, last, away)
    if (next < 0) return false
    if (next !== group && !isLeap(kept, i - 1, i)) return false
    group = next
  }
  return true
}

const isOutside = (kept: Trace, spot: number, i: number): boolean => gapM(kept, spot, i) > drifting.spotM

/** The spot that fix `i` lies about: `first`, `last` or `away`; −1 when none. Spots that overlap count as the first of them. */
function groupOf(kept: Trace, i: number, first: number, last: number, away: number): number {
  if (!isOutside(kept, first, i)) return first
  if (!isOutside(kept, last, i)) return isOutside(kept, first, last) ? last : first
  return away >= 0 && !isOutside(kept, away, i) ? away : -1
}

/** Whether a step is too long for its time to be one from rest to rest, between fixes that come often. */
function isLeap(kept: Trace, a: number, b: number): boolean {
  const seconds = (kept.timeMs[b]! - kept.timeMs[a]!) / 1000
  const stepM = gapM(kept, a, b)
  const isPlausible = seconds > cleaning.leapS || stepM < drifting.leapMps * seconds
  return !isPlausible && stepM <= drifting.farthestM
}
