import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { Refusal } from '../../../shared/api/refusal.ts'
import type { InboxMessage } from '../../../shared/vault/inbox.ts'
import { openInboxItem, sealToInbox } from '../../../shared/vault/inbox.ts'
import type { VaultKeys } from '../../../shared/vault/keys.ts'
import { publishInboxKey, vaultKeys } from '../../../shared/vault/keys.ts'
import type { Sodium } from '../../../shared/vault/sodium.ts'
import { ready } from '../../../shared/vault/sodium.ts'
import type { InboxItem } from '../../../shared/vault/store.ts'

const vaultId = 'ab'.repeat(16)
let sodium: Sodium
let keys: VaultKeys
beforeAll(async () => {
  sodium = await ready()
  keys = vaultKeys(sodium, vaultId, new Uint8Array(32).fill(5))
})

const message: InboxMessage = {
  phone: 'owntracks',
  contentType: 'application/json; charset=utf-8',
  contentEncoding: '',
  receivedMs: 1_778_000_000_000,
  body: new Uint8Array([123, 125]),
}

function item(sent: InboxMessage, change: Partial<InboxItem> = {}): InboxItem {
  const [id, deviceId] = ['cd'.repeat(16), 'ef'.repeat(16)]
  const sealed = sealToInbox(sodium, {
    vaultId,
    itemId: id,
    deviceId,
    key: publishInboxKey(sodium, keys, 202611),
    message: sent,
  })
  return { id, number: 1, deviceId, keyMonth: 202611, sealed, ...change }
}

test('an owner opens exactly the bytes that the phone sent', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.string(), (body, contentType) => {
      expect(openInboxItem(sodium, keys.access, item({ ...message, body, contentType }))).toEqual({
        ...message,
        body,
        contentType,
      })
    }),
  )
})

test('a message filed under another device, id or month does not open', () => {
  for (const change of [{ deviceId: '11'.repeat(16) }, { id: '22'.repeat(16) }, { keyMonth: 202612 }])
    expect(() => openInboxItem(sodium, keys.access, item(message, change))).toThrow(Refusal)
})

test('a message with one bit turned does not open', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 7 }), (where, bit) => {
      const sealed = item(message).sealed.slice()
      sealed[where % sealed.length]! ^= 1 << bit
      expect(() => openInboxItem(sodium, keys.access, item(message, { sealed }))).toThrow(Refusal)
    }),
  )
})

test('another vault cannot open it', () => {
  const stranger = vaultKeys(sodium, vaultId, new Uint8Array(32).fill(6))
  expect(() => openInboxItem(sodium, stranger.access, item(message))).toThrow(Refusal)
})
