/** How a study's ε may be shared out over its tables; a draft starts from one of these. */
import type { TableSetting } from './study.ts'

/**
 * Up to a thousand people, ε = 1: nearly all for one modal split, which then errs by two points with three hundred people;
 * enough for the count of participants that a month is released with two hundred.
 */
export const smallTables: TableSetting[] = [
  { id: 'participants', epsilonMilli: 150 },
  { id: 'split-km', epsilonMilli: 700 },
  { id: 'split-co2e', epsilonMilli: 150 },
]

/** From some three thousand people on, ε = 1: flows, a profile of the day and totals too. */
export const largeTables: TableSetting[] = [
  { id: 'participants', epsilonMilli: 50 },
  { id: 'split-km', epsilonMilli: 200 },
  { id: 'split-co2e', epsilonMilli: 150 },
  { id: 'total-co2e', epsilonMilli: 100, clip: 300 },
  { id: 'time-profile', epsilonMilli: 150 },
  { id: 'flows', epsilonMilli: 350, pairs: 2 },
]
