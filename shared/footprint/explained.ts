/** How a footprint comes about: the factor that gave it, and what it was multiplied with. */
import type { Mode } from '../engine/mode.ts'
import type { Factor, FactorSet } from './factor.ts'
import { footprint } from './footprint.ts'

export interface ExplainedFootprint {
  readonly distanceM: number
  readonly factor: Factor
  /** kg CO2e per km of the factor's unit, contrails included. */
  readonly perKm: number
  /** Those who share a vehicle's emissions; absent where the factor is a passenger's. */
  readonly aboard?: number
  /** Whether the owner said how many are aboard; else it is what the factor supposes. */
  readonly isAboardSaid: boolean
  /** What comes out, kg, to the gram. */
  readonly co2eKg: number
  readonly set: Pick<FactorSet, 'id' | 'label' | 'year' | 'country' | 'licence' | 'scope'>
}

/** How the footprint of one person on a way comes about; undefined where no factor applies and nothing is claimed. */
export function explainedFootprint(
  mode: Mode,
  distanceM: number,
  set: FactorSet,
  people?: number,
): ExplainedFootprint | undefined {
  const { factorId, co2eKg } = footprint(mode, distanceM, set, people)
  const factor = set.factors.find(({ id }) => id === factorId)
  if (!factor) return undefined
  const { id, label, year, country, licence, scope } = set
  return {
    distanceM,
    factor,
    perKm: factor.total + factor.contrails,
    ...(factor.unit === 'vehicle-km' && { aboard: people ?? factor.occupancy ?? 1 }),
    isAboardSaid: people !== undefined,
    co2eKg: Math.round(co2eKg * 1000) / 1000,
    set: { id, label, year, country, licence, scope },
  }
}
