/**
 * Whether a motor drove or helped a ride that looks like a bicycle's. Only what legs do not do counts: being held to a
 * limit, and climbing at a pace beyond what people sustain. Being fast does not: pedelecs go 17.4 km/h on average,
 * bicycles 15.3, and riders of either spread by twice that difference (Schleinitz et al. 2017).
 */
import type { Trace } from '../trace/trace.ts'
import { slice } from '../trace/trace.ts'
import type { Climb } from './climb.ts'
import { hardestClimb } from './climb.ts'
import type { Held } from './held.ts'
import { heldOf } from './held.ts'
import { gather } from './knots.ts'
import type { Mode } from './mode.ts'
import { modes } from './mode.ts'
import { assisting } from './motor-thresholds.ts'
import { logistic } from './refine.ts'
import type { Section } from './segmentation.ts'

/** What spoke for a motor where one was named. */
export interface MotorEvidence {
  readonly held?: Held
  readonly climb?: Climb
}

/**
 * A ride with what it had of bicycle, e-bike and e-scooter divided anew by what its own fixes show of a motor; unchanged
 * where they show nothing either way. No other mode gains or loses, and the likeliest mode stays one of the three.
 */
export function withMotor(kept: Trace, section: Section): Section {
  if (modes[section.mode].family !== 'cycle') return section
  const ride = slice(kept, section.first, section.last + 1)
  const knots = gather(ride)
  const [held, climb] = [heldOf(ride, knots), hardestClimb(ride, knots)]
  if (held === undefined && climb === undefined) return section
  const probabilities = divided(section.probabilities, held, climb)
  const entries = Object.entries(probabilities) as [Mode, number][]
  const [mode, confidence] = entries.reduce((best, each) => (each[1] > best[1] ? each : best))
  if (modes[mode].family !== 'cycle') return section
  const motor = mode === 'bicycle' ? {} : { motor: telling(held, climb) }
  return { ...section, mode, confidence, probabilities, evidence: { ...section.evidence, ...motor } }
}

/** Bayes: odds of a motor before, times how much likelier a motor makes what was seen. */
function divided(
  before: Section['probabilities'],
  held: Held | undefined,
  climb: Climb | undefined,
): Section['probabilities'] {
  const { bicycle = 0, ebike = 0, escooter = 0 } = before
  const all = bicycle + ebike + escooter
  const [least, most] = assisting.motorsBefore
  const share = Math.min(most, Math.max(least, (ebike + escooter) / all))
  const logOdds = Math.log(share / (1 - share)) + weightOf(held, climb)
  const motor = all / (1 + Math.exp(-logOdds))
  const scooter = motor * scooterShare(held, climb)
  return { ...before, bicycle: all - motor, ebike: motor - scooter, escooter: scooter }
}

/** Log likelihood ratio of a motor to legs. Who was helped up a hill need not have been held to a limit elsewhere. */
function weightOf(held: Held | undefined, climb: Climb | undefined): number {
  const up = climbWeight(climb)
  return up > 0 ? up + Math.max(0, heldWeight(held)) : up + heldWeight(held)
}

/** The part of being held in it; short rides say less. */
function heldWeight(held: Held | undefined): number {
  if (held === undefined) return 0
  const { limitMps, share, fading, movingS } = held
  const [middle, width] = assisting.heldShare
  const isLimit =
    logistic(limitMps, assisting.lowestLimitMps) * (1 - logistic(limitMps, assisting.highestLimitMps))
  const steadiness = share - assisting.fadingCost * Math.min(1, fading)
  const weight = ((steadiness - middle) / width) * (movingS / (movingS + assisting.halfMovingS))
  return within(weight > 0 ? weight * isLimit : weight, assisting.heldWeights)
}

/** The part of the hardest climb in it. */
function climbWeight(climb: Climb | undefined): number {
  if (climb === undefined) return 0
  const [middle, width] = assisting.climbWattsPerKg
  return within((climb.wattsPerKg - middle) / width, assisting.climbWeights)
}

/**
 * Of motors like that, the share of scooters: held below a pedelec's limit, most; above any scooter's, hardly any. On a
 * climb an even pace is no limit.
 */
function scooterShare(held: Held | undefined, climb: Climb | undefined): number {
  const { scooters, slowScooters, pedelecMps, fastestScooterMps } = assisting
  if (held === undefined || heldWeight(held) <= 0 || climbWeight(climb) > 0) return scooters
  const slow = 1 - logistic(held.limitMps, pedelecMps)
  return (scooters + (slowScooters - scooters) * slow) * (1 - logistic(held.limitMps, fastestScooterMps))
}

const telling = (held: Held | undefined, climb: Climb | undefined): MotorEvidence => ({
  ...(held && heldWeight(held) > 0 && { held }),
  ...(climb && climbWeight(climb) > 0 && { climb }),
})

const within = (value: number, [least, most]: readonly [number, number]): number =>
  Math.min(most, Math.max(least, value))
