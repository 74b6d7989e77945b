import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64, fromBase64url, toBase64, toBase64url, utf8 } from '../../../shared/vault/bytes.ts'

test('base64 is written as RFC 4648 has it, base64url without padding', () => {
  expect(toBase64(utf8('fooba'))).toBe('Zm9vYmE=')
  expect(toBase64(Uint8Array.of(0xfb, 0xff))).toBe('+/8=')
  expect(toBase64url(Uint8Array.of(0xfb, 0xff))).toBe('-_8')
})

test('whatever is written is read again', () => {
  const bytes = fc.uint8Array({ maxLength: 20_000, size: 'max' })
  fc.assert(
    fc.property(bytes, (some) => {
      expect(fromBase64(toBase64(some))).toEqual(some)
      expect(fromBase64url(toBase64url(some))).toEqual(some)
    }),
    { numRuns: 30 },
  )
})

test('anything else is refused', () => {
  expect(() => fromBase64('Zm9vYmE*')).toThrow()
  expect(() => fromBase64url('Zm 9v!')).toThrow()
})
