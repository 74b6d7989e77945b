/** Writes down a simulated month as the vault would hold it: trips with their sections, and the stays between them. */
import type { Purpose, SectionDocument, StayDocument, TripDocument } from '../../analysis/document.ts'
import { co2eKgOf, sumsOf } from '../../analysis/documents.ts'
import { defaultFactorSet } from '../../footprint/registry.ts'
import { encodePolyline } from '../../trace/polyline.ts'
import type { Point } from './communes.ts'
import type { Leg } from './ways.ts'

/** Where somebody stays: a place of theirs, or a spot that is theirs for once. */
export interface Whereabouts extends Point {
  readonly id?: string
}

export interface Departure {
  readonly to: Whereabouts
  readonly legs: readonly Leg[]
  readonly departMs: number
  readonly purpose: Purpose
  /** IANA zone of where it starts. */
  readonly timeZone: string
}

/** Shorter than this is no stay, ms. */
const shortestStayMs = 300_000

/** ISO 8601 in UTC of a whole second. */
const isoSecond = (timeMs: number): string => `${new Date(timeMs).toISOString().slice(0, 19)}Z`

/** Trips and stays without gap or overlap, on whole seconds. */
export class Journal {
  readonly trips: TripDocument[] = []
  readonly stays: StayDocument[] = []
  #at: Whereabouts
  #nowMs: number
  /** `#nowMs` as text: each instant is written two times or more, and made once. */
  #now: string

  constructor(startMs: number, at: Whereabouts) {
    this.#nowMs = startMs
    this.#now = isoSecond(startMs)
    this.#at = at
  }

  get at(): Whereabouts {
    return this.#at
  }

  /** End of the last trip. */
  get nowMs(): number {
    return this.#nowMs
  }

  /** One trip, at `departMs` or as soon as one has stayed long enough to speak of a stay. */
  travel({ to, legs, departMs, purpose, timeZone }: Departure): void {
    this.#stayUntil(Math.max(departMs, this.#nowMs + shortestStayMs))
    const start = this.#now
    const sections = legs.map((leg) => this.#section(leg))
    this.trips.push({
      start,
      end: this.#now,
      timeZone,
      ...sumsOf(sections),
      sections,
      ...(this.#at.id !== undefined && { from: this.#at.id }),
      ...(to.id !== undefined && { to: to.id }),
      purpose,
    })
    this.#at = to
  }

  /** The last stay, up to the end of the month. */
  close(endMs: number): void {
    this.#stayUntil(endMs)
  }

  #stayUntil(endMs: number): void {
    const { id, latDeg, lonDeg } = this.#at
    const start = this.#now
    this.#moveTo(endMs)
    const place = id !== undefined && { place: id }
    this.stays.push({ start, end: this.#now, lat: latDeg, lon: lonDeg, ...place })
  }

  #moveTo(timeMs: number): void {
    this.#nowMs = timeMs
    this.#now = isoSecond(timeMs)
  }

  #section({ mode, path, lengthM, seconds }: Leg): SectionDocument {
    const start = this.#now
    this.#moveTo(this.#nowMs + seconds * 1000)
    return {
      start,
      end: this.#now,
      mode,
      confidence: 1,
      probabilities: { [mode]: 1 },
      distanceM: lengthM,
      co2eKg: co2eKgOf(mode, lengthM, defaultFactorSet),
      geometry: encodePolyline({ latDeg: path.map(([lat]) => lat), lonDeg: path.map(([, lon]) => lon) }),
    }
  }
}
