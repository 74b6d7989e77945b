/**
 * Random bytes that are the same at each run: the key stream of ChaCha20 (RFC 8439 §2.3), whose key is a seed.
 * Statistics of them are then a fixed number, and a test of it holds or fails for good.
 */
import type { RandomBytes } from '../../../../shared/research/mechanism/uniform.ts'

/** "expand 32-byte k", RFC 8439 §2.3. */
const constants = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]

/** The 64 bytes of block `counter`, for a key of 8 words and a nonce of 3. */
export function chachaBlock(
  key: readonly number[],
  counter: number,
  nonce: readonly number[],
): Uint8Array<ArrayBuffer> {
  const start = new Uint32Array(16)
  start.set(constants)
  start.set(key, 4)
  start[12] = counter
  start.set(nonce, 13)
  const x = start.slice()
  for (let round = 0; round < 10; round++) {
    quarterRound(x, 0, 4, 8, 12)
    quarterRound(x, 1, 5, 9, 13)
    quarterRound(x, 2, 6, 10, 14)
    quarterRound(x, 3, 7, 11, 15)
    quarterRound(x, 0, 5, 10, 15)
    quarterRound(x, 1, 6, 11, 12)
    quarterRound(x, 2, 7, 8, 13)
    quarterRound(x, 3, 4, 9, 14)
  }
  const bytes = new DataView(new ArrayBuffer(64))
  for (let i = 0; i < 16; i++) bytes.setUint32(4 * i, x[i]! + start[i]!, true)
  return new Uint8Array(bytes.buffer)
}

function quarterRound(x: Uint32Array, a: number, b: number, c: number, d: number): void {
  x[a]! += x[b]!
  x[d] = rotated(x[d]! ^ x[a]!, 16)
  x[c]! += x[d]!
  x[b] = rotated(x[b]! ^ x[c]!, 12)
  x[a]! += x[b]!
  x[d] = rotated(x[d]! ^ x[a]!, 8)
  x[c]! += x[d]!
  x[b] = rotated(x[b]! ^ x[c]!, 7)
}

const rotated = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits))

/** A stream of its own for each seed, an integer from 0 to 2^32 − 1. */
export function seededBytes(seed: number): RandomBytes {
  let counter = 0
  const key = [seed, 0, 0, 0, 0, 0, 0, 0]
  let block = new Uint8Array(0)
  let at = 0
  return (count) => {
    const out = new Uint8Array(count)
    for (let filled = 0; filled < count; ) {
      if (at === block.length) {
        block = chachaBlock(key, counter++, [0, 0, 0])
        at = 0
      }
      const part = block.subarray(at, at + count - filled)
      out.set(part, filled)
      filled += part.length
      at += part.length
    }
    return out
  }
}
