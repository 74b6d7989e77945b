/** From a location to the backend that keeps it: a new backend is one line in each table. */
import { join } from 'node:path'
import type { AccountStore } from './account-store.ts'
import { openSqliteAccountStore } from './sqlite/account-store.ts'
import { openSqliteVaultStores } from './sqlite/vault-stores.ts'
import type { VaultStores } from './vault-stores.ts'

/** Every account store by the scheme of its location; a plain path is SQLite. */
const accountBackends: Record<string, (location: string) => AccountStore> = {
  file: (directory) => openSqliteAccountStore(directory),
}

const vaultBackends: Record<string, (location: string) => VaultStores> = {
  file: (directory) => openSqliteVaultStores(directory),
}

function backendOf<B>(table: Record<string, B>, location: string): B {
  const scheme = /^([a-z][a-z0-9+]+):\/\//.exec(location)?.[1] ?? 'file'
  const backend = table[scheme]
  if (backend === undefined) throw new Error(`There is no store for locations that start with ${scheme}://.`)
  return backend
}

const openAccountStore = (location: string): AccountStore => backendOf(accountBackends, location)(location)

export const openVaultStores = (location: string): VaultStores => backendOf(vaultBackends, location)(location)

/** The two stores of one server. Every erasure is applied again, so that a restored backup brings no erased vault back. */
export async function openStores(
  dataDirectory: string,
): Promise<{ accounts: AccountStore; vaults: VaultStores }> {
  const accounts = openAccountStore(dataDirectory)
  const vaults = openVaultStores(join(dataDirectory, 'vaults'))
  await vaults.check()
  for (const vaultId of await accounts.erasedVaults()) {
    await accounts.eraseAccount(vaultId)
    await vaults.erase(vaultId)
  }
  return { accounts, vaults }
}
