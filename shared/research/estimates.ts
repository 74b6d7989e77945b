/**
 * What a reader wants from a noisy table: shares, means per person, and how far noise alone may have moved them.
 * All of it is computed from what is published anyway, so that it costs no privacy (Dwork and Roth, 2014,
 * proposition 2.1). Intervals are about the noise alone, not about who took part.
 *
 * Intervals of quotients are Fieller's (1954): they stay right where the noise of the denominator is not small, and
 * cover everything where nothing can be said.
 */
import { variance } from './mechanism/laplace.ts'
import type { Scale } from './mechanism/scale.ts'
import type { ReleasedTable } from './release.ts'
import { pointsEach } from './tables/shares.ts'

/** A figure, and between what the true one lies with a chance of 95 %, as far as noise goes. */
export interface Estimate {
  readonly value: number
  readonly low95: number
  readonly high95: number
  /** Standard deviation of its noise, to first order. */
  readonly deviation: number
}

/** Points of noise error above which a table is not shown as a result. */
export const mostErrorPoints = 5

/** Half-widths of central 95 % intervals in standard deviations: of a normal law, and of one Laplace. */
const normal95 = 1.959964
const laplace95 = Math.log(20) / Math.SQRT2
/** Excess kurtosis of the Laplace law; the discrete one comes near it at all scales in use. */
const laplaceKurtosis = 3

/** E|X| of the discrete Laplace law: 2q/(1 − q²), q = e^(−1/b). */
export const meanAbsoluteNoise = ({ sensitivity, epsilonMilli }: Scale): number =>
  1 / Math.sinh(epsilonMilli / (1000 * sensitivity))

/**
 * What noise adds to a modal split, in points: the total variation between the noisy and the true split to expect, from
 * public parameters and a noisy number of people alone. Half the sum over cells of E|noise| / people: within a tenth of
 * what remains after {@link sharesOf}, and more than that where one cell has nearly all.
 */
export function predictedErrorPoints(scale: Scale, table: { cells: number; people: number }): number {
  if (table.people <= 0) return Number.POSITIVE_INFINITY
  return (table.cells * meanAbsoluteNoise(scale) * 100) / (2 * pointsEach * table.people)
}

/**
 * The noise error of a released table over cells, in points of its sum. Of a table of shares it is
 * {@link predictedErrorPoints} for the participants, or for those who gave to this table where its own noisy sum tells
 * of fewer; of other tables, the same in proportion to the noisy sum. None for a single count or rows above a threshold.
 */
export function errorPointsOf(table: ReleasedTable, participants: number): number {
  if (!hasShares(table)) return 0
  const sum = sumOfNoisy(table)
  const cells = table.rows.length
  if (table.unit === 'points')
    return predictedErrorPoints(table, { cells, people: Math.min(participants, sum / pointsEach) })
  return sum > 0 ? (50 * cells * meanAbsoluteNoise(table)) / sum : Number.POSITIVE_INFINITY
}

/** Whether noise moved a table too far for it to be shown as a result. */
export const isTooNoisy = (table: ReleasedTable, participants: number): boolean =>
  errorPointsOf(table, participants) > mostErrorPoints

/** Whether the rows of a table are parts of one whole. */
export const hasShares = ({ id, threshold }: ReleasedTable): boolean =>
  id !== 'participants' && threshold === undefined

/** The noisy figures of a table added up. */
export const sumOfNoisy = ({ rows }: ReleasedTable): number => rows.reduce((sum, { noisy }) => sum + noisy, 0)

/**
 * The nearest point (least squares) to `values` among those that are not negative and add up to `total`: all lowered by
 * the same amount, and nothing below zero (Duchi et al., 2008, «Efficient projections onto the ℓ1-ball», figure 1).
 */
export function onSimplex(values: readonly number[], total: number): number[] {
  if (!(total > 0)) return values.map(() => 0)
  const sorted = values.toSorted((a, b) => b - a)
  let sum = 0
  let lowered = 0
  for (const [n, value] of sorted.entries()) {
    sum += value
    if (value > (sum - total) / (n + 1)) lowered = (sum - total) / (n + 1)
  }
  return values.map((value) => Math.max(0, value - lowered))
}

/**
 * The share of each row of a table in its whole, 0 to 100 and adding up to 100, each with what noise leaves open. All 0 to
 * 100 where the sum is not above zero.
 */
export function sharesOf(table: ReleasedTable): Estimate[] {
  const sum = sumOfNoisy(table)
  const parts = onSimplex(
    table.rows.map(({ noisy }) => noisy),
    sum,
  )
  const noise = variance(table)
  const cells = parts.length
  return parts.map((part) => {
    const share = sum > 0 ? part / sum : 0
    const weights = {
      squares: (1 - share) ** 2 + (cells - 1) * share ** 2,
      fourths: (1 - share) ** 4 + (cells - 1) * share ** 4,
    }
    const { low, high } = quotientBetween({
      top: part,
      bottom: sum,
      topVariance: noise,
      bottomVariance: cells * noise,
      covariance: noise,
      deviations: deviations95((laplaceKurtosis * weights.fourths) / weights.squares ** 2),
    })
    return {
      value: 100 * share,
      low95: 100 * within(low, 0, 1),
      high95: 100 * within(high, 0, 1),
      deviation: sum > 0 ? (100 * Math.sqrt(noise * weights.squares)) / sum : Number.POSITIVE_INFINITY,
    }
  })
}

/** A noisy sum and the noise that it carries: `terms` draws of one scale, added. */
export interface NoisySum {
  readonly noisy: number
  readonly scale: Scale
  readonly terms: number
}

/**
 * A noisy sum for each of a noisy number of people, not below zero. Undefined where the number of people is not above zero.
 */
export function perPerson(sum: NoisySum, people: NoisySum): Estimate | undefined {
  if (people.noisy <= 0) return undefined
  const value = Math.max(0, sum.noisy) / people.noisy
  const top = { each: variance(sum.scale), terms: sum.terms }
  const bottom = { each: value ** 2 * variance(people.scale), terms: people.terms }
  const all = top.each * top.terms + bottom.each * bottom.terms
  const fourths = top.each ** 2 * top.terms + bottom.each ** 2 * bottom.terms
  const { low, high } = quotientBetween({
    top: Math.max(0, sum.noisy),
    bottom: people.noisy,
    topVariance: top.each * top.terms,
    bottomVariance: variance(people.scale) * people.terms,
    covariance: 0,
    deviations: deviations95((laplaceKurtosis * fourths) / all ** 2),
  })
  return {
    value,
    low95: Math.max(0, low),
    high95: Math.max(0, high),
    deviation: Math.sqrt(all) / people.noisy,
  }
}

/** A line through estimates of consecutive months, by weighted least squares; its interval is about the noise alone. */
export interface Trend {
  /** By how much the figure changes per month. */
  readonly perMonth: Estimate
  /** Whether noise alone would seldom (5 %) show a change as large where there is none. */
  readonly isBeyondNoise: boolean
}

/**
 * The trend of figures at months counted from any start; undefined with fewer than three. With known deviations dᵢ and
 * weights 1/dᵢ², the slope has the variance 1 / Σ wᵢ (xᵢ − x̄)².
 */
export function trendOf(figures: readonly { month: number; estimate: Estimate }[]): Trend | undefined {
  if (figures.length < fewestForTrend) return undefined
  const weights = figures.map(({ estimate }) => 1 / estimate.deviation ** 2)
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const mean = (of: (n: number) => number) =>
    weights.reduce((sum, weight, n) => sum + weight * of(n), 0) / all
  const [x, y] = [mean((n) => figures[n]!.month), mean((n) => figures[n]!.estimate.value)]
  const spread = all * mean((n) => (figures[n]!.month - x) ** 2)
  if (!(spread > 0)) return undefined
  const value = (all * mean((n) => (figures[n]!.month - x) * (figures[n]!.estimate.value - y))) / spread
  const deviation = 1 / Math.sqrt(spread)
  const half = normal95 * deviation
  return {
    perMonth: { value, low95: value - half, high95: value + half, deviation },
    isBeyondNoise: Math.abs(value) > half,
  }
}

/** A line fits any two. */
const fewestForTrend = 3

/**
 * The noise error of a mean per person to expect, as a percentage of it: E|X| = √(2/π) standard deviations, as of a normal
 * law, which the sum of several draws is near.
 */
export const errorPercentOf = ({ value, deviation }: Estimate): number =>
  value > 0 ? (100 * Math.sqrt(2 / Math.PI) * deviation) / value : Number.POSITIVE_INFINITY

/** Between the normal law's and Laplace's, by excess kurtosis: the weighted sum of few draws lies between the two. */
function deviations95(kurtosis: number): number {
  const share = Math.min(1, kurtosis / laplaceKurtosis)
  return normal95 + share * (laplace95 - normal95)
}

interface Quotient {
  readonly top: number
  readonly bottom: number
  readonly topVariance: number
  readonly bottomVariance: number
  readonly covariance: number
  /** Half the width of the interval in standard deviations. */
  readonly deviations: number
}

/**
 * All q for which top − q · bottom is within so many standard deviations of its own noise: between the roots of a parabola,
 * or anything where the bottom may well be zero.
 */
function quotientBetween(of: Quotient): { low: number; high: number } {
  const z2 = of.deviations ** 2
  const a = of.bottom ** 2 - z2 * of.bottomVariance
  const b = of.top * of.bottom - z2 * of.covariance
  const c = of.top ** 2 - z2 * of.topVariance
  const inside = b ** 2 - a * c
  if (!(of.bottom > 0 && a > 0 && inside >= 0))
    return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
  const root = Math.sqrt(inside)
  return { low: (b - root) / a, high: (b + root) / a }
}

const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
