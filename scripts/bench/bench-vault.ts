/** A vault to measure with, in a data directory of its own, made with the stores that the server uses. */
import { createHash } from 'node:crypto'
import { openStores } from '../../server/store/open-store.ts'
import type { VaultKeys } from '../../shared/vault/keys.ts'
import { publishInboxKey, vaultKeys } from '../../shared/vault/keys.ts'
import { ready } from '../../shared/vault/sodium.ts'
import type { InboxKey } from '../../shared/vault/store.ts'

export const vaultId = 'be'.repeat(16)
export const deviceId = 'de'.repeat(16)
export const deviceToken = 'bench_token_of_a_phone_that_is_simulated'

export interface BenchVault {
  readonly keys: VaultKeys
  readonly inboxKey: InboxKey
}

/** Makes an account with one empty vault and one OwnTracks phone. */
export async function createBenchVault(dataDirectory: string): Promise<BenchVault> {
  const sodium = await ready()
  const keys = vaultKeys(sodium, vaultId, sodium.randombytes_buf(32))
  const inboxKey = publishInboxKey(sodium, keys, 202501)
  const { accounts, vaults } = await openStores(dataDirectory)
  await vaults.create(vaultId)
  await (await vaults.open(vaultId)).putInboxKeys([inboxKey])
  await accounts.createAccount({
    handle: 'bench',
    vaultId,
    identityKey: keys.identity.publicKey,
    // Nobody logs in to this vault.
    credentials: [],
  })
  await accounts.addDevice({
    id: deviceId,
    vaultId,
    phone: 'owntracks',
    tokenHash: createHash('sha256').update(deviceToken).digest(),
    createdDay: '2026-05-04',
  })
  await vaults.close()
  await accounts.close()
  return { keys, inboxKey }
}
