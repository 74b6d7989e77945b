/** Every SQL statement about accounts, prepared once. */
import type { Device, DeviceActivity, Session, Share } from '../account-store.ts'
import type { Connection } from './database.ts'
import { change, rows, values } from './database.ts'

interface CredentialRow {
  readonly vault_id: string
  readonly identity_key: Buffer
  readonly salt: Buffer
  readonly public_key: Buffer
  readonly wrap: Buffer
}

interface JournalRow {
  readonly number: number
  readonly at: string
  readonly event: string
  readonly subject: string | null
  readonly previousHash: Uint8Array
  readonly hash: Uint8Array
}

export type AccountStatements = ReturnType<typeof prepareAccounts>

export function prepareAccounts(db: Connection) {
  return { ...accountSql(db), ...sessionSql(db), ...deviceSql(db), ...shareSql(db), ...journalSql(db) }
}

export function prepareErased(db: Connection) {
  return {
    add: change<[vaultId: string]>(db, 'INSERT INTO erased (vault_id) VALUES (?) ON CONFLICT DO NOTHING'),
    find: values<[string], string>(db, 'SELECT vault_id FROM erased WHERE vault_id = ?'),
    all: values<[], string>(db, 'SELECT vault_id FROM erased'),
  }
}

function accountSql(db: Connection) {
  return {
    accountByHandle: values<[string], string>(db, 'SELECT vault_id FROM account WHERE handle = ?'),
    accountByVault: values<[string], string>(db, 'SELECT vault_id FROM account WHERE vault_id = ?'),
    addAccount: change<[vaultId: string, handle: string, identityKey: Uint8Array]>(
      db,
      'INSERT INTO account (vault_id, handle, identity_key) VALUES (?, ?, ?)',
    ),
    removeAccount: change<[vaultId: string]>(db, 'DELETE FROM account WHERE vault_id = ?'),
    credential: rows<[string, string], CredentialRow>(
      db,
      `SELECT vault_id, identity_key, salt, public_key, wrap FROM account JOIN credential USING (vault_id)
       WHERE handle = ? AND kind = ?`,
    ),
    putCredential: change<
      [vaultId: string, kind: string, salt: Uint8Array, publicKey: Uint8Array, wrap: Uint8Array]
    >(
      db,
      `INSERT INTO credential (vault_id, kind, salt, public_key, wrap) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET salt = excluded.salt, public_key = excluded.public_key, wrap = excluded.wrap`,
    ),
    useChallenge: change<[nonce: string, expiresMs: number]>(
      db,
      'INSERT INTO challenge (nonce, expires_ms) VALUES (?, ?) ON CONFLICT DO NOTHING',
    ),
    forgetChallenges: change<[nowMs: number]>(db, 'DELETE FROM challenge WHERE expires_ms < ?'),
    secret: values<[string], Buffer>(db, 'SELECT value FROM secret WHERE name = ?'),
    addSecret: change<[name: string, value: Uint8Array]>(
      db,
      'INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING',
    ),
  }
}

const sessionColumns =
  'session.id, session.vault_id AS vaultId, handle, created_ms AS createdMs, last_seen_ms AS lastSeenMs'

function sessionSql(db: Connection) {
  return {
    addSession: change<
      [vaultId: string, id: string, tokenHash: Uint8Array, createdMs: number, lastSeenMs: number]
    >(db, 'INSERT INTO session (vault_id, id, token_hash, created_ms, last_seen_ms) VALUES (?, ?, ?, ?, ?)'),
    sessionByToken: rows<[Uint8Array], Session>(
      db,
      `SELECT ${sessionColumns} FROM session JOIN account USING (vault_id) WHERE token_hash = ?`,
    ),
    sessions: rows<[string], Session>(
      db,
      `SELECT ${sessionColumns} FROM session JOIN account USING (vault_id)
       WHERE session.vault_id = ? ORDER BY created_ms DESC, session.id`,
    ),
    touchSession: change<[nowMs: number, vaultId: string, id: string]>(
      db,
      'UPDATE session SET last_seen_ms = ? WHERE vault_id = ? AND id = ?',
    ),
    endSession: change<[vaultId: string, id: string]>(
      db,
      'DELETE FROM session WHERE vault_id = ? AND id = ?',
    ),
    endOtherSessions: change<[vaultId: string, keepId: string]>(
      db,
      'DELETE FROM session WHERE vault_id = ? AND id <> ?',
    ),
    endStaleSessions: change<[createdBeforeMs: number, seenBeforeMs: number]>(
      db,
      'DELETE FROM session WHERE created_ms < ? OR last_seen_ms < ?',
    ),
  }
}

const deviceColumns = `id, vault_id AS vaultId, phone, created_day AS createdDay, last_seen_day AS lastSeenDay,
  messages, last_error AS lastError`

function deviceSql(db: Connection) {
  return {
    addDevice: change<
      [vaultId: string, id: string, phone: string, tokenHash: Uint8Array, createdDay: string]
    >(db, 'INSERT INTO device (vault_id, id, phone, token_hash, created_day) VALUES (?, ?, ?, ?, ?)'),
    devices: rows<[string], Device>(
      db,
      `SELECT ${deviceColumns} FROM device WHERE vault_id = ? ORDER BY created_day, id`,
    ),
    removeDevice: change<[vaultId: string, id: string]>(
      db,
      'DELETE FROM device WHERE vault_id = ? AND id = ?',
    ),
    deviceByToken: rows<[Uint8Array], Device>(db, `SELECT ${deviceColumns} FROM device WHERE token_hash = ?`),
    recordActivity: change<[DeviceActivity]>(
      db,
      `UPDATE device SET messages = messages + @messages, last_seen_day = @day, last_error = @error
       WHERE vault_id = @vaultId AND id = @deviceId`,
    ),
  }
}

function shareSql(db: Connection) {
  return {
    addShare: change<[id: string, vaultId: string, createdMs: number, expiresMs: number, sealed: Uint8Array]>(
      db,
      'INSERT INTO share (id, vault_id, created_ms, expires_ms, sealed) VALUES (?, ?, ?, ?, ?)',
    ),
    shares: rows<[vaultId: string, nowMs: number], Share>(
      db,
      `SELECT id, vault_id AS vaultId, created_ms AS createdMs, expires_ms AS expiresMs,
         length(sealed) AS bytes, opened
       FROM share WHERE vault_id = ? AND expires_ms > ? ORDER BY created_ms, id`,
    ),
    removeShare: change<[vaultId: string, id: string]>(db, 'DELETE FROM share WHERE vault_id = ? AND id = ?'),
    shareById: rows<[id: string, nowMs: number], { sealed: Buffer; expiresMs: number }>(
      db,
      'SELECT sealed, expires_ms AS expiresMs FROM share WHERE id = ? AND expires_ms > ?',
    ),
    countOpened: change<[id: string]>(db, 'UPDATE share SET opened = opened + 1 WHERE id = ?'),
    forgetShares: change<[nowMs: number]>(db, 'DELETE FROM share WHERE expires_ms <= ?'),
  }
}

function journalSql(db: Connection) {
  return {
    journal: rows<[string, number], JournalRow>(
      db,
      `SELECT number, at, event, subject, previous_hash AS previousHash, hash FROM journal
       WHERE vault_id = ? ORDER BY number DESC LIMIT ?`,
    ),
    addEntry: change<[{ vaultId: string } & JournalRow]>(
      db,
      `INSERT INTO journal (vault_id, number, at, event, subject, previous_hash, hash)
       VALUES (@vaultId, @number, @at, @event, @subject, @previousHash, @hash)`,
    ),
  }
}
