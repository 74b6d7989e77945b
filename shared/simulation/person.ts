/** A simulated person of La Rochelle whose days are known to the second. */
import type { Mode } from '../engine/mode.ts'
import type { Fix } from '../trace/trace.ts'

export interface TrueSection {
  readonly startMs: number
  readonly endMs: number
  readonly mode: Mode
  /** Metres along the true path. */
  readonly distanceM: number
}

export interface TrueTrip {
  readonly startMs: number
  readonly endMs: number
  readonly sections: readonly TrueSection[]
}

export interface SimulatedDays {
  readonly fixes: readonly Fix[]
  readonly trips: readonly TrueTrip[]
  /** Indices of the fixes that lie where nobody was: reflections off a wall, positions of a distant mast. */
  readonly outliers: readonly number[]
}

export interface SimulationOptions {
  readonly seed: number
  /** First day, as 2026-05-04, in Europe/Paris. */
  readonly firstDay: string
  readonly days: number
  /** Seconds between two fixes while moving: 1 for a logger, 60 for a phone that saves battery. */
  readonly everyS: number
}
