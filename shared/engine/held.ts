/** Whether a ride was held to a limit of speed, as motors are and legs are not. */
import { distanceM } from '../trace/geodesy.ts'
import type { Trace } from '../trace/trace.ts'
import type { Knots } from './knots.ts'
import { assisting } from './motor-thresholds.ts'
import { trustedSpeeds } from './recorded.ts'
import type { Section } from './segmentation.ts'

/** A limit that a ride was held to. */
export interface Held {
  /** The speed that was hardly ever exceeded, m/s. */
  readonly limitMps: number
  /** Share of the moving time that was spent just below it, 0 to 1. */
  readonly share: number
  /** Of motors held to that limit, the share of scooters, 0 to 1. */
  readonly scooters: number
}

/** Whether a ride was long and fast enough for `heldOf` to find a limit: most rides are told by this. */
export const mayBeHeld = ({ startMs, endMs, evidence }: Section): boolean =>
  endMs - startMs >= 1000 * assisting.leastMovingS && evidence.fastMps >= assisting.slowestFastMps

/**
 * The limit that a ride was held to; undefined where it shows none, or was not looked at often and long enough. A limit
 * piles speeds up and cuts them off: what is exceeded for a quarter of the time and what is hardly ever are nearly one.
 * The same distance over that of the quartiles is 0.7 for a bell curve, as legs make one.
 */
export function heldOf(ride: Trace, knots: Knots): Held | undefined {
  const moving = pacesOf(ride, knots).sort((a, b) => b.speedMps - a.speedMps)
  const movingS = moving.reduce((sum, { durationS }) => sum + durationS, 0)
  if (movingS < assisting.leastMovingS) return undefined
  const exceeded = (share: number): number => {
    let n = 0
    for (let aboveS = moving[0]!.durationS; aboveS < share * movingS; aboveS += moving[n]!.durationS) n++
    return moving[n]!.speedMps
  }
  const [limitMps, upperMps, lowerMps] = [exceeded(assisting.aboveShare), exceeded(0.25), exceeded(0.75)]
  const leastMps = limitMps * (1 - assisting.heldBand)
  const spreadMps = Math.max(upperMps - lowerMps, assisting.leastSpread * limitMps)
  if (upperMps < leastMps || limitMps - upperMps > assisting.sharpest * spreadMps) return undefined
  const inUse = assisting.limits.find(({ mps }) => Math.abs(limitMps / mps - 1) <= assisting.limitMargin)
  if (inUse === undefined) return undefined
  const held = moving.filter(({ speedMps }) => speedMps <= limitMps && speedMps >= leastMps)
  const heldS = held.reduce((sum, { durationS }) => sum + durationS, 0)
  return { limitMps, share: heldS / movingS, scooters: inUse.scooters }
}

interface Pace {
  readonly speedMps: number
  readonly durationS: number
}

/**
 * How fast one moved from knot to knot, where these are near and of several fixes: by what the phone says of its speed, by
 * Doppler, and else by the way. Single speeds, which phones round, look evener than they were.
 */
function pacesOf(ride: Trace, { length, timeMs, latDeg, lonDeg, first, last }: Knots): Pace[] {
  const saidMps = trustedSpeeds(ride)
  const paces: Pace[] = []
  for (let k = 0; k + 1 < length; k++) {
    const durationS = (timeMs[k + 1]! - timeMs[k]!) / 1000
    if (durationS > assisting.longestHopS || first[k] === last[k]) continue
    const said = saidMps.subarray(first[k]!, last[k]! + 1).filter((speed) => !Number.isNaN(speed))
    const speedMps =
      said.length > 0
        ? said.reduce((sum, speed) => sum + speed, 0) / said.length
        : distanceM(latDeg[k]!, lonDeg[k]!, latDeg[k + 1]!, lonDeg[k + 1]!) / durationS
    if (speedMps > assisting.movingMps) paces.push({ speedMps, durationS })
  }
  return paces
}
