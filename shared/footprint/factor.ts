/** Emission factors: one file per factor set, one line in the registry. All figures kg CO2e per km. */
import type { Mode } from '../engine/mode.ts'

/** Kinds of vehicle that a mode's choice of factor may depend on; a plane's factor depends on the distance flown. */
export interface Factor {
  readonly id: string
  readonly mode: Mode
  /** `passenger-km` is used as it is, `vehicle-km` is divided by the people on board. */
  readonly unit: 'passenger-km' | 'vehicle-km'
  /** Fuel or electricity from well to wheel; null where the source gives a total only. */
  readonly usage: number | null
  /** Making, maintaining and scrapping the vehicle; null where the source gives a total only. */
  readonly construction: number | null
  /** Warming by contrails, planes only. */
  readonly contrails: number
  /** Usage and construction together, without contrails. */
  readonly total: number
  /** People on board, vehicle-km only. */
  readonly occupancy: number | null
  /** Distance band that the factor holds for, km, from (included) to (not included). */
  readonly fromKm: number
  readonly toKm: number
  readonly source: { readonly name: string; readonly reference: string; readonly year: number }
  /** A: two independent files agree; B: one primary file, a second within 25 %; C: one source, or sources disagree. */
  readonly confidence: 'A' | 'B' | 'C'
}

/** What a factor set gives of a factor; the rest has the usual values of `factorFrom`. */
export type GivenFactor = Pick<Factor, 'id' | 'mode' | 'confidence'> &
  Partial<Factor> & { readonly source: Factor['source'] }

/** A factor of passengers over any distance unless it says otherwise; its total is the sum of the parts that are given. */
export function factorFrom(given: GivenFactor): Factor {
  const sum = (given.usage ?? 0) + (given.construction ?? 0)
  return {
    unit: 'passenger-km',
    usage: null,
    construction: null,
    contrails: 0,
    occupancy: null,
    fromKm: 0,
    toKm: Number.POSITIVE_INFINITY,
    total: Math.round(sum * 1e5) / 1e5,
    ...given,
  }
}

export interface FactorSet {
  readonly id: string
  readonly label: string
  readonly year: number
  readonly country: string
  readonly licence: string
  readonly scope: string
  readonly factors: readonly Factor[]
}
