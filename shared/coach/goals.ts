/** Goals, counted week by week from one's own trips. */
import type { TripDocument } from '../analysis/document.ts'
import type { DatedTrip } from '../analysis/figures.ts'
import { mainModeOf, rowsOf, totalsOf, within } from '../analysis/figures.ts'
import type { Period, WeekStart } from '../analysis/periods.ts'
import { isWithin, periodOf, shifted } from '../analysis/periods.ts'

type Span = Pick<Period, 'first' | 'last'>

/** What can be aimed at in a week. */
export const goalKinds = ['cycle-to-work', 'less-solo-car', 'active-minutes', 'own'] as const
export type GoalKind = (typeof goalKinds)[number]

export interface Goal {
  readonly id: string
  readonly kind: GoalKind
  /** A week's days, km, minutes, or times, according to `kind`; at least so many, of the solo car at most. */
  readonly target: number
  /** What a goal of one's own is, in one's own words; empty for the others. */
  readonly text: string
  /** Days on which it was done, which only its owner can say of a goal of their own. */
  readonly done: readonly string[]
}

/** Goals at a time, and characters of one of one's own: more is no help. */
export const mostGoals = 10
export const longestGoal = 80
/** The most that a week's target may be. */
export const mostOf: Readonly<Record<GoalKind, number>> = {
  'cycle-to-work': 7,
  'less-solo-car': 5000,
  'active-minutes': 3000,
  own: 21,
}

/** The days of a span on which a trip to or from work was made mostly by bicycle or e-bike, oldest first. */
export function cycledToWork(trips: readonly DatedTrip[], span: Span): string[] {
  const days = trips
    .filter((trip) => isWithin(trip.localDay, span) && isCommute(trip) && isCycled(trip))
    .map(({ localDay }) => localDay)
  return [...new Set(days)].sort()
}

/** Whether a trip leads between home and work, or to work from elsewhere. */
export const isCommute = ({ purpose }: TripDocument): boolean => purpose === 'commute' || purpose === 'work'

function isCycled({ sections }: TripDocument): boolean {
  const mode = mainModeOf(sections)
  return mode === 'bicycle' || mode === 'ebike'
}

/** Metres in a car with nobody else aboard, as far as the owner said who was. */
export function soloCarM(trips: readonly DatedTrip[], span: Span): number {
  return trips
    .filter(({ localDay }) => isWithin(localDay, span))
    .flatMap(({ sections }) => sections)
    .filter(({ mode, people, basis }) => mode === 'car' && (people ?? basis?.people ?? 1) === 1)
    .reduce((sum, { distanceM }) => sum + distanceM, 0)
}

export interface WeekProgress {
  readonly week: Period
  /** In the unit of the target. */
  readonly amount: number
  readonly isReached: boolean
}

/** How far a goal was reached in a week. The weight is needed for no figure here but that of effort, of which time is kept. */
export function progressIn(goal: Goal, trips: readonly DatedTrip[], week: Period): WeekProgress {
  const amount = amountIn(goal, trips, week)
  const isReached = goal.kind === 'less-solo-car' ? amount <= goal.target : amount >= goal.target
  return { week, amount, isReached }
}

function amountIn(goal: Goal, trips: readonly DatedTrip[], week: Period): number {
  switch (goal.kind) {
    case 'cycle-to-work':
      return cycledToWork(trips, week).length
    case 'less-solo-car':
      return soloCarM(trips, week) / 1000
    case 'active-minutes':
      return totalsOf(within(rowsOf(trips, 1), week)).activeMs / 60_000
    case 'own':
      return goal.done.filter((day) => isWithin(day, week)).length
  }
}

/** The week of `today` and those before it, oldest first, as many as asked for, from the week of `firstDay` on. */
export function weeksUpTo(
  today: string,
  firstDay: string,
  count: number,
  weekStart: WeekStart = 1,
): Period[] {
  const now = periodOf('week', today, weekStart)
  return Array.from({ length: count }, (_, n) => shifted(now, n - count + 1)).filter(
    ({ last }) => last >= firstDay,
  )
}
