import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { Refusal } from '../../../shared/api/refusal.ts'
import { decodeBundle, encodeBundle } from '../../../shared/vault/bundle.ts'
import { toHex } from '../../../shared/vault/bytes.ts'
import type { VaultKeys } from '../../../shared/vault/keys.ts'
import {
  credentialFromPassphrase,
  credentialFromRecovery,
  inboxKeyIsSigned,
  publishInboxKey,
  unwrapMasterKey,
  vaultKeys,
  wrapMasterKey,
} from '../../../shared/vault/keys.ts'
import type { Sodium } from '../../../shared/vault/sodium.ts'
import { ready } from '../../../shared/vault/sodium.ts'
import { stretchHere } from '../../../shared/vault/stretch.ts'

const vaultId = '0123456789abcdef'.repeat(2)
let sodium: Sodium
let keys: VaultKeys
beforeAll(async () => {
  sodium = await ready()
  keys = vaultKeys(sodium, vaultId, new Uint8Array(32).fill(7))
})

describe('the key tree', () => {
  test('grows the same keys from the same master key, and keeps growing what it grew in version 1', () => {
    expect(toHex(keys.access.head)).toBe(
      toHex(vaultKeys(sodium, vaultId, new Uint8Array(32).fill(7)).access.head),
    )
    expect(toHex(keys.identity.publicKey)).toBe(
      '81a3a01e225a5bace9816f1841e6e746be1cee870973a228043d5b8cf4064a28',
    )
    expect(toHex(keys.access.collections.get('raw')!)).toBe(
      '02c595a82df9f0185298d54a99bc9507c528c620b77906e64f6a60634df89ea3',
    )
  })

  test('has no two equal keys', () => {
    const all = [
      keys.access.head,
      ...keys.access.collections.values(),
      keys.access.inboxSeed(202611)!,
      keys.access.inboxSeed(202612)!,
    ]
    expect(new Set(all.map(toHex)).size).toBe(all.length)
  })

  test('is wrapped for a passphrase and opens with that passphrase alone', async () => {
    const salt = new Uint8Array(16).fill(3)
    const right = await credentialFromPassphrase(sodium, 'correct horse battery', salt, stretchHere)
    const wrong = await credentialFromPassphrase(sodium, 'correct horse batterx', salt, stretchHere)
    const wrap = wrapMasterKey(sodium, keys, 'passphrase', right)
    expect(unwrapMasterKey(sodium, vaultId, 'passphrase', right, wrap)).toEqual(keys.master)
    expect(() => unwrapMasterKey(sodium, vaultId, 'passphrase', wrong, wrap)).toThrow(Refusal)
    expect(() => unwrapMasterKey(sodium, vaultId, 'recovery', right, wrap)).toThrow(Refusal)
  })

  test('derives the same credential however the passphrase was composed', async () => {
    const salt = new Uint8Array(16)
    const composed = await credentialFromPassphrase(sodium, 'caf\u00e9 au bord de mer', salt, stretchHere)
    const decomposed = await credentialFromPassphrase(sodium, 'cafe\u0301 au bord de mer', salt, stretchHere)
    expect(toHex(composed.loginKeys.publicKey)).toBe(toHex(decomposed.loginKeys.publicKey))
  })

  test('opens with the recovery words too', () => {
    const words = credentialFromRecovery(sodium, new Uint8Array(32).fill(9))
    const wrap = wrapMasterKey(sodium, keys, 'recovery', words)
    expect(unwrapMasterKey(sodium, vaultId, 'recovery', words, wrap)).toEqual(keys.master)
  })
})

describe('a published inbox key', () => {
  test('carries the signature of the vault for its month and no other', () => {
    const key = publishInboxKey(sodium, keys, 202611)
    const signed = (changed: object) =>
      inboxKeyIsSigned(sodium, vaultId, keys.identity.publicKey, { ...key, ...changed })
    expect(signed({})).toBe(true)
    expect(signed({ month: 202612 })).toBe(false)
    expect(signed({ publicKey: new Uint8Array(32).fill(1) })).toBe(false)
    expect(inboxKeyIsSigned(sodium, 'f'.repeat(32), keys.identity.publicKey, key)).toBe(false)
  })
})

describe('a key bundle', () => {
  test('lends the keys of raw, trips and manifest and the named months, nothing else', () => {
    const lent = decodeBundle(encodeBundle(keys.access, [202610, 202611]))
    expect(lent.vaultId).toBe(vaultId)
    expect([...lent.collections.keys()]).toEqual(['raw', 'trips', 'manifest'])
    expect(lent.collections.get('trips')).toEqual(keys.access.collections.get('trips'))
    expect(lent.head).toEqual(keys.access.head)
    expect(lent.inboxSeed(202611)).toEqual(keys.access.inboxSeed(202611))
    expect(lent.inboxSeed(202612)).toBeUndefined()
  })

  test('holds neither the master key nor the signing key', () => {
    const text = toHex(encodeBundle(keys.access, [202611]))
    expect(text).not.toContain(toHex(keys.master))
    expect(text).not.toContain(toHex(keys.identity.privateKey.subarray(0, 32)))
    expect(text).toContain(toHex(keys.access.head))
  })

  test('that is anything else is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(() => decodeBundle(bytes)).toThrow(Refusal)
      }),
    )
    const bundle = encodeBundle(keys.access, [202611])
    expect(() => decodeBundle(bundle.subarray(0, bundle.length - 1))).toThrow(Refusal)
  })
})
