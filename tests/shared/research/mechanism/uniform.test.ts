import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RandomBytes } from '../../../../shared/research/mechanism/uniform.ts'
import { uniformBelow } from '../../../../shared/research/mechanism/uniform.ts'
import { seededBytes } from './seeded-bytes.ts'

/** These bytes, then zeros: a draw that looks at more than it should is noticed by its value. */
const saying = (...bytes: number[]): RandomBytes => {
  let isFirst = true
  return (count) => {
    const out = new Uint8Array(count)
    if (isFirst) out.set(bytes)
    isFirst = false
    return out
  }
}

/** Every word of that many bytes, once, well mixed, then no more. */
function everyWord(bytes: 1 | 2): RandomBytes {
  const words = Array.from({ length: 256 ** bytes }, (_, i) => {
    const word = (i * 40_503) % 256 ** bytes
    return bytes === 1 ? [word] : [word >>> 8, word & 255]
  })
  const all = Uint8Array.from(words.flat())
  let at = 0
  return (count) => {
    if (at + count > all.length) throw new Error('all words are drawn')
    at += count
    return all.subarray(at - count, at)
  }
}

/** How often each value below the bound is drawn, as a set: one number when all are equally likely. */
function timesDrawn(bound: number, bytes: 1 | 2): Set<number> {
  const below = uniformBelow(everyWord(bytes))
  const times = new Map<number, number>()
  const drawAll = (): never => {
    for (;;) {
      const value = below(bound)
      times.set(value, (times.get(value) ?? 0) + 1)
    }
  }
  expect(drawAll).toThrow('all words are drawn')
  expect(times.size).toBe(bound)
  return new Set(times.values())
}

test('over all bytes that there are, each value is drawn equally often', () => {
  for (const below of [2, 3, 7, 100, 128, 200, 255, 256]) expect(timesDrawn(below, 1).size).toBe(1)
  for (const below of [257, 1000, 40_000]) expect(timesDrawn(below, 2).size).toBe(1)
})

test('each byte of the generator is used once, in its order', () => {
  const below = uniformBelow(seededBytes(2))
  expect(Array.from({ length: 1000 }, () => below(256))).toEqual([...seededBytes(2)(1000)])
})

test('a large bound takes its bytes from the top down', () => {
  expect(uniformBelow(saying(0xff, 1, 2, 3, 4, 5, 6))(2 ** 53)).toBe(0x1f_01_02_03_04_05_06)
  expect(uniformBelow(saying(1, 2, 3, 4, 5))(2 ** 33)).toBe(0x1_02_03_04_05)
  expect(uniformBelow(saying(0xff, 0xff, 0xff, 0xff))(2 ** 32)).toBe(2 ** 32 - 1)
})

test('a value is an integer below its bound', () => {
  const below = uniformBelow(seededBytes(1))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 53 - 1 }), (bound) => {
      const value = below(bound)
      expect(Number.isInteger(value) && value >= 0 && value < bound).toBe(true)
    }),
  )
})

test('a bound of one needs no randomness', () => {
  const none = uniformBelow(() => {
    throw new Error('asked')
  })
  expect(none(1)).toBe(0)
  expect(() => none(2)).toThrow('asked')
})

test('what cannot be served is refused', () => {
  const below = uniformBelow(seededBytes(1))
  for (const bound of [0, -1, 1.5, Number.NaN, 2 ** 53 + 2]) expect(() => below(bound)).toThrow(RangeError)
})

test('a generator that is stuck or short is noticed', () => {
  expect(() => uniformBelow((count) => new Uint8Array(count).fill(255))(100)).toThrow('stuck')
  expect(() => uniformBelow((count) => new Uint8Array(count - 1))(100)).toThrow('too few')
  expect(() => uniformBelow(() => new Uint8Array(0))(100)).toThrow('too few')
})
