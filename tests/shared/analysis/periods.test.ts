/** Periods are those of the wall calendar. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  comparable,
  dayAfter,
  dayCount,
  isWithin,
  monthGrid,
  periodOf,
  periodUnits,
  shifted,
  weekdayOf,
  weekdaysFrom,
  weekStarts,
  yearEarlier,
} from '../../../shared/analysis/periods.ts'

const anyDay = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2060-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const anyUnit = fc.constantFrom(...periodUnits)

describe('a period', () => {
  test('is the one that a wall calendar shows', () => {
    expect(periodOf('week', '2026-01-01')).toEqual({ unit: 'week', first: '2025-12-29', last: '2026-01-04' })
    expect(periodOf('month', '2028-02-10')).toMatchObject({ first: '2028-02-01', last: '2028-02-29' })
    expect(periodOf('quarter', '2026-05-31')).toMatchObject({ first: '2026-04-01', last: '2026-06-30' })
    expect(periodOf('year', '2026-05-31')).toMatchObject({ first: '2026-01-01', last: '2026-12-31' })
    expect(periodOf('day', '2026-03-29')).toMatchObject({ first: '2026-03-29', last: '2026-03-29' })
  })

  test('of a week starts on the day on which weeks start, and so do those around it', () => {
    expect(periodOf('week', '2026-01-01', 7)).toMatchObject({ first: '2025-12-28', last: '2026-01-03' })
    expect(periodOf('week', '2026-01-01', 6)).toMatchObject({ first: '2025-12-27', last: '2026-01-02' })
    fc.assert(
      fc.property(
        fc.constantFrom(...weekStarts),
        anyDay,
        fc.integer({ min: -60, max: 60 }),
        (start, day, n) => {
          const week = periodOf('week', day, start)
          expect(isWithin(day, week)).toBe(true)
          const other = shifted(week, n)
          expect(weekdayOf(other.first)).toBe(start)
          expect(dayCount(other)).toBe(7)
          expect(shifted(other, -n)).toEqual(week)
        },
      ),
    )
  })

  test('holds its own day and touches the next period without a gap', () => {
    fc.assert(
      fc.property(anyUnit, anyDay, (unit, day) => {
        const period = periodOf(unit, day)
        expect(isWithin(day, period)).toBe(true)
        expect(shifted(period, 1).first).toBe(dayAfter(period.last, 1))
        expect(shifted(shifted(period, 1), -1)).toEqual(period)
      }),
    )
  })
})

describe('a fair comparison', () => {
  test('of a whole period is with the whole one before', () => {
    const compared = comparable(periodOf('month', '2026-03-10'), '2026-11-26')
    expect(compared).toMatchObject({ isCut: false, before: { first: '2026-02-01', last: '2026-02-28' } })
  })

  test('of a period that is not over is with as many days of the one before', () => {
    const { now, before, isCut } = comparable(periodOf('month', '2026-11-03'), '2026-11-26')
    expect(isCut).toBe(true)
    expect(now).toMatchObject({ first: '2026-11-01', last: '2026-11-26' })
    expect(before).toMatchObject({ first: '2026-10-01', last: '2026-10-26' })
  })

  test('never reaches into the period itself, though the one before be shorter', () => {
    expect(comparable(periodOf('month', '2026-03-30'), '2026-03-30').before.last).toBe('2026-02-28')
  })
})

describe('the same period a year earlier', () => {
  test('is that of the calendar, and for a week the one 52 weeks before', () => {
    const whole = yearEarlier(periodOf('month', '2028-02-29'), '2028-11-26')
    expect(whole.before).toMatchObject({ first: '2027-02-01', last: '2027-02-28' })
    const quarter = yearEarlier(periodOf('quarter', '2026-05-05'), '2026-11-26')
    expect(quarter.before).toMatchObject({ first: '2025-04-01', last: '2025-06-30' })
    const week = yearEarlier(periodOf('week', '2026-05-05'), '2026-11-26')
    expect(week.before).toMatchObject({ first: '2025-05-05', last: '2025-05-11' })
  })

  test('ends on the same day while this one is not over', () => {
    const { now, before } = yearEarlier(periodOf('month', '2026-11-03'), '2026-11-26')
    expect(now).toMatchObject({ first: '2026-11-01', last: '2026-11-26' })
    expect(before).toMatchObject({ first: '2025-11-01', last: '2025-11-26' })
    expect(yearEarlier(periodOf('month', '2028-02-29'), '2028-02-28').before.last).toBe('2027-02-28')
  })

  test('never holds a day of this one, and has as many weekdays for weeks', () => {
    fc.assert(
      fc.property(anyUnit, anyDay, anyDay, (unit, day, today) => {
        const { now, before } = yearEarlier(periodOf(unit, day), today)
        expect(before.last < now.first).toBe(true)
        expect(before.first <= before.last).toBe(true)
        if (unit === 'week' || unit === 'day') {
          expect(dayCount(before)).toBe(dayCount(now))
          expect(weekdayOf(before.first)).toBe(weekdayOf(now.first))
        }
      }),
    )
  })
})

describe('the grid of a month', () => {
  test('of May 2026, which starts on a Friday, begins with four empty days', () => {
    expect(monthGrid('2026-05')[0]).toEqual([
      null,
      null,
      null,
      null,
      '2026-05-01',
      '2026-05-02',
      '2026-05-03',
    ])
  })

  test('has every day of the month once, each under its weekday', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...weekStarts), (day, start) => {
        const grid = monthGrid(day.slice(0, 7), start)
        const days = grid.flat().filter((each) => each !== null)
        expect(days).toHaveLength(dayCount(periodOf('month', day)))
        expect(new Set(days).size).toBe(days.length)
        for (const week of grid)
          for (const [n, each] of week.entries())
            if (each) expect(weekdayOf(each)).toBe(weekdaysFrom(start)[n])
      }),
    )
  })
})
