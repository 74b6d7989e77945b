import { expect, test } from 'vitest'
import { ready } from '../../../shared/vault/sodium.ts'

test('libsodium draws from our pool, and never the same bytes twice', async () => {
  const sodium = await ready()
  const drawn = Array.from({ length: 2000 }, () => sodium.randombytes_buf(16, 'hex'))
  expect(new Set(drawn).size).toBe(drawn.length)
  const bytes = sodium.randombytes_buf(100_000)
  const mean = bytes.reduce((sum, byte) => sum + byte, 0) / bytes.length
  expect(mean).toBeGreaterThan(125)
  expect(mean).toBeLessThan(130)
})
