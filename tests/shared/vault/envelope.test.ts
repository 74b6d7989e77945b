import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { Refusal } from '../../../shared/api/refusal.ts'
import type { EnvelopeAddress, EnvelopeKey, EnvelopeKind } from '../../../shared/vault/envelope.ts'
import {
  envelopeKey,
  envelopeKinds,
  open,
  paddedLength,
  recordId,
  seal,
} from '../../../shared/vault/envelope.ts'
import type { Sodium } from '../../../shared/vault/sodium.ts'
import { ready } from '../../../shared/vault/sodium.ts'

let sodium: Sodium
let key: EnvelopeKey
let other: EnvelopeKey
beforeAll(async () => {
  sodium = await ready()
  key = envelopeKey(sodium, new Uint8Array(32).fill(1))
  other = envelopeKey(sodium, new Uint8Array(32).fill(2))
})

const hexId = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((b) => [...b].map((x) => x.toString(16).padStart(2, '0')).join(''))
const address: fc.Arbitrary<EnvelopeAddress> = fc.record({
  kind: fc.constantFrom(...(Object.keys(envelopeKinds) as EnvelopeKind[])),
  vaultId: hexId,
  recordId: hexId,
  seq: fc.nat(),
})
const content = fc.uint8Array({ maxLength: 3000 })
const refused = (work: () => unknown): void => {
  expect(work).toThrow(Refusal)
}

describe('an envelope', () => {
  test('opens to what was sealed in it', () => {
    fc.assert(
      fc.property(address, content, (at, bytes) => {
        expect(open(sodium, key, at, seal(sodium, key, at, bytes))).toEqual(bytes)
      }),
    )
  })

  test('opens at no other address', () => {
    fc.assert(
      fc.property(address, address, content, (at, elsewhere, bytes) => {
        fc.pre(JSON.stringify(at) !== JSON.stringify(elsewhere))
        refused(() => open(sodium, key, elsewhere, seal(sodium, key, at, bytes)))
        for (const field of ['kind', 'vaultId', 'recordId', 'seq'] as const)
          if (at[field] !== elsewhere[field])
            refused(() =>
              open(sodium, key, { ...at, [field]: elsewhere[field] }, seal(sodium, key, at, bytes)),
            )
      }),
    )
  })

  test('opens under no other key, even when the key id in its header is replaced', () => {
    fc.assert(
      fc.property(address, content, (at, bytes) => {
        const envelope = seal(sodium, key, at, bytes)
        refused(() => open(sodium, other, at, envelope))
        envelope.set(other.id, 38)
        refused(() => open(sodium, other, at, envelope))
      }),
    )
  })

  test('does not open when any byte was changed or cut off', () => {
    fc.assert(
      fc.property(address, content, fc.nat(), fc.integer({ min: 1, max: 255 }), (at, bytes, where, flip) => {
        const envelope = seal(sodium, key, at, bytes)
        const changed = envelope.slice()
        changed[where % changed.length]! ^= flip
        refused(() => open(sodium, key, at, changed))
        refused(() => open(sodium, key, at, envelope.subarray(0, where % envelope.length)))
      }),
    )
  })

  test('is never the same twice', () => {
    const at = { kind: 'record', vaultId: 'a'.repeat(32), recordId: 'b'.repeat(32), seq: 1 } as const
    expect(seal(sodium, key, at, new Uint8Array(9))).not.toEqual(seal(sodium, key, at, new Uint8Array(9)))
  })

  test('of a small content has one length, whatever it holds', () => {
    fc.assert(
      fc.property(address, fc.uint8Array({ maxLength: 508 }), (at, bytes) => {
        expect(seal(sodium, key, at, bytes)).toHaveLength(54 + 24 + 32 + 512 + 16)
      }),
    )
  })
})

test('padding adds at most 12 % and never shrinks', () => {
  fc.assert(
    fc.property(fc.integer({ min: 513, max: 50_000_000 }), (length) => {
      expect(paddedLength(length)).toBeGreaterThanOrEqual(length)
      expect(paddedLength(length)).toBeLessThanOrEqual(length * 1.12 + 1)
    }),
  )
})

test('a record id depends on name and key and shows neither', () => {
  expect(recordId(sodium, key, 'trips/2026-05')).toMatch(/^[0-9a-f]{32}$/)
  expect(recordId(sodium, key, 'trips/2026-05')).not.toBe(recordId(sodium, key, 'trips/2026-06'))
  expect(recordId(sodium, key, 'trips/2026-05')).not.toBe(recordId(sodium, other, 'trips/2026-05'))
})
