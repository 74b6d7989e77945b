/** How far a score would move had other people been recorded: people are drawn again and again, with replacement. */
import { seededRandom } from '../../shared/simulation/random.ts'
import type { Confusion } from './confusion.ts'
import { emptyConfusion, merge } from './confusion.ts'

/** Enough for the 2.5 % at either end to be stable to a tenth of a point. */
export const resamples = 1000

export type Interval = readonly [low: number, high: number]

/**
 * The 95 % intervals of the numbers that `measure` makes of all people's confusions together. The same people in the same
 * order give the same intervals.
 */
export function intervalsOf(
  people: readonly Confusion[],
  measure: (together: Confusion) => readonly number[],
  seed = 1,
): Interval[] {
  const random = seededRandom(seed)
  const drawn: (readonly number[])[] = []
  for (let n = 0; n < resamples; n++) {
    const together = emptyConfusion()
    for (let k = 0; k < people.length; k++)
      merge(together, people[Math.floor(random.between(0, people.length))]!)
    drawn.push(measure(together))
  }
  return drawn[0]!.map((_, column) => {
    const sorted = drawn.map((row) => row[column]!).sort((a, b) => a - b)
    return [sorted[Math.floor(0.025 * resamples)]!, sorted[Math.ceil(0.975 * resamples) - 1]!]
  })
}
