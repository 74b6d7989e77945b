/** Traffic: waves that stop and go, queues at lights, and what each road makes of the hour. */
import type { Range } from './distributions.ts'
import { clamp, exponential } from './distributions.ts'
import type { Random } from './random.ts'
import type { Town } from './town.ts'
import { congestionAt } from './town.ts'
import type { Way } from './ways.ts'
import { turnOf } from './ways.ts'

/** A point that may not be passed faster than `limitMps`; where that is 0, one stands for `waitS`. */
export interface Restraint {
  readonly atM: number
  readonly limitMps: number
  readonly waitS: number
}

/** Congestion of one ride: the share of the free speed that is lost, 0–0.95. */
export function drawCongestion(town: Town, hour: number, random: Random): number {
  return clamp(congestionAt(town, hour) + 0.13 * random.normal(), [0, 0.95])
}

/** How long traffic goes and how long it crawls at a time, s; judgement. */
const goingS: Range = [15, 150]
const crawlingS: Range = [5, 60]

/** A stream of traffic, asked once a second for the speed that it allows. */
export class Stream {
  readonly #random: Random
  /** Over the whole ride; how far the stretch at hand differs from it; how far stretches differ at all. */
  readonly #usual: number
  readonly #unevenness: number
  #stretch: number
  #share = 1
  #leftS = 0
  #crawls = false

  constructor(congestion: number, random: Random) {
    this.#random = random
    this.#usual = congestion
    this.#unevenness = congestion < 0.03 ? 0 : random.between(0.1, 0.4)
    this.#stretch = random.normal()
  }

  /** The speed that the cars ahead leave to one who could drive `freeMps`. */
  limitMps(freeMps: number): number {
    if (this.#leftS-- <= 0) this.#turn()
    return this.#crawls ? Math.min(this.#share * 10, freeMps) : this.#share * freeMps
  }

  /** The next wave: the fuller the road, the more often it crawls, and the slower it goes between. */
  #turn(): void {
    const random = this.#random
    // Jams have a beginning and an end: congestion changes from one wave to the next, but not by much.
    this.#stretch = 0.8 * this.#stretch + 0.6 * random.normal()
    const congestion = clamp(this.#usual + this.#unevenness * this.#stretch, [0, 0.95])
    const crawlShare = clamp((congestion - 0.3) * 0.85, [0, 0.55])
    this.#crawls = !this.#crawls && random.chance(crawlShare * 1.6)
    if (random.chance(0.06 * congestion)) {
      // A bottleneck: works, an accident, a bridge.
      this.#crawls = false
      this.#share = random.between(0.04, 0.25)
      this.#leftS = random.between(60, 420)
    } else if (this.#crawls) {
      this.#share = random.chance(0.25) ? 0 : random.between(0.05, 0.45)
      this.#leftS = random.between(...crawlingS) * (0.5 + congestion)
    } else {
      this.#share = clamp((1 - 0.75 * congestion) * Math.exp(0.16 * random.normal()), [0.15, 1.05])
      this.#leftS = random.between(...goingS) * (1.2 - congestion)
    }
  }
}

/** How somebody meets lights, signs and other people's right of way. */
export interface Obedience {
  /** Chance to stop at a red light, and at a stop sign. */
  readonly signal: number
  readonly sign: number
  /** Mean metres of queue before the line; bicycles and walkers go to the front. */
  readonly queueM: number
  /** Share of red lights that a coordinated or transit-priority street spares. */
  readonly spared: number
}

/** The stops that junctions bring about. Traffic as full as `congestion` stands through several cycles. */
export function junctionStops(
  way: Way,
  town: Town,
  { signal, sign, queueM, spared }: Obedience,
  congestion: number,
  random: Random,
): Restraint[] {
  const stops: Restraint[] = []
  const redS = town.cycleS * town.redShare
  const stop = (atM: number, waitS: number): void => {
    stops.push({ atM: Math.max(1, atM), limitMps: 0, waitS: Math.round(waitS) })
  }
  for (let k = 1; k < way.atM.length - 1; k++) {
    const control = way.control[k]!
    const atM = way.atM[k]!
    if (control === 'signal' && random.chance(town.redShare * (1 - spared) * signal)) {
      const behindM = queueM === 0 ? 0 : exponential(random, queueM * (0.5 + 2.5 * congestion))
      // A queue longer than one green lets through stands again and again.
      const again = queueM > 0 && congestion > 0.5 && random.chance(congestion - 0.4)
      for (let backM = behindM + 60; again && backM < behindM + 60 + 150 * congestion; backM += 55)
        stop(atM - backM, random.between(0.5, 1) * redS)
      stop(atM - Math.min(behindM, 120) - 3, random.between(2, redS))
    } else if (control === 'signal' && queueM > 0 && random.chance(0.2 + 0.5 * congestion))
      // Green at last, but the queue has only begun to move.
      stops.push({ atM: Math.max(1, atM - 10), limitMps: random.between(2.5, 8), waitS: 0 })
    else if (control === 'stop' && random.chance(sign)) stop(atM - 3, random.between(1, 5))
    else if (control === 'yield' && random.chance(turnOf(way, k) > 0.7 ? 0.3 : 0.08))
      stop(atM - 3, random.between(1, 12) * (1 + congestion))
  }
  return stops
}
