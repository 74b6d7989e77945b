/** A day of two trips, analysed, for the tests of what is made from analyses. */
import { analyse } from '../../../shared/analysis/analyse.ts'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import { fixesOf, move, stay, traceOf } from '../engine/journey.ts'

const fixes = fixesOf([
  stay(60),
  move(1.3, 7),
  move(12, 15, { bearingDeg: 20 }),
  stay(90),
  move(4.6, 25),
  stay(60),
])

export const day = analyse(
  traceOf(fixes),
  { read: fixes.length + 3, invalid: 2, duplicate: 1 },
  defaultFactorSet,
)
