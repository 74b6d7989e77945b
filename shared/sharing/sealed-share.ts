/**
 * A snapshot under a key of its own. The key stands in the fragment of the link, which browsers send to nobody; the server
 * keeps the envelope under an id that says nothing of the vault.
 */
import { deflateSync, inflateSync } from 'fflate'
import { Refusal } from '../api/refusal.ts'
import { concat, fromBase64url, fromUtf8, toBase64url, utf8 } from '../vault/bytes.ts'
import type { EnvelopeAddress } from '../vault/envelope.ts'
import { envelopeKey, open, seal } from '../vault/envelope.ts'
import type { Sodium } from '../vault/sodium.ts'
import { randomBytes } from '../vault/sodium.ts'
import type { Snapshot } from './snapshot.ts'
import { snapshotShape } from './snapshot.ts'

/** A snapshot of at most 4 MiB may not become more than this, bytes: a small one could be made to fill all memory. */
const inflatedLimit = 64 * 1024 * 1024

export interface SealedShare {
  /** 32 hex digits, by chance. */
  readonly id: string
  /** 32 bytes in base64url. */
  readonly key: string
  readonly sealed: Uint8Array
}

/** The link's own vault and record: the envelope must not name those of its maker. */
const addressOf = (id: string): EnvelopeAddress => ({ kind: 'share', vaultId: id, recordId: id, seq: 1 })

/** Seals a snapshot under a new id and a new key. */
export function sealShare(sodium: Sodium, snapshot: Snapshot): SealedShare {
  const id = sodium.to_hex(randomBytes(16))
  const key = randomBytes(32)
  const json = utf8(JSON.stringify(snapshot))
  const size = new Uint8Array(4)
  new DataView(size.buffer).setUint32(0, json.length)
  const sealed = seal(sodium, envelopeKey(sodium, key), addressOf(id), concat(size, deflateSync(json)))
  return { id, key: toBase64url(key), sealed }
}

/** The snapshot of a link. Throws Refusal `bad-vault-data` when key and ciphertext do not belong together. */
export function openShare(sodium: Sodium, { id, key, sealed }: SealedShare): Snapshot {
  const secret = keyFrom(key)
  const plain = open(sodium, envelopeKey(sodium, secret), addressOf(id), sealed)
  const snapshot = snapshotShape.safeParse(jsonOf(plain))
  if (!snapshot.success)
    throw new Refusal('bad-vault-data', 'What the link opens is not a snapshot of trips.')
  return snapshot.data
}

/** Whether this may be the key of a link. */
export const isShareKey = (key: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(key)

function keyFrom(key: string): Uint8Array {
  if (!isShareKey(key)) throw new Refusal('bad-vault-data', 'The link is not whole.')
  return fromBase64url(key)
}

function jsonOf(plain: Uint8Array): unknown {
  try {
    const size = new DataView(plain.buffer, plain.byteOffset).getUint32(0)
    if (size > inflatedLimit) throw new RangeError('too large')
    return JSON.parse(fromUtf8(inflateSync(plain.subarray(4), { out: new Uint8Array(size) })))
  } catch (cause) {
    throw new Refusal('bad-vault-data', 'What the link opens cannot be read.', { cause })
  }
}
