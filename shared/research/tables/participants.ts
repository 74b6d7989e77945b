/** How many people contributed. */
import type { CellTable } from './table.ts'

export const participants: CellTable = {
  id: 'participants',
  kind: 'cells',
  unit: 'people',
  cells: () => [{}],
  length: () => 1,
  sensitivity: () => 1,
  contribute: () => [1],
  problem: (vector) => (vector[0] === 1 ? undefined : 'one person counts as one'),
}
