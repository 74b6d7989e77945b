import { describe, expect, test } from 'vitest'
import { discreteLaplace } from '../../../../shared/research/mechanism/discrete-laplace.ts'
import type { UniformBelow } from '../../../../shared/research/mechanism/uniform.ts'
import { uniformBelow } from '../../../../shared/research/mechanism/uniform.ts'
import { lawOf } from './law.ts'
import { seededBytes } from './seeded-bytes.ts'

type Sampler = (below: UniformBelow) => () => number

/** Thrown where a followed path comes to a draw that it does not say; no error, for it needs no stack. */
class Fork {
  readonly ways: number
  constructor(ways: number) {
    this.ways = ways
  }
}

/**
 * The probability of each value, found by following every outcome of every uniform draw; paths of probability
 * below `least` are left, and what they weigh together is `left`. No randomness is involved.
 */
function followed(sampler: Sampler, least: number) {
  const reached = new Map<number, number>()
  let left = 0
  const follow = (path: readonly number[], weight: number): void => {
    if (weight < least) {
      left += weight
      return
    }
    let at = 0
    const below: UniformBelow = (bound) => {
      if (bound === 1) return 0
      if (at === path.length) throw new Fork(bound)
      return path[at++]!
    }
    try {
      const value = sampler(below)()
      reached.set(value, (reached.get(value) ?? 0) + weight)
    } catch (error) {
      if (!(error instanceof Fork)) throw error
      for (let way = 0; way < error.ways; way++) follow([...path, way], weight / error.ways)
    }
  }
  follow([], 1)
  return { reached, left }
}

/** By how much the probability that was followed exceeds the law, at worst: above zero, the law is broken. */
function excess(sampler: Sampler, b: number): number {
  const { reached, left } = followed(sampler, 1e-6)
  expect(left).toBeLessThan(0.16)
  const law = lawOf(b)
  return Math.max(...[...reached].map(([x, probability]) => probability - law.get(x)!))
}

describe('every outcome of every draw, followed', () => {
  test.each([
    [1, 1000, 1],
    [1, 2000, 0.5],
    [2, 3000, 2 / 3],
    [2, 1000, 2],
    [3, 2000, 1.5],
  ])('Δ = %d, ε = %d/1000: no value is likelier than the law says', (sensitivity, epsilonMilli, b) => {
    const sampler: Sampler = (below) => discreteLaplace({ sensitivity, epsilonMilli }, below)
    // The paths left are a sixth at most of all probability: no value can fall short by more than they weigh.
    expect(excess(sampler, b)).toBeLessThan(1e-12)
  })

  test('a sampler that lets zero have two signs is caught', () => {
    expect(excess(withTwoZeros, 1)).toBeGreaterThan(0.05)
  })

  test('a sampler of too small a scale is caught', () => {
    const narrow: Sampler = (below) => discreteLaplace({ sensitivity: 1, epsilonMilli: 2000 }, below)
    expect(excess(narrow, 1)).toBeGreaterThan(0.05)
  })
})

/** Draws the magnitude as the law of |X| without its rejected zero, and the sign apart: b = 1. */
const withTwoZeros: Sampler = (below) => {
  const isBelowExpMinusOne = (): boolean => {
    for (let k = 1; ; k++) if (below(k) !== 0) return k % 2 === 1
  }
  return () => {
    let magnitude = 0
    while (isBelowExpMinusOne()) magnitude++
    return below(2) === 1 ? 0 - magnitude : magnitude
  }
}

test('the same bytes make the same noise in every runtime', () => {
  const draw = discreteLaplace({ sensitivity: 100, epsilonMilli: 700 }, uniformBelow(seededBytes(42)))
  expect(Array.from({ length: 12 }, draw)).toEqual([
    197, 240, 181, 110, 0, 163, 129, 131, -115, 360, 322, -145,
  ])
})

test('scales of the same ratio are the same noise', () => {
  const noise = (sensitivity: number, epsilonMilli: number): number[] =>
    Array.from({ length: 500 }, discreteLaplace({ sensitivity, epsilonMilli }, uniformBelow(seededBytes(5))))
  expect(noise(100, 700)).toEqual(noise(1000, 7000))
  expect(noise(100, 700)).not.toEqual(noise(101, 700))
})

test('the widest noise there can be is still an integer, and the narrowest is none', () => {
  const draws = (sensitivity: number, epsilonMilli: number): number[] =>
    Array.from({ length: 2000 }, discreteLaplace({ sensitivity, epsilonMilli }, uniformBelow(seededBytes(6))))
  const widest = draws(1e9, 1)
  expect(widest.every(Number.isSafeInteger)).toBe(true)
  // The mean of |X| is b = 10^12 with a standard error of b/√2000.
  const meanMagnitude = widest.reduce((sum, x) => sum + Math.abs(x), 0) / widest.length
  expect(Math.abs(meanMagnitude / 1e12 - 1)).toBeLessThan(4 / Math.sqrt(2000))
  expect(draws(1, 1_000_000)).toEqual(Array<number>(2000).fill(0))
})

test('a scale out of bounds is refused before anything is drawn', () => {
  const never: UniformBelow = () => {
    throw new Error('drawn')
  }
  for (const wrong of [0, -1, 1.5, Number.NaN, 1e9 + 1]) {
    expect(() => discreteLaplace({ sensitivity: wrong, epsilonMilli: 1000 }, never)).toThrow('sensitivity')
    expect(() => discreteLaplace({ sensitivity: 1, epsilonMilli: wrong }, never)).toThrow('thousandths')
  }
})

test('a generator that is stuck makes no noise', () => {
  for (const stuck of [() => 0, (bound: number) => bound - 1])
    expect(discreteLaplace({ sensitivity: 1, epsilonMilli: 1000 }, stuck)).toThrow('stuck')
})
