/** A release out of its package, for pages that show it: what the tables of data and `privacy.json` say. */
import { z } from 'zod'
import { Refusal } from '../../api/refusal.ts'
import { fieldText } from '../../exports/csv-table.ts'
import { CsvRows } from '../../transit/csv-rows.ts'
import { fromUtf8 } from '../../vault/bytes.ts'
import type { MonthRelease, NoisyRow, ReleasedTable } from '../release.ts'
import { tableIds } from '../tables/ids.ts'
import { tables } from '../tables/registry.ts'
import { cellColumnsOf } from './columns.ts'
import type { PackageFiles } from './given.ts'
import { csvPath, paths } from './given.ts'

const privacy = z.object({
  schema: z.literal('sillage/privacy@1'),
  study: z.object({ id: z.string(), version: z.int(), hash: z.string() }),
  month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
  madeAt: z.iso.datetime(),
  epsilon: z.number().positive(),
  delta: z.number().nonnegative(),
  participants: z.object({ noisy: z.int() }),
  tables: z
    .array(
      z.object({
        id: z.enum(tableIds),
        epsilon: z.number().positive(),
        sensitivity: z.int().positive(),
        halfWidth95: z.int().nonnegative(),
        threshold: z.int().optional(),
      }),
    )
    .min(1),
})
type Privacy = z.output<typeof privacy>

/** A release as its package tells of it. */
export interface ReadRelease {
  readonly study: { readonly id: string; readonly version: number; readonly hash: string }
  /** The instant at which it was made, ISO 8601 in UTC. */
  readonly madeAt: string
  readonly epsilon: number
  readonly delta: number
  readonly release: MonthRelease
}

/**
 * Reads a package; `verifyPackage` says whether to believe it. Throws Refusal `bad-request` where it is none, or its parts
 * do not fit together.
 */
export function readRelease(files: PackageFiles): ReadRelease {
  const read = readPrivacy(files)
  return {
    study: read.study,
    madeAt: read.madeAt,
    epsilon: read.epsilon,
    delta: read.delta,
    release: {
      month: read.month,
      participants: read.participants.noisy,
      tables: read.tables.map((table) => readTable(table, read.month, textOf(files, csvPath(table.id)))),
    },
  }
}

function readPrivacy(files: PackageFiles): Privacy {
  const parsed = privacy.safeParse(jsonOf(textOf(files, paths.privacy)))
  if (!parsed.success) throw refused(`${paths.privacy} has another shape`)
  return parsed.data
}

function readTable(said: Privacy['tables'][number], month: string, text: string): ReleasedTable {
  const { id, sensitivity, halfWidth95, threshold } = said
  const rows = readRows(id, month, text)
  const table = tables[id]
  if (table.kind === 'cells') {
    const isWhole =
      rows.length === table.cells().length &&
      table.cells().every((cell, n) => Object.entries(cell).every(([name, is]) => rows[n]!.cell[name] === is))
    if (!isWhole) throw refused(`${csvPath(id)} has other rows`)
  }
  return {
    id,
    unit: table.unit,
    epsilonMilli: Math.round(said.epsilon * 1000),
    sensitivity,
    halfWidth95,
    ...(threshold !== undefined && { threshold }),
    rows,
  }
}

function readRows(id: ReleasedTable['id'], month: string, text: string): NoisyRow[] {
  const [header, ...rows] = csvFields(text)
  const at = (name: string): number => {
    const place = header?.indexOf(name) ?? -1
    if (place < 0) throw refused(`${csvPath(id)} has no column ${name}`)
    return place
  }
  const [period, noisy] = [at('period'), at('noisy')]
  const cells = cellColumnsOf(id).map((name) => ({ name, place: at(name) }))
  return rows.map((row) => {
    if (row[period] !== month) throw refused(`${csvPath(id)} is of another month`)
    if (!/^-?\d{1,15}$/.test(row[noisy] ?? '')) throw refused(`${csvPath(id)} holds what is no whole number`)
    return {
      cell: Object.fromEntries(cells.map(({ name, place }) => [name, fieldText(row[place] ?? '')])),
      noisy: Number(row[noisy]),
    }
  })
}

function csvFields(text: string): string[][] {
  const rows: string[][] = []
  const reader = new CsvRows((fields) => rows.push(fields))
  reader.write(text)
  reader.end()
  return rows
}

function textOf(files: PackageFiles, path: string): string {
  const bytes = files.get(path)
  if (!bytes) throw refused(`${path} is missing`)
  try {
    return fromUtf8(bytes)
  } catch (cause) {
    throw refused(`${path} is no text`, cause)
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw refused(`${paths.privacy} is no JSON`, cause)
  }
}

const refused = (why: string, cause?: unknown): Refusal =>
  new Refusal('bad-request', `This release does not read: ${why}.`, { cause })
