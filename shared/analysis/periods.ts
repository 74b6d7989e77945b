/** Days, weeks, months, quarters and years as spans of calendar days. Days are those of the place, as 2026-05-04. */
import { DateTime } from 'luxon'

export const periodUnits = ['day', 'week', 'month', 'quarter', 'year'] as const
export type PeriodUnit = (typeof periodUnits)[number]

/** From the day `first` to the day `last`, both included. Weeks start on Monday (ISO 8601). */
export interface Period {
  readonly unit: PeriodUnit
  readonly first: string
  readonly last: string
}

/** Calendar arithmetic is done in UTC, where every day has 24 hours. */
const dateOf = (day: string): DateTime => DateTime.fromISO(day, { zone: 'utc' })
const dayOf = (date: DateTime): string => date.toFormat('yyyy-MM-dd')

/** The period of this kind that `day` is in. */
export function periodOf(unit: PeriodUnit, day: string): Period {
  const date = dateOf(day)
  return { unit, first: dayOf(date.startOf(unit)), last: dayOf(date.endOf(unit)) }
}

/** The period so many units later, or earlier when `count` is negative. */
export function shifted({ unit, first }: Period, count: number): Period {
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

/** The weeks that a month (as 2026-05) lies in, each of seven days from Monday; days of other months are null. */
export function monthGrid(month: string): (string | null)[][] {
  const whole = periodOf('month', `${month}-01`)
  const weeks: (string | null)[][] = []
  for (let first = periodOf('week', whole.first).first; first <= whole.last; first = dayAfter(first, 7)) {
    const days = Array.from({ length: 7 }, (_, n) => dayAfter(first, n))
    weeks.push(days.map((day) => (isWithin(day, whole) ? day : null)))
  }
  return weeks
}
