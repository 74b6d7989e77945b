/** How much longer a way is than the straight line between two fixes: nobody records every corner. */
import type { ModeFamily } from './mode.ts'

/**
 * Of each family: what a way is longer at most, as a share of the line, and the silence after which half of that is
 * reached, s. Streets bend more than roads and roads more than rails; from fixes of a second thinned to 15 s to 10 min
 * (GeoLife and MobilityNet; docs/engine.md has the table). Whole journeys: 1.2 to 1.3 (Ballou et al. 2002; Giacomin and
 * Levinson 2015). Planes fly straight here: their factors include the detour.
 */
const detours: Readonly<Record<ModeFamily, readonly [most: number, halfS: number]>> = {
  foot: [0.27, 55],
  cycle: [0.17, 70],
  'road-transit': [0.18, 200],
  car: [0.22, 140],
  'two-wheeler': [0.22, 140],
  rail: [0.065, 140],
  air: [0, 140],
  water: [0.03, 140],
  unknown: [0.15, 140],
}

/** Fixes closer in time than this show the way itself, s. */
const seenS = 10

/** Length of the way over the straight line between two fixes `silenceMs` apart, at least 1. */
export function circuity(family: ModeFamily, silenceMs: number): number {
  const unseenS = silenceMs / 1000 - seenS
  if (!(unseenS > 0)) return 1
  const [most, halfS] = detours[family]
  return 1 + (most * unseenS) / (unseenS + halfS)
}
