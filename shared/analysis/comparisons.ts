/** One's own figures in the terms of the averages and budgets that they are compared with. */
import { modes } from '../engine/mode.ts'
import type { Row } from './figures.ts'
import { modalShares, totalsOf, within } from './figures.ts'
import type { SurveyMode } from './norms.ts'
import { surveyModeOf } from './norms.ts'
import type { Period } from './periods.ts'
import { dayAfter, dayCount, weekdayOf } from './periods.ts'

type Span = Pick<Period, 'first' | 'last'>

/** The days of a span on which anything could have been recorded: from the first day of all to `today`. */
export function recordedSpan(span: Span, firstDay: string, today: string): Span | undefined {
  const first = span.first > firstDay ? span.first : firstDay
  const last = span.last < today ? span.last : today
  return first <= last ? { first, last } : undefined
}

/** Fewer days say nothing of a year. */
const fewestDays = 14

export interface YearSoFar {
  readonly co2eKg: number
  /** Days that count, trips or not. */
  readonly days: number
  /** What a whole year comes to at this pace; absent before two weeks have been recorded. */
  readonly paceCo2eKg?: number
}

/** A year's footprint as far as it is recorded. */
export function yearSoFar(rows: readonly Row[], year: Span, firstDay: string, today: string): YearSoFar {
  const { co2eKg } = totalsOf(within(rows, year))
  const span = recordedSpan(year, firstDay, today)
  const days = span ? dayCount(span) : 0
  const yearDays = dayCount(year)
  return { co2eKg, days, ...(days >= fewestDays && { paceCo2eKg: (co2eKg / days) * yearDays }) }
}

export interface Workdays {
  /** Mondays to Fridays of the span, bank holidays included. */
  readonly days: number
  /** Means per day. */
  readonly trips: number
  readonly durationMs: number
  /** Shares of trips by main mode, 0 to 1. */
  readonly tripShares: Readonly<Record<SurveyMode, number>>
}

/** What one does on working days, as the national survey counts it. */
export function workdaysOf(rows: readonly Row[], span: Span): Workdays {
  const isWorkday = (day: string): boolean => weekdayOf(day) <= 5
  const days = Array.from({ length: dayCount(span) }, (_, n) => dayAfter(span.first, n)).filter(isWorkday)
  const own = within(rows, span).filter(({ day }) => isWorkday(day))
  const totals = totalsOf(own)
  const tripShares: Record<SurveyMode, number> = { car: 0, foot: 0, transit: 0, cycle: 0, other: 0 }
  for (const { key, share } of modalShares(own, 'trips', (mode) => surveyModeOf(modes[mode].family)))
    tripShares[key] = share
  const perDay = Math.max(days.length, 1)
  return {
    days: days.length,
    trips: totals.trips / perDay,
    durationMs: totals.durationMs / perDay,
    tripShares,
  }
}
