/** What a month of a study costs a person in privacy; small, for pages that show it. */
import type { StudyDefinition } from './study.ts'
import type { TableId } from './tables/ids.ts'

/** What a month costs who agrees to these tables, in thousandths of ε. */
export function costMilli({ tables }: Pick<StudyDefinition, 'tables'>, chosen: readonly TableId[]): number {
  return tables.reduce((sum, { id, epsilonMilli }) => sum + (chosen.includes(id) ? epsilonMilli : 0), 0)
}
