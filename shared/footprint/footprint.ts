/** From a mode and a distance to kg CO2e, with its parts and the factor that gave it. */
import type { Mode } from '../engine/mode.ts'
import type { Factor, FactorSet } from './factor.ts'

export interface Footprint {
  /** All parts together, contrails included, kg CO2e, not rounded. */
  readonly co2eKg: number
  /** Null where the source gives a total only. */
  readonly usageKg: number | null
  readonly constructionKg: number | null
  readonly contrailsKg: number
  /** Null when no factor applies: the mode is not known, or this set does not have it. */
  readonly factorId: string | null
}

/** Nothing is claimed of what is not known: a guess would look like a measurement. */
const nothing: Footprint = { co2eKg: 0, usageKg: null, constructionKg: null, contrailsKg: 0, factorId: null }

/**
 * The footprint of one person travelling `distanceM` metres. Mode `unknown` counts 0, with no factor named. Where the
 * factor is a vehicle's, it is shared by the `people` aboard, else by as many as the factor supposes. A factor of a
 * passenger has been shared already: `people` changes nothing.
 */
export function footprint(mode: Mode, distanceM: number, set: FactorSet, people?: number): Footprint {
  const km = distanceM / 1000
  const factor = factorFor(mode, km, set)
  if (factor === undefined) return nothing
  const share = factor.unit === 'vehicle-km' ? km / (people ?? factor.occupancy ?? 1) : km
  return {
    co2eKg: (factor.total + factor.contrails) * share,
    usageKg: factor.usage === null ? null : factor.usage * share,
    constructionKg: factor.construction === null ? null : factor.construction * share,
    contrailsKg: factor.contrails * share,
    factorId: factor.id,
  }
}

/** The modes whose footprint depends on how many people are aboard. */
export function sharedModes(set: FactorSet): Mode[] {
  return [...new Set(set.factors.filter(({ unit }) => unit === 'vehicle-km').map(({ mode }) => mode))]
}

function factorFor(mode: Mode, km: number, set: FactorSet): Factor | undefined {
  return set.factors.find((factor) => factor.mode === mode && km >= factor.fromKm && km < factor.toKm)
}
