/**
 * Noise drawn exactly: the discrete Laplace law, P(X = x) proportional to e^(−|x|/b) over all integers x.
 *
 * Canonne, Kamath and Steinke, "The Discrete Gaussian for Differential Privacy" (NeurIPS 2020,
 * arXiv 2004.00010), algorithms 1 and 2: only comparisons of uniform integers, so that what comes out has the
 * law of the proof. Laplace noise made with floating point does not: the low bits of its sum with a count tell
 * which counts are possible (Mironov, "On significance of the least significant bits for differential
 * privacy", CCS 2012).
 *
 * The time that a draw takes depends on what it draws; noise is added by the custodian, unobserved, and a
 * release says nothing of how long it took.
 */
import type { Scale } from './scale.ts'
import { fractionOf } from './scale.ts'
import type { UniformBelow } from './uniform.ts'

/**
 * A fair generator goes on for so long with probability below 2^-500: each try below is accepted with
 * probability (1 − 1/e)/2 at least, and the rounds within end sooner still. It bounds all integers on the way.
 */
const mostRounds = 1024

/**
 * A function that draws one value of the discrete Laplace law of this scale at each call, independent of all
 * others; |value| < 1024 b. Throws a refusal for a scale out of bounds, and an Error when the generator is
 * stuck.
 */
export function discreteLaplace(scale: Scale, below: UniformBelow): () => number {
  const { numerator: t, denominator: s } = fractionOf(scale)
  // Algorithm 2, with its names t and s: b = t/s.
  return () => {
    for (let misses = 0; misses < mostRounds; misses++) {
      const u = below(t)
      if (!isBelowExp(u, t, below)) continue
      const x = u + t * roundsOfExpMinusOne(below)
      // X/s rounded down; the remainder is exact where a quotient of floats need not be.
      const y = (x - (x % s)) / s
      const isNegative = below(2) === 1
      // Zero has one sign only, or it would come twice as often as it should.
      if (isNegative && y === 0) continue
      return isNegative ? -y : y
    }
    throw stuck()
  }
}

/** How often in a row an event of probability e^-1 happens. */
function roundsOfExpMinusOne(below: UniformBelow): number {
  for (let rounds = 0; rounds < mostRounds; rounds++) if (!isBelowExp(1, 1, below)) return rounds
  throw stuck()
}

/**
 * True with probability e^(−n/d), for integers 0 ≤ n ≤ d: algorithm 1. Its k-th coin of probability n/(d k)
 * is thrown as two, of 1/k and of n/d, so that no product needs to be held.
 */
function isBelowExp(n: number, d: number, below: UniformBelow): boolean {
  for (let k = 1; k < mostRounds; k++) if (below(k) !== 0 || below(d) >= n) return k % 2 === 1
  throw stuck()
}

const stuck = (): Error => new Error('The random generator is stuck.')
