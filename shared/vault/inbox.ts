/**
 * The inbox: what a phone may write while the vault is locked. Each raw message gets a random data key; the data key
 * is sealed to the vault's public key of the month, the message is enveloped under the data key. Nothing is parsed.
 */
import { Refusal } from '../api/refusal.ts'
import { concat, fromUtf8, utf8 } from './bytes.ts'
import type { EnvelopeAddress } from './envelope.ts'
import { envelopeKey, open, seal } from './envelope.ts'
import type { AccessKeys } from './keys.ts'
import { inboxPair } from './keys.ts'
import type { Sodium } from './sodium.ts'
import { randomBytes } from './sodium.ts'
import type { InboxItem, InboxKey } from './store.ts'

/** A phone's message as it came in. */
export interface InboxMessage {
  /** Id of the phone app in the registry. */
  readonly phone: string
  readonly contentType: string
  readonly contentEncoding: string
  readonly receivedMs: number
  readonly body: Uint8Array
}

/** 32 bytes under crypto_box_seal: ephemeral public key 32, tag 16. */
const sealedKeyBytes = 80

/** Seals one message to the inbox. The caller has only public keys; what it sealed it cannot open again. */
export function sealToInbox(
  sodium: Sodium,
  input: { vaultId: string; itemId: string; deviceId: string; key: InboxKey; message: InboxMessage },
): Uint8Array {
  const dataKey = randomBytes(32)
  try {
    const { body, ...about } = input.message
    const label = utf8(JSON.stringify({ ...about, device: input.deviceId }))
    const size = new Uint8Array(4)
    new DataView(size.buffer).setUint32(0, label.length)
    const address = inboxAddress(input.vaultId, input.itemId, input.key.month)
    return concat(
      sodium.crypto_box_seal(dataKey, input.key.publicKey),
      seal(sodium, envelopeKey(sodium, dataKey), address, concat(size, label, body)),
    )
  } finally {
    sodium.memzero(dataKey)
  }
}

/** Opens an inbox item. Throws Refusal `bad-vault-data` when it was changed, moved, or sealed to a key not held. */
export function openInboxItem(sodium: Sodium, keys: AccessKeys, item: InboxItem): InboxMessage {
  const seed = keys.inboxSeed(item.keyMonth)
  if (!seed) throw new Refusal('bad-vault-data', 'An inbox item is sealed to a month whose key is not here.')
  const { publicKey, privateKey } = inboxPair(sodium, seed)
  const dataKey = openDataKey(sodium, item, publicKey, privateKey)
  const address = inboxAddress(keys.vaultId, item.id, item.keyMonth)
  const content = open(sodium, envelopeKey(sodium, dataKey), address, item.sealed.subarray(sealedKeyBytes))
  const labelEnd = 4 + new DataView(content.buffer, content.byteOffset).getUint32(0)
  const { device, ...about } = JSON.parse(fromUtf8(content.subarray(4, labelEnd)))
  if (device !== item.deviceId)
    throw new Refusal('bad-vault-data', 'An inbox item is filed under another device.')
  return { ...about, body: content.slice(labelEnd) }
}

function openDataKey(
  sodium: Sodium,
  item: InboxItem,
  publicKey: Uint8Array,
  privateKey: Uint8Array,
): Uint8Array {
  try {
    return sodium.crypto_box_seal_open(item.sealed.subarray(0, sealedKeyBytes), publicKey, privateKey)
  } catch (cause) {
    throw new Refusal('bad-vault-data', 'An inbox item does not open.', { cause })
  }
}

const inboxAddress = (vaultId: string, itemId: string, month: number): EnvelopeAddress => ({
  kind: 'inbox',
  vaultId,
  recordId: itemId,
  seq: month,
})
