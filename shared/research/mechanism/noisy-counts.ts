/**
 * Sums with noise. Each call draws afresh, and each is to happen once for a table and a period: two noisy
 * copies of the same sum spend the privacy budget twice.
 */
import { Refusal } from '../../api/refusal.ts'
import { discreteLaplace } from './discrete-laplace.ts'
import type { Scale } from './scale.ts'
import type { SparseRule } from './thresholds.ts'
import { thresholdOf } from './thresholds.ts'
import type { RandomBytes } from './uniform.ts'
import { uniformBelow } from './uniform.ts'

/** A cell that is published, and the number of people in it with noise. */
export interface NoisyCell {
  readonly cell: string
  readonly noisy: number
}

/** Leaves room for the largest noise of the largest scale, 2^50, among the safe integers. */
const mostSum = 2 ** 52

/**
 * Each of the sums with noise of this scale, in their order: ε-differentially private where one person changes
 * all the sums together by at most `scale.sensitivity`. Noise may take them below zero; they are not
 * clipped, so that they stay right on average. Throws a refusal for a scale out of bounds or a sum that is
 * no integer within ±2^52, before anything is drawn.
 */
export function addNoise(sums: readonly number[], scale: Scale, random: RandomBytes): number[] {
  if (!sums.every((sum) => Number.isInteger(sum) && Math.abs(sum) <= mostSum))
    throw new Refusal('bad-request', 'Noise is added to integers within ±2^52 only.')
  const draw = discreteLaplace(scale, uniformBelow(random))
  return sums.map((sum) => sum + draw())
}

/**
 * The cells that may be published of `counts`, the number of distinct people in each, in the order of their
 * names: those with at least `rule.k` people whose noisy count reaches the threshold. (ε, δ)-differentially
 * private where one person is in at most `rule.sensitivity` cells; see thresholds.ts. Throws a refusal for a
 * rule out of bounds or a count that is no number of people, before anything is drawn.
 */
export function publishSparse(
  counts: ReadonlyMap<string, number>,
  rule: SparseRule,
  random: RandomBytes,
): NoisyCell[] {
  const threshold = thresholdOf(rule)
  if (![...counts.values()].every((count) => Number.isInteger(count) && count >= 0))
    throw new Refusal('bad-request', 'A number of people is a whole number, zero or more.')
  const candidates = [...counts].filter(([, count]) => count >= rule.k).sort(([a], [b]) => (a < b ? -1 : 1))
  const noisy = addNoise(
    candidates.map(([, count]) => count),
    rule,
    random,
  )
  return candidates
    .map(([cell], i) => ({ cell, noisy: noisy[i]! }))
    .filter((published) => published.noisy >= threshold)
}

/**
 * A number of people with noise, or nothing when it may not be told: the gate of a release, with
 * `participantsRule`. Throws a refusal where {@link publishSparse} does.
 */
export const publishCount = (count: number, rule: SparseRule, random: RandomBytes): number | undefined =>
  publishSparse(new Map([['', count]]), rule, random)[0]?.noisy
