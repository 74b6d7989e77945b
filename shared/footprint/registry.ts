/** Every factor set there is. A new edition is a file beside this and a line here; old ones stay, as trips name them. */
import type { FactorSet } from './factor.ts'
import { frAdeme202607 } from './fr-ademe-2026-07.ts'
import { ukDesnz2025 } from './uk-desnz-2025.ts'
import { usEpa2025 } from './us-epa-2025.ts'

export const factorSets: readonly FactorSet[] = [frAdeme202607, ukDesnz2025, usEpa2025]

/** The set of who has chosen none. */
export const defaultFactorSet: FactorSet = frAdeme202607

/** The set of this id, if there is one. */
export function factorSetById(id: string): FactorSet | undefined {
  return factorSets.find((set) => set.id === id)
}
