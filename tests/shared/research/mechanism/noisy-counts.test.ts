import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addNoise, publishCount, publishSparse } from '../../../../shared/research/mechanism/noisy-counts.ts'
import type { SparseRule } from '../../../../shared/research/mechanism/thresholds.ts'
import {
  expectedGhosts,
  participantsRule,
  publishProbability,
  thresholdOf,
} from '../../../../shared/research/mechanism/thresholds.ts'
import { binomialZ, faultsOf } from './quality.ts'
import { seededBytes } from './seeded-bytes.ts'

/** δ as large as may be, so that noise often carries a cell over the threshold. */
const loose: SparseRule = { k: 10, sensitivity: 2, epsilonMilli: 700, delta: 0.4 }

const anyCounts = fc.dictionary(
  fc.stringMatching(/^[a-zé]{1,6}$/),
  fc.oneof(fc.integer({ min: 7, max: 12 }), fc.nat(40)),
  { maxKeys: 60 },
)
const anySeed = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const countsOf = (cells: Readonly<Record<string, number>>): Map<string, number> =>
  new Map(Object.entries(cells))

/** Noise on each cell and no one asks how many people there are. */
const naive = (counts: ReadonlyMap<string, number>, rule: SparseRule, seed: number) =>
  addNoise([...counts.values()], rule, seededBytes(seed))
    .map((noisy, i) => ({ cell: [...counts.keys()][i]!, noisy }))
    .filter(({ noisy }) => noisy >= thresholdOf(rule))

describe('no published row stands for fewer than k people', () => {
  const law = (publish: (counts: ReadonlyMap<string, number>, seed: number) => { readonly cell: string }[]) =>
    fc.check(
      fc.property(anyCounts, anySeed, (cells, seed) =>
        publish(countsOf(cells), seed).every(({ cell }) => cells[cell]! >= loose.k),
      ),
      { numRuns: 500, seed: 1 },
    )

  test('whatever the counts, whatever the noise', () => {
    expect(law((counts, seed) => publishSparse(counts, loose, seededBytes(seed))).failed).toBe(false)
  })

  test('which noise and a threshold alone do not hold', () => {
    expect(law((counts, seed) => naive(counts, loose, seed)).failed).toBe(true)
  })
})

test('rows are those cells whose noisy count reaches the threshold, sorted by name', () => {
  let rows = 0
  fc.assert(
    fc.property(anyCounts, anySeed, (cells, seed) => {
      const published = publishSparse(countsOf(cells), loose, seededBytes(seed))
      const names = published.map(({ cell }) => cell)
      expect(names).toEqual([...new Set(names)].sort())
      expect(published.every(({ noisy }) => Number.isInteger(noisy) && noisy >= thresholdOf(loose))).toBe(
        true,
      )
      rows += published.length
    }),
  )
  expect(rows).toBeGreaterThan(100)
})

test('the order in which cells were counted tells nothing', () => {
  fc.assert(
    fc.property(anyCounts, anySeed, (cells, seed) => {
      const backwards = new Map(Object.entries(cells).reverse())
      expect(publishSparse(backwards, loose, seededBytes(seed))).toEqual(
        publishSparse(countsOf(cells), loose, seededBytes(seed)),
      )
    }),
  )
})

test('cells are published as often as foretold', () => {
  const rule: SparseRule = { k: 10, sensitivity: 2, epsilonMilli: 1000, delta: 0.01 }
  const trials = 20_000
  for (const people of [9, 10, 15, 20, 25]) {
    const cells = new Map(Array.from({ length: trials }, (_, i) => [`${i}`, people]))
    const published = publishSparse(cells, rule, seededBytes(people)).length
    const foretold = publishProbability(people, rule)
    if (foretold === 0) expect(published).toBe(0)
    else expect(Math.abs(binomialZ(published, trials, foretold))).toBeLessThan(4)
  }
})

test('noise on all of a large domain publishes ghosts, the sparse way none', () => {
  // Zones by zones by day types: most cells are empty, and three people are in one.
  const domain = 256_000
  const rule: SparseRule = { k: 10, sensitivity: 2, epsilonMilli: 1000, delta: 1e-6 }
  const noisy = addNoise(Array<number>(domain).fill(0), rule, seededBytes(21))
  const ghosts = noisy.filter((count) => count >= rule.k).length
  const foretold = expectedGhosts(domain, rule.k, rule)
  expect(ghosts).toBeGreaterThan(500)
  expect(Math.abs(binomialZ(ghosts, domain, foretold / domain))).toBeLessThan(4)
  expect(publishSparse(new Map([['1>2', 3]]), rule, seededBytes(21))).toEqual([])
})

test('with too few participants the gate stays shut, with many it opens', () => {
  const rule = participantsRule({ minimum: 50, epsilonMilli: 200, delta: 1e-6 })
  const told = (people: number): (number | undefined)[] =>
    Array.from({ length: 200 }, (_, seed) => publishCount(people, rule, seededBytes(seed)))
  expect(told(12).every((noisy) => noisy === undefined)).toBe(true)
  expect(told(49).every((noisy) => noisy === undefined)).toBe(true)
  // The 50th opens it with a probability below 10^-6 only.
  expect(told(50).every((noisy) => noisy === undefined)).toBe(true)
  expect(told(300).every((noisy) => noisy !== undefined && Math.abs(noisy - 300) < 100)).toBe(true)
})

test('sums keep their order, and noise is right on average and as wide as it says', () => {
  const sums = Array.from({ length: 100_000 }, (_, i) => 1000 * (i % 7) - 3000)
  const scale = { sensitivity: 4, epsilonMilli: 1000 }
  const noise = addNoise(sums, scale, seededBytes(31)).map((noisy, i) => noisy - sums[i]!)
  expect(faultsOf(noise, 4)).toEqual([])
})

test('each call draws anew', () => {
  const random = seededBytes(32)
  const sums = Array<number>(50).fill(0)
  const scale = { sensitivity: 100, epsilonMilli: 1000 }
  expect(addNoise(sums, scale, random)).not.toEqual(addNoise(sums, scale, random))
})

test('what cannot carry noise is refused before anything is drawn', () => {
  const never = (): Uint8Array => {
    throw new Error('drawn')
  }
  for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
    expect(() => addNoise([1, wrong], { sensitivity: 1, epsilonMilli: 1000 }, never)).toThrow('integers')
  for (const wrong of [-1, 0.5, Number.NaN])
    expect(() => publishSparse(new Map([['a', wrong]]), loose, never)).toThrow('number of people')
  expect(() => publishSparse(new Map([['a', 50]]), { ...loose, delta: 0 }, never)).toThrow('δ')
  expect(() => addNoise([1], { sensitivity: 0, epsilonMilli: 1000 }, never)).toThrow('sensitivity')
})
