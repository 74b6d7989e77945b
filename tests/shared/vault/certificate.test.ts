import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCertificate, signCertificate } from '../../../shared/vault/certificate.ts'
import { vaultKeys } from '../../../shared/vault/keys.ts'
import { ready } from '../../../shared/vault/sodium.ts'

const sodium = await ready()
const keys = vaultKeys(sodium, 'ab'.repeat(16), new Uint8Array(32).fill(7))
const certified = { first: '2026-10-01', last: '2026-10-31', days: 14 }
const text = signCertificate(sodium, keys, certified)
const key = sodium.to_hex(keys.identity.publicKey)

test('a certificate is checked with nothing but itself, however it was pasted', () => {
  expect(checkCertificate(sodium, text)).toEqual({ result: 'whole', certified, key })
  const pasted = `\r\n  ${text.replaceAll('\n', '  \r\n\r\n  ')}\n`
  expect(checkCertificate(sodium, pasted)).toEqual({ result: 'whole', certified, key })
})

test('it says the count, the period, a key and a signature, and nothing else', () => {
  const [, period, days, ...rest] = text.split('\n')
  expect(period).toBe('Period: 2026-10-01 to 2026-10-31')
  expect(days).toBe('Days: 14')
  expect(rest.map((line) => line.replace(/[0-9a-f]{64,}/, '…'))).toEqual(['Key: …', 'Signature: …'])
  expect(text).not.toContain('ab'.repeat(16))
})

test('no sign of it can be changed unnoticed', () => {
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom(...'0123456789abcdef-: '), (at, sign) => {
      const other = text.slice(0, at) + sign + text.slice(at + 1)
      const { result } = checkCertificate(sodium, other)
      if (other.replace(/ +/g, ' ') === text.replace(/ +/g, ' ')) expect(result).toBe('whole')
      else expect(result).not.toBe('whole')
    }),
    { numRuns: 300 },
  )
})

test('another vault’s key does not sign for this one', () => {
  const other = vaultKeys(sodium, 'ab'.repeat(16), new Uint8Array(32).fill(8))
  const swapped = text.replace(key, sodium.to_hex(other.identity.publicKey))
  expect(checkCertificate(sodium, swapped).result).toBe('changed')
  expect(checkCertificate(sodium, 'Days: 14')).toEqual({ result: 'unreadable' })
  expect(checkCertificate(sodium, text.replace('14', '15'))).toMatchObject({
    result: 'changed',
    certified: { days: 15 },
  })
})
