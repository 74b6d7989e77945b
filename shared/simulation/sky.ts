/** What satellite positioning makes of the truth: errors that drift, reflections, cold starts, hours under a roof. */
import type { Range } from './distributions.ts'
import { exponential, lognormalIn } from './distributions.ts'
import type { Random } from './random.ts'
import type { Scene } from './ways.ts'

/** Error of one fix, metres, and the accuracy that the device admits. */
export interface SkyError {
  readonly eastM: number
  readonly northM: number
  readonly accuracyM: number
}

interface Sky {
  /** Spread of the drifting error per axis, m: phones in the open are good to 4.9 m, 68 % (van Diggelen and Enge 2015). */
  readonly sigmaM: number
  /** Reflections per hour, and how far they throw a position, m. */
  readonly excursionsPerHour: number
  readonly excursionM: Range
}

/** Canyons and roofs: judgement, in the order of what receiver tests between tall buildings show. */
const skies: Readonly<Record<Scene, Sky>> = {
  open: { sigmaM: 3, excursionsPerHour: 0.1, excursionM: [20, 60] },
  street: { sigmaM: 6, excursionsPerHour: 3.5, excursionM: [20, 90] },
  canyon: { sigmaM: 11, excursionsPerHour: 9, excursionM: [25, 100] },
  tunnel: { sigmaM: 40, excursionsPerHour: 10, excursionM: [50, 300] },
  indoors: { sigmaM: 14, excursionsPerHour: 4, excursionM: [20, 90] },
}

/** Loggers smooth what they write down; phones hand on what they get, or make do with networks and seldom look up. */
export type Positioning = 'smooth' | 'raw' | 'coarse'

/** How good a receiver is; drawn once a day. */
export interface Receiver {
  readonly positioning: Positioning
  /** Factor on every error, and metres of error that no two fixes share. */
  readonly poorness: number
  readonly whiteM: number
  /** Share of fixes that lie anywhere: wild values that cheap receivers let through. */
  readonly strayShare: number
  /** Seconds after which an error has forgotten about two thirds of itself. */
  readonly correlationS: number
}

/** Draws a receiver. */
export function drawReceiver(positioning: Positioning, random: Random): Receiver {
  return {
    positioning,
    poorness: lognormalIn(random, 1, 0.5, [0.4, 3]),
    whiteM: random.chance(positioning === 'smooth' ? 0.85 : 0.3)
      ? random.between(0.1, 0.8)
      : lognormalIn(random, 2.5, 0.6, [0.8, 9]),
    strayShare: random.chance(0.3) ? random.between(0.0003, 0.004) : 0,
    correlationS: lognormalIn(random, 35, 0.6, [8, 150]),
  }
}

/** Asked at times that never decrease. */
export class SkyNoise {
  readonly #random: Random
  readonly #receiver: Receiver
  #lastS = Number.NEGATIVE_INFINITY
  #east = 0
  #north = 0
  #sigmaM = 5
  #coarseness = 1
  #throwUntilS = Number.NEGATIVE_INFINITY
  #throwM: readonly [number, number] = [0, 0]
  #coldUntilS = Number.NEGATIVE_INFINITY
  #coldM: readonly [number, number] = [0, 0]

  constructor(receiver: Receiver, random: Random) {
    this.#receiver = receiver
    this.#random = random
  }

  /** The receiver wakes without knowing where it is: its first fixes lie 20–300 m off and close in within a minute. */
  startCold(atS: number): void {
    this.#coldUntilS = atS + this.#random.between(5, 60)
    this.#coldM = this.#away([20, 250])
  }

  at(timeS: number, scene: Scene): SkyError {
    const { correlationS } = this.#receiver
    const random = this.#random
    const passedS = timeS - this.#lastS
    this.#lastS = timeS
    this.#changeSource(passedS)
    const poorness = this.#receiver.poorness * this.#coarseness
    const whiteM = this.#receiver.whiteM + (this.#coarseness - 1) * 2.5
    const kept = Math.exp(-passedS / correlationS)
    const fresh = Math.sqrt(1 - kept * kept)
    this.#east = kept * this.#east + fresh * random.normal()
    this.#north = kept * this.#north + fresh * random.normal()
    // The sky opens and closes over some seconds, not from one fix to the next.
    const quick = Math.exp(-passedS / 8)
    this.#sigmaM = quick * this.#sigmaM + (1 - quick) * skies[scene].sigmaM * poorness
    const [throwEast, throwNorth] = this.#thrown(timeS, passedS, skies[scene])
    const cold = Math.max(0, this.#coldUntilS - timeS) / 60
    return {
      eastM: this.#east * this.#sigmaM + whiteM * random.normal() + throwEast + cold * this.#coldM[0],
      northM: this.#north * this.#sigmaM + whiteM * random.normal() + throwNorth + cold * this.#coldM[1],
      accuracyM: this.#admitted(timeS, cold),
    }
  }

  /** Coarse positioning goes from satellites to WLAN to cells and back; MobilityNet's phones show minutes of each. */
  #changeSource(passedS: number): void {
    if (this.#receiver.positioning !== 'coarse' || !this.#random.chance(1 - Math.exp(-passedS / 90))) return
    this.#coarseness = lognormalIn(this.#random, 3, 1, [1, 14])
  }

  /** Devices know their drift within a factor of two, and half of the reflections not at all. */
  #admitted(timeS: number, cold: number): number {
    const random = this.#random
    const thrownM = timeS < this.#throwUntilS && random.chance(0.5) ? Math.hypot(...this.#throwM) : 0
    const coldM = cold * Math.hypot(...this.#coldM)
    return Math.max(3, this.#sigmaM * random.between(0.9, 1.9) + 0.6 * thrownM + 0.7 * coldM)
  }

  #thrown(timeS: number, passedS: number, sky: Sky): readonly [number, number] {
    const random = this.#random
    if (timeS < this.#throwUntilS) return this.#throwM
    if (random.chance(this.#receiver.strayShare)) return this.#away([60, 900])
    const expected = (sky.excursionsPerHour * Math.min(passedS, 60)) / 3600
    if (!random.chance(expected)) return [0, 0]
    this.#throwUntilS = timeS + 3 + exponential(random, 18)
    this.#throwM = this.#away(sky.excursionM)
    return this.#throwM
  }

  #away(range: Range): readonly [number, number] {
    const angle = this.#random.between(-Math.PI, Math.PI)
    const awayM = this.#random.between(...range)
    return [awayM * Math.cos(angle), awayM * Math.sin(angle)]
  }
}
