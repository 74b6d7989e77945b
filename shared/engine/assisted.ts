/**
 * Whether a motor drove or helped a ride that looks like a bicycle's. Only what legs do not do counts: being held to a
 * limit, and climbing at a pace beyond what people sustain. Being fast does not: pedelecs go 17.4 km/h on average,
 * bicycles 15.3, and riders of either spread by twice that difference (Schleinitz et al. 2017).
 */
import type { Trace } from '../trace/trace.ts'
import { slice } from '../trace/trace.ts'
import type { Climb } from './climb.ts'
import { hardestClimb, mayClimb } from './climb.ts'
import type { Held } from './held.ts'
import { heldOf, mayBeHeld } from './held.ts'
import { gather } from './knots.ts'
import { modes } from './mode.ts'
import { assisting } from './motor-thresholds.ts'
import type { Section } from './segmentation.ts'

/** What spoke for a motor where one was named. */
export interface MotorEvidence {
  readonly held?: Held
  readonly climb?: Climb
}

/**
 * A ride with what it had of bicycle, e-bike and e-scooter divided anew where its own fixes show a motor; unchanged where
 * they show none, and where another mode would be the likeliest then. No other mode gains or loses.
 */
export function withMotor(kept: Trace, section: Section): Section {
  if (modes[section.mode].family !== 'cycle') return section
  const [isFast, isUp] = [mayBeHeld(section), mayClimb(kept, section)]
  if (!isFast && !isUp) return section
  const ride = slice(kept, section.first, section.last + 1)
  const knots = gather(ride)
  const held = isFast ? heldOf(ride, knots) : undefined
  const climb = isUp ? hardestClimb(ride, knots) : undefined
  // Scooters hardly climb, whatever they are held to.
  const scooters = climb ? assisting.climbingScooters : held?.scooters
  if (scooters === undefined) return section
  const { bicycle = 0, ebike = 0, escooter = 0 } = section.probabilities
  const all = bicycle + ebike + escooter
  const motor = all * assisting.motors
  const divided = { bicycle: all - motor, ebike: motor * (1 - scooters), escooter: motor * scooters }
  const probabilities = { ...section.probabilities, ...divided }
  const mode = scooters > 0.5 ? 'escooter' : 'ebike'
  const confidence = probabilities[mode]
  if (Object.values(probabilities).some((other) => other > confidence)) return section
  const evidence = { ...section.evidence, motor: { ...(held && { held }), ...(climb && { climb }) } }
  return { ...section, mode, confidence, probabilities, evidence }
}
