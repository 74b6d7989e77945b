/** Journeys for tests: where a person stood and how they moved, and the fixes that a phone makes of it. */

import { shippedModel } from '../../../shared/engine/model/shipped-model.ts'
import { segment } from '../../../shared/engine/segment.ts'
import type { Segmentation } from '../../../shared/engine/segmentation.ts'
import type { Fix, Hint, Trace } from '../../../shared/trace/trace.ts'
import { TraceBuilder } from '../../../shared/trace/trace.ts'

/** Metres per degree of latitude. */
const metresPerDegree = 111_195

export interface Leg {
  readonly minutes: number
  readonly speedMps: number
  readonly bearingDeg: number
  /** Seconds between fixes; Infinity records nothing. */
  readonly everyS: number
  readonly hint?: Hint
  /** Stops for `stopS` seconds after each `stopEveryM` metres. */
  readonly stopS?: number
  readonly stopEveryM?: number
}

export const stay = (minutes: number, everyS = 10): Leg => ({ minutes, speedMps: 0, bearingDeg: 0, everyS })
export const move = (speedMps: number, minutes: number, more: Partial<Leg> = {}): Leg => ({
  minutes,
  speedMps,
  bearingDeg: 60,
  everyS: 5,
  ...more,
})

/** 2026-05-04T06:00:00Z */
export const morningMs = 1_777_874_400_000

/** The fixes of legs one after another, with `noiseM` of jitter from `seed`. */
export function fixesOf(legs: readonly Leg[], noiseM = 4, seed = 1): Fix[] {
  const fixes: Fix[] = []
  const random = generator(seed)
  let [northM, eastM, second] = [0, 0, 0]
  for (const leg of legs) {
    const angle = (leg.bearingDeg * Math.PI) / 180
    let sinceFixS = 0
    let sinceStopM = 0
    let stoppedS = 0
    for (let s = 0; s < leg.minutes * 60; s++, second++) {
      if (sinceFixS++ % leg.everyS === 0)
        fixes.push({
          timeMs: morningMs + second * 1000,
          latDeg: 46.16 + (northM + (random() - 0.5) * 2 * noiseM) / metresPerDegree,
          lonDeg:
            -1.15 +
            (eastM + (random() - 0.5) * 2 * noiseM) / (metresPerDegree * Math.cos(46.16 * (Math.PI / 180))),
          accuracyM: 8,
          hint: leg.hint,
        })
      if (stoppedS > 0) {
        stoppedS--
        continue
      }
      northM += Math.cos(angle) * leg.speedMps
      eastM += Math.sin(angle) * leg.speedMps
      sinceStopM += leg.speedMps
      if (leg.stopEveryM !== undefined && sinceStopM >= leg.stopEveryM) {
        sinceStopM = 0
        stoppedS = leg.stopS ?? 0
      }
    }
  }
  return fixes
}

export function traceOf(fixes: readonly Fix[]): Trace {
  const builder = new TraceBuilder()
  for (const fix of fixes) builder.add(fix)
  return builder.build()
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** What the engine finds with the shipped model alone. */
export const segmented = (trace: Trace): Segmentation => segment(trace, shippedModel())
