/** Errors of satellite positioning: they drift instead of jumping, and sometimes they do jump. */
import type { Random } from './random.ts'

/** Where the sky is narrow, errors are larger. */
export interface Surroundings {
  /** Standard deviation per axis, metres. */
  readonly sigmaM: number
  /** Chance that a fix is an outlier. */
  readonly outlierChance: number
}

/**
 * Phones in the open are good to about 4.9 m (68 % radius, van Diggelen and Enge 2015); streets with houses on both
 * sides and rooms under a roof are worse.
 */
export const surroundings = {
  open: { sigmaM: 4, outlierChance: 0.0005 },
  street: { sigmaM: 6, outlierChance: 0.002 },
  carriage: { sigmaM: 7, outlierChance: 0.001 },
  indoors: { sigmaM: 8, outlierChance: 0.01 },
} as const satisfies Record<string, Surroundings>

/** Error of one fix: metres east and north, and the accuracy that the phone admits. */
export interface PositionError {
  readonly eastM: number
  readonly northM: number
  readonly accuracyM: number
  readonly outlier: boolean
}

/** Seconds after which an error has forgotten about a third of itself. */
const correlationS = 40

/** Beyond this many standard deviations a wandering error is brought back, so that only outliers lie far off. */
const furthestSigmas = 4

/** A first-order Gauss–Markov process on each axis, asked at times that never decrease. */
export class Noise {
  readonly #random: Random
  #lastMs = Number.NEGATIVE_INFINITY
  #east = 0
  #north = 0

  constructor(random: Random) {
    this.#random = random
  }

  at(timeMs: number, { sigmaM, outlierChance }: Surroundings): PositionError {
    const kept = Math.exp(-(timeMs - this.#lastMs) / 1000 / correlationS)
    this.#lastMs = timeMs
    this.#east = this.#wander(this.#east, kept)
    this.#north = this.#wander(this.#north, kept)
    const accuracyM = Math.round(sigmaM * this.#random.between(1, 1.9))
    if (!this.#random.chance(outlierChance))
      return { eastM: this.#east * sigmaM, northM: this.#north * sigmaM, accuracyM, outlier: false }
    const angle = this.#random.between(0, 2 * Math.PI)
    const awayM = this.#random.between(120, 600)
    return {
      eastM: awayM * Math.cos(angle),
      northM: awayM * Math.sin(angle),
      // Some outliers own up to being poor, others do not.
      accuracyM: this.#random.chance(0.5) ? Math.round(awayM / 2) : accuracyM,
      outlier: true,
    }
  }

  #wander(value: number, kept: number): number {
    const next = value * kept + Math.sqrt(1 - kept * kept) * this.#random.normal()
    return Math.max(-furthestSigmas, Math.min(furthestSigmas, next))
  }
}
