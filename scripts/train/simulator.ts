/** Simulated days as training data. */
import { trainingDay } from '../../shared/simulation/training-day.ts'
import type { Collection, Recording } from './labelled.ts'
import { thinned, withoutHints } from './labelled.ts'

/** So many days go with whatever else a model is trained on, unless told: fewer, and people not seen are told less well. */
export const usualDays = 1200

/** The training days of seeds `first` up to, not including, `first + days`. */
export function simulated(first: number, days: number): Collection {
  return {
    name: `simulator, ${days} days`,
    licence: 'AGPL-3.0-or-later',
    weight: 1,
    recordings: () => daysOf(first, days),
  }
}

function* daysOf(first: number, days: number): Generator<Recording> {
  for (let seed = first; seed < first + days; seed++) {
    const { trace, legs } = trainingDay(seed)
    const person = `day ${seed}`
    yield { person, trace, labels: legs }
    // The same ride seen once a minute teaches what the other recorders do not show.
    if (seed % 2 === 0) yield { person, trace: thinned(withoutHints(trace), 60), labels: legs }
  }
}
