/** What nobody can have walked: silences on the way that went farther than legs go, as through the underground. */
import { circuity } from './circuity.ts'
import type { Hops } from './hops.ts'
import { cleaning, decoding, staying } from './thresholds.ts'

/**
 * Whether hop `h` shows nobody on the way, and led farther than one walks in its time. A single fix some hundred metres
 * off, to which one hop leads and from which the next leads back, is an error.
 */
export function isBeyondWalking(hops: Hops, h: number): boolean {
  const tookMs = hops.durationMs[h]!
  if (tookMs < decoding.seenMs) return false
  const lengthM = hops.distanceM[h]!
  if (lengthM * circuity('foot', tookMs) <= decoding.spareM + (decoding.walkMps * tookMs) / 1000) return false
  if (lengthM > staying.strayM) return true
  const backM = Math.max(decoding.spareM, lengthM * cleaning.returnShare)
  return acrossM(hops, h - 1) > backM && acrossM(hops, h) > backM
}

/** Metres from where hop `h` begins to where the next one ends (law of cosines); endless where one of them is missing. */
function acrossM({ length, distanceM, turnDeg }: Hops, h: number): number {
  if (h < 0 || h + 1 >= length) return Number.POSITIVE_INFINITY
  const [a, b] = [distanceM[h]!, distanceM[h + 1]!]
  const turned = Math.cos((turnDeg[h + 1]! * Math.PI) / 180)
  return Math.sqrt(Math.max(0, a * a + b * b + 2 * a * b * turned))
}

/** Whether more than half of the time of hops `from` up to, not including, `to` was spent on such silences. */
export function isMostlyBeyondWalking(hops: Hops, from: number, to: number): boolean {
  let balanceMs = 0
  for (let h = from; h < to; h++) balanceMs += hops.durationMs[h]! * (isBeyondWalking(hops, h) ? 1 : -1)
  return balanceMs > 0
}
