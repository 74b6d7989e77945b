/** What goes wrong after a silence: receivers that have not settled, that guessed on through a tunnel, and wrong clocks. */
import { cleaning } from '../thresholds.ts'
import type { Candidates } from './candidates.ts'
import { candidateReachM, gapM, isPoor, isSmallStep, timeOf } from './candidates.ts'
import { endOfJump, isSuspect, offLineM } from './jumps.ts'
import { codeOf } from './reasons.ts'

/** Why candidate `c`, after a silence since `last`, is not to be believed; 0 when it may be. */
export function reasonAfterSilence(of: Candidates, last: number, c: number): number {
  const silenceMs = timeOf(of, c) - timeOf(of, last)
  if (timeOf(of, c) - timeOf(of, last + 1) > cleaning.settlingMs) return 0
  if (!isUnsettled(of, c) && !isConverging(of, c)) return 0
  const speedMps = (1000 * gapM(of, last, c + 1)) / (timeOf(of, c + 1) - timeOf(of, last))
  const isUnderWay = silenceMs <= cleaning.tunnelMs && speedMps > cleaning.tunnelMps
  return isUnderWay ? codeOf.tunnel : codeOf.coldStart
}

/**
 * The candidate after `c` and those that, for a moment, still tell where the phone was at the silence since `last` or, again
 * and again, where it was during it, when by the next one it is where it can only have gone before `c`; −1 when it is not.
 * So phones tell on waking, before they have looked.
 */
export function endOfWaking(of: Candidates, last: number, c: number): number {
  if (timeOf(of, c) - timeOf(of, last) < cleaning.silenceMs || isPoor(of, c)) return -1
  const untilMs = timeOf(of, c) + cleaning.settlingMs
  let k = c + 1
  while (k < of.length && timeOf(of, k) <= untilMs && isSmallStep(of, c, k)) k++
  if (k === of.length || isPoor(of, k) || (k === c + 1 && !isSmallStep(of, last, c))) return -1
  return isSuspect(of, k - 1, k) && !isSuspect(of, last, k) && endOfJump(of, k - 1, k) < 0 ? k : -1
}

/** Whether candidates soon after agree on a motion that `c`, seconds before, cannot have been part of. */
function isUnsettled(of: Candidates, c: number): boolean {
  const untilMs = timeOf(of, c) + cleaning.settlingStepMs
  for (let a = c + 1; a < of.length && timeOf(of, a) <= untilMs; a++) {
    if (isPoor(of, a) || isSmallStep(of, c, a)) continue
    const b = agreeing(of, a, timeOf(of, a) - timeOf(of, c))
    if (b >= 0 && isOffMotion(of, c, a, b)) return true
  }
  return false
}

/** A candidate at least `stepMs` after `a` whose own successor confirms the motion between the two; −1 when there is none. */
function agreeing(of: Candidates, a: number, stepMs: number): number {
  const untilMs = timeOf(of, a) + cleaning.settlingMs
  for (let k = a + 1; k + 1 < of.length && timeOf(of, k) <= untilMs; k++) {
    if (isPoor(of, k) || timeOf(of, k) - timeOf(of, a) < stepMs) continue
    return isOffMotion(of, a, k, k + 1) ? -1 : k
  }
  return -1
}

/** Whether going back from `a` and `b` to the time of `c` leads elsewhere than any vehicle could have come from. */
function isOffMotion(of: Candidates, c: number, a: number, b: number): boolean {
  const beforeS = (timeOf(of, a) - timeOf(of, c)) / 1000
  const afterS = (timeOf(of, b) - timeOf(of, a)) / 1000
  const changeM = (cleaning.hardestMps2 * beforeS * (beforeS + afterS)) / 2
  const noiseM = Math.max(cleaning.unsettledM, candidateReachM(of, a)) * Math.max(1, beforeS / afterS)
  return offLineM(of, a, c, b) > noiseM + changeM
}

/** Whether `c` is coarse and the next candidate, soon after it and within its error, much finer. */
function isConverging(of: Candidates, c: number): boolean {
  const next = c + 1
  if (next >= of.length || timeOf(of, next) - timeOf(of, c) > cleaning.settlingStepMs) return false
  const reachM = candidateReachM(of, c)
  if (!(reachM > cleaning.nearlySure * cleaning.unsettledM)) return false
  const nextReachM = candidateReachM(of, next)
  return nextReachM > 0 && nextReachM <= reachM / 2 && gapM(of, c, next) <= reachM
}

/** Whether candidate `c`, years after `last` or the first of all, is of a handful of fixes that stand alone. */
export function isOutOfTime(of: Candidates, last: number, c: number): boolean {
  const startMs = timeOf(of, c)
  if (last >= 0 && startMs - timeOf(of, last) <= cleaning.wrongClockMs) return false
  let k = c
  while (k + 1 < of.length && timeOf(of, k + 1) - timeOf(of, k) <= cleaning.wrongClockMs)
    if (timeOf(of, ++k) - startMs > cleaning.handfulMs) return false
  return last >= 0 || k + 1 < of.length
}
