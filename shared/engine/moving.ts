/**
 * Who is on the move: per knot, from how far one gets in the next minutes. What wanders within a spot and gets on is no
 * stay. Only what comes is looked at, so that the verdict is the same wherever the trace begins.
 */
import { distanceM, longitudeStep, metresPerDegree } from '../trace/geodesy.ts'
import type { Knots } from './knots.ts'
import { staying } from './thresholds.ts'

/** How restless each knot is. */
export interface Restlessness {
  /** 1 where one is off within half a minute. */
  readonly soon: Uint8Array
  /** 1 where one does so for most of the next minutes. */
  readonly minutes: Uint8Array
}

/** The restlessness of every knot. Before a long silence nothing tells, and nobody is restless. */
export function restlessness(knots: Knots): Restlessness {
  const pace = minutePaces(knots)
  const limit = staying.movingMps * 1000
  const soon = new Uint8Array(knots.length)
  const minutes = new Uint8Array(knots.length)
  let to = 0
  let sum = 0
  let count = 0
  for (let k = 0; k < knots.length; k++) {
    for (; to < knots.length && knots.timeMs[to]! <= knots.timeMs[k]! + staying.movingWindowMs; to++) {
      if (pace[to]! < 0) continue
      sum += pace[to]!
      count++
    }
    if (isOff(knots, k)) soon[k] = 1
    if (count >= staying.movingSample && sum > limit * count && !isSilence(knots, k)) minutes[k] = 1
    if (pace[k]! < 0) continue
    sum -= pace[k]!
    count--
  }
  return { soon, minutes }
}

/**
 * How fast one gets on over a minute from each knot; −1 where the phone was not looking. What counts is the part of the
 * second half that goes on where the first half went: noise goes back (its successive steps are opposed, on average),
 * people on the way go on. In whole mm/s, so that running sums are exact, and up to twice the pace that counts as
 * moving, so that one leap is not minutes of it.
 */
function minutePaces(knots: Knots): Int32Array {
  const pace = new Int32Array(knots.length).fill(-1)
  const most = 2 * staying.movingMps * 1000
  let half = 0
  let whole = 0
  for (let k = 0; k < knots.length; k++) {
    half = later(knots, k, half)
    whole = later(knots, half, whole)
    const lagMs = knots.timeMs[whole]! - knots.timeMs[k]!
    if (lagMs < 2 * staying.movingHalfMs || lagMs > staying.movingLongestMs) continue
    pace[k] = Math.min(most, Math.round((progressM(knots, k, half, whole) / lagMs) * 1e6))
  }
  return pace
}

/** First knot half a minute after knot `k`, looked for from `from` on; the last knot when there is none. */
function later(knots: Knots, k: number, from: number): number {
  let at = Math.max(from, k)
  while (at < knots.length - 1 && knots.timeMs[at]! - knots.timeMs[k]! < staying.movingHalfMs) at++
  return at
}

/** Twice the root of the product of the steps a→b and b→c, as far as they point the same way, metres. */
function progressM(knots: Knots, a: number, b: number, c: number): number {
  const { latDeg, lonDeg } = knots
  const shrink = Math.cos(latDeg[b]! * (Math.PI / 180))
  const east = longitudeStep(lonDeg[a]!, lonDeg[b]!) * longitudeStep(lonDeg[b]!, lonDeg[c]!) * shrink * shrink
  const product = east + (latDeg[b]! - latDeg[a]!) * (latDeg[c]! - latDeg[b]!)
  return product > 0 ? 2 * Math.sqrt(product) * metresPerDegree : 0
}

/** Whether the first knot half a minute on is well away. */
function isOff({ length, timeMs, latDeg, lonDeg }: Knots, k: number): boolean {
  let next = k
  while (next < length - 1 && timeMs[next]! - timeMs[k]! < staying.movingHalfMs) next++
  if (timeMs[next]! - timeMs[k]! > staying.movingLongestMs) return false
  const wentM = distanceM(latDeg[k]!, lonDeg[k]!, latDeg[next]!, lonDeg[next]!)
  return wentM > staying.offM
}

/** Whether nothing was recorded for long after knot `k`. */
function isSilence(knots: Knots, k: number): boolean {
  return k + 1 < knots.length && knots.startMs[k + 1]! - knots.endMs[k]! >= staying.silentMs
}
