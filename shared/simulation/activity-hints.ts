/** What a phone believes that its owner is doing: late, and often wrong. */
import type { Mode, ModeFamily } from '../engine/mode.ts'
import { modeIds, modes } from '../engine/mode.ts'
import type { Hint } from '../trace/trace.ts'
import { atPlace } from './day-log.ts'
import { weighted } from './distributions.ts'
import type { Random } from './random.ts'

type Belief = readonly (readonly [Hint, number])[]

/**
 * Chances of each belief, where there is one. MobilityNet (BSD-3) shows walking and driving 83–97 % right on both
 * systems, cycling taken for walking on iOS for a third of the time and more, trains 70–95 % right, else "still".
 */
const beliefs: Readonly<Record<ModeFamily, Belief>> = {
  foot: [
    ['walk', 0.86],
    ['still', 0.07],
    ['in_vehicle', 0.03],
    ['bicycle', 0.02],
    ['run', 0.02],
  ],
  cycle: [
    ['bicycle', 0.62],
    ['walk', 0.23],
    ['in_vehicle', 0.08],
    ['still', 0.05],
    ['run', 0.02],
  ],
  'road-transit': [
    ['in_vehicle', 0.82],
    ['still', 0.1],
    ['walk', 0.05],
    ['bicycle', 0.03],
  ],
  car: [
    ['in_vehicle', 0.9],
    ['still', 0.06],
    ['walk', 0.02],
    ['bicycle', 0.02],
  ],
  'two-wheeler': [
    ['in_vehicle', 0.75],
    ['bicycle', 0.2],
    ['still', 0.05],
  ],
  rail: [
    ['in_vehicle', 0.7],
    ['still', 0.22],
    ['walk', 0.06],
    ['bicycle', 0.02],
  ],
  air: [
    ['in_vehicle', 0.6],
    ['still', 0.4],
  ],
  water: [
    ['in_vehicle', 0.4],
    ['still', 0.5],
    ['walk', 0.1],
  ],
  unknown: [['still', 1]],
}

const atRest: Belief = [
  ['still', 0.9],
  ['walk', 0.05],
  ['in_vehicle', 0.03],
  ['bicycle', 0.02],
]

/** Scooters shake a phone as cars do, or not at all. */
const onScooter: Belief = [
  ['in_vehicle', 0.4],
  ['bicycle', 0.3],
  ['still', 0.15],
  ['walk', 0.15],
]

const beliefOf = (mode: Mode): Belief => (mode === 'escooter' ? onScooter : beliefs[modes[mode].family])

/** Asked second by second or less often, at times that never decrease. */
export class ActivityHints {
  readonly #random: Random
  #believed: Hint = 'still'
  #coming: Hint = 'still'
  #comesAtS = Number.NEGATIVE_INFINITY
  #heldUntilS = Number.NEGATIVE_INFINITY
  #situation = -1

  readonly #unsureShare: number

  /** `unsureShare` is the share of the time at which the phone has no idea. */
  constructor(random: Random, unsureShare: number) {
    this.#random = random
    this.#unsureShare = unsureShare
  }

  /** `doing` as the day's log holds it; `restS` is how long the person has been standing. */
  at(timeS: number, doing: number, restS: number): Hint {
    const rests = doing === atPlace || restS > 40
    const situation = rests ? atPlace : doing
    if (situation !== this.#situation || timeS >= this.#heldUntilS) {
      const random = this.#random
      // A change is noticed 10–90 s late; a belief is held for a minute or several.
      if (situation !== this.#situation) this.#comesAtS = timeS + random.between(10, 90)
      this.#situation = situation
      this.#coming = random.chance(this.#unsureShare)
        ? ''
        : weighted(random, rests ? atRest : beliefOf(modeIds[doing]!))
      this.#heldUntilS = timeS + random.between(40, 300)
    }
    if (timeS >= this.#comesAtS) this.#believed = this.#coming
    return this.#believed
  }
}
