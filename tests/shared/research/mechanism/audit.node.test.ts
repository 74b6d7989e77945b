/**
 * The privacy that is declared is measured: one hundred thousand runs with a person and as many without, in the
 * worst place for that person. The bound that the attacker can prove stays below the declared ε; where a fault
 * is planted it does not, though fewer runs are granted.
 */
import { describe, expect, test } from 'vitest'
import { clopperPearson, epsilonLowerBound } from '../../../../shared/research/attacks/statistics.ts'
import type { NoisyCell } from '../../../../shared/research/mechanism/noisy-counts.ts'
import { addNoise, publishSparse } from '../../../../shared/research/mechanism/noisy-counts.ts'
import type { Scale } from '../../../../shared/research/mechanism/scale.ts'
import type { SparseRule } from '../../../../shared/research/mechanism/thresholds.ts'
import { thresholdOf } from '../../../../shared/research/mechanism/thresholds.ts'
import type { RandomBytes } from '../../../../shared/research/mechanism/uniform.ts'
import { seededBytes } from './seeded-bytes.ts'

const runs = 100_000
const runsOfFault = 20_000
const people = 20
type Release = (counts: readonly number[], random: RandomBytes) => readonly number[]

/**
 * The best score there is against discrete Laplace noise: a value above `people` is e^(1/b) times likelier with
 * the person, any other as much less likely.
 */
const score = (released: readonly number[]): number => released.filter((count) => count > people).length

/** The ε that is proved against a release of `cells` cells, the person being in each. */
function audited(release: Release, cells: number, seed: number, times: number): number {
  const scores = (count: number, stream: RandomBytes): number[] =>
    Array.from({ length: times }, () => score(release(Array<number>(cells).fill(count), stream)))
  return epsilonLowerBound(scores(people + 1, seededBytes(seed)), scores(people, seededBytes(seed + 1)))
}

const noisy =
  (scale: Scale): Release =>
  (counts, random) =>
    addNoise(counts, scale, random)

describe('sums with noise, declared ε = 1', () => {
  test.each([
    [1, noisy({ sensitivity: 1, epsilonMilli: 1000 })],
    [4, noisy({ sensitivity: 4, epsilonMilli: 1000 })],
  ])('%d counts that one person is in keep it, and the attack comes close', (cells, release) => {
    const epsilon = audited(release, cells, 100 + cells, runs)
    expect(epsilon).toBeLessThanOrEqual(1)
    expect(epsilon).toBeGreaterThan(0.85)
  })

  const faults: readonly [string, number, Release][] = [
    ['half the scale', 1, noisy({ sensitivity: 1, epsilonMilli: 2000 })],
    ['noise for one cell where the person is in four', 4, noisy({ sensitivity: 1, epsilonMilli: 1000 })],
    [
      'one cell without noise',
      4,
      (counts, random) => [
        counts[0]!,
        ...addNoise(counts.slice(1), { sensitivity: 4, epsilonMilli: 1000 }, random),
      ],
    ],
    [
      'the same count released four times',
      1,
      ([count], random) =>
        addNoise(Array<number>(4).fill(count!), { sensitivity: 1, epsilonMilli: 1000 }, random),
    ],
  ]
  test.each(faults)('%s is caught', (name, cells, release) => {
    expect(audited(release, cells, 200 + name.length, runsOfFault)).toBeGreaterThan(1.5)
  })
})

describe('counts that are published sparsely, declared ε = 1 and δ = 0.01', () => {
  const rule: SparseRule = { k: people + 1, sensitivity: 2, epsilonMilli: 1000, delta: 0.01 }
  /** With the person, the one has k people; the other has more than enough in any case. */
  const [crossing, joined] = [people, people + 15]
  type Publish = (counts: ReadonlyMap<string, number>, random: RandomBytes) => readonly NoisyCell[]
  const sparse: Publish = (counts, random) => publishSparse(counts, rule, random)

  /** A cell that only the person can make a candidate tells most; then noise that lifts the other one. */
  function told(publish: Publish, more: 0 | 1, seed: number, times: number): number[] {
    const random = seededBytes(seed)
    const counts = new Map([
      ['crossing', crossing + more],
      ['joined', joined + more],
    ])
    return Array.from({ length: times }, () => {
      const noisyOf = new Map(publish(counts, random).map(({ cell, noisy }) => [cell, noisy]))
      return (noisyOf.has('crossing') ? 2 : 0) + ((noisyOf.get('joined') ?? 0) > joined ? 1 : 0)
    })
  }
  const proved = (publish: Publish, seed: number, times: number): number =>
    epsilonLowerBound(told(publish, 1, seed, times), told(publish, 0, seed + 1, times), { delta: rule.delta })

  test('they keep it', () => {
    const epsilon = proved(sparse, 300, runs)
    expect(epsilon).toBeLessThanOrEqual(1)
    // Half of ε hides the person in the one cell, and δ in the other.
    expect(epsilon).toBeGreaterThan(0.4)
  })

  test('the cell that one person makes a candidate is shown no more often than its share of δ', () => {
    const shown = told(sparse, 1, 302, runs).filter((score) => score >= 2).length
    const { low, high } = clopperPearson(shown, runs, 0.9999)
    const share = rule.delta / rule.sensitivity
    expect(low).toBeLessThanOrEqual(share)
    // Nor much less often, b being 2: the threshold is no higher than need be.
    expect(high).toBeGreaterThan(share * Math.exp(-1 / 2))
  })

  test('k alone, with noise but without the threshold, is caught', () => {
    const kAlone: Publish = (counts, random) => {
      const candidates = [...counts].filter(([, count]) => count >= rule.k)
      const sums = candidates.map(([, count]) => count)
      return addNoise(sums, rule, random)
        .map((noisy, i) => ({ cell: candidates[i]![0], noisy }))
        .filter(({ noisy }) => noisy >= rule.k)
    }
    expect(proved(kAlone, 304, runsOfFault)).toBeGreaterThan(2)
  })

  test('a threshold for a δ that is five times as large is caught', () => {
    const lax = { ...rule, delta: 5 * rule.delta }
    expect(thresholdOf(lax)).toBeLessThan(thresholdOf(rule))
    const tooMuch: Publish = (counts, random) => publishSparse(counts, lax, random)
    expect(proved(tooMuch, 306, runsOfFault)).toBeGreaterThan(2)
  })
})
