/** From a location to the backend that keeps it: a new backend is one line in each table. */
import { join } from 'node:path'
import type { SigningKeys } from '../../shared/research/jws.ts'
import type { AccountStore } from './account-store.ts'
import { openRegistryKey } from './registry-key.ts'
import type { ResearchStore } from './research-store.ts'
import { openSqliteAccountStore } from './sqlite/account-store.ts'
import { openSqliteResearchStore } from './sqlite/research-store.ts'
import { openSqliteVaultStores } from './sqlite/vault-stores.ts'
import type { VaultStores } from './vault-stores.ts'

/** Every account store by the scheme of its location; a plain path is SQLite. */
const accountBackends: Record<string, (location: string) => AccountStore> = {
  file: (directory) => openSqliteAccountStore(directory),
}

const vaultBackends: Record<string, (location: string) => VaultStores> = {
  file: (directory) => openSqliteVaultStores(directory),
}

const researchBackends: Record<string, (location: string) => ResearchStore> = {
  file: (directory) => openSqliteResearchStore(directory),
}

function backendOf<B>(table: Record<string, B>, location: string): B {
  const scheme = /^([a-z][a-z0-9+]+):\/\//.exec(location)?.[1] ?? 'file'
  const backend = table[scheme]
  if (backend === undefined) throw new Error(`There is no store for locations that start with ${scheme}://.`)
  return backend
}

const openAccountStore = (location: string): AccountStore => backendOf(accountBackends, location)(location)

/** The vaults at a location. Throws where no store is for its scheme. */
export const openVaultStores = (location: string): VaultStores => backendOf(vaultBackends, location)(location)

/** What is kept of research at a location. Throws where no store is for its scheme. */
export const openResearchStore = (location: string): ResearchStore =>
  backendOf(researchBackends, location)(location)

export interface Stores {
  readonly accounts: AccountStore
  readonly vaults: VaultStores
  readonly research: ResearchStore
  /** With which this server countersigns consents. */
  readonly registry: SigningKeys
}

/** The stores of one server, with its registry key. Every erasure is applied again, so that a restored backup brings no erased vault back. */
export async function openStores(dataDirectory: string): Promise<Stores> {
  const accounts = openAccountStore(dataDirectory)
  const vaults = openVaultStores(join(dataDirectory, 'vaults'))
  const research = openResearchStore(dataDirectory)
  await vaults.check()
  for (const vaultId of await accounts.erasedVaults()) {
    await accounts.eraseAccount(vaultId)
    await research.forgetVault(vaultId)
    await vaults.erase(vaultId)
  }
  return { accounts, vaults, research, registry: await openRegistryKey(dataDirectory) }
}
