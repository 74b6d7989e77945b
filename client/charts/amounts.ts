/** Quantities of the analysis, periods and changes, as they are said. */
import type { Measure } from '../../shared/analysis/figures.ts'
import type { Period } from '../../shared/analysis/periods.ts'
import {
  co2e,
  counted,
  day,
  days,
  distance,
  duration,
  fill,
  month,
  number,
  shortMonth,
} from '../words/speak.ts'
import { words } from '../words/words.ts'

/** An amount of what is measured, with its unit. */
export function amountOf(measure: Measure, value: number): string {
  if (measure === 'distanceM') return distance(value)
  if (measure === 'co2eKg') return co2e(value)
  if (measure === 'trips') return counted(words().trips.dayTrips, value)
  if (measure === 'kcal') return fill(words().analysis.kcal, { amount: number(Math.round(value)) })
  return duration(value)
}

const quarterOf = (first: string): string => number(Math.ceil(Number(first.slice(5, 7)) / 3))

/** What a period is called. */
export function periodName({ unit, first, last }: Period): string {
  if (unit === 'day') return day(first)
  if (unit === 'week') return days({ first, last })
  if (unit === 'month') return month(first.slice(0, 7))
  const year = first.slice(0, 4)
  if (unit === 'year') return year
  return fill(words().analysis.quarter, { quarter: quarterOf(first), year })
}

/** As short as fits under a bar: the day of the month, the week's Monday, the month. */
export function shortPeriodName({ unit, first }: Period): string {
  const date = number(Number(first.slice(8)))
  if (unit === 'day') return date
  if (unit === 'week') return `${date}/${Number(first.slice(5, 7))}`
  if (unit === 'month') return shortMonth(first.slice(0, 7))
  if (unit === 'year') return first.slice(0, 4)
  return fill(words().analysis.quarter, { quarter: quarterOf(first), year: first.slice(2, 4) })
}

/** What a period is compared with: the one before, or as many of its days. */
export interface Compared {
  readonly period: Period
  readonly isCut: boolean
}

/** The period before, as it is said after "than". */
export const beforeName = ({ period, isCut }: Compared): string =>
  words().analysis[isCut ? 'previousSoFar' : 'previous'][period.unit]

/** An amount beside the one before it: by how much it is more or less, in words. */
export function changeText(measure: Measure, now: number, before: number, compared: Compared): string {
  const { more, less, same } = words().analysis
  return changeIn({ more, less, same }, measure, [now, before], { before: beforeName(compared) })
}

/** The same where it is clear what it is compared with. */
export function shortChangeText(measure: Measure, now: number, before: number): string {
  const { moreShort: more, lessShort: less, sameShort: same } = words().analysis
  return changeIn({ more, less, same }, measure, [now, before], {})
}

function changeIn(
  text: Readonly<Record<'more' | 'less' | 'same', string>>,
  measure: Measure,
  [now, before]: readonly [number, number],
  values: Readonly<Record<string, string>>,
): string {
  if (amountOf(measure, now) === amountOf(measure, before)) return fill(text.same, values)
  const amount = amountOf(measure, Math.abs(now - before))
  return fill(now > before ? text.more : text.less, { ...values, amount })
}
