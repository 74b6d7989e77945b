/**
 * The ledger of what studies have spent: one line per month that was released, or closed as too few took part. Lines
 * are chained by hashes, so that none can be changed or left out between two others unseen; each package names the line
 * that paid for it. Drawing noise, its line and its package are one transaction: a crash leaves all of it or nothing.
 */
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Connection } from '../../server/store/sqlite/database.ts'
import { change, isSqliteError, openDatabase, rows } from '../../server/store/sqlite/database.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import type { LedgerLine, PackageFiles } from '../../shared/research/package/given.ts'
import { spentAtMostMilli } from '../../shared/research/spent.ts'
import type { StudyDefinition } from '../../shared/research/study.ts'
import { epsilonPerMonthMilli } from '../../shared/research/study.ts'
import { ledgerSchema } from './ledger-schema.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

const lineContent = z.strictObject({
  schema: z.literal('sillage/ledger@1'),
  number: z.int().min(1),
  /** Seal of the line before; 64 zeros in the first. */
  previous: hash,
  study: z.string(),
  version: z.int(),
  studyHash: hash,
  month: z.string(),
  /** `closed`: there were too few people; where that is by the noisy count, it has spent the participants' table. */
  outcome: z.enum(['released', 'closed']),
  tables: z.array(
    z.strictObject({ id: z.string(), epsilonMilli: z.int(), sensitivity: z.int(), delta: z.number() }),
  ),
  /** Thousandths of ε per person that this month has spent, and all of the study's months with it. */
  spentMilli: z.int(),
  spentInAllMilli: z.int(),
  /** SHA-256 of the source that made it. */
  codeHash: hash,
  madeAt: z.iso.datetime(),
  /** By chance: the hash that a package names would otherwise tell who tries all lines what came between two releases. */
  blind: hash,
})
export type LineContent = z.output<typeof lineContent>

interface Row {
  readonly number: number
  readonly content: string
  readonly package_hash: string
  readonly seal: string
}

/** A month in the ledger. */
export interface Entry {
  readonly line: LineContent
  /** SHA-256 of the line, which its package names. */
  readonly hash: string
  /** Hash over the line and its package, which the next line names. */
  readonly seal: string
  /** The package as it was made; empty where the month was closed. */
  readonly files: PackageFiles
}

/** What is to be spent. */
export interface Spending {
  readonly definition: StudyDefinition
  readonly studyHash: string
  readonly month: string
  readonly codeHash: string
  readonly madeAt: string
}

/** What came of a month, for good. `pack` makes the package, which names the line. */
export type Drawn =
  | { readonly kind: 'closed'; readonly tables: LineContent['tables'] }
  | {
      readonly kind: 'released'
      readonly tables: LineContent['tables']
      readonly pack: (line: LedgerLine) => Promise<PackageFiles>
    }

const start = '0'.repeat(64)
const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

/** Hash of a package: of the list of its files with theirs. */
const packageHash = (files: PackageFiles): string =>
  sha256([...files].map(([path, bytes]) => `${sha256(bytes)}  ${path}\n`).join(''))

const sealOf = (content: string, filesHash: string): string => sha256(`${sha256(content)}\n${filesHash}\n`)

/** Opens, or begins, a ledger. Throws Refusal `bad-vault-data` where anything in it was changed. */
export function openLedger(path: string): Ledger {
  const ledger = new Ledger(openDatabase(path, { schema: ledgerSchema, create: true }))
  try {
    ledger.check()
    return ledger
  } catch (error) {
    ledger.close()
    throw error
  }
}

export class Ledger {
  readonly #db: Connection
  readonly #sql: ReturnType<typeof prepare>

  constructor(db: Connection) {
    this.#db = db
    this.#sql = prepare(db)
  }

  /** Throws Refusal `bad-vault-data` naming the first line that does not hold. */
  check(): void {
    let previous = start
    let spent = new Map<string, number>()
    for (const [n, row] of this.#sql.all.all().entries()) {
      const line = readLine(row.content)
      const before = spent.get(line?.study ?? '') ?? 0
      const holds =
        line !== undefined &&
        row.number === n + 1 &&
        line.number === row.number &&
        line.previous === previous &&
        line.spentInAllMilli === before + line.spentMilli &&
        row.package_hash === packageHash(this.#filesOf(row.number)) &&
        row.seal === sealOf(row.content, row.package_hash)
      if (!holds) throw damaged(n + 1)
      spent = new Map([...spent, [line.study, line.spentInAllMilli]])
      previous = row.seal
    }
  }

  /** Every line, oldest first. */
  lines(): LineContent[] {
    return this.#sql.all.all().map(({ content }) => lineContent.parse(JSON.parse(content)))
  }

  /** What became of a month; undefined where nothing has. */
  entryOf(study: string, month: string): Entry | undefined {
    const row = this.#sql.ofMonth.get(study, month)
    if (row === undefined) return undefined
    const { content, seal, number } = row
    return {
      line: lineContent.parse(JSON.parse(content)),
      hash: sha256(content),
      seal,
      files: this.#filesOf(number),
    }
  }

  /** Thousandths of ε per person that a study has spent, all versions together. */
  spentMilli(study: string): number {
    const last = this.lines().findLast((line) => line.study === study)
    return last?.spentInAllMilli ?? 0
  }

  /**
   * The entry of a month: the stored one where there is one, otherwise what `draw` comes to, written down before anything
   * else can be. Throws Refusal `conflict` where the study's total would be exceeded
   * or another release is being made.
   */
  async spend(spending: Spending, draw: () => Promise<Drawn>): Promise<Entry> {
    const { definition, month } = spending
    beginning(() => this.#db.exec('BEGIN IMMEDIATE'))
    try {
      this.check()
      const known = this.entryOf(definition.id, month)
      if (known === undefined) {
        const spentAtMost = this.#assertAffordable(spending)
        await this.#write({ ...spending, spentAtMost }, await draw())
      }
      this.#db.exec('COMMIT')
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK')
      throw error
    }
    return this.entryOf(definition.id, month)!
  }

  /** What the study has spent at most with this month. */
  #assertAffordable({ definition, month, madeAt }: Spending): number {
    const lines = this.lines().filter(
      ({ study, outcome }) => study === definition.id && outcome === 'released',
    )
    const before = new Map(lines.map((line) => [line.month, line.spentMilli]))
    const released = new Map([...before, [month, epsilonPerMonthMilli(definition)]])
    const spentAtMost = spentAtMostMilli(definition, { released, atMs: Date.parse(madeAt) })
    if (spentAtMost > definition.epsilonTotalMilli)
      throw new Refusal(
        'conflict',
        `The study may spend ε ${definition.epsilonTotalMilli / 1000} in all; with this month, and months without a release counted as if people had been, it would be ${spentAtMost / 1000}.`,
      )
    return spentAtMost
  }

  async #write(spending: Spending & { spentAtMost: number }, drawn: Drawn): Promise<void> {
    const line = this.#lineOf(spending, drawn)
    const content = JSON.stringify(line)
    const files: PackageFiles =
      drawn.kind === 'closed'
        ? new Map()
        : await drawn.pack({ hash: sha256(content), spentAtMostMilli: spending.spentAtMost })
    const filesHash = packageHash(files)
    this.#sql.addLine.run(line.number, line.study, line.month, content, filesHash, sealOf(content, filesHash))
    for (const [path, bytes] of files) this.#sql.addFile.run(line.number, path, bytes)
  }

  #lineOf(
    { definition, studyHash, month, codeHash, madeAt }: Spending,
    { kind, tables }: Drawn,
  ): LineContent {
    const last = this.#sql.all.all().at(-1)
    const spentMilli = epsilonPerMonthMilli({ tables })
    return {
      schema: 'sillage/ledger@1',
      number: (last?.number ?? 0) + 1,
      previous: last?.seal ?? start,
      study: definition.id,
      version: definition.version,
      studyHash,
      month,
      outcome: kind,
      tables,
      spentMilli,
      spentInAllMilli: this.spentMilli(definition.id) + spentMilli,
      codeHash,
      madeAt,
      blind: randomBytes(32).toString('hex'),
    }
  }

  #filesOf(number: number): PackageFiles {
    return new Map(this.#sql.files.all(number).map(({ path, bytes }) => [path, new Uint8Array(bytes)]))
  }

  close(): void {
    this.#db.close()
  }
}

function prepare(db: Connection) {
  return {
    all: rows<[], Row>(db, 'SELECT number, content, package_hash, seal FROM line ORDER BY number'),
    ofMonth: rows<[study: string, month: string], Row>(
      db,
      'SELECT number, content, package_hash, seal FROM line WHERE study = ? AND month = ?',
    ),
    addLine: change<
      [number: number, study: string, month: string, content: string, packageHash: string, seal: string]
    >(db, 'INSERT INTO line (number, study, month, content, package_hash, seal) VALUES (?, ?, ?, ?, ?, ?)'),
    files: rows<[number: number], { readonly path: string; readonly bytes: Buffer }>(
      db,
      'SELECT path, bytes FROM package_file WHERE number = ? ORDER BY rowid',
    ),
    addFile: change<[number: number, path: string, bytes: Uint8Array]>(
      db,
      'INSERT INTO package_file (number, path, bytes) VALUES (?, ?, ?)',
    ),
  }
}

/** The line in a text; undefined where it is none. */
function readLine(content: string): LineContent | undefined {
  try {
    return lineContent.safeParse(JSON.parse(content)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function beginning(begin: () => void): void {
  try {
    begin()
  } catch (cause) {
    if (!isSqliteError(cause, 'SQLITE_BUSY')) throw cause
    throw new Refusal('conflict', 'Another release is being made with this ledger; try again.', { cause })
  }
}

const damaged = (number: number): Refusal =>
  new Refusal(
    'bad-vault-data',
    `Line ${number} of the ledger does not hold: it, or what came before it, was changed. Nothing can be released with this ledger.`,
  )
