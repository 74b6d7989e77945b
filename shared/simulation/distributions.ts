/** Shapes of chance that simulated people draw their habits and delays from. */
import type { Random } from './random.ts'

/** Lowest and highest value that a draw may take. */
export type Range = readonly [number, number]

/** `value`, brought within the range. */
export const clamp = (value: number, [low, high]: Range): number => Math.max(low, Math.min(high, value))

/** A normal draw, brought within the range. */
export const normalIn = (random: Random, mean: number, spread: number, range: Range): number =>
  clamp(mean + spread * random.normal(), range)

/** A lognormal draw, brought within the range; `spread` is the standard deviation of its logarithm. */
export const lognormalIn = (random: Random, median: number, spread: number, range: Range): number =>
  clamp(median * Math.exp(spread * random.normal()), range)

/** An exponential draw with that mean. */
export const exponential = (random: Random, mean: number): number =>
  -mean * Math.log(1 - random.between(0, 1))

/** A whole number in the range, both ends included. */
export const wholeIn = (random: Random, [low, high]: Range): number =>
  Math.min(high, Math.floor(random.between(low, high + 1)))

/** One of the items, each as often as its weight says. Throws RangeError when there is none. */
export function weighted<T>(random: Random, items: readonly (readonly [T, number])[]): T {
  let left = random.between(0, 1) * items.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [item, weight] of items) {
    left -= weight
    if (left < 0) return item
  }
  const last = items.at(-1)
  if (last === undefined) throw new RangeError('Nothing to choose from.')
  return last[0]
}
