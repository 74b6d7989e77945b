/** Whether a ride climbed harder than legs do. */
import { distanceM } from '../trace/geodesy.ts'
import type { Trace } from '../trace/trace.ts'
import type { Knots } from './knots.ts'
import { assisting } from './motor-thresholds.ts'
import { trustedAltitudes } from './recorded.ts'
import type { Section } from './segmentation.ts'

/** A climb of some minutes. */
export interface Climb {
  readonly gainM: number
  /** Power at the pedals that it needed at least, per kg of the rider. */
  readonly wattsPerKg: number
}

/** The middles of the first and the last third of a climb are two thirds of the way apart. */
const fromThirds = 1.5

/** Whether believed altitudes of a ride are far enough apart for `hardestClimb` to find one: most rides are told by this. */
export function mayClimb({ altitudeM, accuracyM }: Trace, { first, last }: Section): boolean {
  let [lowM, highM] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = first; i <= last; i++) {
    if (!(accuracyM[i]! <= assisting.goodAccuracyM)) continue
    if (altitudeM[i]! < lowM) lowM = altitudeM[i]!
    if (altitudeM[i]! > highM) highM = altitudeM[i]!
  }
  return (highM - lowM) * fromThirds >= assisting.climbM
}

/**
 * The hardest climb of a ride, where it is beyond legs; else undefined. Altitude is believed only of recorders that tell
 * how good their fixes are, and only where these are good: loggers that do not were seen to drift by 100 m within minutes.
 */
export function hardestClimb(ride: Trace, knots: Knots): Climb | undefined {
  const altitudeM = altitudesOf(ride, knots)
  let hardest: Climb | undefined
  let last = 0
  for (let first = 0; first < knots.length; first++) {
    while (last < knots.length && knots.timeMs[last]! - knots.timeMs[first]! < assisting.climbMs) last++
    if (last >= knots.length) break
    const climb = climbOf(knots, altitudeM, first, last)
    if (climb && climb.wattsPerKg > (hardest?.wattsPerKg ?? assisting.legsWattsPerKg)) hardest = climb
  }
  return hardest
}

/** Median altitude per knot, metres; NaN where it is not to be believed. */
function altitudesOf(ride: Trace, { length, first, last }: Knots): Float64Array {
  const trusted = trustedAltitudes(ride)
  return Float64Array.from({ length }, (_, k) => {
    const known: number[] = []
    for (let i = first[k]!; i <= last[k]!; i++)
      if (ride.accuracyM[i]! <= assisting.goodAccuracyM && !Number.isNaN(trusted[i]!)) known.push(trusted[i]!)
    known.sort((a, b) => a - b)
    return known[known.length >> 1] ?? Number.NaN
  })
}

/** A climb along knots `first` to `last`, both included; no step of a receiver that finds itself again. */
function climbOf(knots: Knots, altitudeM: Float64Array, first: number, last: number): Climb | undefined {
  const { timeMs, latDeg, lonDeg } = knots
  const third = Math.floor((last - first + 1) / 3)
  if (third < assisting.knotsInThird) return undefined
  const lowM = meanOf(altitudeM.subarray(first, first + third))
  const highM = meanOf(altitudeM.subarray(last + 1 - third, last + 1))
  const gainM = (highM - lowM) * fromThirds
  if (!(gainM >= assisting.climbM)) return undefined
  let lengthM = 0
  for (let k = first; k < last; k++) {
    if (!(altitudeM[k + 1]! - altitudeM[k]! <= assisting.longestStep * gainM)) return undefined
    lengthM += distanceM(latDeg[k]!, lonDeg[k]!, latDeg[k + 1]!, lonDeg[k + 1]!)
  }
  if (gainM > assisting.steepest * lengthM) return undefined
  const durationS = (timeMs[last]! - timeMs[first]!) / 1000
  const leastGainM = gainM - assisting.altitudeErrorM
  return { gainM, wattsPerKg: wattsOf(leastGainM, lengthM, durationS) / assisting.riderKg }
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * Mean power at the pedals, W: lifting, rolling and pushing the air aside (Martin et al. 1998, Validation of a
 * mathematical model for road cycling power; figures for upright riders on road tyres from Wilson, Bicycling Science).
 */
function wattsOf(gainM: number, lengthM: number, durationS: number): number {
  const { massKg, rolling, dragAreaM2, airKgPerM3, drivetrain } = assisting
  const weightN = massKg * 9.81
  const paceMps = lengthM / durationS
  const airN = 0.5 * airKgPerM3 * dragAreaM2 * paceMps * paceMps
  return (weightN * gainM + (weightN * rolling + airN) * lengthM) / durationS / drivetrain
}
