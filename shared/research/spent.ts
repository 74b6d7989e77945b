/**
 * What a study may be said to have spent. Whether a month was closed by noise or never had enough people tells, of the
 * first person above the minimum, that they are in: nothing that is published, and no refusal, may depend on it.
 */
import { closesAtMs } from './own-month.ts'
import { monthAfter } from './standing.ts'
import type { StudyDefinition } from './study.ts'
import { settingOf } from './study.ts'

/** What everybody knows of a study's months. */
export interface KnownMonths {
  /** Thousandths of ε that each released month cost, by month. */
  readonly released: ReadonlyMap<string, number>
  readonly atMs: number
}

/**
 * Thousandths of ε per person, at most: released months as they cost, and every other month that is closed as if its
 * participants had been counted.
 */
export function spentAtMostMilli(
  study: Pick<StudyDefinition, 'tables' | 'months'>,
  { released, atMs }: KnownMonths,
): number {
  const countMilli = settingOf(study, 'participants')!.epsilonMilli
  let spent = [...released.values()].reduce((sum, milli) => sum + milli, 0)
  const { first, last } = study.months
  for (let month = first; month <= last && closesAtMs(month) <= atMs; month = monthAfter(month))
    if (!released.has(month)) spent += countMilli
  return spent
}
