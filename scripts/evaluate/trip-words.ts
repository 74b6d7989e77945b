/** Trips found beside trips made, as rows. */
import type { TripTally } from './trip-tally.ts'
import { quantile } from './trip-tally.ts'
import { fixed } from './words.ts'

export const tripHeads = [
  'trips made',
  'found',
  'detected',
  'matched (IoU ≥ 0.5)',
  'split',
  'merged',
  'spurious',
  'start error s, median / p90',
  'end error s, median / p90',
]

/** One row under `tripHeads`. */
export function tripRow(trips: TripTally): (string | number)[] {
  return [
    trips.made,
    trips.found,
    trips.detected,
    trips.matched,
    trips.split,
    trips.merged,
    trips.spurious,
    errors(trips.startErrorsS),
    errors(trips.endErrorsS),
  ]
}

function errors(signedS: readonly number[]): string {
  const absoluteS = signedS.map(Math.abs)
  return `${fixed(quantile(absoluteS, 0.5))} / ${fixed(quantile(absoluteS, 0.9))}`
}
