/** How much noise: the scale of a discrete Laplace law, held as two integers so that no float touches it. */
import { Refusal } from '../../api/refusal.ts'

/**
 * The scale b = sensitivity / ε of the noise that makes a sum ε-differentially private.
 * `sensitivity` is Δ₁: by how much all of one person's contributions can change the sums together, in absolute
 * value. `epsilonMilli` is ε in thousandths: 1000 is ε = 1.
 */
export interface Scale {
  readonly sensitivity: number
  readonly epsilonMilli: number
}

/** Keeps every intermediate integer of the sampler below 2^53: 10^9 · 1000 · 1024 < 2^50. */
const mostSensitivity = 1e9
/** ε = 1000: beyond it nothing would be private, and nothing here needs to be exact. */
const mostEpsilonMilli = 1e6

/** Throws a refusal unless both numbers are integers within their bounds. */
export function checkScale({ sensitivity, epsilonMilli }: Scale): void {
  if (!isWithin(sensitivity, mostSensitivity))
    throw new Refusal('bad-request', `A sensitivity is an integer from 1 to ${mostSensitivity}.`)
  if (!isWithin(epsilonMilli, mostEpsilonMilli))
    throw new Refusal('bad-request', `An ε in thousandths is an integer from 1 to ${mostEpsilonMilli}.`)
}

/** b as a fraction in lowest terms. Throws a refusal where {@link checkScale} does. */
export function fractionOf(scale: Scale): { readonly numerator: number; readonly denominator: number } {
  checkScale(scale)
  const numerator = scale.sensitivity * 1000
  const common = greatestCommonDivisor(numerator, scale.epsilonMilli)
  return { numerator: numerator / common, denominator: scale.epsilonMilli / common }
}

const isWithin = (value: number, most: number): boolean =>
  Number.isInteger(value) && value >= 1 && value <= most

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b)
