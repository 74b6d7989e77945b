/** What all rides of a person together say of those that movement leaves open. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SplitSection } from '../../../shared/engine/modal-split.ts'
import { judgedBySplit, shareOf } from '../../../shared/engine/modal-split.ts'
import type { Mode } from '../../../shared/engine/mode.ts'
import { modeIds, modes } from '../../../shared/engine/mode.ts'

type Probabilities = SplitSection['probabilities']
const ride = (probabilities: Probabilities, minutes = 20): SplitSection => ({
  seconds: 60 * minutes,
  probabilities,
  isOpen: true,
})
const told = (mode: Mode, minutes = 20): SplitSection => ({
  ...ride({ [mode]: 1 }, minutes),
  isOpen: false,
})
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one)
const clearlyBus = ride({ bus: 0.8, car: 0.1, train: 0.05, walking: 0.05 })
const open = ride({ car: 0.52, bus: 0.34, train: 0.1, walking: 0.04 })
const lastMode = (sections: readonly SplitSection[]): Mode | undefined =>
  judgedBySplit(sections).judgements.at(-1)?.mode

describe('a ride that movement leaves open between bus and car', () => {
  test('is what movement says where nothing else is known', () => {
    expect(lastMode([open])).toBe('car')
  })

  test('was by bus for a person who is seen on the bus again and again', () => {
    expect(lastMode([...times(30, clearlyBus), open])).toBe('bus')
  })

  test('was by car for a person who said of their rides that they drove', () => {
    const [asBus, asCar] = [open, ride({ bus: 0.52, car: 0.34, walking: 0.14 })]
    expect(lastMode([...times(30, told('car')), asCar])).toBe('car')
    expect(lastMode([...times(30, told('bus')), asBus])).toBe('bus')
  })

  test('is not told by two rides of another day', () => {
    expect(lastMode([...times(2, clearlyBus), open])).toBe('car')
  })
})

test('who nearly always takes the bus and is clearly seen on a train was on the train', () => {
  const clearlyTrain = ride({ train: 0.9, car: 0.06, bus: 0.04 })
  expect(lastMode([...times(100, clearlyBus), clearlyTrain])).toBe('train')
})

test('walks and bicycle rides stay what they are, however much a person drives', () => {
  const sections = [...times(50, told('car')), ride({ walking: 0.7, car: 0.2, bus: 0.1 })]
  expect(lastMode(sections)).toBe('walking')
  expect(lastMode([...times(50, told('car')), ride({ bicycle: 0.8, bus: 0.2 })])).toBe('bicycle')
})

test('what would have been a guess alone has a mode where the person tells it, and is unknown where not', () => {
  const guess = ride({ unknown: 0.66, bus: 0.11, car: 0.11, bicycle: 0.06, walking: 0.06 })
  expect(lastMode([...times(40, told('bus')), guess])).toBe('bus')
  const vague = ride({ unknown: 0.7, walking: 0.075, bicycle: 0.075, bus: 0.075, car: 0.075 })
  expect(lastMode([vague])).toBe('unknown')
})

test('a night on a train is one ride, not twenty', () => {
  const night = told('train', 10 * 60)
  const { split } = judgedBySplit([night, ...times(4, told('bus', 30))])
  expect(shareOf(split, 'coach')).toBeGreaterThan(shareOf(split, 'tram')!)
})

test('the split is of the time in bus, car and rail, and of nothing else', () => {
  const { split } = judgedBySplit([...times(60, told('bus', 30)), ...times(20, told('subway', 30))])
  // 30 and 10 hours, and an hour for each of three from the start.
  expect(shareOf(split, 'bus')).toBeCloseTo(31 / 43, 10)
  expect(shareOf(split, 'train')).toBeCloseTo(11 / 43, 10)
  expect(shareOf(split, 'taxi')).toBeCloseTo(1 / 43, 10)
  expect(shareOf(split, 'bicycle')).toBeUndefined()
})

describe('for any sections', () => {
  const someProbabilities = fc
    .uniqueArray(fc.constantFrom(...modeIds), { minLength: 1, maxLength: 7 })
    .chain((some) =>
      fc
        .array(fc.integer({ min: 1, max: 100 }), { minLength: some.length, maxLength: some.length })
        .map((weights) => {
          const total = weights.reduce((sum, weight) => sum + weight, 0)
          return Object.fromEntries(some.map((mode, n) => [mode, weights[n]! / total])) as Probabilities
        }),
    )
  const someSections = fc.array(
    fc.record({
      seconds: fc.integer({ min: 60, max: 40_000 }),
      probabilities: someProbabilities,
      isOpen: fc.boolean(),
    }),
    { maxLength: 30 },
  )

  test('shares and probabilities sum to 1, and what is not open is not judged', () => {
    fc.assert(
      fc.property(someSections, (sections) => {
        const { split, judgements } = judgedBySplit(sections)
        expect(Object.values(split).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
        for (const [n, judgement] of judgements.entries()) {
          if (!sections[n]!.isOpen) expect(judgement).toBeUndefined()
          if (judgement === undefined) continue
          const shares = Object.values(judgement.probabilities)
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
          expect(judgement.confidence).toBeCloseTo(judgement.probabilities[judgement.mode]!, 12)
        }
      }),
    )
  })

  test('the order does not matter, and neither do times within a family', () => {
    fc.assert(
      fc.property(someSections, (sections) => {
        const forward = judgedBySplit(sections)
        const backward = judgedBySplit(sections.toReversed())
        for (const mode of ['bus', 'car', 'train'] as const)
          expect(shareOf(backward.split, mode)).toBeCloseTo(shareOf(forward.split, mode)!, 9)
        for (const [n, judgement] of forward.judgements.entries())
          for (const a of modeIds)
            for (const b of modeIds) {
              if (judgement === undefined || a === 'unknown' || modes[a].family !== modes[b].family) continue
              const [before, after] = [sections[n]!.probabilities, judgement.probabilities]
              if (before[a] && before[b]) expect(after[a]! / after[b]!).toBeCloseTo(before[a] / before[b], 6)
            }
      }),
    )
  })
})
