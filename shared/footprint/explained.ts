/** How a footprint comes about: what it was computed from, and what that was multiplied with. */
import type { Mode } from '../engine/mode.ts'
import type { FootprintBasis } from './choice.ts'
import { footprintBy, plainChoice } from './choice.ts'
import type { FactorSet } from './factor.ts'
import { defaultFactorSet, factorSetById } from './registry.ts'

export interface ExplainedFootprint {
  readonly distanceM: number
  readonly basis: FootprintBasis
  /** Whether the owner said of this very way how many are aboard. */
  readonly isAboardSaid: boolean
  /** What comes out, kg, to the gram. */
  readonly co2eKg: number
  /** The set that the factor is of; absent for a figure of the owner's vehicle or of the territory. */
  readonly set?: Pick<FactorSet, 'label' | 'licence'>
}

/** A way of one mode, with what its footprint was computed from where that is known. */
interface CountedWay {
  readonly mode: Mode
  readonly distanceM: number
  readonly people?: number
  readonly basis?: FootprintBasis
}

/**
 * How the footprint of one person on a way comes about, by the choice that it was computed with; by the set that a vault
 * starts with where none is known. Undefined where no factor applies and nothing is claimed.
 */
export function explainedFootprint(way: CountedWay): ExplainedFootprint | undefined {
  const { mode, distanceM, people } = way
  const basis = way.basis ?? footprintBy(plainChoice(defaultFactorSet.id), mode, distanceM, people).basis
  if (!basis) return undefined
  const isOfSet = basis.vehicle === undefined && basis.territory === undefined
  const set = isOfSet ? factorSetById(basis.set) : undefined
  const co2eKg = basis.kgPerKm * (distanceM / 1000 / (basis.people ?? 1))
  return {
    distanceM,
    basis,
    isAboardSaid: people !== undefined,
    co2eKg: Math.round(co2eKg * 1000) / 1000,
    ...(set && { set: { label: set.label, licence: set.licence } }),
  }
}
