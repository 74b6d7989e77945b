/**
 * What an open page draws of a public study: its releases as series by month, each figure with what noise leaves open.
 * Where noise is too large there is no figure, and the series says so.
 */
import type { Estimate, Trend } from './estimates.ts'
import {
  errorPercentOf,
  isTooNoisy,
  mostErrorPoints,
  perPerson,
  sharesOf,
  sumOfNoisy,
  trendOf,
} from './estimates.ts'
import type { ModeGroup } from './groups.ts'
import { modeGroups } from './groups.ts'
import { variance } from './mechanism/laplace.ts'
import type { ReadRelease } from './package/read.ts'
import type { ReleasedTable } from './release.ts'

/** A month of a series: `none` where nothing was released of it. */
export type MonthFigure =
  | { readonly month: string; readonly kind: 'shown'; readonly estimate: Estimate }
  | { readonly month: string; readonly kind: 'too-noisy' | 'none' }

export interface Series {
  readonly months: readonly MonthFigure[]
  /** Present with three shown months or more. */
  readonly trend?: Trend
}

export const splitIds = ['split-trips', 'split-km', 'split-co2e'] as const
export type SplitId = (typeof splitIds)[number]
export const totalIds = ['total-km', 'total-co2e'] as const
export type TotalId = (typeof totalIds)[number]

export interface Dashboard {
  /** From the first released month to the last, without gaps, as 2026-05. */
  readonly months: readonly string[]
  /** How many took part. */
  readonly participants: Series
  /** Shares of 100 by group of modes, of each split that the study asks for. */
  readonly splits: Readonly<Partial<Record<SplitId, Readonly<Record<ModeGroup, Series>>>>>
  /** Km and kg CO2e per participant and month, all modes, of each total that the study asks for. */
  readonly perPerson: Readonly<Partial<Record<TotalId, Series>>>
}

/** The series of one study's releases, in any order; of two of one month, the later in the list holds. */
export function dashboardOf(releases: readonly ReadRelease[]): Dashboard {
  const byMonth = new Map(releases.map((read) => [read.release.month, read]))
  const months = monthsThrough([...byMonth.keys()].sort())
  const series = (figure: (read: ReadRelease) => Figure | undefined): Series =>
    seriesOf(
      months.map((month) => {
        const read = byMonth.get(month)
        return { month, ...((read && figure(read)) ?? { kind: 'none' as const }) }
      }),
    )
  const has = (id: ReleasedTable['id']) => releases.some((read) => tableOf(read, id) !== undefined)
  return {
    months,
    participants: series(participantsOf),
    splits: Object.fromEntries(
      splitIds
        .filter(has)
        .map((id) => [
          id,
          Object.fromEntries(modeGroups.map((group) => [group, series((read) => shareOf(read, id, group))])),
        ]),
    ),
    perPerson: Object.fromEntries(totalIds.filter(has).map((id) => [id, series((read) => meanOf(read, id))])),
  }
}

type Figure = { readonly kind: 'shown'; readonly estimate: Estimate } | { readonly kind: 'too-noisy' }

const tableOf = ({ release }: ReadRelease, id: ReleasedTable['id']): ReleasedTable | undefined =>
  release.tables.find((table) => table.id === id)

function participantsOf(read: ReadRelease): Figure | undefined {
  const table = tableOf(read, 'participants')
  if (!table) return undefined
  const [noisy, half] = [read.release.participants, table.halfWidth95]
  const estimate = { value: noisy, low95: Math.max(0, noisy - half), high95: noisy + half }
  return { kind: 'shown', estimate: { ...estimate, deviation: Math.sqrt(variance(table)) } }
}

function shareOf(read: ReadRelease, id: SplitId, group: ModeGroup): Figure | undefined {
  const table = tableOf(read, id)
  if (!table) return undefined
  if (isTooNoisy(table, read.release.participants)) return { kind: 'too-noisy' }
  const place = table.rows.findIndex(({ cell }) => cell['mode'] === group)
  const estimate = sharesOf(table)[place]
  return estimate && { kind: 'shown', estimate }
}

/** All modes together have far less noise than each of them, so that a mean may be shown of a table that is not. */
function meanOf(read: ReadRelease, id: TotalId): Figure | undefined {
  const [table, counted] = [tableOf(read, id), tableOf(read, 'participants')]
  if (!table || !counted) return undefined
  const estimate = perPerson(
    { noisy: sumOfNoisy(table), scale: table, terms: table.rows.length },
    { noisy: read.release.participants, scale: counted, terms: 1 },
  )
  if (!estimate || errorPercentOf(estimate) > mostErrorPoints) return { kind: 'too-noisy' }
  return { kind: 'shown', estimate }
}

function seriesOf(months: readonly MonthFigure[]): Series {
  const figures = months.flatMap((figure, n) =>
    figure.kind === 'shown' ? [{ month: n, estimate: figure.estimate }] : [],
  )
  const trend = trendOf(figures)
  return { months, ...(trend && { trend }) }
}

/** Every month from the first to the last of sorted months. */
function monthsThrough(sorted: readonly string[]): string[] {
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return []
  const from = placeOf(first)
  return Array.from({ length: placeOf(last) - from + 1 }, (_, n) => nameOf(from + n))
}

/** Months counted from the year 0. */
const placeOf = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
const nameOf = (place: number): string =>
  `${Math.floor(place / 12)}-${String((place % 12) + 1).padStart(2, '0')}`
