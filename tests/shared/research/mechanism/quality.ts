/**
 * How far draws lie from the discrete Laplace law of scale b, as z-scores: each is close to a standard normal
 * when the draws are good, and one beyond 4 has a chance of 6 in 100,000.
 */
import { chance, expectationOf, lawOf } from './law.ts'

/** A cell of a χ² that expects fewer is joined with its neighbour. */
const leastExpected = 25

export function qualityOf(draws: readonly number[], b: number): Readonly<Record<string, number>> {
  const law = lawOf(b)
  const n = draws.length
  const secondMoment = expectationOf(law, (x) => x ** 2)
  const fourthMoment = expectationOf(law, (x) => x ** 4)
  const positive = draws.filter((x) => x > 0).length
  const zeros = draws.filter((x) => x === 0).length
  const magnitude = expectationOf(law, Math.abs)
  return {
    'values (χ²)': chiSquareZ(draws, law),
    mean: mean(draws) / Math.sqrt(secondMoment / n),
    variance:
      (mean(draws.map((x) => x ** 2)) - secondMoment) / Math.sqrt((fourthMoment - secondMoment ** 2) / n),
    symmetry: (2 * positive - (n - zeros)) / Math.sqrt(n - zeros),
    'P(0)': binomialZ(zeros, n, law.get(0)!),
    'successive values': correlationZ(draws, 1, 0, secondMoment),
    'values after the next': correlationZ(draws, 2, 0, secondMoment),
    'successive magnitudes': correlationZ(draws.map(Math.abs), 1, magnitude, secondMoment - magnitude ** 2),
    'successive signs (χ²)': signPairsZ(draws, law),
  }
}

/** The names of the scores beyond 4: what is wrong with the draws. */
export const faultsOf = (draws: readonly number[], b: number): string[] =>
  Object.entries(qualityOf(draws, b)).flatMap(([name, z]) => (Math.abs(z) < 4 ? [] : [name]))

/** Of a number of successes in n trials of probability p. */
export const binomialZ = (successes: number, n: number, p: number): number =>
  (successes - n * p) / Math.sqrt(n * p * (1 - p))

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** Draws outside ±40 b, of probability e^−40, are no part of the law and count as a fault of their own. */
function chiSquareZ(draws: readonly number[], law: ReadonlyMap<number, number>): number {
  const times = new Map<number, number>()
  for (const x of draws) times.set(x, (times.get(x) ?? 0) + 1)
  if ([...times.keys()].some((x) => !law.has(x))) return Number.POSITIVE_INFINITY
  const cells: { seen: number; expected: number }[] = []
  let [seen, expected] = [0, 0]
  for (const [x, probability] of law) {
    seen += times.get(x) ?? 0
    expected += probability * draws.length
    if (expected < leastExpected) continue
    cells.push({ seen, expected })
    ;[seen, expected] = [0, 0]
  }
  const last = cells.at(-1)!
  last.seen += seen
  last.expected += expected
  return zOfChiSquare(cells)
}

/** By the cube root of Wilson and Hilferty (1931). */
function zOfChiSquare(cells: readonly { readonly seen: number; readonly expected: number }[]): number {
  const chiSquare = cells.reduce((sum, { seen, expected }) => sum + (seen - expected) ** 2 / expected, 0)
  const degrees = cells.length - 1
  const spread = 2 / (9 * degrees)
  return (Math.cbrt(chiSquare / degrees) - (1 - spread)) / Math.sqrt(spread)
}

function correlationZ(values: readonly number[], lag: number, centre: number, spread: number): number {
  let sum = 0
  for (let i = lag; i < values.length; i++) sum += (values[i]! - centre) * (values[i - lag]! - centre)
  return sum / spread / Math.sqrt(values.length - lag)
}

/** Pairs that do not overlap, by the signs of their two draws. */
function signPairsZ(draws: readonly number[], law: ReadonlyMap<number, number>): number {
  const pairs = Math.floor(draws.length / 2)
  const seen = new Map<string, number>()
  for (let i = 0; i < pairs; i++) {
    const key = `${Math.sign(draws[2 * i]!)} ${Math.sign(draws[2 * i + 1]!)}`
    seen.set(key, (seen.get(key) ?? 0) + 1)
  }
  const signs = [-1, 0, 1].map((sign) => ({ sign, probability: chance(law, (x) => Math.sign(x) === sign) }))
  return zOfChiSquare(
    signs.flatMap((a) =>
      signs.map((b) => ({
        seen: seen.get(`${a.sign} ${b.sign}`) ?? 0,
        expected: pairs * a.probability * b.probability,
      })),
    ),
  )
}
