/**
 * The first step: leaves out what cannot be true, and says why. Every decision looks at most eleven minutes ahead, and back
 * only to the last fix kept, so that cleaning from any kept fix on keeps the same fixes as cleaning everything. Nothing is
 * deleted: when a later fix shows that a jump was travel, cleaning again keeps it.
 */
import type { Trace } from '../trace/trace.ts'
import { pick } from '../trace/trace.ts'
import type { Candidates } from './cleaning/candidates.ts'
import {
  candidateReachM,
  candidatesOf,
  gapM,
  isPoor,
  isSamePosition,
  isSmallStep,
  timeOf,
} from './cleaning/candidates.ts'
import { endOfJump, isStale, reasonOfJump } from './cleaning/jumps.ts'
import type { ReasonCounts } from './cleaning/reasons.ts'
import { codeOf, countReasons } from './cleaning/reasons.ts'
import { endOfWaking, isOutOfTime, reasonAfterSilence } from './cleaning/silences.ts'
import type { Dropped } from './segmentation.ts'
import { cleaning } from './thresholds.ts'

export interface Cleaned {
  /** The trace itself when nothing was left out. */
  readonly kept: Trace
  /** Per fix of the trace, an index into `dropReasons`; 0 for a fix that was kept. */
  readonly reasons: Uint8Array
  readonly counts: ReasonCounts
  readonly dropped: Dropped
}

/** Leaves out fixes that cannot be true or add nothing; see `dropReasons`. */
export function clean(trace: Trace): Cleaned {
  const reasons = new Uint8Array(trace.length)
  const candidates = candidatesOf(trace, reasons)
  const kept = new Sieve(candidates, reasons).keep()
  const counts = countReasons(reasons)
  return {
    kept: kept.length === trace.length ? trace : pick(trace, kept),
    reasons,
    counts,
    dropped: droppedOf(counts),
  }
}

/** The counts by reason as the four of the analysis document. */
function droppedOf(counts: ReasonCounts): Dropped {
  const { duplicate = 0, inaccurate = 0, ...outliers } = counts
  const outlier = Object.values(outliers).reduce((sum, count) => sum + count, 0)
  return { duplicate, outlier, inaccurate, invalid: 0 }
}

/** One pass over the candidates. Its decisions depend on the last one kept and on what follows; all else is a memory aid. */
class Sieve {
  readonly #of: Candidates
  readonly #reasons: Uint8Array
  /** Last candidate kept; −1 before the first. */
  #last = -1
  /** Last candidate left out as part of a jump: it colours the reason given, never the decision. */
  #jumped = -1
  #nextFine = 0

  constructor(of: Candidates, reasons: Uint8Array) {
    this.#of = of
    this.#reasons = reasons
  }

  /** The indices of the fixes to keep, in order. */
  keep(): Uint32Array {
    const { fixes, length } = this.#of
    const kept = new Uint32Array(length)
    let count = 0
    let c = 0
    while (c < length) {
      const reason = this.#reasonAt(c)
      const awake = this.#last < 0 || reason === codeOf.clock ? -1 : endOfWaking(this.#of, this.#last, c)
      if (awake > c) {
        for (; c < awake; c++) this.#reasons[fixes[c]!] = codeOf.coldStart
        continue
      }
      if (reason > 0) {
        this.#reasons[fixes[c]!] = reason
        c++
        continue
      }
      const end =
        this.#last < 0 || isSmallStep(this.#of, this.#last, c) ? -1 : endOfJump(this.#of, this.#last, c)
      if (end > c) {
        this.#dropJump(c, end)
        c = end
        continue
      }
      kept[count++] = fixes[c]!
      this.#last = c++
    }
    return kept.subarray(0, count)
  }

  /** Why candidate `c` by itself is left out; 0 when it is not. */
  #reasonAt(c: number): number {
    const of = this.#of
    const last = this.#last
    if (isOutOfTime(of, last, c)) return codeOf.clock
    if (isPoor(of, c)) return this.#addsNothing(c) ? codeOf.inaccurate : 0
    if (last < 0) return 0
    if (isSamePosition(of, last, c)) return isStale(of, last, c) ? codeOf.echo : 0
    if (timeOf(of, c) - timeOf(of, last) < cleaning.silenceMs) return 0
    return reasonAfterSilence(of, last, c)
  }

  /** Whether an inaccurate candidate has an accurate one near in time, or says no more than the last one kept. */
  #addsNothing(c: number): boolean {
    const of = this.#of
    const last = this.#last
    const nowMs = timeOf(of, c)
    const lastIsFine = last >= 0 && !isPoor(of, last)
    if (lastIsFine && nowMs - timeOf(of, last) <= cleaning.aloneMs) return true
    if (this.#nextFine <= c) {
      this.#nextFine = c + 1
      while (this.#nextFine < of.length && isPoor(of, this.#nextFine)) this.#nextFine++
    }
    if (this.#nextFine < of.length && timeOf(of, this.#nextFine) - nowMs <= cleaning.aloneMs) return true
    if (last < 0) return false
    const awayM = gapM(of, last, c)
    return awayM <= candidateReachM(of, c) && (lastIsFine || awayM > cleaning.suspectJumpM)
  }

  #dropJump(c: number, end: number): void {
    const reason = reasonOfJump(this.#of, this.#last, c, end, this.#jumped)
    for (let k = c; k < end; k++)
      this.#reasons[this.#of.fixes[k]!] = isPoor(this.#of, k) ? codeOf.inaccurate : reason
    this.#jumped = end - 1
  }
}
