import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  halfWidth95,
  probabilityAtLeast,
  probabilityBeyond,
  probabilityOf,
  quantile,
  scaleOf,
  variance,
} from '../../../../shared/research/mechanism/laplace.ts'
import type { Scale } from '../../../../shared/research/mechanism/scale.ts'
import { chance, expectationOf, lawOf } from './law.ts'

const scales: readonly Scale[] = [
  { sensitivity: 1, epsilonMilli: 2000 },
  { sensitivity: 1, epsilonMilli: 1000 },
  { sensitivity: 4, epsilonMilli: 1000 },
  { sensitivity: 100, epsilonMilli: 700 },
  { sensitivity: 1, epsilonMilli: 8000 },
]

describe.each(scales)('noise of Δ = $sensitivity, ε = $epsilonMilli/1000', (scale) => {
  const b = (scale.sensitivity * 1000) / scale.epsilonMilli
  const law = lawOf(b)

  test('is what the series sums to', () => {
    expect(scaleOf(scale)).toBe(b)
    expect(variance(scale)).toBeCloseTo(
      expectationOf(law, (x) => x * x),
      7,
    )
    for (const m of [-7, -1, 0, 1, 2, 10, 55]) {
      expect(probabilityOf(m, scale)).toBeCloseTo(law.get(m) ?? 0, 12)
      expect(probabilityAtLeast(m, scale)).toBeCloseTo(
        chance(law, (x) => x >= m),
        12,
      )
      expect(probabilityBeyond(m, scale)).toBeCloseTo(
        chance(law, (x) => Math.abs(x) >= m),
        12,
      )
    }
  })

  test('has the narrowest central interval that holds 95 %', () => {
    const half = halfWidth95(scale)
    expect(chance(law, (x) => Math.abs(x) <= half)).toBeGreaterThanOrEqual(0.95)
    if (half > 0) expect(chance(law, (x) => Math.abs(x) <= half - 1)).toBeLessThan(0.95)
  })

  test('has the first value that reaches a probability as its quantile', () => {
    for (const p of [1e-9, 0.001, 0.025, 0.3, 0.5, 0.61, 0.975, 0.999999]) {
      const x = quantile(p, scale)
      expect(chance(law, (y) => y <= x)).toBeGreaterThanOrEqual(p)
      expect(chance(law, (y) => y <= x - 1)).toBeLessThan(p)
    }
  })
})

test('figures that another program computed', () => {
  // scipy 1.17, dlaplace(a = 1/b): pmf, sf, var, ppf, and cdf for the half widths.
  const one = { sensitivity: 1, epsilonMilli: 1000 }
  const four = { sensitivity: 4, epsilonMilli: 1000 }
  expect(probabilityOf(0, one)).toBeCloseTo(0.46211715726001, 14)
  expect(probabilityAtLeast(10, four)).toBeCloseTo(0.046146257301599, 14)
  expect(variance(four)).toBeCloseTo(31.8338528777373, 10)
  expect(quantile(0.975, four)).toBe(12)
  expect(halfWidth95(one)).toBe(3)
  expect(halfWidth95({ sensitivity: 100, epsilonMilli: 700 })).toBe(428)
})

test('a law that is as wide as can be keeps its digits', () => {
  const widest = { sensitivity: 1e9, epsilonMilli: 1 }
  expect(probabilityOf(0, widest)).toBeCloseTo(5e-13, 20)
  expect(variance(widest) / 2e24).toBeCloseTo(1, 12)
  expect(halfWidth95(widest) / (1e12 * Math.log(20))).toBeCloseTo(1, 9)
})

test('quantiles of any probability are found at once', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-15, max: 1 - 1e-12, noNaN: true }),
      fc.integer({ min: 1, max: 100_000 }),
      fc.integer({ min: 1, max: 20_000 }),
      (p, sensitivity, epsilonMilli) => {
        const scale = { sensitivity, epsilonMilli }
        const x = quantile(p, scale)
        // P(X ≤ x) = P(X ≥ −x)
        expect(probabilityAtLeast(-x, scale)).toBeGreaterThanOrEqual(p)
        expect(probabilityAtLeast(-(x - 1), scale)).toBeLessThanOrEqual(p)
      },
    ),
  )
})

test('what the law does not know is refused', () => {
  const one = { sensitivity: 1, epsilonMilli: 1000 }
  expect(() => probabilityOf(0.5, one)).toThrow(RangeError)
  for (const p of [0, 1, -1, Number.NaN]) expect(() => quantile(p, one)).toThrow(RangeError)
  for (const wrong of [0, -1, 0.5, Number.NaN, 1e10]) {
    expect(() => variance({ sensitivity: wrong, epsilonMilli: 1000 })).toThrow('sensitivity')
    expect(() => variance({ sensitivity: 1, epsilonMilli: wrong })).toThrow('thousandths')
  }
})
