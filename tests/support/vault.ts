/** A vault in memory with its owner's keys, and phones that write to it. */
import { defaultFactorSet } from '../../shared/footprint/registry.ts'
import { phoneEncoders } from '../../shared/simulation/payloads.ts'
import type { Fix } from '../../shared/trace/trace.ts'
import { TraceBuilder } from '../../shared/trace/trace.ts'
import { sealToInbox } from '../../shared/vault/inbox.ts'
import type { VaultKeys } from '../../shared/vault/keys.ts'
import { publishInboxKey, vaultKeys } from '../../shared/vault/keys.ts'
import { MemoryVaultStore } from '../../shared/vault/memory-store.ts'
import { addImported, process } from '../../shared/vault/process.ts'
import type { ProcessContext } from '../../shared/vault/process-context.ts'
import { VaultRecords } from '../../shared/vault/records.ts'
import type { Sodium } from '../../shared/vault/sodium.ts'
import { ready } from '../../shared/vault/sodium.ts'
import type { InboxItem, InboxWriter, VaultStore } from '../../shared/vault/store.ts'

export const testVaultId = 'ab'.repeat(16)
export const testDeviceId = 'cd'.repeat(16)
const month = 202605

export interface TestVault {
  readonly store: VaultStore & InboxWriter
  /** A phone posts fixes, in one message or several. */
  post(fixes: readonly Fix[], device?: string): Promise<void>
  /** A phone posts one message with this body. */
  postBody(body: Uint8Array): Promise<void>
  process(): Promise<void>
  import(...pieces: readonly (readonly Fix[])[]): Promise<number>
  /** Plaintext of every record by name. */
  plaintext(): Promise<Map<string, Uint8Array>>
}

/** The keys of its owner. */
export const testKeys = (sodium: Sodium): VaultKeys =>
  vaultKeys(sodium, testVaultId, new Uint8Array(32).fill(42))

/** A vault over `store`, unlocked by its owner. */
export async function testVault(
  store: VaultStore & InboxWriter = new MemoryVaultStore(),
): Promise<TestVault> {
  const sodium = await ready()
  const keys = testKeys(sodium)
  const key = publishInboxKey(sodium, keys, month)
  const context: ProcessContext = {
    sodium,
    store,
    keys: keys.access,
    factors: defaultFactorSet,
    onProgress: () => {},
  }
  const item = (body: Uint8Array, deviceId: string): Omit<InboxItem, 'number'> => {
    const itemId = sodium.to_hex(sodium.randombytes_buf(16))
    const message = {
      phone: 'overland',
      contentType: 'application/json',
      contentEncoding: '',
      receivedMs: 0,
      body,
    }
    const sealed = sealToInbox(sodium, { vaultId: testVaultId, itemId, deviceId, key, message })
    return { id: itemId, deviceId, keyMonth: month, sealed }
  }
  return {
    store,
    async post(fixes, device = testDeviceId) {
      const { batchSize, encode } = phoneEncoders.overland
      for (let at = 0; at < fixes.length; at += batchSize)
        await store.addInbox(item(new TextEncoder().encode(encode(fixes.slice(at, at + batchSize))), device))
    },
    async postBody(body) {
      await store.addInbox(item(body, testDeviceId))
    },
    async process() {
      await process(context)
    },
    async import(...pieces) {
      const builder = new TraceBuilder()
      const traces = pieces.map((fixes) => {
        for (const fix of fixes) builder.add(fix)
        return builder.take()
      })
      return addImported(context, () => traces)
    },
    async plaintext() {
      const records = await VaultRecords.open(sodium, store, keys.access)
      return records.read(records.names(''))
    },
  }
}
