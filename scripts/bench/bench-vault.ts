/** A vault to measure with, in a data directory of its own, made with the stores that the server uses. */
import { createHash } from 'node:crypto'
import { openStores } from '../../server/store/open-store.ts'
import { phoneEncoders } from '../../shared/simulation/payloads.ts'
import type { Fix } from '../../shared/trace/trace.ts'
import { sealToInbox } from '../../shared/vault/inbox.ts'
import type { VaultKeys } from '../../shared/vault/keys.ts'
import { publishInboxKey, vaultKeys } from '../../shared/vault/keys.ts'
import { ready } from '../../shared/vault/sodium.ts'
import type { InboxKey, InboxWriter } from '../../shared/vault/store.ts'

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

/** Seals the fixes into the vault's inbox, as batches of a phone that sends many at once. */
export async function fillInbox(
  store: InboxWriter,
  { inboxKey }: BenchVault,
  fixes: readonly Fix[],
): Promise<void> {
  const sodium = await ready()
  const { batchSize, encode } = phoneEncoders.overland
  const messages: Promise<void>[] = []
  for (let k = 0; k < fixes.length; k += batchSize) {
    const itemId = sodium.to_hex(sodium.randombytes_buf(16))
    const message = {
      phone: 'overland',
      contentType: 'application/json',
      contentEncoding: '',
      receivedMs: 0,
      body: new TextEncoder().encode(encode(fixes.slice(k, k + batchSize))),
    }
    const sealed = sealToInbox(sodium, { vaultId, itemId, deviceId, key: inboxKey, message })
    messages.push(store.addInbox({ id: itemId, deviceId, keyMonth: inboxKey.month, sealed }))
  }
  await Promise.all(messages)
}
