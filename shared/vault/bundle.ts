/** The key bundle: what an owner lends the server for the seconds of one request, as bytes that can be wiped. */
import { Refusal } from '../api/refusal.ts'
import { concat, equalBytes, fromHex, toHex, utf8 } from './bytes.ts'
import type { AccessKeys } from './keys.ts'
import type { Collection } from './store.ts'
import { collections } from './store.ts'

const magic = utf8('SLGB1')
/** Processing reads and writes these; edits and settings stay closed to the server. */
export const lentCollections: readonly Collection[] = ['raw', 'trips', 'manifest']

/** Bytes of a bundle: "SLGB1" · vault 16 · head key 32 · count 1 · (collection 1, key 32)… · (month 4, seed 32)… */
export function encodeBundle(keys: AccessKeys, months: readonly number[]): Uint8Array {
  const lent = lentCollections.map((name) =>
    concat(Uint8Array.of(collections.indexOf(name)), keyOf(keys, name)),
  )
  const seeds = months.map((month) => {
    const number = new Uint8Array(4)
    new DataView(number.buffer).setUint32(0, month)
    const seed = keys.inboxSeed(month)
    if (!seed) throw new RangeError('a bundle can only hold seeds that its maker holds')
    return concat(number, seed)
  })
  return concat(magic, fromHex(keys.vaultId), keys.head, Uint8Array.of(lent.length), ...lent, ...seeds)
}

/** Reads a bundle. Throws Refusal `bad-request` when the bytes are not one. */
export function decodeBundle(body: Uint8Array): AccessKeys {
  // A copy that shares nothing: the caller wipes its own bytes, and slices of a Node Buffer would be wiped with them.
  const bytes = Uint8Array.from(body)
  const fixed = magic.length + 16 + 32 + 1
  const count = bytes[fixed - 1] ?? 0
  const seedsAt = fixed + count * 33
  if (
    !equalBytes(bytes.subarray(0, magic.length), magic) ||
    seedsAt > bytes.length ||
    (bytes.length - seedsAt) % 36 !== 0
  )
    throw new Refusal('bad-request', 'The body is not a key bundle.')
  const held = new Map<Collection, Uint8Array>()
  for (let at = fixed; at < seedsAt; at += 33) {
    const name = collections[bytes[at]!]
    if (!name) throw new Refusal('bad-request', 'The key bundle names an unknown collection.')
    held.set(name, bytes.slice(at + 1, at + 33))
  }
  const seeds = new Map<number, Uint8Array>()
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  for (let at = seedsAt; at < bytes.length; at += 36)
    seeds.set(view.getUint32(at), bytes.slice(at + 4, at + 36))
  return {
    vaultId: toHex(bytes.subarray(magic.length, magic.length + 16)),
    head: bytes.slice(magic.length + 16, fixed - 1),
    collections: held,
    inboxSeed: (month) => seeds.get(month),
  }
}

function keyOf(keys: AccessKeys, name: Collection): Uint8Array {
  const key = keys.collections.get(name)
  if (!key) throw new RangeError('a bundle can only hold keys that its maker holds')
  return key
}
