/**
 * A table of a release, as a contract between the vault and the custodian: what a person's vector holds, how long it is,
 * and how much one person can move the sum of all vectors. Everything here is public.
 */

import type { OwnMonth } from '../own-month.ts'
import type { StudyDefinition, TableSetting } from '../study.ts'
import type { TableId } from './ids.ts'

/** What a cell counts for: the values of the columns that name its row. */
export type CellKey = Readonly<Record<string, string>>

interface BaseTable {
  readonly id: TableId
  /** What a cell's figure is counted in: `people`, `points` (shares of 100), `km`, `kgCO2e`. */
  readonly unit: 'people' | 'points' | 'km' | 'kgCO2e'
  /** How many whole numbers a vector has; the same for everyone. */
  length(setting: TableSetting): number
  /** The most by which one person can change the sums, all cells added (L1). */
  sensitivity(setting: TableSetting): number
  /** One person's vector of a month: whole numbers within the bounds. */
  contribute(month: OwnMonth, setting: TableSetting): number[]
  /** Why a vector cannot come from `contribute`, in a few words without its values; undefined where it can. */
  problem(vector: readonly number[], setting: TableSetting, study: StudyDefinition): string | undefined
}

/** A table over few cells that are all published, each with noise: the vector is added cell by cell. */
export interface CellTable extends BaseTable {
  readonly kind: 'cells'
  cells(): readonly CellKey[]
}

/**
 * A table over many cells of which a person marks at most `sensitivity`, each once: rows that stand for too few people are
 * not published.
 */
export interface SparseTable extends BaseTable {
  readonly kind: 'sparse'
  /** The cells that a valid vector marks, each once, as text that sorts. */
  marked(vector: readonly number[]): string[]
  /** The columns of a marked cell. */
  cellOf(marked: string, zoneIds: readonly string[]): CellKey
}

export type Table = CellTable | SparseTable
