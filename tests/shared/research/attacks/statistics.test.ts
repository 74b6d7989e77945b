import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  areaUnderCurve,
  clopperPearson,
  epsilonLowerBound,
  incompleteBeta,
} from '../../../../shared/research/attacks/statistics.ts'
import { uniformBelow } from '../../../../shared/research/mechanism/uniform.ts'
import { seededBytes } from '../mechanism/seeded-bytes.ts'

describe('the incomplete beta function', () => {
  test.each([
    // scipy 1.17, betainc(a, b, x); the first by hand: 1 − 0.6³ · (0.6 + 4 · 0.4).
    [2, 3, 0.4, 0.5248],
    [0.5, 0.5, 0.25, 1 / 3],
    [50, 200, 0.2, 0.5126237681512995],
    [10_000, 50_000, 0.167, 0.58761161486],
  ])('I(%d, %d) at %d', (a, b, x, value) => {
    expect(incompleteBeta(x, a, b)).toBeCloseTo(value, 9)
  })

  test('rises from nothing to one, and mirrors itself', () => {
    const shape = fc.double({ min: 0.5, max: 5000, noNaN: true })
    // Nearer to the ends, 1 − x has no longer the digits of x.
    const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true })
    fc.assert(
      fc.property(shape, shape, share, share, (a, b, x, y) => {
        const [low, high] = x < y ? [x, y] : [y, x]
        expect(incompleteBeta(low, a, b)).toBeLessThanOrEqual(incompleteBeta(high, a, b) + 1e-9)
        expect(incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a)).toBeCloseTo(1, 9)
      }),
    )
    expect([incompleteBeta(0, 3, 4), incompleteBeta(1, 3, 4)]).toEqual([0, 1])
  })
})

/** P(at most `successes` of `trials` at probability p), term by term, in logarithms as they can be tiny. */
function binomialAtMost(successes: number, trials: number, p: number): number {
  let [logTerm, sum] = [trials * Math.log1p(-p), 0]
  for (let i = 0; i <= successes; i++) {
    sum += Math.exp(logTerm)
    logTerm += Math.log(((trials - i) / (i + 1)) * (p / (1 - p)))
  }
  return sum
}

describe('the interval of Clopper and Pearson', () => {
  test.each([
    // scipy 1.17, beta.ppf; the first two are those of R's binom.test as well.
    [10, 100, 0.95, 0.04900468922148, 0.17622259774],
    [7, 20, 0.95, 0.15390920478454, 0.59218853453],
    [49_990, 50_000, 0.95, 0.99963222373918, 0.99990408819],
    [3, 50_000, 0.95, 0.00001237361338, 0.00017533534],
    [5, 10, 0.99, 0.12831055393508, 0.87168944606],
  ])('of %d in %d', (successes, trials, level, low, high) => {
    const interval = clopperPearson(successes, trials, level)
    expect(interval.low).toBeCloseTo(low, 9)
    expect(interval.high).toBeCloseTo(high, 9)
  })

  test('of never and always has the closed form', () => {
    expect(clopperPearson(0, 10)).toEqual({ low: 0, high: expect.closeTo(1 - 0.025 ** 0.1, 12) })
    expect(clopperPearson(50, 50)).toEqual({ low: expect.closeTo(0.025 ** 0.02, 12), high: 1 })
  })

  test('ends where what was seen would be as rare as one in forty', () => {
    const seen = fc
      .integer({ min: 2, max: 300 })
      .chain((n) => fc.tuple(fc.integer({ min: 1, max: n - 1 }), fc.constant(n)))
    fc.assert(
      fc.property(seen, ([successes, trials]) => {
        const { low, high } = clopperPearson(successes, trials)
        expect(1 - binomialAtMost(successes - 1, trials, low)).toBeCloseTo(0.025, 7)
        expect(binomialAtMost(successes, trials, high)).toBeCloseTo(0.025, 7)
      }),
    )
  })
})

describe('the area under the curve', () => {
  test('of known cases', () => {
    expect(areaUnderCurve([3, 4], [1, 2])).toBe(1)
    expect(areaUnderCurve([1, 2], [3, 4])).toBe(0)
    expect(areaUnderCurve([1, 1], [1])).toBe(0.5)
    // Of six pairs: 2 beats 1; 5 beats 1 and 3; 3 beats 1 and ties with 3; 2 loses to 3.
    expect(areaUnderCurve([2, 5, 3], [1, 3])).toBe(4.5 / 6)
  })

  test('is the share of pairs that are won, whatever the scores', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(scores, scores, (members, others) => {
        const won = members.flatMap((m) => others.map((o) => (m > o ? 1 : m === o ? 0.5 : 0)))
        const share = won.reduce<number>((sum, win) => sum + win, 0) / won.length
        expect(areaUnderCurve(members, others)).toBeCloseTo(share, 12)
      }),
    )
  })
})

describe('the lower bound of ε', () => {
  const random = uniformBelow(seededBytes(1))
  /** Randomised response: the truth with probability 731/1000 = e/(1 + e) to three digits, so ε = 0.9997. */
  const response = (truth: 0 | 1, runs: number): number[] =>
    Array.from({ length: runs }, () => (random(1000) < 731 ? truth : 1 - truth))
  const epsilon = Math.log(731 / 269)

  test('of randomised response is close below its ε', () => {
    const bound = epsilonLowerBound(response(1, 100_000), response(0, 100_000))
    expect(bound).toBeLessThanOrEqual(epsilon)
    expect(bound).toBeGreaterThan(epsilon - 0.05)
  })

  test('is the same whichever way the scores point', () => {
    const [a, b] = [response(1, 20_000), response(0, 20_000)]
    const bound = epsilonLowerBound(a, b)
    expect(
      epsilonLowerBound(
        a.map((x) => -x),
        b.map((x) => -x),
      ),
    ).toBeCloseTo(bound, 12)
    expect(epsilonLowerBound(b, a)).toBeCloseTo(bound, 12)
  })

  test('is above the truth in one audit of twenty at most', () => {
    const audits = Array.from({ length: 300 }, () => epsilonLowerBound(response(1, 1000), response(0, 1000)))
    const wrong = audits.filter((bound) => bound > epsilon).length
    expect(clopperPearson(wrong, audits.length).low).toBeLessThanOrEqual(0.05)
  })

  test('of outputs that tell nothing is nothing', () => {
    const coin = (): number[] => Array.from({ length: 20_000 }, () => random(2 ** 30))
    const audits = Array.from({ length: 8 }, () => epsilonLowerBound(coin(), coin()))
    expect(Math.max(...audits)).toBeLessThan(0.1)
  })

  test('counts a rare betrayal unless δ allows for it', () => {
    const quiet = Array<number>(100_000).fill(0)
    const betraying = quiet.map(() => (random(100) === 0 ? 1 : 0))
    expect(epsilonLowerBound(betraying, quiet)).toBeGreaterThan(4)
    expect(epsilonLowerBound(betraying, quiet, { delta: 0.001 })).toBeGreaterThan(4)
    expect(epsilonLowerBound(betraying, quiet, { delta: 0.011 })).toBe(0)
  })
})
