/** One vault in SQLite. Rows are ciphertext; what is checked here is that no change is lost, doubled or half done. */
import { Refusal } from '../../../shared/api/refusal.ts'
import type {
  InboxItem,
  InboxKey,
  InboxWriter,
  StoredRecord,
  VaultChange,
  VaultHead,
  VaultStore,
} from '../../../shared/vault/store.ts'
import type { Connection } from './database.ts'
import { storing } from './database.ts'
import type { VaultStatements } from './vault-statements.ts'

/** Most ciphertext that one answer carries, so that no answer outgrows memory; callers of the inbox ask again. */
const inboxAnswerBytes = 16 * 1024 * 1024
const recordsAnswerBytes = 64 * 1024 * 1024

/** A connection to one vault's file with its statements ready. */
export interface VaultConnection {
  readonly db: Connection
  readonly sql: VaultStatements
  /** Runs `work` as one transaction that takes the write lock first. */
  readonly whole: (work: () => void) => void
}

interface WaitingItem {
  readonly item: Omit<InboxItem, 'number'>
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** A vault; `connect` hands out an open connection that is valid for the current turn only. */
export class SqliteVaultStore implements VaultStore, InboxWriter {
  readonly #vaultId: string
  readonly #connect: () => VaultConnection
  #waiting: WaitingItem[] = []

  constructor(vaultId: string, connect: () => VaultConnection) {
    this.#vaultId = vaultId
    this.#connect = connect
  }

  async head(): Promise<VaultHead | undefined> {
    const row = storing(() => this.#connect().sql.head.get(this.#vaultId))
    return row && { counter: row.counter, manifestHash: row.manifest_hash, mac: row.mac }
  }

  async records(ids: readonly string[]): Promise<StoredRecord[]> {
    return storing(() => {
      const found: StoredRecord[] = []
      let bytes = 0
      for (const row of this.#connect().sql.records.iterate(this.#vaultId, JSON.stringify(ids))) {
        bytes += row.envelope.length
        if (bytes > recordsAnswerBytes) throw new Refusal('too-large', 'Ask for fewer records at once.')
        found.push(row)
      }
      return found
    })
  }

  async commit(change: VaultChange): Promise<void> {
    storing(() => {
      const { db, sql, whole } = this.#connect()
      whole(() => this.#apply(sql, change))
      if (change.drained.length > 0) giveBackPages(db)
    })
  }

  #apply(sql: VaultStatements, change: VaultChange): void {
    const vaultId = this.#vaultId
    const { counter, manifestHash, mac } = change.head
    const current = sql.head.get(vaultId)?.counter ?? 0
    if (change.expectedCounter !== current || counter !== current + 1)
      throw new Refusal('conflict', 'The vault has changed since this change was computed.')
    for (const { id, collection, seq, envelope } of change.put) {
      if (seq !== (sql.seq.get(vaultId, id) ?? 0) + 1)
        throw new Refusal('conflict', 'A record has changed since this change was computed.')
      sql.putRecord.run(vaultId, id, collection, seq, envelope)
    }
    for (const id of change.remove) sql.removeRecord.run(vaultId, id)
    for (const id of change.drained) sql.drain.run(vaultId, id)
    sql.putHead.run(vaultId, counter, manifestHash, mac)
  }

  async inbox(after: number, limit: number): Promise<InboxItem[]> {
    return storing(() => {
      const items: InboxItem[] = []
      let bytes = 0
      for (const row of this.#connect().sql.inbox.iterate(this.#vaultId, after, limit)) {
        bytes += row.sealed.length
        if (bytes > inboxAnswerBytes && items.length > 0) break
        const { id, number, device_id, key_month, sealed } = row
        items.push({ id, number, deviceId: device_id, keyMonth: key_month, sealed })
      }
      return items
    })
  }

  async inboxCount(): Promise<number> {
    return storing(() => this.#connect().sql.inboxCount.get(this.#vaultId) ?? 0)
  }

  async inboxKeys(): Promise<InboxKey[]> {
    const rows = storing(() => this.#connect().sql.inboxKeys.all(this.#vaultId))
    return rows.map(({ month, public_key, signature }) => ({ month, publicKey: public_key, signature }))
  }

  async putInboxKeys(keys: readonly InboxKey[]): Promise<void> {
    storing(() => {
      const { sql, whole } = this.#connect()
      whole(() => {
        for (const key of keys) sql.putInboxKey.run(this.#vaultId, key.month, key.publicKey, key.signature)
      })
    })
  }

  /** Items that arrive in the same turn share one transaction, thus one fsync. */
  addInbox(item: Omit<InboxItem, 'number'>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject })
      if (this.#waiting.length === 1) setImmediate(() => this.#commitWaiting())
    })
  }

  #commitWaiting(): void {
    const batch = this.#waiting
    this.#waiting = []
    try {
      storing(() => this.#insert(batch))
    } catch (error) {
      for (const { reject } of batch) reject(error)
      return
    }
    for (const { resolve } of batch) resolve()
  }

  #insert(batch: readonly WaitingItem[]): void {
    const { sql, whole } = this.#connect()
    whole(() => {
      const last = sql.takeNumbers.get(this.#vaultId, batch.length) ?? batch.length
      batch.forEach(({ item }, i) => {
        const number = last - batch.length + 1 + i
        sql.addInbox.run(this.#vaultId, number, item.id, item.deviceId, item.keyMonth, item.sealed)
      })
    })
  }
}

/** Shrinks the file by what was deleted; a reader at work only puts off the truncation of the write-ahead log. */
function giveBackPages(db: Connection): void {
  db.pragma('incremental_vacuum')
  db.pragma('wal_checkpoint(TRUNCATE)')
}
