import { expect, test } from 'vitest'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import { usualMinute } from '../../../shared/personal/clock.ts'
import { learnedHabits } from '../../../shared/personal/learned.ts'
import { lessonsOf } from '../../../shared/personal/lessons.ts'
import { recurringTrips } from '../../../shared/personal/recurring.ts'
import { says, trip } from './commuter.ts'

test('the same way to work on four mornings is one recurring trip', () => {
  const trips = [4, 5, 6, 11].map((day, n) => trip({ day, hour: 8 + n / 10 }))
  expect(recurringTrips(trips)).toMatchObject([
    {
      from: 'home',
      to: 'work',
      count: 4,
      weekdays: [2, 1, 1, 0, 0, 0, 0],
      modes: ['car'],
      minute: 8 * 60 + 6,
    },
  ])
})

test('two ways between the same places are two habits', () => {
  const short = [4, 5, 6].map((day) => trip({ day }))
  const scenic = [7, 8, 11, 12].map((day) => trip({ day, detourM: 2500 }))
  expect(recurringTrips([...short, ...scenic]).map(({ count }) => count)).toEqual([4, 3])
})

test('a way that a phone scatters by 60 m is one way', () => {
  const trips = [4, 5, 6, 7].map((day, n) => trip({ day, detourM: 20 * n }))
  expect(recurringTrips(trips)).toMatchObject([{ count: 4 }])
})

test('there and back are two, and twice is not yet a habit', () => {
  const there = [4, 5, 6].map((day) => trip({ day }))
  const back = [4, 5].map((day) => trip({ day, hour: 18, from: 'work', to: 'home' }))
  expect(recurringTrips([...there, ...back])).toMatchObject([{ from: 'home', to: 'work', count: 3 }])
})

test('the usual time of a night worker goes round midnight', () => {
  expect(usualMinute([23 * 60 + 50, 10, 5, 23 * 60 + 55])).not.toBe(12 * 60)
  expect([23 * 60 + 55, 5]).toContain(usualMinute([23 * 60 + 50, 10, 5, 23 * 60 + 55]))
})

test('what was learned is told by places, time, days and count', () => {
  const trips = [4, 5, 6].map((day) => trip({ day, hour: 8.2 }))
  const lessons = lessonsOf(
    trips,
    trips.map((each) => says('bus', each)),
    null,
    defaultFactorSet,
  )
  expect(learnedHabits(lessons)).toEqual([
    {
      ...{ from: 'home', to: 'work', mode: 'bus', corrections: 3, minute: 492, days: 'weekdays' },
      speedMps: expect.closeTo(8, 1),
    },
  ])
})

test('a recurring trip has its median duration, and its footprint over the months recorded', () => {
  const trips = [4, 5, 6, 7, 18].map((day, n) => {
    const each = trip({ day })
    const end = new Date(Date.parse(each.start) + [20, 22, 30, 60, 21][n]! * 60_000).toISOString()
    return { ...each, end, co2eKg: 1.5 }
  })
  // Five times 1.5 kg from the 4th at eight to the 18th at 8:21: 14 days and 21 minutes of a month of 30.4375 days.
  const months = (14 + 21 / 1440) / 30.4375
  const [found] = recurringTrips(trips)
  expect(found!.durationMs).toBe(22 * 60_000)
  expect(found!.co2eKgPerMonth).toBeCloseTo(7.5 / months, 6)
  expect(recurringTrips(trips.slice(0, 4))[0]).not.toHaveProperty('co2eKgPerMonth')
})
