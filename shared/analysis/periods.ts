/** Days, weeks, months, quarters and years as spans of calendar days. Days are those of the place, as 2026-05-04. */
import { DateTime } from 'luxon'

export const periodUnits = ['day', 'week', 'month', 'quarter', 'year'] as const
export type PeriodUnit = (typeof periodUnits)[number]

/** Days on which weeks start somewhere in the world: Monday (ISO 8601), Saturday, Sunday. */
export const weekStarts = [1, 6, 7] as const
export type WeekStart = (typeof weekStarts)[number]

/** From the day `first` to the day `last`, both included. */
export interface Period {
  readonly unit: PeriodUnit
  readonly first: string
  readonly last: string
}

/** Calendar arithmetic is done in UTC, where every day has 24 hours. */
const dateOf = (day: string): DateTime => DateTime.fromISO(day, { zone: 'utc' })
const dayOf = (date: DateTime): string => date.toFormat('yyyy-MM-dd')

/** The period of this kind that `day` is in; weeks start on Monday unless another day is said. */
export function periodOf(unit: PeriodUnit, day: string, weekStart: WeekStart = 1): Period {
  const date = dateOf(day)
  if (unit === 'week') {
    const first = date.minus({ days: (date.weekday - weekStart + 7) % 7 })
    return { unit, first: dayOf(first), last: dayOf(first.plus({ days: 6 })) }
  }
  return { unit, first: dayOf(date.startOf(unit)), last: dayOf(date.endOf(unit)) }
}

/** The period so many units later, or earlier when `count` is negative. */
export function shifted({ unit, first, last }: Period, count: number): Period {
  if (unit === 'week') return { unit, first: dayAfter(first, 7 * count), last: dayAfter(last, 7 * count) }
  return periodOf(unit, dayOf(dateOf(first).plus({ [unit]: count })))
}

/** How many days there are from `first` to `last`, both included. */
export function dayCount({ first, last }: Pick<Period, 'first' | 'last'>): number {
  return Math.round(dateOf(last).diff(dateOf(first), 'days').days) + 1
}

/** The day so many days later. */
export const dayAfter = (day: string, days: number): string => dayOf(dateOf(day).plus({ days }))

/** 1 is Monday, 7 Sunday. */
export const weekdayOf = (day: string): number => dateOf(day).weekday

/** Whether a day is in a period. */
export const isWithin = (day: string, { first, last }: Pick<Period, 'first' | 'last'>): boolean =>
  first <= day && day <= last

/**
 * What a period may fairly be compared with: the one before, as far into it as this one has come by `today`. Both are
 * cut to `days` days when this period is not over.
 */
export function comparable(period: Period, today: string): { now: Period; before: Period; isCut: boolean } {
  const before = shifted(period, -1)
  if (!isWithin(today, period) || today === period.last) return { now: period, before, isCut: false }
  const days = dayCount({ first: period.first, last: today })
  const cut = dayAfter(before.first, days - 1)
  return {
    now: { ...period, last: today },
    before: { ...before, last: cut < before.last ? cut : before.last },
    isCut: true,
  }
}

/**
 * The same period a year earlier, as far into it as this one has come by `today`: the same days of the calendar; for weeks
 * and days, which the calendar shifts against each other, 52 weeks earlier, so that weekdays match.
 */
export function yearEarlier(period: Period, today: string): { now: Period; before: Period } {
  const { unit, first } = period
  const isWeekly = unit === 'week' || unit === 'day'
  const before = isWeekly
    ? { unit, first: dayAfter(first, -364), last: dayAfter(period.last, -364) }
    : periodOf(unit, dayOf(dateOf(first).minus({ years: 1 })))
  if (!isWithin(today, period) || today === period.last) return { now: period, before }
  const cut = isWeekly ? dayAfter(today, -364) : dayOf(dateOf(today).minus({ years: 1 }))
  return { now: { ...period, last: today }, before: { ...before, last: cut } }
}

/** The days of the week, 1 being Monday, in the order in which a week has them. */
export const weekdaysFrom = (weekStart: WeekStart): number[] =>
  Array.from({ length: 7 }, (_, n) => ((weekStart - 1 + n) % 7) + 1)

/** The weeks that a month (as 2026-05) lies in, each of seven days; days of other months are null. */
export function monthGrid(month: string, weekStart: WeekStart = 1): (string | null)[][] {
  const whole = periodOf('month', `${month}-01`)
  const weeks: (string | null)[][] = []
  const start = periodOf('week', whole.first, weekStart).first
  for (let first = start; first <= whole.last; first = dayAfter(first, 7)) {
    const days = Array.from({ length: 7 }, (_, n) => dayAfter(first, n))
    weeks.push(days.map((day) => (isWithin(day, whole) ? day : null)))
  }
  return weeks
}
