/** Numbers and tables as the page shows them. */
import type { Table } from '../bench/table.ts'
import { markdown } from '../bench/table.ts'
import type { Interval } from './bootstrap.ts'
import { intervalsOf } from './bootstrap.ts'
import type { Confusion, Kind } from './confusion.ts'
import { kinds, scoresOf, secondsOf } from './confusion.ts'
import type { Tally } from './tally.ts'

/** A share in per cent; a dash where there is none. */
export const percent = (share: number): string => (Number.isFinite(share) ? (100 * share).toFixed(1) : '–')

/** A number with some digits; a dash where there is none. */
export const fixed = (value: number, digits = 0): string =>
  Number.isFinite(value) ? value.toFixed(digits) : '–'

/** The four scores of the headline: accuracy and mean F1 over five classes, then over three. */
export function fourScores(confusion: Confusion): number[] {
  const [five, three] = [scoresOf(confusion, 'five'), scoresOf(confusion, 'three')]
  return [five.accuracy, five.macroF1, three.accuracy, three.macroF1]
}

export const fourHeads = ['five: accuracy', 'five: macro-F1', 'three: accuracy', 'three: macro-F1']

/** The four scores in per cent, with intervals over people where asked for. */
export function fourCells(tally: Tally, withIntervals = false): string[] {
  const scores = fourScores(tally.together)
  if (!withIntervals) return scores.map(percent)
  const intervals = intervalsOf(tally.people, fourScores)
  return scores.map((score, n) => `${percent(score)} (${ends(intervals[n]!)})`)
}

const ends = ([low, high]: Interval): string => `${percent(low)} to ${percent(high)}`

/** Recall, precision and F1 of each of the five classes. */
export function classTable(title: string, confusion: Confusion): string {
  const rows = scoresOf(confusion, 'five').classes.map(({ name, hours, recall, precision, f1 }) => [
    name,
    fixed(hours, 1),
    percent(recall),
    percent(precision),
    percent(f1),
  ])
  return table({ title, head: ['class', 'true hours', 'recall %', 'precision %', 'F1 %'], rows })
}

/** Rows of what was true, columns of what was said, hours. */
export function confusionTable(title: string, confusion: Confusion): string {
  const hours = (truth: Kind, said: Kind): number => secondsOf(confusion, truth, said) / 3600
  const rows = kinds
    .filter((truth) => kinds.some((said) => hours(truth, said) > 0))
    .map((truth) => [truth, ...kinds.map((said) => fixed(hours(truth, said), 1))])
  return table({ title, head: ['true, hours', ...kinds.map((kind) => `said ${kind}`)], rows })
}

export const table = (content: Table): string => markdown(content)
