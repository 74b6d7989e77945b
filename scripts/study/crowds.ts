/** How many people a study's rules need, from its public parameters alone. */
import type { SparseRule } from '../../shared/research/mechanism/thresholds.ts'
import { publishProbability } from '../../shared/research/mechanism/thresholds.ts'

/** With this chance a row of so many people is published. */
const nearlySure = 0.95

/** The fewest people with whom a rule lets a row through nearly always. */
export function peopleNeeded(rule: SparseRule): number {
  let [low, high] = [rule.k, 2 * rule.k]
  while (publishProbability(high, rule) < nearlySure) [low, high] = [high, 2 * high]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (publishProbability(middle, rule) < nearlySure) low = middle + 1
    else high = middle
  }
  return high
}
