/** What people call a stop: some part their day where they stand for ten minutes, others label on through half an hour. */
import type { KnotStay } from '../../shared/engine/stays.ts'
import { staying } from '../../shared/engine/thresholds.ts'
import { findWays, isSettled } from '../../shared/engine/ways.ts'
import type { Collection, Label } from './labelled.ts'

/** A stop is labelled on through from this share of it on; below the rest, it was left out. */
const labelledShare = 0.8
/** Where nothing is labelled within this time, nobody tells. */
const nearMs = 12 * 60 * 60_000

interface Stop {
  readonly minutes: number
  readonly isPassed: boolean
}

/**
 * The length, whole minutes, from which on a stop parts trips, that agrees with most of the time spent in stops. No
 * longer than any wait.
 */
export function learntPauseMin(collections: readonly Collection[]): number {
  const stops = collections.flatMap((collection) =>
    [...collection.recordings()].flatMap(({ trace, labels }) => {
      const { stays } = findWays(trace)
      return stays.filter((stay) => !isSettled(stay)).flatMap((stay) => told(stay, labels))
    }),
  )
  const agreed = (pauseMin: number): number =>
    stops.reduce((sum, { minutes, isPassed }) => sum + (minutes < pauseMin === isPassed ? minutes : 0), 0)
  const [shortest, longest] = [staying.shortestMs / 60_000, staying.longestWaitMs / 60_000]
  let best = shortest
  for (let min = shortest; min <= longest; min++) if (agreed(min) > agreed(best)) best = min
  return best
}

/** The stop with what the labels say of it; none where they say nothing, or one thing of one half and another of the other. */
function told({ startMs, leftMs }: KnotStay, labels: readonly Label[]): Stop[] {
  const near = labels.filter((label) => label.startMs < leftMs + nearMs && label.endMs > startMs - nearMs)
  const labelledMs = near.reduce(
    (sum, label) => sum + Math.max(0, Math.min(label.endMs, leftMs) - Math.max(label.startMs, startMs)),
    0,
  )
  const share = labelledMs / Math.max(1, leftMs - startMs)
  if (near.length === 0 || (share > 1 - labelledShare && share < labelledShare)) return []
  return [{ minutes: (leftMs - startMs) / 60_000, isPassed: share >= labelledShare }]
}
