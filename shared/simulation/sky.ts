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
  street: { sigmaM: 5, excursionsPerHour: 0.7, excursionM: [20, 80] },
  canyon: { sigmaM: 11, excursionsPerHour: 9, excursionM: [25, 100] },
  tunnel: { sigmaM: 40, excursionsPerHour: 10, excursionM: [50, 300] },
  indoors: { sigmaM: 14, excursionsPerHour: 4, excursionM: [20, 90] },
}

/** How good a receiver is; drawn once a day. */
export interface Receiver {
  /** Factor on every error, and metres of error that no two fixes share. */
  readonly poorness: number
  readonly whiteM: number
  /** Seconds after which an error has forgotten about two thirds of itself. */
  readonly correlationS: number
}

/** Draws a receiver. Loggers filter, phones with many sources jump more. */
export function drawReceiver(random: Random): Receiver {
  return {
    poorness: lognormalIn(random, 1, 0.4, [0.4, 2.5]),
    whiteM: random.chance(0.6) ? random.between(0.1, 0.8) : random.between(0.8, 3),
    correlationS: lognormalIn(random, 40, 0.6, [10, 150]),
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
    const { poorness, whiteM, correlationS } = this.#receiver
    const random = this.#random
    const passedS = timeS - this.#lastS
    this.#lastS = timeS
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
