/** The columns of a table's file and its rows: one description for data, datapackage and codebook. */
import type { Estimate } from '../estimates.ts'
import { hasShares, isTooNoisy, perPerson, sharesOf } from '../estimates.ts'
import type { MonthRelease, NoisyRow, ReleasedTable } from '../release.ts'
import { tables } from '../tables/registry.ts'
import { valueWords } from './table-words.ts'

/** Types as Table Schema names them. */
export type ColumnType = 'yearmonth' | 'string' | 'integer' | 'number'

export interface Column {
  readonly name: string
  readonly type: ColumnType
  /** What a number is counted in. */
  readonly unit?: string
  /** Values that text may have. */
  readonly allowed?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  /** Whether it is empty where noise is too large. */
  readonly mayBeEmpty: boolean
}

/** A row by the names of its columns; null is empty. */
export type Row = Readonly<Record<string, string | number | null>>

/** Columns that name a row, without the period. */
export function cellColumnsOf(id: ReleasedTable['id']): string[] {
  const table = tables[id]
  return table.kind === 'sparse' ? ['origin_zone', 'dest_zone'] : Object.keys(table.cells()[0] ?? {})
}

/** Columns that together name a row. */
export const keyColumnsOf = (id: ReleasedTable['id']): string[] => ['period', ...cellColumnsOf(id)]

/** The columns of a released table, in the order of its file. */
export function columnsOf(table: ReleasedTable, zoneIds: readonly string[]): Column[] {
  const { unit } = table
  const text = (name: string): Column => ({
    name,
    type: 'string',
    allowed: valuesOf(name) ?? zoneIds,
    mayBeEmpty: false,
  })
  const sum = (name: string): Column => ({ name, type: 'integer', unit, mayBeEmpty: false })
  const estimate = (name: string, unit: string, most?: number): Column[] =>
    ['', '_low95', '_high95'].map((end) => ({
      name: name + end,
      type: 'number',
      unit,
      minimum: 0,
      ...(most !== undefined && { maximum: most }),
      mayBeEmpty: true,
    }))
  return [
    { name: 'period', type: 'yearmonth', mayBeEmpty: false },
    ...cellColumnsOf(table.id).map(text),
    ...['noisy', 'low95', 'high95'].map(sum),
    ...(hasShares(table) ? [{ ...sum('clipped'), minimum: 0 }, ...estimate('share', 'percent', 100)] : []),
    ...(isTotal(table) ? estimate('per_person', `${unit} per participant`) : []),
  ]
}

/** The values that a column of text can have; undefined for zones. */
export function valuesOf(name: string): string[] | undefined {
  const values = valueWords[name]
  return values && Object.keys(values)
}

/** Whether a table's figures are amounts, of which a mean per person says something. */
export const isTotal = ({ unit }: ReleasedTable): boolean => unit === 'km' || unit === 'kgCO2e'

/** The rows of a released table's file. */
export function rowsOf(table: ReleasedTable, release: MonthRelease): Row[] {
  const isShown = !isTooNoisy(table, release.participants)
  const shares = hasShares(table) ? sharesOf(table) : undefined
  return table.rows.map((row, n) => ({
    period: release.month,
    ...row.cell,
    noisy: row.noisy,
    low95: row.noisy - table.halfWidth95,
    high95: row.noisy + table.halfWidth95,
    ...(shares && { clipped: Math.max(0, row.noisy), ...cells('share', isShown ? shares[n] : undefined) }),
    ...(isTotal(table) && cells('per_person', isShown ? meanOf(row, table, release) : undefined)),
  }))
}

/** The mean per participant of one row; undefined where their number is not above zero. */
export function meanOf(row: NoisyRow, table: ReleasedTable, release: MonthRelease): Estimate | undefined {
  const counted = release.tables.find(({ id }) => id === 'participants')
  if (!counted) throw new RangeError('a release has the table of participants')
  return perPerson(
    { noisy: row.noisy, scale: table, terms: 1 },
    { noisy: release.participants, scale: counted, terms: 1 },
  )
}

function cells(name: string, estimate: Estimate | undefined): Row {
  const written = (value: number | undefined) => (value === undefined ? null : toHundredths(value))
  return {
    [name]: written(estimate?.value),
    [`${name}_low95`]: written(estimate?.low95),
    [`${name}_high95`]: written(estimate?.high95),
  }
}

/** Digits beyond are noise of the noise. */
const toHundredths = (value: number): number => Math.round(value * 100) / 100
