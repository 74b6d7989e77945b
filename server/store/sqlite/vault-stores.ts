/** Vaults as files, one each: `<id>.db` in one directory, a bounded number of them open at once. */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../../../shared/api/refusal.ts'
import type { InboxWriter, VaultStore } from '../../../shared/vault/store.ts'
import type { VaultStores } from '../vault-stores.ts'
import { openDatabase, storing } from './database.ts'
import { vaultSchema } from './vault-schema.ts'
import { prepareVault } from './vault-statements.ts'
import type { VaultConnection } from './vault-store.ts'
import { SqliteVaultStore } from './vault-store.ts'

export interface VaultStoresOptions {
  /** Files kept open; each costs about three descriptors and some pages of cache. */
  readonly maxOpen?: number
  /** A vault grows no further than this; 16 GiB holds a lifetime of fixes at 1 Hz. */
  readonly maxVaultBytes?: number
}

const journalSuffixes = ['', '-wal', '-shm']
const vaultIdPattern = /^[0-9a-f]{32}$/

export function openSqliteVaultStores(directory: string, options: VaultStoresOptions = {}): VaultStores {
  return new SqliteVaultStores(directory, options)
}

class SqliteVaultStores implements VaultStores {
  readonly location: string
  readonly #maxOpen: number
  readonly #maxVaultBytes: number
  /** Least recently used first. */
  readonly #connections = new Map<string, VaultConnection>()
  /** One store per vault while anyone holds it, so that concurrent requests share their transactions. */
  readonly #stores = new Map<string, WeakRef<SqliteVaultStore>>()

  constructor(directory: string, options: VaultStoresOptions) {
    this.location = directory
    this.#maxOpen = options.maxOpen ?? 64
    this.#maxVaultBytes = options.maxVaultBytes ?? 16 * 1024 ** 3
  }

  async check(): Promise<void> {
    const scratch = join(this.location, 'self-check.db')
    openDatabase(scratch, { schema: vaultSchema, create: true }).close()
    removeFiles(scratch)
  }

  async create(vaultId: string): Promise<void> {
    if (existsSync(this.#path(vaultId))) throw new Refusal('conflict', 'There is a vault of this id already.')
    storing(() => this.#connect(vaultId, true))
  }

  async open(vaultId: string): Promise<VaultStore & InboxWriter> {
    const known = this.#stores.get(vaultId)?.deref()
    if (known !== undefined) return known
    const store = new SqliteVaultStore(vaultId, () => this.#connect(vaultId, false))
    this.#stores.set(vaultId, new WeakRef(store))
    return store
  }

  async erase(vaultId: string): Promise<void> {
    this.#connections.get(vaultId)?.db.close()
    this.#connections.delete(vaultId)
    this.#stores.delete(vaultId)
    removeFiles(this.#path(vaultId))
  }

  async close(): Promise<void> {
    for (const { db } of this.#connections.values()) db.close()
    this.#connections.clear()
  }

  /** The id becomes a file name, so that its shape is checked here whatever the caller did. */
  #path(vaultId: string): string {
    if (!vaultIdPattern.test(vaultId)) throw new Error('A vault id is 32 hex digits.')
    return join(this.location, `${vaultId}.db`)
  }

  #connect(vaultId: string, create: boolean): VaultConnection {
    const connection = this.#connections.get(vaultId) ?? this.#openFile(vaultId, create)
    this.#connections.delete(vaultId)
    this.#connections.set(vaultId, connection)
    for (const [id, oldest] of this.#connections) {
      if (this.#connections.size <= this.#maxOpen) break
      oldest.db.close()
      this.#connections.delete(id)
    }
    return connection
  }

  #openFile(vaultId: string, create: boolean): VaultConnection {
    const db = openDatabase(this.#path(vaultId), {
      schema: vaultSchema,
      create,
      maxBytes: this.#maxVaultBytes,
    })
    const transaction = db.transaction((work: () => void) => work())
    return { db, sql: prepareVault(db), whole: (work) => transaction.immediate(work) }
  }
}

function removeFiles(path: string): void {
  for (const suffix of journalSuffixes) rmSync(path + suffix, { force: true })
}
