/** Every SQL statement about one vault, prepared once per connection. */
import type { Collection } from '../../../shared/vault/store.ts'
import type { Connection } from './database.ts'
import { change, rows, values } from './database.ts'

interface HeadRow {
  readonly counter: number
  readonly manifest_hash: Buffer
  readonly mac: Buffer
}
interface RecordRow {
  readonly id: string
  readonly collection: Collection
  readonly seq: number
  readonly envelope: Buffer
}
interface InboxRow {
  readonly number: number
  readonly id: string
  readonly device_id: string
  readonly key_month: number
  readonly sealed: Buffer
}
interface InboxKeyRow {
  readonly month: number
  readonly public_key: Buffer
  readonly signature: Buffer
}

export type VaultStatements = ReturnType<typeof prepareVault>

export function prepareVault(db: Connection) {
  return {
    head: rows<[string], HeadRow>(db, 'SELECT counter, manifest_hash, mac FROM head WHERE vault_id = ?'),
    putHead: change<[vaultId: string, counter: number, manifestHash: Uint8Array, mac: Uint8Array]>(
      db,
      `INSERT INTO head (vault_id, counter, manifest_hash, mac) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET counter = excluded.counter, manifest_hash = excluded.manifest_hash, mac = excluded.mac`,
    ),
    records: rows<[string, string], RecordRow>(
      db,
      `SELECT id, collection, seq, envelope FROM record
       WHERE vault_id = ? AND id IN (SELECT value FROM json_each(?))`,
    ),
    seq: values<[string, string], number>(db, 'SELECT seq FROM record WHERE vault_id = ? AND id = ?'),
    putRecord: change<[vaultId: string, id: string, collection: string, seq: number, envelope: Uint8Array]>(
      db,
      `INSERT INTO record (vault_id, id, collection, seq, envelope) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET collection = excluded.collection, seq = excluded.seq, envelope = excluded.envelope`,
    ),
    removeRecord: change<[vaultId: string, id: string]>(
      db,
      'DELETE FROM record WHERE vault_id = ? AND id = ?',
    ),
    inbox: rows<[string, number, number], InboxRow>(
      db,
      `SELECT number, id, device_id, key_month, sealed FROM inbox
       WHERE vault_id = ? AND number > ? ORDER BY number LIMIT ?`,
    ),
    inboxCount: values<[string], number>(db, 'SELECT count(*) FROM inbox WHERE vault_id = ?'),
    takeNumbers: values<[string, number], number>(
      db,
      `INSERT INTO vault (vault_id, last_inbox_number) VALUES (?, ?)
         ON CONFLICT DO UPDATE SET last_inbox_number = last_inbox_number + excluded.last_inbox_number
         RETURNING last_inbox_number`,
    ),
    addInbox: change<
      [vaultId: string, number: number, id: string, deviceId: string, keyMonth: number, sealed: Uint8Array]
    >(db, 'INSERT INTO inbox (vault_id, number, id, device_id, key_month, sealed) VALUES (?, ?, ?, ?, ?, ?)'),
    drain: change<[vaultId: string, id: string]>(db, 'DELETE FROM inbox WHERE vault_id = ? AND id = ?'),
    inboxKeys: rows<[string], InboxKeyRow>(
      db,
      'SELECT month, public_key, signature FROM inbox_key WHERE vault_id = ? ORDER BY month',
    ),
    putInboxKey: change<[vaultId: string, month: number, publicKey: Uint8Array, signature: Uint8Array]>(
      db,
      `INSERT INTO inbox_key (vault_id, month, public_key, signature) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET public_key = excluded.public_key, signature = excluded.signature`,
    ),
  }
}
