/**
 * Where the engine may start over. Detection goes left to right and looks a bounded time ahead, so segmenting from the
 * first fix of a settled stay gives the same stays and trips from there on as segmenting everything.
 */
import type { FoundStay } from './segmentation.ts'
import { cleaning } from './thresholds.ts'
import { settledMs } from './ways.ts'

/** No decision looks farther ahead than this, ms: 10 min for a jump, 10 for an inaccurate fix, 3 for an excursion, a knot. */
export const lookAheadMs = 30 * 60 * 1000

/**
 * The last of `stays` (in time order) from whose `foundMs` on a trace may be segmented anew when no fix before
 * `beforeMs` has changed. Undefined when there is none: start from the first fix.
 *
 * A stay is settled when the next one began well before `beforeMs`: by then all that made it and ended it had been seen.
 * It is longer than a wait or a pause, because whether those are stays depends on the trip before them, and not of years, because
 * a few fixes before years of silence are judged by what was before them.
 */
export function settledStays(
  stays: readonly FoundStay[],
  beforeMs: number,
  pauseMin: number,
): FoundStay | undefined {
  for (let n = stays.length - 2; n >= 0; n--) {
    const stay = stays[n]!
    const lastedMs = stay.endMs - stay.startMs
    const isClear = lastedMs >= settledMs(pauseMin) && lastedMs <= cleaning.wrongClockMs
    if (isClear && stays[n + 1]!.foundMs + lookAheadMs <= beforeMs) return stay
  }
  return undefined
}
