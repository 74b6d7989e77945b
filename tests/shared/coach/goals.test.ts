import fc from 'fast-check'
import { expect, test } from 'vitest'
import { periodOf } from '../../../shared/analysis/periods.ts'
import type { Goal, GoalKind } from '../../../shared/coach/goals.ts'
import { cycledToWork, progressIn, soloCarM, weeksUpTo } from '../../../shared/coach/goals.ts'
import { made } from './made.ts'

/** Monday 4 May 2026. */
const week = periodOf('week', '2026-05-04')
const commute = { purpose: 'commute' } as const
const goal = (kind: GoalKind, target: number, done: string[] = []): Goal => ({
  ...{ id: 'g', kind, target, text: '', done },
})
const trips = [
  made(['2026-05-04', '08:00'], 'bicycle', [20, 5, 0.001], commute),
  made(['2026-05-04', '17:00'], 'bicycle', [20, 5, 0.001], commute),
  made(['2026-05-05', '08:00'], 'ebike', [20, 6, 0.066], { purpose: 'work' }),
  made(['2026-05-06', '08:00'], 'car', [15, 5, 1.088], commute),
  made(['2026-05-06', '12:00'], 'bicycle', [10, 2, 0], { purpose: 'shopping' }),
  made(['2026-05-07', '08:00'], 'car', [15, 30, 2], { people: 3 }),
  made(['2026-05-12', '08:00'], 'bicycle', [20, 5, 0.001], commute),
]

test('a day counts once, when the way to or from work was cycled', () => {
  expect(cycledToWork(trips, week)).toEqual(['2026-05-04', '2026-05-05'])
  expect(cycledToWork(trips, { first: '2026-05-01', last: '2026-05-31' })).toHaveLength(3)
  expect(cycledToWork(trips, { first: '2026-05-05', last: '2026-05-05' })).toEqual(['2026-05-05'])
})

test('kilometres by oneself in a car are those with nobody else aboard', () => {
  expect(soloCarM(trips, week)).toBe(5000)
})

test('a trip that is cycled for the most part counts; one with a bicycle on the train does not', () => {
  const [first] = trips
  const train = made(['2026-05-08', '08:10'], 'train', [20, 20, 0.2])
  const mixed = { ...first!, localDay: '2026-05-08', sections: [...first!.sections, ...train.sections] }
  expect(cycledToWork([mixed], week)).toEqual([])
})

test('goals are reached by at least so many days, minutes and times, and by at most so many kilometres', () => {
  const reached = (one: Goal) => {
    const { amount, isReached } = progressIn(one, trips, week)
    return [amount, isReached]
  }
  expect(reached(goal('cycle-to-work', 2))).toEqual([2, true])
  expect(reached(goal('cycle-to-work', 3))).toEqual([2, false])
  expect(reached(goal('less-solo-car', 5))).toEqual([5, true])
  expect(reached(goal('less-solo-car', 4))).toEqual([5, false])
  // Two rides of 20 minutes, one of 20 with assistance, one of 10.
  expect(reached(goal('active-minutes', 70))).toEqual([70, true])
  expect(reached(goal('own', 2, ['2026-05-04', '2026-05-10', '2026-05-11']))).toEqual([2, true])
})

test('days cycled to work in two halves of a period add up to those of the whole', () => {
  const day = fc.integer({ min: 1, max: 31 }).map((n) => `2026-05-${String(n).padStart(2, '0')}`)
  fc.assert(
    fc.property(fc.array(day), fc.integer({ min: 1, max: 30 }), (days, cut) => {
      const all = days.map((on) => made([on, '08:00'], 'bicycle', [20, 5, 0], commute))
      const at = (n: number) => `2026-05-${String(n).padStart(2, '0')}`
      const count = (first: string, last: string) => cycledToWork(all, { first, last }).length
      expect(count(at(1), at(cut)) + count(at(cut + 1), at(31))).toBe(new Set(days).size)
    }),
  )
})

test('weeks go back as far as anything was recorded', () => {
  expect(weeksUpTo('2026-05-14', '2026-05-01', 6).map(({ first }) => first)).toEqual([
    ...['2026-04-27', '2026-05-04', '2026-05-11'],
  ])
})
