/** How fast one was along a trip, from the fixes themselves. */
import { clean } from '../engine/clean.ts'
import { distanceM, longitudeStep } from '../trace/geodesy.ts'
import type { Trace } from '../trace/trace.ts'
import { indexAt } from '../trace/trace.ts'
import { roundTo } from './documents.ts'
import type { Spot } from './edits/edit.ts'

/** Mean speeds over equal steps of time. */
export interface SpeedProfile {
  readonly startMs: number
  readonly stepMs: number
  /** m/s, one for each step; null where nothing was recorded. */
  readonly speedsMps: readonly (number | null)[]
}

/** Judgements. */
const drawing = {
  /** A shorter step would show how positions scatter, ms. */
  leastStepMs: 15_000,
  /** More steps than this no picture shows. */
  mostSteps: 180,
  /** Between fixes farther apart than this nothing is known, ms. */
  longestGapMs: 180_000,
} as const

/**
 * The speeds between two instants: from where one was at the start of each step, straight to where one was at its end,
 * which keeps the scatter of positions out of them. Fixes that cannot be true are left out. Undefined where nothing was
 * recorded. `trace` has the fixes of that time; a minute more on both sides does no harm.
 */
export function speedProfile(trace: Trace, startMs: number, endMs: number): SpeedProfile | undefined {
  const { kept } = clean(trace)
  const lengthMs = endMs - startMs
  if (lengthMs <= 0) return undefined
  const steps = Math.max(1, Math.min(drawing.mostSteps, Math.floor(lengthMs / drawing.leastStepMs)))
  const stepMs = lengthMs / steps
  const spots = Array.from({ length: steps + 1 }, (_, step) => spotAt(kept, startMs + step * stepMs))
  const speedsMps = spots.slice(1).map((spot, step) => {
    const before = spots[step]
    if (!spot || !before) return null
    return roundTo((distanceM(before.lat, before.lon, spot.lat, spot.lon) * 1000) / stepMs, 2)
  })
  return speedsMps.every((speed) => speed === null) ? undefined : { startMs, stepMs, speedsMps }
}

/** Where one was, on the straight line between the fixes around an instant; undefined in a gap. */
function spotAt(trace: Trace, timeMs: number): Spot | undefined {
  const after = indexAt(trace, timeMs)
  if (after >= trace.length) return undefined
  const [nextMs, lat, lon] = [trace.timeMs[after]!, trace.latDeg[after]!, trace.lonDeg[after]!]
  if (nextMs === timeMs) return { lat, lon }
  if (after === 0) return undefined
  const [lastMs, lastLat, lastLon] = [
    trace.timeMs[after - 1]!,
    trace.latDeg[after - 1]!,
    trace.lonDeg[after - 1]!,
  ]
  if (nextMs - lastMs > drawing.longestGapMs) return undefined
  const share = (timeMs - lastMs) / (nextMs - lastMs)
  return { lat: lastLat + share * (lat - lastLat), lon: lastLon + share * longitudeStep(lastLon, lon) }
}
