/** What cleaning chooses from: one fix per instant, by position in a list, and the questions that all tests ask of them. */
import { distanceM } from '../../trace/geodesy.ts'
import type { Trace } from '../../trace/trace.ts'
import { cleaning } from '../thresholds.ts'
import { codeOf } from './reasons.ts'

/** The most accurate fix of each instant: candidate `c` is fix `fixes[c]` of `trace`. Times strictly increase. */
export interface Candidates {
  readonly trace: Trace
  readonly fixes: Uint32Array
  readonly length: number
}

/** Chooses one fix per instant and marks the others in `reasons`; it depends on nothing but the fixes of that instant. */
export function candidatesOf(trace: Trace, reasons: Uint8Array): Candidates {
  const { timeMs } = trace
  const fixes = new Uint32Array(trace.length)
  let length = 0
  let lastMs = Number.NaN
  for (let i = 0; i < trace.length; i++) {
    if (timeMs[i] === lastMs) fixes[length - 1] = better(trace, fixes[length - 1]!, i, reasons)
    else fixes[length++] = i
    lastMs = timeMs[i]!
  }
  return { trace, fixes, length }
}

/** The more accurate of two fixes of one instant. The other is marked: a copy, or two places at once. */
function better(trace: Trace, a: number, b: number, reasons: Uint8Array): number {
  const best = errorM(trace, b) < errorM(trace, a) ? b : a
  const other = best === a ? b : a
  const apartM = distanceM(trace.latDeg[a]!, trace.lonDeg[a]!, trace.latDeg[b]!, trace.lonDeg[b]!)
  const isTwoPlaces = apartM > Math.max(cleaning.suspectJumpM, reachM(trace, other))
  reasons[other] = isTwoPlaces ? codeOf.clock : codeOf.duplicate
  return best
}

/** Accuracy, metres; a fix that tells none is better than a poor one. */
function errorM(trace: Trace, i: number): number {
  const accuracyM = trace.accuracyM[i]!
  return Number.isNaN(accuracyM) ? cleaning.inaccurateM : accuracyM
}

/** Radius around fix `i` in which the phone nearly surely was, metres; 0 when its accuracy is unknown. */
function reachM(trace: Trace, i: number): number {
  const accuracyM = trace.accuracyM[i]!
  return Number.isNaN(accuracyM) ? 0 : cleaning.nearlySure * accuracyM
}

export const candidateReachM = (of: Candidates, c: number): number => reachM(of.trace, of.fixes[c]!)

export const timeOf = (of: Candidates, c: number): number => of.trace.timeMs[of.fixes[c]!]!

/** Whether candidate `c` only says in which quarter the phone was. */
export const isPoor = (of: Candidates, c: number): boolean =>
  of.trace.accuracyM[of.fixes[c]!]! > cleaning.inaccurateM

/** Metres between candidates `a` and `b`. */
export function gapM({ trace, fixes }: Candidates, a: number, b: number): number {
  const [i, j] = [fixes[a]!, fixes[b]!]
  return distanceM(trace.latDeg[i]!, trace.lonDeg[i]!, trace.latDeg[j]!, trace.lonDeg[j]!)
}

/** Whether candidates `a` and `b` are at exactly the same position. */
export function isSamePosition({ trace, fixes }: Candidates, a: number, b: number): boolean {
  const [i, j] = [fixes[a]!, fixes[b]!]
  return trace.latDeg[i] === trace.latDeg[j] && trace.lonDeg[i] === trace.lonDeg[j]
}

/** About 67 m in latitude, less in longitude: a step within this both ways is below `cleaning.suspectJumpM`. */
const smallStepDeg = 0.0006

/** Whether `b` is so near `a` that no test of distances can object; costs no cosine. */
export function isSmallStep({ trace, fixes }: Candidates, a: number, b: number): boolean {
  const [i, j] = [fixes[a]!, fixes[b]!]
  const latStep = trace.latDeg[j]! - trace.latDeg[i]!
  const lonStep = trace.lonDeg[j]! - trace.lonDeg[i]!
  return (
    latStep < smallStepDeg && latStep > -smallStepDeg && lonStep < smallStepDeg && lonStep > -smallStepDeg
  )
}
