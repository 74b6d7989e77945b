/** Whether a ride was held to a limit of speed, as motors are and legs are not. */

import { distanceM } from '../trace/geodesy.ts'
import type { Trace } from '../trace/trace.ts'
import type { Knots } from './knots.ts'
import { assisting } from './motor-thresholds.ts'
import { trustedSpeeds } from './recorded.ts'

/** How steadily a ride kept just below a speed. */
export interface Held {
  /** Mean speed while held just below what was hardly ever exceeded, m/s. */
  readonly limitMps: number
  /** Share of the moving time that was held so, 0 to 1. */
  readonly share: number
  /**
   * How gradually speeds end at the top: from what is exceeded for a quarter of the time to what is hardly ever, over the
   * distance of the quartiles. 0.7 for a bell curve, as legs make one, less where a limit cuts it off.
   */
  readonly fading: number
  readonly movingS: number
}

/** Speeds of a ride, each with the time that it stands for, s. */
interface Speeds {
  readonly speedMps: Float32Array
  readonly weightS: Float32Array
}

/** How a ride was held; undefined where too little of it was seen moving, or fixes are too far apart. */
export function heldOf(ride: Trace, knots: Knots): Held | undefined {
  const { speedMps, weightS } = reported(ride) ?? travelled(knots)
  const moving = Array.from(speedMps.keys()).filter(
    (n) => speedMps[n]! > assisting.movingMps && weightS[n]! > 0,
  )
  const movingS = moving.reduce((sum, n) => sum + weightS[n]!, 0)
  if (movingS < assisting.leastMovingS) return undefined
  moving.sort((a, b) => speedMps[b]! - speedMps[a]!)
  const exceeded = (share: number): number => {
    let n = 0
    for (let aboveS = weightS[moving[0]!]!; aboveS < share * movingS; aboveS += weightS[moving[n]!]!) n++
    return speedMps[moving[n]!]!
  }
  const [topMps, upperMps, lowerMps] = [exceeded(assisting.aboveShare), exceeded(0.25), exceeded(0.75)]
  const held = moving.filter(
    (n) => speedMps[n]! <= topMps && speedMps[n]! >= topMps * (1 - assisting.heldBand),
  )
  const heldS = held.reduce((sum, n) => sum + weightS[n]!, 0)
  return {
    limitMps: held.reduce((sum, n) => sum + weightS[n]! * speedMps[n]!, 0) / heldS,
    share: heldS / movingS,
    fading: (topMps - upperMps) / Math.max(assisting.leastSpreadMps, upperMps - lowerMps),
    movingS,
  }
}

/** What the phone says of its speed, by Doppler: better than positions, where it says so of most of the ride. */
function reported(ride: Trace): Speeds | undefined {
  if (ride.speedMps.every(Number.isNaN)) return undefined
  const speedMps = trustedSpeeds(ride)
  const weightS = new Float32Array(ride.length)
  let [saidS, allS] = [0, 0]
  for (let i = 0; i + 1 < ride.length; i++) {
    const stepS = (ride.timeMs[i + 1]! - ride.timeMs[i]!) / 1000
    if (stepS > assisting.longestHopS) continue
    allS += stepS
    if (Number.isNaN(speedMps[i]!)) continue
    weightS[i] = stepS
    saidS += stepS
  }
  return saidS > assisting.saidShare * allS ? { speedMps, weightS } : undefined
}

/** From one knot to the next, over times that even out the noise of positions and still see each stop. */
function travelled({ length, timeMs, latDeg, lonDeg }: Knots): Speeds {
  const speedMps = new Float32Array(length)
  const weightS = new Float32Array(length)
  for (let k = 0; k + 1 < length; k++) {
    const stepS = (timeMs[k + 1]! - timeMs[k]!) / 1000
    if (stepS < assisting.shortestHopS || stepS > assisting.longestHopS) continue
    speedMps[k] = distanceM(latDeg[k]!, lonDeg[k]!, latDeg[k + 1]!, lonDeg[k + 1]!) / stepS
    weightS[k] = stepS
  }
  return { speedMps, weightS }
}
