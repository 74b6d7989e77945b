/**
 * From how many people on a cell may be published.
 *
 * A cell is a candidate when at least k distinct people are in it, and is published when its noisy count
 * reaches τ. One person is in at most L₀ cells, once in each.
 *
 * Why this is (ε, δ)-differentially private: let D′ be D and one person more. In the cells that have k people
 * or more in D, that person moves the counts by at most L₀ in all, and noise of scale b = L₀/ε hides it: a
 * factor e^ε. The others of that person's cells, at most L₀, can only have gone from k − 1 to k. In D they are
 * never published; in D′ each is with probability P(X ≥ τ − k) = q^(τ−k)/(1 + q), q = e^(−1/b). The τ below
 * keeps the sum of these at most δ:
 *   L₀ q^(τ−k)/(1 + q) ≤ δ  ⇔  τ − k ≥ b ln(L₀/(δ (1 + q))).
 * The other way round, P(D → S) exceeds P(D′ → S) by the factor 1/(1 − δ/L₀) for each such cell, beside the
 * e^(1/b) less that the fewer other cells need; that suffices as long as δ ≤ 1 − e^−ε, which is asked for.
 *
 * The rule is Google's partition selection by a Laplace threshold with "pre-thresholding"
 * (google/differential-privacy, go/noise/laplace_noise.go, common_docs/pre_thresholding.md), with the exact
 * tail of the discrete law in the place of the continuous one, and δ/L₀ for a cell by the union bound.
 */
import { Refusal } from '../../api/refusal.ts'
import { probabilityAtLeast, scaleOf } from './laplace.ts'
import type { Scale } from './scale.ts'

/**
 * How a table of counts of people is published: `sensitivity` is L₀, the most cells that one person is in
 * (with 1 in each); no row stands for fewer than `k` people; `delta` is the probability that is granted to
 * showing a cell of which one person alone makes a candidate.
 */
export interface SparseRule extends Scale {
  readonly k: number
  readonly delta: number
}

/** τ: the smallest noisy count that is published. Throws a refusal for a rule out of bounds. */
export function thresholdOf(rule: SparseRule): number {
  const { k, sensitivity, delta, epsilonMilli } = rule
  const b = scaleOf(rule)
  if (!Number.isSafeInteger(k) || k < 1)
    throw new Refusal('bad-request', 'The least number of people is a positive integer.')
  if (!(delta > 0 && delta < 0.5 && delta <= -Math.expm1(-epsilonMilli / 1000)))
    throw new Refusal('bad-request', 'A δ is above 0, below 1/2 and at most 1 − e^−ε.')
  return k + Math.ceil(b * Math.log(sensitivity / (delta * (1 + Math.exp(-1 / b)))))
}

/**
 * The rule for the number of participants itself: whether there are enough must not tell whether one person
 * made the last of them. Everyone counts once, in this one cell. Its ε and δ are spent beside those of the
 * tables; while it is closed, nothing else may be published.
 */
export const participantsRule = (gate: {
  readonly minimum: number
  readonly epsilonMilli: number
  readonly delta: number
}): SparseRule => ({
  k: gate.minimum,
  sensitivity: 1,
  epsilonMilli: gate.epsilonMilli,
  delta: gate.delta,
})

/** The probability that a cell with that many people in it is published under the rule. */
export const publishProbability = (people: number, rule: SparseRule): number =>
  people < rule.k ? 0 : probabilityAtLeast(thresholdOf(rule) - people, rule)

/**
 * How many of `cells` cells with `people` people each (none, if not said) reach the threshold by noise alone,
 * on average, when noise is put on every cell of a public domain and nothing asks for k people. From public
 * numbers only, so that it may be published.
 */
export const expectedGhosts = (cells: number, threshold: number, scale: Scale, people = 0): number =>
  cells * probabilityAtLeast(threshold - people, scale)
