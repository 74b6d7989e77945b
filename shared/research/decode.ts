/** A contribution in rows that people read: every number that leaves, beside what it counts for. */
import type { Vectors } from './contribution.ts'
import type { StudyDefinition } from './study.ts'
import type { TableId } from './tables/ids.ts'
import { tables } from './tables/registry.ts'
import type { CellKey, Table } from './tables/table.ts'

export interface DecodedTable {
  readonly id: TableId
  readonly unit: Table['unit']
  /** Every cell of a small table; of flows, the marked ones, with 1. */
  readonly rows: readonly { readonly cell: CellKey; readonly value: number }[]
  /** The numbers exactly as they leave. */
  readonly numbers: readonly number[]
}

/** The tables of a study's contribution in the study's order; zones by the names given, in the zones' order. */
export function decodeVectors(
  study: StudyDefinition,
  zoneNames: readonly string[],
  vectors: Vectors,
): DecodedTable[] {
  return study.tables.map(({ id }) => {
    const table = tables[id]
    const numbers = vectors[id] ?? []
    const rows =
      table.kind === 'cells'
        ? table.cells().map((cell, n) => ({ cell, value: numbers[n] ?? 0 }))
        : table.marked(numbers).map((marked) => ({ cell: table.cellOf(marked, zoneNames), value: 1 }))
    return { id, unit: table.unit, rows, numbers }
  })
}
