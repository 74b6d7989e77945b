/** How long a way took that nobody recorded: a phone that is silent before it moves was mostly still. */
import type { Knots } from './knots.ts'
import { apartM } from './knots.ts'
import { staying } from './thresholds.ts'

/** Time that the way from knot `from` to the next probably took, ms, by how one gets on after it. */
export const unseenMs = (knots: Knots, from: number): number =>
  tookMs(knots, from, paceAlong(knots, from + 1, 1))

/** The start of a ride that is first seen after a silence: in time for its next knot, and not before `fromMs`. */
export function setOffMs(knots: Knots, first: number, fromMs: number): number {
  const nextMs = knots.startMs[first + 1]!
  if (nextMs - fromMs < staying.paceMs) return fromMs
  return Math.max(fromMs, Math.round(nextMs - unseenMs(knots, first)))
}

/** The end of a ride after which nothing is seen until `toMs`: as long after its last but one knot as the way took. */
export function arrivalMs(knots: Knots, last: number, toMs: number): number {
  const seenMs = knots.endMs[last - 1]!
  if (toMs - seenMs < staying.paceMs) return toMs
  return Math.min(toMs, Math.round(seenMs + tookMs(knots, last - 1, paceAlong(knots, last - 1, -1))))
}

/** Time for the way from knot `from` to the next at a share of a pace that was seen beside it, on foot at the slowest. */
function tookMs(knots: Knots, from: number, paceMps: number): number {
  const wayM = apartM(knots, from, from + 1)
  const usualMps = staying.unseenSpeedMps + (staying.unseenGainMpsPerKm * wayM) / 1000
  const speedMps = Math.max(usualMps, staying.unseenShare * paceMps)
  return (wayM / Math.min(speedMps, staying.unseenLimitMps)) * 1000
}

/** How fast one gets on in the minutes from knot `k` on, in steps of `step`, m/s; 0 where that is not seen. */
function paceAlong(knots: Knots, k: number, step: 1 | -1): number {
  const { length, timeMs } = knots
  let far = k
  let wayM = 0
  while (far + step >= 0 && far + step < length && Math.abs(timeMs[far]! - timeMs[k]!) < staying.paceMs) {
    wayM += apartM(knots, far, far + step)
    far += step
  }
  const awayMs = Math.abs(timeMs[far]! - timeMs[k]!)
  return awayMs < staying.paceMs / 2 || awayMs > 2 * staying.paceMs ? 0 : (wayM / awayMs) * 1000
}
