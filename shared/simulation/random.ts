/** Seeded randomness: the same seed gives the same days on every machine. */

/** A source of draws; `fork` gives an independent one whose draws do not move those of its parent. */
export interface Random {
  /** Uniform in [from, to). */
  between(from: number, to: number): number
  /** Standard normal. */
  normal(): number
  chance(probability: number): boolean
  fork(name: string | number): Random
}

/** A source for `seed`, any whole number. */
export function seededRandom(seed: number): Random {
  const next = mulberry32(seed)
  let spare = Number.NaN
  const normal = (): number => {
    if (!Number.isNaN(spare)) {
      const value = spare
      spare = Number.NaN
      return value
    }
    // Box–Muller; 1 - u keeps the logarithm away from zero.
    const radius = Math.sqrt(-2 * Math.log(1 - next()))
    const angle = 2 * Math.PI * next()
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
  return {
    between: (from, to) => from + (to - from) * next(),
    normal,
    chance: (probability) => next() < probability,
    fork: (name) => seededRandom(hash(`${seed} ${name}`)),
  }
}

/** Tommy Ettinger's 32-bit generator: ample for simulated people, worthless for secrets. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}
