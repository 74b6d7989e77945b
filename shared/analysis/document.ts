/** The analysis document: what `sillage analyse` prints and what the vault's trip records hold, in one shape. */
import type { Mode } from '../engine/mode.ts'
import type { Dropped } from '../engine/segmentation.ts'

/** Instants are ISO 8601 in UTC with milliseconds only when not zero; distances metres; footprints kg CO2e. */
export interface SectionDocument {
  readonly start: string
  readonly end: string
  readonly mode: Mode
  readonly confidence: number
  readonly probabilities: Partial<Record<Mode, number>>
  readonly distanceM: number
  readonly co2eKg: number
  /** Encoded polyline, precision 5. */
  readonly geometry: string
}

export interface TripDocument {
  readonly start: string
  readonly end: string
  /** IANA zone of the place where the trip starts. */
  readonly timeZone: string
  readonly distanceM: number
  readonly co2eKg: number
  readonly sections: readonly SectionDocument[]
}

export interface StayDocument {
  readonly start: string
  readonly end: string
  readonly lat: number
  readonly lon: number
}

export interface AnalysisDocument {
  readonly schema: 'sillage/analysis@1'
  readonly factors: { readonly id: string; readonly label: string; readonly year: number }
  readonly fixes: { readonly read: number; readonly kept: number; readonly dropped: Dropped }
  readonly stays: readonly StayDocument[]
  readonly trips: readonly TripDocument[]
}
