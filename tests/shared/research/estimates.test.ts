/** What a reader is told of a noisy table is right as often as it says. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Estimate } from '../../../shared/research/estimates.ts'
import {
  errorPercentOf,
  errorPointsOf,
  isTooNoisy,
  meanAbsoluteNoise,
  onSimplex,
  perPerson,
  predictedErrorPoints,
  sharesOf,
  trendOf,
} from '../../../shared/research/estimates.ts'
import { discreteLaplace } from '../../../shared/research/mechanism/discrete-laplace.ts'
import { uniformBelow } from '../../../shared/research/mechanism/uniform.ts'
import type { ReleasedTable } from '../../../shared/research/release.ts'
import type { TableId } from '../../../shared/research/tables/ids.ts'
import { seededBytes } from './mechanism/seeded-bytes.ts'

/** A table as released, with these figures. */
const tableOf = (
  noisy: readonly number[],
  scale: { sensitivity: number; epsilonMilli: number },
  id: TableId = 'split-km',
): ReleasedTable => ({
  id,
  unit: id.startsWith('total') ? 'km' : 'points',
  ...scale,
  halfWidth95: 0,
  rows: noisy.map((figure, n) => ({ cell: { mode: String(n) }, noisy: figure })),
})

const holds = ({ low95, high95 }: Estimate, truth: number): boolean =>
  low95 <= truth + 1e-9 && truth - 1e-9 <= high95

describe('the nearest shares that can be', () => {
  const figures = fc.array(fc.integer({ min: -30, max: 60 }), { minLength: 3, maxLength: 3 })

  test('are nearer than any other of a grid over all that can be', () => {
    fc.assert(
      fc.property(figures, fc.integer({ min: 1, max: 40 }), (values, total) => {
        const found = onSimplex(values, total)
        const distance = (point: readonly number[]) =>
          point.reduce((sum, value, n) => sum + (value - values[n]!) ** 2, 0)
        expect(Math.min(...found)).toBeGreaterThanOrEqual(0)
        expect(found.reduce((sum, value) => sum + value, 0)).toBeCloseTo(total, 9)
        const step = total / 40
        for (let i = 0; i <= 40; i++)
          for (let j = 0; i + j <= 40; j++)
            expect(distance(found)).toBeLessThanOrEqual(
              distance([i * step, j * step, (40 - i - j) * step]) + 1e-9,
            )
      }),
    )
  })

  test('are the figures themselves where these can be', () => {
    expect(onSimplex([20, 30, 50], 100)).toEqual([20, 30, 50])
  })

  test('take what is below zero from the others evenly', () => {
    expect(onSimplex([-10, 50, 60], 100)).toEqual([0, 45, 55])
  })

  test('are none of nothing', () => {
    expect(onSimplex([-10, 5], -5)).toEqual([0, 0])
  })
})

describe('95 % intervals', () => {
  const people = 300
  const scale = { sensitivity: 100, epsilonMilli: 700 }
  const split = [25, 15, 30, 8, 12, 10]

  test('of shares hold the true one in 93 to 97 of 100 releases', () => {
    const draw = discreteLaplace(scale, uniformBelow(seededBytes(1)))
    const rounds = 2500
    const held = split.map(() => 0)
    for (let round = 0; round < rounds; round++) {
      const shares = sharesOf(
        tableOf(
          split.map((share) => share * people + draw()),
          scale,
        ),
      )
      expect(shares.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(100, 9)
      shares.forEach((share, n) => {
        expect(holds(share, share.value)).toBe(true)
        if (holds(share, split[n]!)) held[n]!++
      })
    }
    for (const times of held) {
      expect(times / rounds).toBeGreaterThan(0.93)
      expect(times / rounds).toBeLessThan(0.97)
    }
  })

  test('of a share that is nothing hold it at least as often', () => {
    const draw = discreteLaplace(scale, uniformBelow(seededBytes(2)))
    let held = 0
    const rounds = 1000
    for (let round = 0; round < rounds; round++) {
      const noisy = [60, 40, 0].map((share) => share * people + draw())
      if (holds(sharesOf(tableOf(noisy, scale))[2]!, 0)) held++
    }
    expect(held / rounds).toBeGreaterThan(0.95)
  })

  test('of a mean per person hold the true one in 93 to 97 of 100 releases', () => {
    const [kmScale, countScale] = [
      { sensitivity: 1000, epsilonMilli: 500 },
      { sensitivity: 1, epsilonMilli: 50 },
    ]
    const drawKm = discreteLaplace(kmScale, uniformBelow(seededBytes(3)))
    const drawCount = discreteLaplace(countScale, uniformBelow(seededBytes(4)))
    const held = { one: 0, all: 0 }
    const rounds = 2500
    const sumOfDraws = (draws: number) => Array.from({ length: draws }, drawKm).reduce((a, b) => a + b, 0)
    for (let round = 0; round < rounds; round++) {
      const counted = { noisy: people + drawCount(), scale: countScale, terms: 1 }
      const one = perPerson({ noisy: 200 * people + drawKm(), scale: kmScale, terms: 1 }, counted)
      const all = perPerson({ noisy: 600 * people + sumOfDraws(8), scale: kmScale, terms: 8 }, counted)
      if (holds(one!, 200)) held.one++
      if (holds(all!, 600)) held.all++
    }
    for (const times of Object.values(held)) {
      expect(times / rounds).toBeGreaterThan(0.93)
      expect(times / rounds).toBeLessThan(0.97)
    }
  })

  test('hold everything where the whole may well be nothing', () => {
    for (const { low95, high95 } of sharesOf(tableOf([100, 50, -20], scale)))
      expect([low95, high95]).toEqual([0, 100])
    for (const { value, low95, high95 } of sharesOf(tableOf([-100, -50, -20], scale)))
      expect([value, low95, high95]).toEqual([0, 0, 100])
  })

  test('of a mean are none where nobody can be counted on', () => {
    const sum = { noisy: 1000, scale, terms: 1 }
    expect(perPerson(sum, { noisy: 0, scale, terms: 1 })).toBeUndefined()
  })
})

describe('the predicted noise error of a modal split', () => {
  const splits = {
    even: [12.5, 12.5, 12.5, 12.5, 12.5, 12.5, 12.5, 12.5],
    'of a city': [25, 15, 38, 2, 10, 8, 1, 1],
    'of car drivers': [6, 4, 80, 1, 5, 3, 0, 1],
  }

  test.each(Object.entries(splits))('is within a sixth of the mean error of a split %s', (_name, split) => {
    for (const people of [100, 300, 1000]) {
      const scale = { sensitivity: 100, epsilonMilli: 1000 }
      const draw = discreteLaplace(scale, uniformBelow(seededBytes(people)))
      const rounds = 400
      let error = 0
      for (let round = 0; round < rounds; round++)
        sharesOf(
          tableOf(
            split.map((share) => Math.round(share * people) + draw()),
            scale,
          ),
        ).forEach(({ value }, n) => {
          error += Math.abs(value - split[n]!) / 2 / rounds
        })
      const predicted = predictedErrorPoints(scale, { cells: 8, people })
      expect(Math.abs(error / predicted - 1)).toBeLessThan(1 / 6)
    }
  })

  test('is 4 points for 100 people at ε = 1, and 1.3 for 300', () => {
    const scale = { sensitivity: 100, epsilonMilli: 1000 }
    expect(predictedErrorPoints(scale, { cells: 8, people: 100 })).toBeCloseTo(4, 2)
    expect(predictedErrorPoints(scale, { cells: 8, people: 300 })).toBeCloseTo(1.333, 2)
  })

  test('has no end where nobody took part', () => {
    const scale = { sensitivity: 100, epsilonMilli: 1000 }
    expect(predictedErrorPoints(scale, { cells: 8, people: 0 })).toBe(Number.POSITIVE_INFINITY)
  })

  test('comes from the mean size of the noise, summed over its law', () => {
    const q = Math.exp(-1 / 5)
    let mean = 0
    for (let x = 1; x < 400; x++) mean += (2 * x * q ** x * (1 - q)) / (1 + q)
    expect(meanAbsoluteNoise({ sensitivity: 1, epsilonMilli: 200 })).toBeCloseTo(mean, 9)
  })
})

describe('a table is not shown as a result', () => {
  const scale = { sensitivity: 100, epsilonMilli: 1000 }
  const split = (people: number) => tableOf(Array(8).fill(12.5 * people), scale)

  test('above 5 points of noise', () => {
    expect(isTooNoisy(split(79), 79)).toBe(true)
    expect(isTooNoisy(split(81), 81)).toBe(false)
  })

  test('where few of the participants gave to it', () => {
    expect(isTooNoisy(split(40), 1000)).toBe(true)
  })

  test('where its noise is a twentieth of all kilometres', () => {
    const km = (each: number) =>
      tableOf(Array(8).fill(each), { sensitivity: 1000, epsilonMilli: 1000 }, 'total-km')
    expect(errorPointsOf(km(10_000), 300)).toBeCloseTo(5, 4)
    expect(isTooNoisy(km(9000), 300)).toBe(true)
    expect(isTooNoisy(km(11_000), 300)).toBe(false)
    expect(isTooNoisy(km(-1), 300)).toBe(true)
  })

  test('but a count of people always is', () => {
    expect(isTooNoisy(tableOf([60], scale, 'participants'), 60)).toBe(false)
  })
})

describe('a trend', () => {
  const of = (values: readonly number[], deviation: number) =>
    values.map((value, month) => ({
      month,
      estimate: { value, low95: value - 2 * deviation, high95: value + 2 * deviation, deviation },
    }))

  test('of a straight line is its slope, whatever the weights', () => {
    const figures = of([10, 12, 14, 16], 1).map((figure, n) => ({
      ...figure,
      estimate: { ...figure.estimate, deviation: n + 1 },
    }))
    expect(trendOf(figures)?.perMonth.value).toBeCloseTo(2, 9)
  })

  test('has the variance of least squares', () => {
    // Months 0 to 3: Σ (x − x̄)² = 5.
    const trend = trendOf(of([10, 12, 14, 16], 3))!
    expect(trend.perMonth.deviation).toBeCloseTo(3 / Math.sqrt(5), 9)
    expect(trend.isBeyondNoise).toBe(false)
    expect(trendOf(of([10, 12, 14, 16], 1))?.isBeyondNoise).toBe(true)
  })

  test('needs three months', () => {
    expect(trendOf(of([10, 12], 1))).toBeUndefined()
  })
})

test('the noise of a mean is told as a percentage of it', () => {
  expect(errorPercentOf({ value: 50, low95: 0, high95: 0, deviation: 2 })).toBeCloseTo(4 * 0.7979, 3)
  expect(errorPercentOf({ value: 0, low95: 0, high95: 0, deviation: 2 })).toBe(Number.POSITIVE_INFINITY)
})
