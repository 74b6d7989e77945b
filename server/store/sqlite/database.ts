/** Opens SQLite databases in the one way that keeps what was acknowledged and forgets what was deleted. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { Refusal } from '../../../shared/api/refusal.ts'

export type Connection = Database.Database

/**
 * What every connection must report after its first write. `synchronous` is set after `journal_mode` because
 * better-sqlite3 is built with a WAL default of NORMAL, which loses acknowledged rows at a power cut; `fullfsync` makes
 * macOS flush the drive's cache and changes nothing elsewhere.
 */
const required = {
  // Incremental: set before anything is written, so that a drained inbox gives its pages back.
  auto_vacuum: 2,
  journal_mode: 'wal',
  synchronous: 2,
  secure_delete: 1,
  foreign_keys: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  temp_store: 2,
  busy_timeout: 5000,
  fullfsync: 1,
} as const

const pageBytes = 4096

export interface DatabaseOptions {
  /** Statements that bring the schema from version n to n + 1, by n. */
  readonly schema: readonly string[]
  /** Whether a missing file is made; otherwise it throws Refusal `not-found`. */
  readonly create: boolean
  /** The file grows no further than this. */
  readonly maxBytes?: number
}

/** Opens a database and refuses (throws) when a setting is not what it must be. */
export function openDatabase(path: string, options: DatabaseOptions): Connection {
  if (options.create) createPrivateFile(path)
  else if (!existsSync(path)) throw new Refusal('not-found', 'There is no such vault.')
  const db = new Database(path, { fileMustExist: true })
  try {
    for (const [name, value] of Object.entries(required)) db.pragma(`${name} = ${value}`)
    if (options.maxBytes !== undefined)
      db.pragma(`max_page_count = ${Math.floor(options.maxBytes / pageBytes)}`)
    migrate(db, options.schema)
    assertSettings(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Throws when a connection's settings are not those that the promise stands on. */
export function assertSettings(db: Connection): void {
  for (const [name, value] of Object.entries(required)) {
    const actual = db.pragma(name, { simple: true })
    if (actual !== value)
      throw new Error(`SQLite must run with ${name}=${value}, it runs with ${String(actual)}.`)
  }
}

/** SQLite gives the journal files the mode of the database, so that it is set before the first of them exists. */
function createPrivateFile(path: string): void {
  const directory = dirname(path)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  closeSync(openSync(path, 'a', 0o600))
  const handle = openSync(directory, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

/** Writes in any case: only after a write does a connection report the `synchronous` that it will keep. */
function migrate(db: Connection, schema: readonly string[]): void {
  const bring = db.transaction(() => {
    const version = Number(db.pragma('user_version', { simple: true }))
    if (version > schema.length) throw new Error('The data was written by a newer version of Sillage.')
    for (const step of schema.slice(version)) db.exec(step)
    db.pragma(`user_version = ${schema.length}`)
  })
  bring.immediate()
}

const transientErrors = ['SQLITE_FULL', 'SQLITE_BUSY', 'SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_CANTOPEN']

/** Whether SQLite said one of these codes, or a finer one that starts with it. */
export function isSqliteError(error: unknown, ...codes: string[]): boolean {
  return error instanceof Database.SqliteError && codes.some((code) => error.code.startsWith(code))
}

/** Runs `work`; a disk that is full or cannot be written becomes Refusal `unavailable`, to be tried again later. */
export function storing<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (isSqliteError(error, ...transientErrors))
      throw new Refusal('unavailable', 'The server cannot store anything just now.')
    throw error
  }
}

/** Empties the write-ahead log into the database, so that what was deleted is nowhere on disk. */
export function truncateLog(db: Connection): void {
  const [row] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
  if (row?.busy !== 0) throw new Error('The write-ahead log could not be emptied: a reader holds it.')
}

/** A prepared statement with its parameters and rows typed. */
export interface Query<P extends unknown[], R = unknown> {
  get(...parameters: P): R | undefined
  all(...parameters: P): R[]
  iterate(...parameters: P): IterableIterator<R>
  run(...parameters: P): { readonly changes: number }
}

/** A query whose rows are objects. */
export const rows = <P extends unknown[], R>(db: Connection, sql: string): Query<P, R> =>
  db.prepare<P, R>(sql)

/** A query whose rows are their first column. */
export const values = <P extends unknown[], R>(db: Connection, sql: string): Query<P, R> =>
  db.prepare<P, R>(sql).pluck()

/** A statement that changes rows. */
export const change = <P extends unknown[]>(db: Connection, sql: string): Query<P> => db.prepare<P>(sql)
