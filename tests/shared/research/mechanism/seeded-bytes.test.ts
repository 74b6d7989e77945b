import { expect, test } from 'vitest'
import { chachaBlock, seededBytes } from './seeded-bytes.ts'

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

test('the stream is ChaCha20, as RFC 8439 §2.3.2 has it', () => {
  const key = Array.from({ length: 8 }, (_, i) => (0x03020100 + 0x04040404 * i) >>> 0)
  expect(hex(chachaBlock(key, 1, [0x09000000, 0x4a000000, 0]))).toBe(
    '10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4e' +
      'd2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e',
  )
})

test('a stream does not depend on how it is asked for, and each seed has its own', () => {
  const whole = seededBytes(3)(150)
  const inParts = seededBytes(3)
  expect([...inParts(1), ...inParts(63), ...inParts(65), ...inParts(21)]).toEqual([...whole])
  expect(seededBytes(4)(150)).not.toEqual(whole)
})
