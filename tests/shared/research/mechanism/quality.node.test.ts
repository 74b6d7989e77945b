/** The noise is what its law says, by the thousands; and each of these measures sees the fault it is there for. */
import { describe, expect, test } from 'vitest'
import { discreteLaplace } from '../../../../shared/research/mechanism/discrete-laplace.ts'
import type { UniformBelow } from '../../../../shared/research/mechanism/uniform.ts'
import { uniformBelow } from '../../../../shared/research/mechanism/uniform.ts'
import { faultsOf } from './quality.ts'
import { seededBytes } from './seeded-bytes.ts'

const count = 200_000
const drawn = (draw: () => number): number[] => Array.from({ length: count }, draw)
const exactly = (sensitivity: number, epsilonMilli: number, seed: number): (() => number) =>
  discreteLaplace({ sensitivity, epsilonMilli }, uniformBelow(seededBytes(seed)))

test.each([
  [1, 1000],
  [1, 2000],
  [2, 3000],
  [2, 1000],
  [4, 1000],
  [1, 50],
  [100, 1000],
  [100, 700],
])('200,000 draws of Δ = %d, ε = %d/1000 show no fault', (sensitivity, epsilonMilli) => {
  const draws = drawn(exactly(sensitivity, epsilonMilli, sensitivity + epsilonMilli))
  expect(faultsOf(draws, (sensitivity * 1000) / epsilonMilli)).toEqual([])
})

test('a draw costs a handful of random bytes, however wide the noise', () => {
  for (const sensitivity of [1, 100, 1_000_000]) {
    const source = seededBytes(9)
    let bytes = 0
    const counted = (asked: number): Uint8Array => {
      bytes += asked
      return source(asked)
    }
    drawn(discreteLaplace({ sensitivity, epsilonMilli: 700 }, uniformBelow(counted)))
    expect(bytes / count).toBeLessThan(30)
  }
})

describe('a planted fault is seen', () => {
  const below = uniformBelow(seededBytes(11))
  const unit = (): number => (below(2 ** 53 - 1) + 1) / 2 ** 53
  const good = exactly(1, 1000, 12)

  test('a float of the continuous law, rounded', () => {
    const rounded = (): number => Math.round((below(2) === 0 ? -1 : 1) * Math.log(unit()))
    expect(faultsOf(drawn(rounded), 1)).toEqual(expect.arrayContaining(['values (χ²)', 'P(0)']))
  })

  test('a zero of either sign', () => {
    const twoZeros = (): number => {
      const y = Math.floor(-Math.log(unit()))
      return below(2) === 0 ? y : 0 - y
    }
    expect(faultsOf(drawn(twoZeros), 1)).toEqual(expect.arrayContaining(['values (χ²)', 'P(0)', 'variance']))
  })

  test('magnitudes that are one too large', () => {
    const further = (): number => {
      const x = good()
      return x + Math.sign(x)
    }
    expect(faultsOf(drawn(further), 1)).toEqual(expect.arrayContaining(['values (χ²)', 'variance']))
  })

  test('an ε that is two percent off', () => {
    expect(faultsOf(drawn(exactly(102, 100_000, 13)), 1)).toEqual(expect.arrayContaining(['variance']))
  })

  test('a coin that falls on one side 51 times of 100', () => {
    const leaning = (): number => {
      const x = good()
      return x < 0 && below(50) === 0 ? -x : x
    }
    expect(faultsOf(drawn(leaning), 1)).toEqual(expect.arrayContaining(['mean', 'symmetry']))
  })

  test('bytes folded into the range instead of thrown away', () => {
    const byte = seededBytes(14)
    const folded: UniformBelow = (bound) => byte(1)[0]! % bound
    const draws = drawn(discreteLaplace({ sensitivity: 100, epsilonMilli: 1000 }, folded))
    expect(faultsOf(draws, 100)).toEqual(expect.arrayContaining(['values (χ²)']))
  })

  test('signs that alternate', () => {
    let isOdd = false
    const alternating = (): number => {
      isOdd = !isOdd
      return isOdd ? Math.abs(good()) : 0 - Math.abs(good())
    }
    expect(faultsOf(drawn(alternating), 1)).toEqual(
      expect.arrayContaining(['successive values', 'values after the next', 'successive signs (χ²)']),
    )
  })

  test('every draw handed out twice', () => {
    const half = drawn(good).slice(0, count / 2)
    expect(
      faultsOf(
        half.flatMap((x) => [x, x]),
        1,
      ),
    ).toEqual(expect.arrayContaining(['successive values', 'successive magnitudes', 'successive signs (χ²)']))
  })
})
