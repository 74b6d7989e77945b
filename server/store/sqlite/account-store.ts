/** Accounts in one SQLite file, `accounts.db`, with the list of erased vaults beside it in `erased.db`. */
import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { CredentialKind } from '../../../shared/api/contract.ts'
import type { JournalEntry } from '../../../shared/api/journal.ts'
import { journalBytes, journalStart } from '../../../shared/api/journal.ts'
import { Refusal } from '../../../shared/api/refusal.ts'
import type {
  Account,
  AccountStore,
  Credential,
  Device,
  DeviceActivity,
  NewAccount,
  NewDevice,
  NewShare,
  Session,
  Share,
} from '../account-store.ts'
import { accountSchema, erasedSchema } from './account-schema.ts'
import type { AccountStatements } from './account-statements.ts'
import { prepareAccounts, prepareErased } from './account-statements.ts'
import type { Connection } from './database.ts'
import { isSqliteError, openDatabase, storing, truncateLog } from './database.ts'

/** Opens, or makes, the account files in `directory`; throws when SQLite does not run as it must. */
export function openSqliteAccountStore(directory: string): AccountStore {
  const open = (name: string, schema: readonly string[]): Connection =>
    openDatabase(join(directory, name), { schema, create: true })
  return new SqliteAccountStore(open('accounts.db', accountSchema), open('erased.db', erasedSchema))
}

class SqliteAccountStore implements AccountStore {
  readonly #db: Connection
  readonly #erasedDb: Connection
  readonly #sql: AccountStatements
  readonly #erased: ReturnType<typeof prepareErased>

  constructor(db: Connection, erasedDb: Connection) {
    this.#db = db
    this.#erasedDb = erasedDb
    this.#sql = prepareAccounts(db)
    this.#erased = prepareErased(erasedDb)
  }

  #whole<T>(work: (sql: AccountStatements) => T): T {
    return storing(() => this.#db.transaction(() => work(this.#sql)).immediate())
  }

  async createAccount(account: NewAccount): Promise<void> {
    const { handle, vaultId, identityKey } = account
    if (storing(() => this.#erased.find.get(vaultId)) !== undefined)
      throw new Refusal('conflict', 'A vault of this id was erased.')
    this.#whole((sql) => {
      if (sql.accountByHandle.get(handle)) throw new Refusal('handle-taken', 'This handle is taken.')
      if (sql.accountByVault.get(vaultId))
        throw new Refusal('conflict', 'There is a vault of this id already.')
      sql.addAccount.run(vaultId, handle, identityKey)
      for (const credential of account.credentials) putCredential(sql, vaultId, credential)
    })
  }

  async findCredential(handle: string, kind: CredentialKind): Promise<(Account & Credential) | undefined> {
    const row = storing(() => this.#sql.credential.get(handle, kind))
    if (row === undefined) return undefined
    const { vault_id, identity_key, salt, public_key, wrap } = row
    return { handle, vaultId: vault_id, identityKey: identity_key, kind, salt, publicKey: public_key, wrap }
  }

  async replaceCredential(vaultId: string, credential: Credential, keepSessionId: string): Promise<void> {
    this.#whole((sql) => {
      putCredential(sql, vaultId, credential)
      sql.endOtherSessions.run(vaultId, keepSessionId)
    })
    storing(() => truncateLog(this.#db))
  }

  async eraseAccount(vaultId: string): Promise<void> {
    storing(() => this.#erased.add.run(vaultId))
    const { changes } = this.#whole((sql) => sql.removeAccount.run(vaultId))
    if (changes > 0) storing(() => truncateLog(this.#db))
  }

  async erasedVaults(): Promise<string[]> {
    return storing(() => this.#erased.all.all())
  }

  async useChallenge(nonce: string, expiresMs: number, nowMs: number): Promise<boolean> {
    return this.#whole((sql) => {
      sql.forgetChallenges.run(nowMs)
      return sql.useChallenge.run(nonce, expiresMs).changes === 1
    })
  }

  async serverSecret(name: string): Promise<Uint8Array> {
    return this.#whole((sql) => {
      sql.addSecret.run(name, randomBytes(32))
      const value = sql.secret.get(name)
      if (value === undefined) throw new Error('A secret that was just made is not there.')
      return value
    })
  }

  async createSession(session: Omit<Session, 'handle'>, tokenHash: Uint8Array): Promise<void> {
    const { vaultId, id, createdMs, lastSeenMs } = session
    this.#whole((sql) => sql.addSession.run(vaultId, id, tokenHash, createdMs, lastSeenMs))
  }

  async findSession(tokenHash: Uint8Array): Promise<Session | undefined> {
    return storing(() => this.#sql.sessionByToken.get(tokenHash))
  }

  async touchSession(vaultId: string, id: string, nowMs: number): Promise<void> {
    storing(() => this.#sql.touchSession.run(nowMs, vaultId, id))
  }

  async sessions(vaultId: string): Promise<Session[]> {
    return storing(() => this.#sql.sessions.all(vaultId))
  }

  async endSession(vaultId: string, id: string): Promise<boolean> {
    return storing(() => this.#sql.endSession.run(vaultId, id).changes === 1)
  }

  async endStaleSessions(createdBeforeMs: number, seenBeforeMs: number): Promise<void> {
    storing(() => this.#sql.endStaleSessions.run(createdBeforeMs, seenBeforeMs))
  }

  async addDevice({ id, vaultId, phone, tokenHash, createdDay }: NewDevice): Promise<void> {
    try {
      storing(() => this.#sql.addDevice.run(vaultId, id, phone, tokenHash, createdDay))
    } catch (cause) {
      if (isSqliteError(cause, 'SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_UNIQUE'))
        throw new Refusal('conflict', 'This device is known already.', { cause })
      throw cause
    }
  }

  async devices(vaultId: string): Promise<Device[]> {
    return storing(() => this.#sql.devices.all(vaultId))
  }

  async removeDevice(vaultId: string, id: string): Promise<boolean> {
    return storing(() => this.#sql.removeDevice.run(vaultId, id).changes === 1)
  }

  async findDevice(tokenHash: Uint8Array): Promise<Device | undefined> {
    return storing(() => this.#sql.deviceByToken.get(tokenHash))
  }

  async recordActivity(activities: readonly DeviceActivity[]): Promise<void> {
    this.#whole((sql) => {
      for (const activity of activities) sql.recordActivity.run(activity)
    })
  }

  async addShare({ id, vaultId, createdMs, expiresMs, sealed }: NewShare): Promise<void> {
    try {
      storing(() => this.#sql.addShare.run(id, vaultId, createdMs, expiresMs, sealed))
    } catch (cause) {
      if (isSqliteError(cause, 'SQLITE_CONSTRAINT_PRIMARYKEY'))
        throw new Refusal('conflict', 'There is a share of this id already.', { cause })
      throw cause
    }
  }

  async shares(vaultId: string, nowMs: number): Promise<Share[]> {
    return storing(() => this.#sql.shares.all(vaultId, nowMs))
  }

  async removeShare(vaultId: string, id: string): Promise<boolean> {
    const { changes } = storing(() => this.#sql.removeShare.run(vaultId, id))
    if (changes > 0) storing(() => truncateLog(this.#db))
    return changes === 1
  }

  async openShare(id: string, nowMs: number): Promise<{ sealed: Uint8Array; expiresMs: number } | undefined> {
    return this.#whole((sql) => {
      const share = sql.shareById.get(id, nowMs)
      if (share !== undefined) sql.countOpened.run(id)
      return share
    })
  }

  async forgetShares(nowMs: number): Promise<void> {
    const { changes } = storing(() => this.#sql.forgetShares.run(nowMs))
    if (changes > 0) storing(() => truncateLog(this.#db))
  }

  async appendJournal(vaultId: string, event: string, subject: string | null, atMs: number): Promise<void> {
    this.#whole((sql) => {
      const last = sql.journal.get(vaultId, 1)
      const previousHash = last?.hash ?? journalStart
      const statement = { number: (last?.number ?? 0) + 1, at: new Date(atMs).toISOString(), event, subject }
      const hash = createHash('sha256').update(journalBytes(statement, previousHash)).digest()
      sql.addEntry.run({ vaultId, ...statement, previousHash, hash })
    })
  }

  async journal(vaultId: string, limit: number): Promise<JournalEntry[]> {
    return storing(() => this.#sql.journal.all(vaultId, limit)).reverse()
  }

  async close(): Promise<void> {
    this.#db.close()
    this.#erasedDb.close()
  }
}

function putCredential(sql: AccountStatements, vaultId: string, credential: Credential): void {
  const { kind, salt, publicKey, wrap } = credential
  sql.putCredential.run(vaultId, kind, salt, publicKey, wrap)
}
