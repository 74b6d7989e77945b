/** Trips by day and week add up. */
import { describe, expect, test } from 'vitest'
import { daySums, staysAfter, weeksOf } from '../../../client/trips/totals.ts'
import { shownTrip } from './shown-trip.ts'

// 1 June 2026 is a Monday.
const trips = [
  shownTrip('2026-06-01T16:00:00Z', '2026-06-01T16:20:00Z', 'car', 9000, 1.8),
  shownTrip('2026-06-01T06:00:00Z', '2026-06-01T06:30:00Z', 'bicycle', 6000, 0.01),
  shownTrip('2026-05-31T06:00:00Z', '2026-05-31T06:10:00Z', 'car', 3000, 0.6),
  shownTrip('2026-05-30T06:00:00Z', '2026-05-30T06:10:00Z', 'car', 1000, 0.2),
]

test('a day has the sums of all its trips, even when only some are on screen', () => {
  const day = weeksOf(trips.slice(0, 1), trips)[0]?.days[0]
  expect(day).toMatchObject({ day: '2026-06-01', tripCount: 2, distanceM: 15_000, co2eKg: 1.81 })
  expect(day?.trips).toHaveLength(1)
})

describe('a week', () => {
  test('goes from Monday to Sunday, newest first', () => {
    const weeks = weeksOf(trips, trips)
    expect(weeks.map(({ first, last, days }) => [first, last, days.length])).toEqual([
      ['2026-06-01', '2026-06-07', 1],
      ['2026-05-25', '2026-05-31', 2],
    ])
  })

  test('goes from Sunday to Saturday where its owner wants that', () => {
    const weeks = weeksOf(trips, trips, 7)
    expect(weeks.map(({ first, last, tripCount }) => [first, last, tripCount])).toEqual([
      ['2026-05-31', '2026-06-06', 3],
      ['2026-05-24', '2026-05-30', 1],
    ])
  })

  test('has the sums of all its trips, even when only some are on screen', () => {
    const week = weeksOf(trips.slice(0, 3), trips)[1]
    expect(week).toMatchObject({ tripCount: 2, distanceM: 4000 })
    expect(week?.co2eKg).toBeCloseTo(0.8, 9)
  })
})

test('the sums of days are found by the day', () => {
  expect(daySums(trips).get('2026-06-01')?.tripCount).toBe(2)
  expect(daySums(trips).has('2026-06-02')).toBe(false)
})

test('a stay follows the trip at whose end it begins', () => {
  const stay = { start: '2026-06-01T06:30:00.000Z', end: '2026-06-01T16:00:00Z', lat: 46.16, lon: -1.15 }
  expect([...staysAfter(trips, [stay])]).toEqual([['2026-06-01T06:00:00Z', stay]])
})
