/**
 * The envelope: the one sealed form of everything in a vault.
 *
 *   header 54 bytes = "SLG1" · suite 1 · kind 1 · vault 16 · record 16 · key id 8 · sequence 8 (big endian)
 *   nonce 24 · key commitment 32 · XChaCha20-Poly1305(length 4 · content · zero padding), the header as associated data
 *
 * The header binds the content to its vault, record, key and revision, so that none can be swapped, moved or replayed.
 * The commitment (keyed BLAKE2b over header and nonce) binds it to one key: XChaCha20-Poly1305 alone would open under
 * two keys made for the purpose (Albertini et al., "How to abuse and fix authenticated encryption", 2022).
 */
import { Refusal } from '../api/refusal.ts'
import { concat, equalBytes, fromHex, utf8 } from './bytes.ts'
import type { Sodium } from './sodium.ts'
import { randomBytes } from './sodium.ts'

/** What an envelope holds; the number is written in its header. */
export const envelopeKinds = { record: 1, wrap: 2, inbox: 3, share: 4, contribution: 5 } as const
export type EnvelopeKind = keyof typeof envelopeKinds

/** Suite 1: X25519 sealed boxes, XChaCha20-Poly1305, BLAKE2b. An unknown suite is refused. */
const suite = 1
const magic = utf8('SLG1')
const headerBytes = 54
const nonceBytes = 24
const commitmentBytes = 32
const tagBytes = 16
const smallestPaddedBytes = 512

/** Subkeys of one 32-byte key; nothing is sealed under the key itself. */
export interface EnvelopeKey {
  readonly id: Uint8Array
  readonly encryption: Uint8Array
  readonly commitment: Uint8Array
  /** Turns record names into record ids. */
  readonly naming: Uint8Array
}

export interface EnvelopeAddress {
  readonly kind: EnvelopeKind
  /** 32 hex digits. */
  readonly vaultId: string
  /** 32 hex digits. */
  readonly recordId: string
  /** Revision of that record. */
  readonly seq: number
}

/** The subkeys of a 32-byte key. */
export function envelopeKey(sodium: Sodium, key: Uint8Array): EnvelopeKey {
  const derive = (id: number, length: number) =>
    sodium.crypto_kdf_derive_from_key(length, id, 'envelope', key)
  return {
    encryption: derive(1, 32),
    commitment: derive(2, 32),
    naming: derive(3, 32),
    id: derive(4, 16).subarray(0, 8),
  }
}

/** Seals `content` for one address under one key. */
export function seal(
  sodium: Sodium,
  key: EnvelopeKey,
  address: EnvelopeAddress,
  content: Uint8Array,
): Uint8Array {
  const header = encodeHeader(key, address)
  const nonce = randomBytes(nonceBytes)
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    pad(content),
    header,
    null,
    nonce,
    key.encryption,
  )
  return concat(header, nonce, commit(sodium, key, header, nonce), sealed)
}

/** The content sealed for exactly this address under this key. Throws Refusal `bad-vault-data` on anything else. */
export function open(
  sodium: Sodium,
  key: EnvelopeKey,
  address: EnvelopeAddress,
  envelope: Uint8Array,
): Uint8Array {
  const body = headerBytes + nonceBytes + commitmentBytes
  if (envelope.length < body + tagBytes + 4) throw damaged()
  const header = encodeHeader(key, address)
  if (!equalBytes(header, envelope.subarray(0, headerBytes))) throw damaged()
  const nonce = envelope.subarray(headerBytes, headerBytes + nonceBytes)
  const commitment = envelope.subarray(headerBytes + nonceBytes, body)
  if (!sodium.memcmp(commitment, commit(sodium, key, header, nonce))) throw damaged()
  try {
    return unpad(
      sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        null,
        envelope.subarray(body),
        header,
        nonce,
        key.encryption,
      ),
    )
  } catch (cause) {
    throw new Refusal('bad-vault-data', damaged().message, { cause })
  }
}

/** Id of a record: a keyed hash of its name, so that the keeper learns nothing from it. 32 hex digits. */
export function recordId(sodium: Sodium, key: EnvelopeKey, name: string): string {
  return sodium.crypto_generichash(16, utf8(name), key.naming, 'hex')
}

/**
 * Length that a content of `length` bytes is padded to: Padmé (Nikitin et al., PETS 2019), at least 512 bytes.
 * At most 12 % more; the length that shows has O(log log n) bits.
 */
export function paddedLength(length: number): number {
  if (length <= smallestPaddedBytes) return smallestPaddedBytes
  const exponent = Math.floor(Math.log2(length))
  const step = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1))
  return Math.ceil(length / step) * step
}

/** Length of the envelope around a content of `length` bytes. */
export const envelopeLength = (length: number): number =>
  headerBytes + nonceBytes + commitmentBytes + paddedLength(length + 4) + tagBytes

function commit(sodium: Sodium, key: EnvelopeKey, header: Uint8Array, nonce: Uint8Array): Uint8Array {
  return sodium.crypto_generichash(commitmentBytes, concat(header, nonce), key.commitment)
}

function encodeHeader(
  key: EnvelopeKey,
  { kind, vaultId, recordId: record, seq }: EnvelopeAddress,
): Uint8Array {
  const sequence = new Uint8Array(8)
  new DataView(sequence.buffer).setBigUint64(0, BigInt(seq))
  return concat(
    magic,
    Uint8Array.of(suite, envelopeKinds[kind]),
    fromHex(vaultId),
    fromHex(record),
    key.id,
    sequence,
  )
}

function pad(content: Uint8Array): Uint8Array {
  const padded = new Uint8Array(paddedLength(content.length + 4))
  new DataView(padded.buffer).setUint32(0, content.length)
  padded.set(content, 4)
  return padded
}

function unpad(padded: Uint8Array): Uint8Array {
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0)
  if (length + 4 > padded.length) throw damaged()
  return padded.slice(4, 4 + length)
}

function damaged(): Refusal {
  return new Refusal('bad-vault-data', 'An envelope does not open: wrong key, wrong place or changed bytes.')
}
