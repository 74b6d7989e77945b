/**
 * What is seen around a moment within some minutes on either side, as running sums over hops: moving on by one window
 * costs as much on every scale, however wide.
 */
import { distanceM } from '../trace/geodesy.ts'
import type { Hops } from './hops.ts'
import { hintShareCount } from './hops.ts'
import type { Knots } from './knots.ts'
import { featuring } from './thresholds.ts'

/** Quantiles of speed by time, as shares. */
const quantiles = [0.1, 0.25, 0.5, 0.75, 0.9, 0.97] as const

/** Names of what `Surroundings.write` writes, in its order. Speeds m/s. */
export const surroundingNames = [
  'mean speed',
  ...quantiles.map((share) => `speed p${share * 100}`),
  'standing share',
  'mean speed moving',
  'straightness',
  'turns, degrees per 100 m',
  'stops per km',
  'change of speed between hops',
] as const

/** Names of what `Surroundings.writeHints` writes: shares of the time, 0 to 1. */
export const hintShareNames = ['still', 'walk', 'run', 'bicycle', 'in vehicle'] as const

/** Speeds are counted in classes, each a tenth of an octave and a bit wider than the one before. */
export const speedClasses = 40
const lowestMps = 0.25
const perClass = Math.log(1.17)

/** Class of a speed in m/s: 0 up to 0.25, then steps of 17 %. */
export function speedClass(speedMps: number): number {
  if (speedMps < lowestMps) return 0
  return Math.min(speedClasses - 1, 1 + Math.floor(Math.log(speedMps / lowestMps) / perClass))
}

const classStartMps = Float64Array.from({ length: speedClasses + 1 }, (_, n) =>
  n === 0 ? 0 : lowestMps * Math.exp(perClass * (n - 1)),
)

/** Sums over the hops within `halfMs` of a moment. The moment only moves forward. */
export class Surroundings {
  readonly #knots: Knots
  readonly #hops: Hops
  readonly #halfMs: number
  readonly #time = new Float64Array(speedClasses)
  readonly #hints = new Float64Array(hintShareCount)
  #from = 0
  #to = 0
  #weightS = 0
  #durationS = 0
  #lengthM = 0
  #movingS = 0
  #movingM = 0
  #turnedDeg = 0
  #stops = 0
  #changed = 0

  constructor(knots: Knots, hops: Hops, halfMs: number) {
    this.#knots = knots
    this.#hops = hops
    this.#halfMs = halfMs
  }

  /** Moves on to the window of hops `first` up to, not including, `end`, whose middle is `timeMs`; it always counts. */
  moveTo(timeMs: number, first: number, end: number): void {
    const { middleMs } = this.#hops
    while (this.#to < this.#hops.length && (this.#to < end || middleMs[this.#to]! <= timeMs + this.#halfMs))
      this.#count(this.#to++, 1)
    while (this.#from < first && middleMs[this.#from]! < timeMs - this.#halfMs) this.#count(this.#from++, -1)
  }

  #count(h: number, sign: number): void {
    const hops = this.#hops
    const weightS = sign * hops.weightS[h]!
    const lengthM = sign * hops.distanceM[h]!
    this.#time[hops.speedClass[h]!]! += weightS
    this.#hints[hops.hintShare[h]!]! += weightS
    this.#weightS += weightS
    this.#durationS += (sign * hops.durationMs[h]!) / 1000
    this.#lengthM += lengthM
    this.#changed += sign * hops.changeMps[h]!
    if (hops.speedMps[h]! < featuring.standingMps) {
      if (hops.comesToStand[h] === 1) this.#stops += sign
      return
    }
    this.#movingS += weightS
    this.#movingM += sign * Math.min(hops.distanceM[h]!, hops.speedMps[h]! * hops.weightS[h]!)
    this.#turnedDeg += sign * hops.turnDeg[h]!
  }

  /** Writes `surroundingNames.length` numbers into `out` from `at` on; returns the position after them. */
  write(out: Float32Array, start: number): number {
    let at = start
    const { latDeg, lonDeg } = this.#knots
    const a = this.#hops.first + this.#from
    const b = this.#hops.first + this.#to
    const directM = distanceM(latDeg[a]!, lonDeg[a]!, latDeg[b]!, lonDeg[b]!)
    const lengthM = Math.max(1, this.#lengthM)
    out[at++] = this.#lengthM / Math.max(1, this.#durationS)
    at = this.#writeQuantiles(out, at)
    out[at++] = 1 - this.#movingS / Math.max(1, this.#weightS)
    out[at++] = this.#movingM / Math.max(1, this.#movingS)
    out[at++] = Math.min(1, directM / lengthM)
    out[at++] = this.#turnedDeg / Math.max(1, this.#movingM / 100)
    out[at++] = this.#stops / Math.max(0.2, lengthM / 1000)
    out[at++] = this.#changed / (this.#to - this.#from)
    return at
  }

  #writeQuantiles(out: Float32Array, start: number): number {
    const time = this.#time
    let n = 0
    let below = 0
    let here = time[0]!
    for (let q = 0; q < quantiles.length; q++) {
      const target = quantiles[q]! * this.#weightS
      while (n < speedClasses - 1 && below + here < target) {
        below += here
        here = time[++n]!
      }
      const within = here > 0 ? Math.min(1, Math.max(0, (target - below) / here)) : 0
      out[start + q] = classStartMps[n]! + within * (classStartMps[n + 1]! - classStartMps[n]!)
    }
    return start + quantiles.length
  }

  /** Writes `hintShareNames.length` numbers into `out` from `at` on; returns the position after them. */
  writeHints(out: Float32Array, start: number): number {
    for (let n = 0; n < hintShareNames.length; n++)
      out[start + n] = this.#hints[n + 1]! / Math.max(1, this.#weightS)
    return start + hintShareNames.length
  }
}
