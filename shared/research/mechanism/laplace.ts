/**
 * What is known of the noise before it is drawn: the discrete Laplace law of scale b (Inusah and Kozubowski,
 * "A discrete analogue of the Laplace distribution", J. Stat. Plan. Inference 136, 2006).
 *
 * With q = e^(−1/b): P(X = x) = q^|x| (1 − q)/(1 + q), and P(X ≥ m) = q^m/(1 + q) for m ≥ 0. These are floats,
 * for thresholds, intervals and plans, which are public; no noise is made from them. Each function throws a
 * refusal for a scale out of bounds and a RangeError for an argument that it is not defined for.
 */
import type { Scale } from './scale.ts'
import { checkScale } from './scale.ts'

/** b, as a float. */
export function scaleOf(scale: Scale): number {
  checkScale(scale)
  return (scale.sensitivity * 1000) / scale.epsilonMilli
}

/** P(X = x). */
export function probabilityOf(x: number, scale: Scale): number {
  const b = scaleOf(scale)
  // (1 − q)/(1 + q) is tanh(1/2b), which keeps its digits for a large b.
  return Math.exp(-Math.abs(integer(x)) / b) * Math.tanh(1 / (2 * b))
}

/** P(X ≥ m). */
export function probabilityAtLeast(m: number, scale: Scale): number {
  const b = scaleOf(scale)
  const tail = (from: number): number => Math.exp(-from / b) / (1 + Math.exp(-1 / b))
  return integer(m) >= 0 ? tail(m) : 1 - tail(1 - m)
}

/** P(|X| ≥ m). */
export const probabilityBeyond = (m: number, scale: Scale): number =>
  integer(m) <= 0 ? 1 : 2 * probabilityAtLeast(m, scale)

/** The variance, 2q/(1 − q)². */
export function variance(scale: Scale): number {
  const b = scaleOf(scale)
  return 1 / (2 * Math.sinh(1 / (2 * b)) ** 2)
}

/** The smallest x with P(X ≤ x) ≥ p, for 0 < p < 1. */
export function quantile(p: number, scale: Scale): number {
  if (!(p > 0 && p < 1)) throw new RangeError('A quantile needs a probability between 0 and 1.')
  const b = scaleOf(scale)
  const weight = Math.log1p(Math.exp(-1 / b))
  const near = p < 0.5 ? b * (Math.log(p) + weight) : -b * (Math.log1p(-p) + weight) - 1
  // Rounding may put this one too high where P(X ≤ x) meets p. P(X ≤ x) = P(X ≥ −x).
  let x = Math.ceil(near) - 1
  while (probabilityAtLeast(-x, scale) < p) x++
  return x
}

/**
 * Half the width of the central 95 % interval: the smallest m with P(|X| ≤ m) ≥ 0.95. A published number
 * ± this many holds the true sum with at least that probability.
 */
export function halfWidth95(scale: Scale): number {
  const b = scaleOf(scale)
  const near = b * (Math.log(2 / 0.05) - Math.log1p(Math.exp(-1 / b))) - 1
  let m = Math.max(0, Math.ceil(near) - 1)
  while (probabilityBeyond(m + 1, scale) > 0.05) m++
  return m
}

function integer(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError('Noise takes integer values only.')
  return value
}
