/**
 * What moving by one's own strength takes: energy by MET, from the 2024 Adult Compendium of Physical Activities
 * (Herrmann et al., doi:10.1016/j.jshs.2023.10.010). Modes that carry a sitting or standing person count nothing.
 */
import type { Mode } from '../engine/mode.ts'

/** One row of the compendium: holds from this mean speed on, km/h. */
interface Activity {
  readonly fromKmh: number
  /** Metabolic equivalent: 1 is a body at rest, about 1 kcal per kg and hour. */
  readonly met: number
  /** The compendium's code. */
  readonly code: string
}

/** By mode, slowest first; speeds between two rows of the compendium belong to the slower. */
const activities: Partial<Record<Mode, readonly Activity[]>> = {
  walking: [
    { fromKmh: 0, met: 2.3, code: '17151' },
    { fromKmh: 3.2, met: 2.8, code: '17152' },
    { fromKmh: 4, met: 3, code: '17170' },
    { fromKmh: 4.5, met: 3.8, code: '17190' },
    { fromKmh: 5.6, met: 4.8, code: '17200' },
    { fromKmh: 6.4, met: 5.5, code: '17220' },
  ],
  running: [
    { fromKmh: 0, met: 7.5, code: '12020' },
    { fromKmh: 8, met: 8.5, code: '12030' },
    { fromKmh: 8.8, met: 9.3, code: '12050' },
    { fromKmh: 10.8, met: 10.5, code: '12060' },
    { fromKmh: 11.3, met: 11, code: '12070' },
    { fromKmh: 12.1, met: 11.8, code: '12080' },
    { fromKmh: 12.9, met: 12, code: '12090' },
  ],
  bicycle: [
    { fromKmh: 0, met: 3.5, code: '01018' },
    { fromKmh: 9, met: 5.8, code: '01019' },
    { fromKmh: 16, met: 6.8, code: '01011' },
    { fromKmh: 19, met: 8, code: '01030' },
    { fromKmh: 22.5, met: 10, code: '01040' },
    { fromKmh: 25.6, met: 12, code: '01050' },
    { fromKmh: 31, met: 16.8, code: '01060' },
  ],
  // Between light (01084, 6.0) and high (01088, 4.0) assistance: the mean is our own choice.
  ebike: [{ fromKmh: 0, met: 5, code: '01084/01088' }],
}

/** From this MET on, movement is of at least moderate intensity (World Health Organization, 2020). */
export const moderateMet = 3

/** Mean weight of adults in France (ObEpi 2020), for who has not said theirs, kg. */
export const defaultWeightKg = 74.25

export interface Effort {
  /** Time of at least moderate intensity, ms. */
  readonly activeMs: number
  /** Energy spent, resting metabolism included, kcal. */
  readonly kcal: number
}

const none: Effort = { activeMs: 0, kcal: 0 }

/** The effort of one way: kcal = MET × kg × h, with the MET of its mean speed. */
export function effortOf(mode: Mode, distanceM: number, durationMs: number, weightKg: number): Effort {
  const rows = activities[mode]
  if (!rows || durationMs <= 0) return none
  const hours = durationMs / 3_600_000
  const kmh = distanceM / 1000 / hours
  const { met } = rows.findLast((row) => kmh >= row.fromKmh) ?? rows[0]!
  return { activeMs: met >= moderateMet ? durationMs : 0, kcal: met * weightKg * hours }
}
