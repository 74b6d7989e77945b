/**
 * Knots: the fixes of some seconds gathered into one position. A 1 Hz logger and a phone that records once a minute look
 * alike from here on, and a stray fix does not move a knot, because it is the middle one that counts.
 */
import { distanceM } from '../trace/geodesy.ts'
import type { Trace } from '../trace/trace.ts'
import { staying } from './thresholds.ts'

/** Knots as columns. `first` and `last` are fixes of the trace, both included; `timeMs` is the middle of the knot's time. */
export interface Knots {
  readonly length: number
  readonly timeMs: Float64Array
  readonly startMs: Float64Array
  readonly endMs: Float64Array
  readonly latDeg: Float64Array
  readonly lonDeg: Float64Array
  /** Radius of a spot as seen from this knot, metres: wider where fixes are poor. */
  readonly reachM: Float64Array
  readonly first: Uint32Array
  readonly last: Uint32Array
}

/** Fixes beyond this many in one knot are passed over: recorders of more than 4 Hz add noise, not knowledge. */
const mostFixes = 64
const sorted = new Float64Array(mostFixes)

/** Gathers a trace into knots; a knot begins with the first fix that no longer fits the one before. */
export function gather(trace: Trace): Knots {
  const { timeMs } = trace
  const firsts = new Uint32Array(trace.length + 1)
  let count = 0
  let untilMs = Number.NEGATIVE_INFINITY
  for (let i = 0; i < trace.length; i++) {
    if (timeMs[i]! < untilMs) continue
    firsts[count++] = i
    untilMs = timeMs[i]! + staying.knotMs
  }
  firsts[count] = trace.length
  const knots = emptyKnots(count)
  for (let k = 0; k < count; k++) tie(trace, firsts[k]!, firsts[k + 1]! - 1, knots, k)
  return knots
}

function emptyKnots(length: number): Knots {
  return {
    length,
    timeMs: new Float64Array(length),
    startMs: new Float64Array(length),
    endMs: new Float64Array(length),
    latDeg: new Float64Array(length),
    lonDeg: new Float64Array(length),
    reachM: new Float64Array(length),
    first: new Uint32Array(length),
    last: new Uint32Array(length),
  }
}

function tie(trace: Trace, first: number, last: number, knots: Knots, k: number): void {
  knots.first[k] = first
  knots.last[k] = last
  knots.startMs[k] = trace.timeMs[first]!
  knots.endMs[k] = trace.timeMs[last]!
  knots.timeMs[k] = (trace.timeMs[first]! + trace.timeMs[last]!) / 2
  knots.latDeg[k] = middle(trace.latDeg, first, last)
  knots.lonDeg[k] = middle(trace.lonDeg, first, last)
  const excessM = trace.accuracyM[(first + last) >> 1]! - staying.goodAccuracyM
  knots.reachM[k] = staying.spotM + (excessM > 0 ? Math.min(excessM, staying.spotWideningM) : 0)
}

/** Median of a stretch of a column; of two, their mean. */
function middle(column: Float64Array, first: number, last: number): number {
  const count = Math.min(last - first + 1, mostFixes)
  if (count <= 2) return (column[first]! + column[first + count - 1]!) / 2
  for (let n = 0; n < count; n++) {
    const value = column[first + n]!
    let at = n
    while (at > 0 && sorted[at - 1]! > value) {
      sorted[at] = sorted[at - 1]!
      at--
    }
    sorted[at] = value
  }
  return (sorted[(count - 1) >> 1]! + sorted[count >> 1]!) / 2
}

/** Metres from knot `a` to knot `b`, as the crow flies. */
export const apartM = ({ latDeg, lonDeg }: Knots, a: number, b: number): number =>
  distanceM(latDeg[a]!, lonDeg[a]!, latDeg[b]!, lonDeg[b]!)
