/** What people call a stop: some part their day where they stand for ten minutes, others label on through half an hour. */
import type { Knots } from '../../shared/engine/knots.ts'
import type { KnotStay } from '../../shared/engine/stays.ts'
import { staying } from '../../shared/engine/thresholds.ts'
import { findWays } from '../../shared/engine/ways.ts'
import type { Collection, Label } from './labelled.ts'

/** A stop is labelled on through from this share of it on; below the rest, it was left out. */
const labelledShare = 0.8
/** What is not recorded for longer says as little as this much, as in the windows' weights. */
const longestStepMs = 60_000
/** Where nothing is labelled within this time, nobody tells. */
const nearMs = 12 * 60 * 60_000

interface Stop {
  readonly minutes: number
  /** For how long something was recorded of it, min. */
  readonly recordedMin: number
  readonly isPassed: boolean
}

/**
 * The length, whole minutes, from which on a stop parts trips, that agrees with most of the time recorded of stops.
 */
export function learntPauseMin(collections: readonly Collection[]): number {
  const stops = collections.flatMap((collection) =>
    [...collection.recordings()].flatMap(({ trace, labels }) => {
      const { knots, stays } = findWays(trace, staying.pauseMin)
      return stays.flatMap((stay) => told(knots, stay, labels))
    }),
  )
  const agreed = (pauseMin: number): number =>
    stops.reduce(
      (sum, { minutes, recordedMin, isPassed }) => sum + (minutes < pauseMin === isPassed ? recordedMin : 0),
      0,
    )
  let best = staying.shortestMs / 60_000
  for (let min = best; min <= staying.longestPauseMin; min++) if (agreed(min) > agreed(best)) best = min
  return best
}

/** The stop with what the labels say of it; none where they say nothing, or one thing of one half and another of the other. */
function told(knots: Knots, stay: KnotStay, labels: readonly Label[]): Stop[] {
  const { startMs, leftMs } = stay
  const near = labels.filter((label) => label.startMs < leftMs + nearMs && label.endMs > startMs - nearMs)
  const labelledMs = near.reduce(
    (sum, label) => sum + Math.max(0, Math.min(label.endMs, leftMs) - Math.max(label.startMs, startMs)),
    0,
  )
  const share = labelledMs / Math.max(1, leftMs - startMs)
  if (near.length === 0 || (share > 1 - labelledShare && share < labelledShare)) return []
  return [
    {
      minutes: (leftMs - startMs) / 60_000,
      recordedMin: recordedMs(knots, stay) / 60_000,
      isPassed: share >= labelledShare,
    },
  ]
}

function recordedMs({ timeMs }: Knots, { first, last }: KnotStay): number {
  let sumMs = 0
  for (let k = first; k < last; k++) sumMs += Math.min(longestStepMs, timeMs[k + 1]! - timeMs[k]!)
  return sumMs
}
