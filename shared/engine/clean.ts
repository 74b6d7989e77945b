/**
 * The first step: leaves out what cannot be true. Every decision looks a bounded time ahead, and back only to the last
 * fix kept, so that cleaning from any kept fix on gives the same fixes as cleaning everything.
 */
import { distanceM } from '../trace/geodesy.ts'
import type { Trace } from '../trace/trace.ts'
import { pick } from '../trace/trace.ts'
import type { Dropped } from './segmentation.ts'
import { cleaning } from './thresholds.ts'

export interface Cleaned {
  readonly kept: Trace
  readonly dropped: Dropped
}

/** Leaves out inaccurate fixes, second fixes of one instant, and jumps that a later fix takes back. */
export function clean(trace: Trace): Cleaned {
  const indices = new Uint32Array(trace.length)
  const accurate = pickAccurate(trace, indices)
  const distinct = pickDistinct(trace, indices, accurate)
  const plausible = pickPlausible(trace, indices, distinct)
  return {
    kept: plausible === trace.length ? trace : pick(trace, indices.subarray(0, plausible)),
    dropped: {
      duplicate: accurate - distinct,
      outlier: distinct - plausible,
      inaccurate: trace.length - accurate,
      invalid: 0,
    },
  }
}

const isInaccurate = (trace: Trace, i: number): boolean => trace.accuracyM[i]! > cleaning.inaccurateM

/** Fills `indices` with the accurate fixes and those that have no accurate one near in time; returns how many. */
function pickAccurate(trace: Trace, indices: Uint32Array): number {
  const { timeMs } = trace
  let count = 0
  let before = Number.NEGATIVE_INFINITY
  let next = 0
  for (let i = 0; i < trace.length; i++) {
    if (!isInaccurate(trace, i)) {
      before = timeMs[i]!
      indices[count++] = i
      continue
    }
    if (next <= i) {
      next = i + 1
      while (next < trace.length && isInaccurate(trace, next)) next++
    }
    const after = next < trace.length ? timeMs[next]! : Number.POSITIVE_INFINITY
    if (timeMs[i]! - before > cleaning.aloneMs && after - timeMs[i]! > cleaning.aloneMs) indices[count++] = i
  }
  return count
}

/** Of fixes that share an instant, keeps the most accurate. Works in place; returns how many are left. */
function pickDistinct(trace: Trace, indices: Uint32Array, length: number): number {
  let count = 0
  for (let n = 0; n < length; n++) {
    const i = indices[n]!
    if (count > 0 && trace.timeMs[indices[count - 1]!] === trace.timeMs[i]) {
      if (trace.accuracyM[i]! < trace.accuracyM[indices[count - 1]!]!) indices[count - 1] = i
    } else indices[count++] = i
  }
  return count
}

/** Drops fixes that jump away when a later fix is back where the jump began. Works in place; returns how many are left. */
function pickPlausible(trace: Trace, indices: Uint32Array, length: number): number {
  let count = 0
  let n = 0
  while (n < length) {
    const last = count > 0 ? indices[count - 1]! : -1
    const back =
      last >= 0 && isSuspect(trace, last, indices[n]!) ? findReturn(trace, indices, length, last, n) : -1
    if (back >= 0) n = back
    indices[count++] = indices[n++]!
  }
  return count
}

function gapM(trace: Trace, a: number, b: number): number {
  return distanceM(trace.latDeg[a]!, trace.lonDeg[a]!, trace.latDeg[b]!, trace.lonDeg[b]!)
}

function isSuspect(trace: Trace, a: number, b: number): boolean {
  const jumpM = gapM(trace, a, b)
  const seconds = (trace.timeMs[b]! - trace.timeMs[a]!) / 1000
  return jumpM > cleaning.suspectJumpM && jumpM > cleaning.suspectSpeedMps * seconds
}

/** Position in `indices` of the first fix after `n` that is back near `last`; −1 when there is none in time. */
function findReturn(trace: Trace, indices: Uint32Array, length: number, last: number, n: number): number {
  const jumpM = gapM(trace, last, indices[n]!)
  const untilMs = trace.timeMs[indices[n]!]! + cleaning.returnMs
  const end = Math.min(length, n + 1 + cleaning.returnFixes)
  for (let k = n + 1; k < end; k++) {
    const i = indices[k]!
    if (trace.timeMs[i]! > untilMs) return -1
    if (!isSuspect(trace, last, i) && gapM(trace, last, i) < cleaning.returnShare * jumpM) return k
  }
  return -1
}
