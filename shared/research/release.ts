/**
 * What a release of one month says, from the vectors of those who contributed: sums of whole numbers, exact noise, and
 * nothing that noise was not added to. The custodian runs it once per month of a study (`scripts/release`).
 *
 * Whether one person took part changes the chance of any outcome by at most e^ε, ε being the sum of the tables', but for
 * a chance of δ per threshold: each table is a discrete Laplace mechanism of its own sensitivity, and they compose by
 * addition (Dwork and Roth, 2014, theorem 3.16).
 */
import type { Vectors } from './contribution.ts'
import { halfWidth95 } from './mechanism/laplace.ts'
import { addNoise, publishCount, publishSparse } from './mechanism/noisy-counts.ts'
import type { Scale } from './mechanism/scale.ts'
import type { SparseRule } from './mechanism/thresholds.ts'
import { participantsRule, thresholdOf } from './mechanism/thresholds.ts'
import type { RandomBytes } from './mechanism/uniform.ts'
import type { StudyDefinition, TableSetting } from './study.ts'
import { deltaOf, settingOf } from './study.ts'
import type { TableId } from './tables/ids.ts'
import { tables } from './tables/registry.ts'
import type { CellKey, SparseTable, Table } from './tables/table.ts'

export interface NoisyRow {
  readonly cell: CellKey
  /** The sum with its noise: unbiased, and below zero at times. */
  readonly noisy: number
}

export interface ReleasedTable {
  readonly id: TableId
  readonly unit: Table['unit']
  readonly epsilonMilli: number
  /** The most by which one person can move the sums. */
  readonly sensitivity: number
  /** The true sum lies within this of `noisy` with a chance of 95 %. */
  readonly halfWidth95: number
  /** Least noisy figure that is published; sparse tables only. */
  readonly threshold?: number
  readonly rows: readonly NoisyRow[]
}

export interface MonthRelease {
  readonly month: string
  /** How many took part, with noise. */
  readonly participants: number
  readonly tables: readonly ReleasedTable[]
}

/**
 * `too-few` publishes nothing. It spends nothing where fewer than the minimum contributed; where noise alone fell below
 * the gate, the answer has spent the participants' table. The month is closed for good in both cases. Neither which of the two it
 * was, nor that there was a refusal, may leave the custodian: the first tells whether one person was missing.
 */
export type Outcome =
  | { readonly kind: 'released'; readonly release: MonthRelease }
  | { readonly kind: 'too-few'; readonly spentMilli: number }

/** What a release is made from: how many gave, and the sums of what they gave, exact. Never published. */
export interface Sums {
  readonly people: number
  /** Sums cell by cell, or people by marked cell of a sparse table. */
  readonly tables: ReadonlyMap<TableId, readonly number[] | ReadonlyMap<string, number>>
}

/** The vectors of a month added up. */
export function sumsOf(study: StudyDefinition, vectors: readonly Vectors[]): Sums {
  const tableSums = study.tables.map((setting) => {
    const table = tables[setting.id]
    const given = vectors.map((each) => each[setting.id] ?? [])
    const sums = table.kind === 'cells' ? sumOf(given, table.length(setting)) : countsOf(table, given)
    return [setting.id, sums] as const
  })
  return { people: vectors.length, tables: new Map(tableSums) }
}

/** Vectors added cell by cell: whole numbers, exact. */
function sumOf(vectors: readonly (readonly number[])[], length: number): number[] {
  const sums = new Array<number>(length).fill(0)
  for (const vector of vectors) for (const [n, value] of vector.entries()) sums[n]! += value
  return sums
}

/** How many people marked each cell. */
function countsOf(table: SparseTable, vectors: readonly (readonly number[])[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const vector of vectors)
    for (const cell of table.marked(vector)) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  return counts
}

/** The outcome of a month. `random` is the operating system's generator; each call draws fresh noise. */
export function releaseMonth(
  study: StudyDefinition,
  { vectors, ...given }: { month: string; zoneIds: readonly string[]; vectors: readonly Vectors[] },
  random: RandomBytes,
): Outcome {
  return releaseSums(study, { ...given, sums: sumsOf(study, vectors) }, random)
}

/** The outcome of a month whose vectors are added up. */
export function releaseSums(
  study: StudyDefinition,
  given: { month: string; zoneIds: readonly string[]; sums: Sums },
  random: RandomBytes,
): Outcome {
  const gate = gateRule(study)
  if (given.sums.people < gate.k) return { kind: 'too-few', spentMilli: 0 }
  const participants = publishCount(given.sums.people, gate, random)
  if (participants === undefined) return { kind: 'too-few', spentMilli: gate.epsilonMilli }
  return {
    kind: 'released',
    release: {
      month: given.month,
      participants,
      tables: study.tables.map((setting) =>
        setting.id === 'participants'
          ? described(setting, [{ cell: {}, noisy: participants }])
          : releaseTable(study, setting, given, random),
      ),
    },
  }
}

/** The rule by which a month has enough people: the number of participants itself, with its noise. */
export function gateRule(
  study: Pick<StudyDefinition, 'tables' | 'minParticipants' | 'deltaExponent'>,
): SparseRule {
  const { epsilonMilli } = settingOf(study, 'participants')!
  return participantsRule({ minimum: study.minParticipants, epsilonMilli, delta: deltaOf(study) })
}

/** The rule by which a row of a sparse table is published. */
export function sparseRule(
  study: Pick<StudyDefinition, 'k' | 'deltaExponent'>,
  setting: TableSetting,
): SparseRule {
  return { ...scaleOf(setting), k: study.k, delta: deltaOf(study) }
}

/** The noise of a table: b = sensitivity / ε. */
export function scaleOf(setting: TableSetting): Scale {
  return { sensitivity: tables[setting.id].sensitivity(setting), epsilonMilli: setting.epsilonMilli }
}

function releaseTable(
  study: StudyDefinition,
  setting: TableSetting,
  { sums, zoneIds }: { sums: Sums; zoneIds: readonly string[] },
  random: RandomBytes,
): ReleasedTable {
  const table = tables[setting.id]
  const exact = sums.tables.get(setting.id)
  if (exact instanceof Map && table.kind === 'sparse') {
    const rule = sparseRule(study, setting)
    const rows = publishSparse(exact, rule, random)
    const named = rows.map(({ cell, noisy }) => ({ cell: table.cellOf(cell, zoneIds), noisy }))
    return { ...described(setting, named), threshold: thresholdOf(rule) }
  }
  if (!Array.isArray(exact) || table.kind !== 'cells') throw new RangeError(`no sums of ${setting.id}`)
  const noisy = addNoise(exact, scaleOf(setting), random)
  return described(
    setting,
    table.cells().map((cell, n) => ({ cell, noisy: noisy[n]! })),
  )
}

function described(setting: TableSetting, rows: readonly NoisyRow[]): ReleasedTable {
  const { id, unit } = tables[setting.id]
  const scale = scaleOf(setting)
  return {
    id,
    unit,
    epsilonMilli: setting.epsilonMilli,
    sensitivity: scale.sensitivity,
    halfWidth95: halfWidth95(scale),
    rows,
  }
}
