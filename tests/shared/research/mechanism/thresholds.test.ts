import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SparseRule } from '../../../../shared/research/mechanism/thresholds.ts'
import {
  expectedGhosts,
  participantsRule,
  publishProbability,
  thresholdOf,
} from '../../../../shared/research/mechanism/thresholds.ts'
import { chance, lawOf } from './law.ts'

const rule = (sensitivity: number, epsilonMilli: number, delta = 1e-6, k = 10): SparseRule => ({
  k,
  sensitivity,
  epsilonMilli,
  delta,
})

test('the thresholds that the mechanism was chosen by', () => {
  expect(thresholdOf(rule(4, 1000))).toBe(69)
  expect(thresholdOf(rule(2, 1000))).toBe(39)
  expect(thresholdOf(rule(2, 2000))).toBe(25)
})

test('the gate of a release asks for more people, the less privacy is spent on counting them', () => {
  const gate = (epsilonMilli: number): number =>
    thresholdOf(participantsRule({ minimum: 50, epsilonMilli, delta: 1e-6 }))
  // 50 + ⌈ln(10^6/(1 + e^−ε))/ε⌉, computed with mpmath.
  expect([50, 100, 150, 200, 300, 1000].map(gate)).toEqual([313, 182, 138, 117, 95, 64])
})

/** 60 decimal digits. */
const one = 10n ** 60n

/** e^(−n/d) in units of 10^-60, by its series, for the argument halved until it is small. */
function expOfMinus(n: bigint, d: bigint): bigint {
  let halvings = 0n
  while (n > d << halvings) halvings++
  const x = (-n * one) / (d << halvings)
  let [sum, term] = [0n, one]
  for (let i = 1n; term !== 0n; i++) {
    sum += term
    term = (term * x) / (i * one)
  }
  for (; halvings > 0n; halvings--) sum = (sum * sum) / one
  return sum
}

/** Whether L₀ q^m/(1 + q) ≤ 10^−digits, in integers. */
function keepsDelta(m: number, sensitivity: number, epsilonMilli: number, digits: number): boolean {
  const [epsilon, b] = [BigInt(epsilonMilli), BigInt(sensitivity) * 1000n]
  const tail = BigInt(sensitivity) * expOfMinus(BigInt(m) * epsilon, b)
  return tail * 10n ** BigInt(digits) <= one + expOfMinus(epsilon, b)
}

const anyRule = fc.record({
  sensitivity: fc.integer({ min: 1, max: 64 }),
  epsilonMilli: fc.integer({ min: 50, max: 8000 }),
  digits: fc.integer({ min: 2, max: 12 }),
  k: fc.integer({ min: 1, max: 200 }),
})

test('the threshold is the smallest that keeps δ, by integers of sixty digits', () => {
  fc.assert(
    fc.property(anyRule, ({ sensitivity, epsilonMilli, digits, k }) => {
      const m = thresholdOf(rule(sensitivity, epsilonMilli, 10 ** -digits, k)) - k
      expect(keepsDelta(m, sensitivity, epsilonMilli, digits)).toBe(true)
      expect(keepsDelta(m - 1, sensitivity, epsilonMilli, digits)).toBe(false)
    }),
  )
})

test("it is Google's threshold of the continuous law, less what the discrete tail spares, rounded up", () => {
  fc.assert(
    fc.property(anyRule, ({ sensitivity, epsilonMilli, digits, k }) => {
      const b = (sensitivity * 1000) / epsilonMilli
      const partitionDelta = 10 ** -digits / sensitivity
      // Theirs is for one person or more: k = 1.
      const theirs = k - 1 + (1 - b * Math.log(2 * partitionDelta))
      const ours = thresholdOf(rule(sensitivity, epsilonMilli, 10 ** -digits, k))
      expect(ours).toBeGreaterThanOrEqual(theirs)
      expect(ours).toBeLessThan(theirs + 1.5 + 1e-9)
    }),
  )
})

/** What is seen of cells with so many people: each is absent or has a noisy count, with its probability. */
function outputsOf(
  people: readonly number[],
  { k, sensitivity, epsilonMilli }: SparseRule,
  threshold: number,
) {
  const law = lawOf((sensitivity * 1000) / epsilonMilli)
  const cells = people.map((x) => {
    if (x < k) return new Map([['absent', 1]])
    const shown = [...law].flatMap(([noise, probability]) =>
      x + noise >= threshold ? [[String(x + noise), probability] as const] : [],
    )
    return new Map([['absent', chance(law, (noise) => x + noise < threshold)], ...shown])
  })
  return cells.reduce(together)
}

/** What is seen of two independent things. */
const together = (one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>) =>
  new Map([...one].flatMap(([a, p]) => [...other].map(([b, q]) => [`${a} ${b}`, p * q] as const)))

/** The δ that (ε, δ)-privacy really needs between two inputs: the sum of what exceeds e^ε times the other. */
function deltaBetween(
  from: readonly number[],
  to: readonly number[],
  rule: SparseRule,
  threshold: number,
): number {
  const [p, q] = [outputsOf(from, rule, threshold), outputsOf(to, rule, threshold)]
  const factor = Math.exp(rule.epsilonMilli / 1000)
  return [...p].reduce(
    (sum, [output, chanceOf]) => sum + Math.max(0, chanceOf - factor * (q.get(output) ?? 0)),
    0,
  )
}

describe('one person more or less is hidden to (ε, δ)', () => {
  const cases: readonly [string, SparseRule, number[], number[]][] = [
    ['who makes a cell a candidate', rule(1, 1000, 0.01), [9], [10]],
    ['who makes two cells candidates', rule(2, 1500, 0.01), [9, 9], [10, 10]],
    ['who makes one a candidate and joins another', rule(2, 1500, 0.01), [9, 14], [10, 15]],
    ['who joins two that are large', rule(2, 1500, 0.01), [12, 20], [13, 21]],
    ['who joins one that is small', rule(1, 500, 0.01), [3], [4]],
    ['where δ is as large as may be', rule(2, 200, 0.18), [9, 10], [10, 11]],
  ]
  test.each(cases)('%s', (_name, given, without, withThem) => {
    const threshold = thresholdOf(given)
    // 10^-9: what the law leaves out beyond ±40 b, and the rounding of sums.
    expect(deltaBetween(without, withThem, given, threshold)).toBeLessThanOrEqual(given.delta + 1e-9)
    expect(deltaBetween(withThem, without, given, threshold)).toBeLessThanOrEqual(given.delta + 1e-9)
  })

  test('a threshold that is lower by one would not hide them', () => {
    const given = rule(1, 1000, 0.01)
    expect(deltaBetween([10], [9], given, thresholdOf(given) - 1)).toBeGreaterThan(given.delta)
  })

  test('noise for one cell would not hide a person who is in two', () => {
    const [given, tooLittle] = [rule(2, 1500, 0.01), rule(1, 1500, 0.01)]
    expect(deltaBetween([31, 41], [30, 40], tooLittle, thresholdOf(given))).toBeGreaterThan(0.1)
  })
})

describe('the probability that a cell is published', () => {
  const given = rule(2, 1000)
  test('is that of noise which carries it over the threshold', () => {
    const law = lawOf(2)
    for (const people of [10, 20, 38, 39, 60])
      expect(publishProbability(people, given)).toBeCloseTo(
        chance(law, (noise) => people + noise >= 39),
        12,
      )
  })

  test('is none below k, at most δ/L₀ at k, more with each person, and near one for a crowd', () => {
    expect([0, 1, 9].map((people) => publishProbability(people, given))).toEqual([0, 0, 0])
    expect(publishProbability(10, given)).toBeLessThanOrEqual(given.delta / 2)
    for (let people = 10; people < 80; people++)
      expect(publishProbability(people + 1, given)).toBeGreaterThan(publishProbability(people, given))
    expect(publishProbability(80, given)).toBeGreaterThan(0.999999)
  })
})

test('noise on every cell of a large domain makes ghosts by the thousand', () => {
  const scale = { sensitivity: 2, epsilonMilli: 1000 }
  expect(expectedGhosts(2_560_000, 10, scale)).toBeCloseTo(2_560_000 * chance(lawOf(2), (x) => x >= 10), 6)
  expect(expectedGhosts(2_560_000, 10, scale)).toBeGreaterThan(10_000)
  expect(expectedGhosts(2_560_000, 39, scale)).toBeLessThan(0.01)
  // Cells just short of k are ghosts far more often than empty ones.
  expect(expectedGhosts(100, 10, scale, 9)).toBeCloseTo(100 * chance(lawOf(2), (x) => x >= 1), 9)
})

test('a rule that protects nobody is refused', () => {
  for (const k of [0, -1, 2.5, Number.NaN])
    expect(() => thresholdOf(rule(2, 1000, 1e-6, k))).toThrow('people')
  for (const delta of [0, -1e-6, 0.5, 1, Number.NaN])
    expect(() => thresholdOf(rule(2, 1000, delta))).toThrow('δ')
  // 1 − e^−0.01 is just below 0.01.
  expect(() => thresholdOf(rule(2, 10, 0.01))).toThrow('δ')
  expect(() => thresholdOf(rule(0, 1000))).toThrow('sensitivity')
  expect(() => thresholdOf(rule(2, 0))).toThrow('thousandths')
})
