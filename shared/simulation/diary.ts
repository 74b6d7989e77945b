/** What truly happened: stays and sections, second by second, as a person's day is written down. */
import type { Spot } from './geography-of-la-rochelle.ts'
import type { Leg, SimulatedMode } from './movement.ts'
import { move } from './movement.ts'
import { pathReader } from './path.ts'
import type { TrueSection, TrueTrip } from './person.ts'
import type { Random } from './random.ts'

/** Time at one spot, from `startMs` up to, not including, `endMs`. */
export interface TrueStay {
  readonly kind: 'stay'
  readonly startMs: number
  readonly endMs: number
  readonly latDeg: number
  readonly lonDeg: number
}

/** A section with where the person was at each of its seconds; sample k is at startMs + 1000 k. */
export interface TrueMovement {
  readonly kind: 'movement'
  readonly startMs: number
  readonly endMs: number
  readonly mode: SimulatedMode
  readonly latDeg: Float64Array
  readonly lonDeg: Float64Array
  readonly speedMps: Float64Array
}

export type Episode = TrueStay | TrueMovement

/** Writes episodes one after the other, without gap or overlap. */
export class Diary {
  readonly episodes: Episode[] = []
  readonly trips: TrueTrip[] = []
  readonly #startMs: number
  #nowMs: number
  #spot: Spot

  constructor(startMs: number, spot: Spot) {
    this.#startMs = startMs
    this.#nowMs = startMs
    this.#spot = spot
  }

  get spot(): Spot {
    return this.#spot
  }

  /** Stays until `timeMs`, and at least ten minutes: shorter is no stay. */
  stayUntil(timeMs: number): void {
    const isFirst = this.#nowMs === this.#startMs
    const endMs = Math.max(timeMs, isFirst ? timeMs : this.#nowMs + 600_000)
    const [latDeg, lonDeg] = this.#spot.door
    this.episodes.push({ kind: 'stay', startMs: this.#nowMs, endMs, latDeg, lonDeg })
    this.#nowMs = endMs
  }

  /** Stays for so many minutes. */
  stayFor(minutes: number): void {
    this.stayUntil(this.#nowMs + Math.round(minutes * 60) * 1000)
  }

  /** One trip made of `legs`, ending at `to`. */
  travel(legs: readonly Leg[], to: Spot, random: Random): void {
    const startMs = this.#nowMs
    const sections = legs.map((leg) => this.#travelLeg(leg, random))
    this.trips.push({ startMs, endMs: this.#nowMs, sections })
    this.#spot = to
  }

  #travelLeg(leg: Leg, random: Random): TrueSection {
    const { atM, speedMps } = move(leg, random)
    const positionAt = pathReader(leg.path)
    const latDeg = new Float64Array(atM.length)
    const lonDeg = new Float64Array(atM.length)
    for (let k = 0; k < atM.length; k++) [latDeg[k], lonDeg[k]] = positionAt(atM[k]!)
    const startMs = this.#nowMs
    const endMs = startMs + (atM.length - 1) * 1000
    const { mode } = leg
    this.episodes.push({
      kind: 'movement',
      startMs,
      endMs,
      mode,
      latDeg,
      lonDeg,
      speedMps: Float64Array.from(speedMps),
    })
    this.#nowMs = endMs
    return { startMs, endMs, mode, distanceM: leg.path.lengthM }
  }
}
