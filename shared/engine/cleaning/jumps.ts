/**
 * Jumps: away from the last fix kept, and back. Each test knows that fix and what comes within ten minutes, nothing more.
 * What nothing takes back is travel, however fast: the phone was off on the way.
 */
import { longitudeStep, metresPerDegree } from '../../trace/geodesy.ts'
import { cleaning } from '../thresholds.ts'
import type { Candidates } from './candidates.ts'
import { candidateReachM, gapM, isPoor, isSamePosition, timeOf } from './candidates.ts'
import { codeOf } from './reasons.ts'

/** Whether nothing on the ground gets from `a` to `b` in time; planes and fast trains do, and do not come back. */
export function isSuspect(of: Candidates, a: number, b: number): boolean {
  const jumpM = gapM(of, a, b)
  const seconds = (timeOf(of, b) - timeOf(of, a)) / 1000
  const limitM = Math.min(cleaning.suspectSpeedMps * seconds, cleaning.hardestMps2 * seconds * seconds)
  return jumpM > cleaning.suspectJumpM && jumpM > limitM
}

/** The candidate with which the way from `last` goes on when `c` and what follows it are a jump; −1 when they are not. */
export function endOfJump(of: Candidates, last: number, c: number): number {
  const jumpM = gapM(of, last, c)
  if (jumpM <= cleaning.suspectJumpM) return -1
  if (!isSuspect(of, last, c)) {
    if (isFetchedBack(of, last, c, jumpM)) return c + 1
    return isLeap(of, last, c, jumpM) ? findRest(of, last, c, jumpM) : -1
  }
  const back = findReturn(of, last, c, jumpM)
  return back < 0 && isSpike(of, last, c) ? c + 1 : back
}

/** Whether there was time to get to `c`, but none to get from there to the next candidate, which is back near `last`. */
function isFetchedBack(of: Candidates, last: number, c: number, jumpM: number): boolean {
  const next = c + 1
  if (next >= of.length || isPoor(of, next) || !isSuspect(of, c, next)) return false
  return gapM(of, last, next) < cleaning.returnShare * jumpM && !isSuspect(of, last, next)
}

/**
 * First candidate after `c` that is back near `last`; −1 when there is none in time, or when the way leads on. Who comes
 * back little by little has travelled: then it was `last` that was wrong.
 */
function findReturn(of: Candidates, last: number, c: number, jumpM: number): number {
  const startMs = timeOf(of, c)
  const end = Math.min(of.length, c + 1 + cleaning.returnFixes)
  let before = c
  for (let k = c + 1; k < end && timeOf(of, k) - startMs <= cleaning.returnMs; k++) {
    if (isPoor(of, k)) continue
    const awayM = gapM(of, last, k)
    if (awayM < cleaning.returnShare * jumpM && !isSuspect(of, last, k)) {
      const isAbrupt = gapM(of, before, k) > cleaning.abruptShare * jumpM
      return isAbrupt || timeOf(of, k) - startMs <= cleaning.gradualMs ? k : -1
    }
    if (awayM > cleaning.goneShare * jumpM && gapM(of, before, k) < cleaning.onShare * jumpM) return -1
    before = k
  }
  return -1
}

/** Whether a step is one that a phone at rest makes: at a pace, from rest to rest, or within what `c` owns to as its error. */
function isLeap(of: Candidates, last: number, c: number, jumpM: number): boolean {
  const seconds = (timeOf(of, c) - timeOf(of, last)) / 1000
  if (seconds <= cleaning.leapS && jumpM > cleaning.leapMps * seconds) return true
  return jumpM < candidateReachM(of, c)
}

/**
 * First candidate after `c` that is back where `last` was and stays there, when all between keep together; else −1. Who
 * really goes there and back in ten minutes is seen on the way, because the steps there and back are short.
 */
function findRest(of: Candidates, last: number, c: number, jumpM: number): number {
  const restM = Math.min(cleaning.restM, cleaning.returnShare * jumpM)
  const untilMs = timeOf(of, c) + cleaning.returnMs
  const end = Math.min(of.length, c + 1 + cleaning.returnFixes)
  for (let k = c + 1; k < end && timeOf(of, k) <= untilMs; k++) {
    if (isPoor(of, k)) continue
    if (gapM(of, last, k) < restM) {
      const rests = k + 1 >= of.length || isPoor(of, k + 1) || gapM(of, last, k + 1) < restM
      return rests && isLeap(of, k - 1, k, jumpM) ? k : -1
    }
    if (gapM(of, c, k) > cleaning.returnShare * jumpM) return -1
  }
  return -1
}

/** Whether `c` lies off the way from `last` to the next candidate farther than any vehicle can swerve. */
function isSpike(of: Candidates, last: number, c: number): boolean {
  const next = c + 1
  if (next >= of.length || isPoor(of, next) || isSuspect(of, last, next)) return false
  const beforeS = (timeOf(of, c) - timeOf(of, last)) / 1000
  const afterS = (timeOf(of, next) - timeOf(of, c)) / 1000
  const swerveM = (cleaning.hardestMps2 * beforeS * afterS) / 2
  return offLineM(of, last, c, next) > cleaning.suspectJumpM + swerveM
}

/** Metres between candidate `c` and where steady travel from `a` to `b` would be at its time; `c` may lie outside them. */
export function offLineM({ trace, fixes }: Candidates, a: number, c: number, b: number): number {
  const { timeMs, latDeg, lonDeg } = trace
  const [i, j, k] = [fixes[a]!, fixes[c]!, fixes[b]!]
  const share = (timeMs[j]! - timeMs[i]!) / (timeMs[k]! - timeMs[i]!)
  const latOff = latDeg[j]! - latDeg[i]! - share * (latDeg[k]! - latDeg[i]!)
  const lonOff = longitudeStep(lonDeg[i]!, lonDeg[j]!) - share * longitudeStep(lonDeg[i]!, lonDeg[k]!)
  const eastward = lonOff * Math.cos((latDeg[i]! * Math.PI) / 180)
  return Math.sqrt(latOff * latOff + eastward * eastward) * metresPerDegree
}

/** Whether `c` repeats the last position kept although the phone had moved on, as the next candidate shows. */
export function isStale(of: Candidates, last: number, c: number): boolean {
  const next = c + 1
  if (next >= of.length || isPoor(of, next) || !isSuspect(of, c, next) || isSuspect(of, last, next))
    return false
  return findReturn(of, c, next, gapM(of, c, next)) < 0
}

/** The reason for leaving out candidates `c` to `end` − 1, which jump away from `last`. */
export function reasonOfJump(of: Candidates, last: number, c: number, end: number, before: number): number {
  if (isEcho(of, c)) return codeOf.echo
  if (before >= 0 && isOtherTrack(of, before, last, c)) return codeOf.clock
  const stayedMs = timeOf(of, end - 1) - timeOf(of, c)
  return stayedMs >= cleaning.teleportMs ? codeOf.teleport : codeOf.jump
}

/** Whether exactly this position was reported within the fixes before, with another one since. */
function isEcho(of: Candidates, c: number): boolean {
  const start = Math.max(0, c - cleaning.echoFixes)
  for (let k = c - 2; k >= start; k--) if (isSamePosition(of, k, c)) return true
  return false
}

/** Whether `c` goes on where candidate `before`, left out a moment ago, ended: two tracks in one, one of a wrong clock. */
function isOtherTrack(of: Candidates, before: number, last: number, c: number): boolean {
  if (c - before > cleaning.interleavedFixes) return false
  return !isSuspect(of, before, c) && gapM(of, before, c) < cleaning.returnShare * gapM(of, last, c)
}
