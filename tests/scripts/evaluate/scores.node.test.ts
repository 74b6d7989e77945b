import { expect, test } from 'vitest'
import { intervalsOf } from '../../../scripts/evaluate/bootstrap.ts'
import { Certainty } from '../../../scripts/evaluate/certainty.ts'
import type { Kind } from '../../../scripts/evaluate/confusion.ts'
import { count, emptyConfusion, kindOf, scoresOf } from '../../../scripts/evaluate/confusion.ts'

function confusionOf(rows: readonly (readonly [truth: Kind, said: Kind, seconds: number])[]) {
  const confusion = emptyConfusion()
  for (const [truth, said, seconds] of rows) count(confusion, truth, said, seconds)
  return confusion
}

const some = confusionOf([
  ['walk', 'walk', 60],
  ['walk', 'none', 20],
  ['bus', 'bus', 50],
  ['bus', 'car', 50],
  ['plane', 'walk', 100],
])

test('time in no section is wrong, and a plane is scored by nobody', () => {
  expect(scoresOf(some, 'five').accuracy).toBeCloseTo(110 / 180, 9)
})

test('a bus told as a car is right among three classes', () => {
  expect(scoresOf(some, 'three').accuracy).toBeCloseTo(160 / 180, 9)
})

test('macro-F1 is the mean over the classes that occurred', () => {
  const walk = (2 * 60) / (80 + 60)
  const bus = (2 * 50) / (100 + 50)
  expect(scoresOf(some, 'five').macroF1).toBeCloseTo((walk + bus) / 2, 9)
})

test('an e-bike counts as a bicycle, a taxi as a car, a tram as rail, no section as none', () => {
  expect([kindOf('ebike'), kindOf('taxi'), kindOf('tram'), kindOf(undefined)]).toEqual([
    'bike',
    'car',
    'rail',
    'none',
  ])
})

test('intervals are the same for the same people, and hold the mean', () => {
  const people = [10, 50, 90].map((right) =>
    confusionOf([
      ['walk', 'walk', right],
      ['walk', 'bus', 100 - right],
    ]),
  )
  const accuracy = (together: ReturnType<typeof emptyConfusion>) => [scoresOf(together, 'five').accuracy]
  const [interval] = intervalsOf(people, accuracy)
  expect(intervalsOf(people, accuracy)).toEqual([interval])
  expect(interval![0]).toBeLessThan(0.5)
  expect(interval![1]).toBeGreaterThan(0.5)
})

test('who says 0.8 and is right 8 times in 10 is well calibrated, who is right half the time is not', () => {
  const said = (right: number): number => {
    const certainty = new Certainty()
    certainty.add(0.8, true, right)
    certainty.add(0.8, false, 100 - right)
    return certainty.error
  }
  expect(said(80)).toBeCloseTo(0, 9)
  expect(said(50)).toBeCloseTo(0.3, 9)
})
