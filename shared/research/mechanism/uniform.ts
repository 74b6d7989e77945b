/** Uniform integers from random bytes, exactly: a draw that does not fit is thrown away, never folded back. */

/** The operating system's generator, handed in: that many fresh random bytes, in an array of the caller's own. */
export type RandomBytes = (count: number) => Uint8Array

/** One integer from 0 to `below` − 1, each as likely as the other; `below` is an integer from 1 to 2^53. */
export type UniformBelow = (below: number) => number

/** Enough for some forty draws of noise; what is left over is forgotten with the function. */
const bufferBytes = 256
/** A fair generator misses this often in a row with probability below 2^-256. */
const mostMisses = 256

/**
 * Draws from `random`. Throws a RangeError for a bound that it cannot serve, and an Error when the generator
 * hands out too few bytes or is stuck: noise from such a one would hide nobody.
 */
export function uniformBelow(random: RandomBytes): UniformBelow {
  let bytes: Uint8Array = new Uint8Array(0)
  let at = 0
  const nextByte = (): number => {
    if (at === bytes.length) {
      bytes = random(bufferBytes)
      if (bytes.length !== bufferBytes) throw new Error('The random generator gave too few bytes.')
      at = 0
    }
    return bytes[at++]!
  }
  return (below) => {
    if (!Number.isInteger(below) || below < 1 || below > 2 ** 53)
      throw new RangeError('A uniform draw needs a bound from 1 to 2^53.')
    const bits = bitLength(below - 1)
    const lowBytes = Math.max(0, Math.ceil(bits / 8) - 1)
    const topMask = 2 ** (bits - 8 * lowBytes) - 1
    for (let misses = 0; misses < mostMisses; misses++) {
      let value = bits === 0 ? 0 : nextByte() & topMask
      for (let i = 0; i < lowBytes; i++) value = value * 256 + nextByte()
      if (value < below) return value
    }
    throw new Error('The random generator is stuck.')
  }
}

/** Bits that an integer from 0 to 2^53 − 1 takes; 0 takes none. */
const bitLength = (value: number): number =>
  value < 2 ** 32 ? 32 - Math.clz32(value) : 64 - Math.clz32(Math.floor(value / 2 ** 32))
