/** All vaults of one server: each is created, opened and erased on its own. */
import type { InboxWriter, VaultStore } from '../../shared/vault/store.ts'

export interface VaultStores {
  /** What another process gives to `openVaultStores` to reach the same vaults. */
  readonly location: string
  /** Throws when the backend cannot be written or does not keep what it is given as it must. */
  check(): Promise<void>
  /** Makes an empty vault. Throws Refusal `conflict` when there is one of this id. */
  create(vaultId: string): Promise<void>
  /** The vault's store; its methods throw Refusal `not-found` once the vault is erased. */
  open(vaultId: string): Promise<VaultStore & InboxWriter>
  /** Removes the vault and all that was derived from it. May be repeated. */
  erase(vaultId: string): Promise<void>
  close(): Promise<void>
}
