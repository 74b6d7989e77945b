/** Sets labels beside sections: how long which truth met which section. */
import type { Mode } from '../../shared/engine/mode.ts'
import type { Section } from '../../shared/engine/segmentation.ts'
import type { Trace } from '../../shared/trace/trace.ts'
import { indexAt } from '../../shared/trace/trace.ts'
import type { Label } from '../train/labelled.ts'

/** What is said of a stretch of time. */
export type Judged = Pick<Section, 'mode' | 'confidence' | 'probabilities'>

export interface Span<Said = Judged> {
  readonly truth: Mode
  /** Undefined where nothing is said. */
  readonly section: Said | undefined
  readonly seconds: number
}

type Dated = Pick<Section, 'startMs' | 'endMs'>

/** A fix stands for the time until the next one, but for no longer than this, s. */
const longestS = 60

/**
 * By fixes, for labels that run through stays and gaps: each fix within a label stands for the seconds until the next.
 * Sections are in time order; labels may overlap, and then a fix counts once for each.
 */
export function* fixSpans<Said extends Dated>(
  { timeMs, length, ...columns }: Trace,
  labels: readonly Label[],
  sections: readonly Said[],
): Generator<Span<Said>> {
  for (const { startMs, endMs, mode } of labels) {
    let i = indexAt({ timeMs, length, ...columns }, startMs)
    let s = firstEndingAt(sections, startMs)
    let seconds = 0
    let section: Said | undefined
    for (; i < length && timeMs[i]! <= endMs; i++) {
      while (s < sections.length && sections[s]!.endMs < timeMs[i]!) s++
      const next = sections[s] !== undefined && sections[s]!.startMs <= timeMs[i]! ? sections[s] : undefined
      if (next !== section) {
        if (seconds > 0) yield { truth: mode, section, seconds }
        section = next
        seconds = 0
      }
      if (i + 1 < length) seconds += Math.min(longestS, (timeMs[i + 1]! - timeMs[i]!) / 1000)
    }
    if (seconds > 0) yield { truth: mode, section, seconds }
  }
}

/** By the clock, for labels that are true to the second. Sections are in time order and do not overlap. */
export function* timeSpans(labels: readonly Label[], sections: readonly Section[]): Generator<Span> {
  for (const { startMs, endMs, mode } of labels) {
    let unseenMs = endMs - startMs
    for (let s = firstEndingAt(sections, startMs); sections[s] !== undefined; s++) {
      const section = sections[s]!
      if (section.startMs >= endMs) break
      const commonMs = Math.min(endMs, section.endMs) - Math.max(startMs, section.startMs)
      if (commonMs <= 0) continue
      unseenMs -= commonMs
      yield { truth: mode, section, seconds: commonMs / 1000 }
    }
    if (unseenMs > 0) yield { truth: mode, section: undefined, seconds: unseenMs / 1000 }
  }
}

/** Index of the first section that ends at or after an instant. */
function firstEndingAt(sections: readonly Dated[], timeMs: number): number {
  let low = 0
  let high = sections.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sections[middle]!.endMs < timeMs) low = middle + 1
    else high = middle
  }
  return low
}
