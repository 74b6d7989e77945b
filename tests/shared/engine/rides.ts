/** Rides by legs and by motors, from the physics of riding; nothing here is taken from the engine or the simulator. */
import type { Mode } from '../../../shared/engine/mode.ts'
import type { Section } from '../../../shared/engine/segmentation.ts'
import type { Fix, Trace } from '../../../shared/trace/trace.ts'
import { generator, morningMs, traceOf } from './journey.ts'

export interface Ride {
  readonly minutes: number
  /** Mean power at the pedals or from the motor, W, and how far it strays from its mean, as a share. */
  readonly watts: number
  readonly strays: number
  /** No power above this speed, m/s. */
  readonly limitMps?: number
  /** Metres of climb per metre of way. */
  readonly grade?: number
  /** The road also rises and falls by this, metre per metre, over each kilometre. */
  readonly rolls?: number
  /** A stop of half a minute after each so many metres. */
  readonly stopEveryM?: number
  readonly seed: number
}

/** What a phone makes of a ride. */
export interface Phone {
  readonly everyS: number
  /** Typical error of positions, and of altitudes where these are recorded, metres. */
  readonly errorM: number
  readonly altitudeErrorM?: number
  /** Whether it reports the speed that it measures by Doppler. */
  readonly saysSpeed?: boolean
}

/** Rider and machine, kg, and what holds them back: road, air, gravity. */
const massKg = 98
const [rolling, dragAreaM2] = [0.006, 0.6]

/** Second by second: metres along the way, and m/s. */
function ridden(ride: Ride, random: () => number): { alongM: number[]; speedMps: number[] } {
  const {
    minutes,
    watts,
    strays,
    limitMps = 40,
    grade = 0,
    rolls = 0,
    stopEveryM = Number.POSITIVE_INFINITY,
  } = ride
  const alongM: number[] = []
  const speedMps: number[] = []
  let [along, speed, drift, stoodS, nextStopM] = [0, 0, 0, 0, stopEveryM]
  for (let s = 0; s < minutes * 60; s++) {
    // What one gives wanders over half a minute, as legs, wind and company do.
    drift = 0.97 * drift + Math.sqrt(1 - 0.97 ** 2) * normal(random)
    const given = speed < limitMps ? Math.max(0, watts * (1 + strays * drift)) : 0
    const slope = grade + rolls * Math.sin((2 * Math.PI * along) / 1000)
    const againstN = massKg * 9.81 * (rolling + slope) + 0.5 * 1.2 * dragAreaM2 * speed * speed
    const forwardN = Math.min(massKg * 1.2, given / Math.max(1, speed))
    speed = Math.max(0, Math.min(limitMps + 0.1, speed + (forwardN - againstN) / massKg))
    if (along >= nextStopM) {
      speed = 0
      if (++stoodS > 30) [stoodS, nextStopM] = [0, along + stopEveryM]
    }
    along += speed
    alongM.push(along)
    speedMps.push(speed)
  }
  return { alongM, speedMps }
}

/** The trace that a phone records of a ride. */
export function recorded(ride: Ride, phone: Phone): Trace {
  const random = generator(ride.seed)
  const { alongM, speedMps } = ridden(ride, random)
  // Errors of a receiver last: what is wrong by some metres now is so in half a minute.
  const errors = [0, 0, 0]
  const fixes: Fix[] = []
  for (const [s, along] of alongM.entries()) {
    for (const n of errors.keys()) errors[n] = 0.97 * errors[n]! + Math.sqrt(1 - 0.97 ** 2) * normal(random)
    if (s % phone.everyS !== 0) continue
    fixes.push({
      timeMs: morningMs + s * 1000,
      latDeg: 46 + (along + errors[0]! * phone.errorM) / 111_195,
      lonDeg: -1 + (errors[1]! * phone.errorM) / 77_242,
      accuracyM: 8,
      speedMps: phone.saysSpeed ? Math.max(0, speedMps[s]! + 0.2 * normal(random)) : undefined,
      altitudeM:
        phone.altitudeErrorM === undefined
          ? undefined
          : 40 + (ride.grade ?? 0) * along + errors[2]! * phone.altitudeErrorM,
    })
  }
  return traceOf(fixes)
}

/** All of a trace as one section that was judged a bicycle's. */
export function judgedBicycle(
  trace: Trace,
  probabilities: Partial<Record<Mode, number>> = { bicycle: 0.84, car: 0.1, ebike: 0.04, escooter: 0.02 },
): Section {
  return {
    startMs: trace.timeMs[0]!,
    endMs: trace.timeMs[trace.length - 1]!,
    first: 0,
    last: trace.length - 1,
    distanceM: 5000,
    mode: 'bicycle',
    confidence: probabilities.bicycle!,
    probabilities,
    evidence: {
      decidedBy: 'model',
      slowMps: 4,
      cruiseMps: 5,
      fastMps: 6,
      topMps: 7,
      stopsPerKm: 1,
      straightness: 1,
      standingShare: 0.1,
      beliefs: {},
      longestGapS: 10,
      betweenFixesS: 5,
    },
  }
}

/** By Box and Muller. */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
