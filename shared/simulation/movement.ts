/** How bodies and vehicles move along a path: acceleration, bends, limits, stops; one sample per second. */
import type { Mode } from '../engine/mode.ts'
import type { RoadClass } from './geography-of-la-rochelle.ts'
import type { Path } from './path.ts'
import { turnAt } from './path.ts'
import type { Random } from './random.ts'

/** Modes that simulated people use. */
export type SimulatedMode = Extract<Mode, 'walking' | 'running' | 'bicycle' | 'bus' | 'car' | 'train'>

interface Style {
  /** Mean and spread over trips of the free speed, m/s. */
  readonly cruiseMps: readonly [number, number]
  readonly accelerationMps2: number
  readonly brakingMps2: number
  /** Sideways acceleration accepted in a bend, m/s²; infinite where bends do not matter. */
  readonly lateralMps2: number
  /** Chance of a red light at a junction, and how long it lasts, s. */
  readonly redLight: { readonly chance: number; readonly waitS: readonly [number, number] }
}

/**
 * Free speeds: walking 1.34 ± 0.15 m/s (Weidmann 1993), city cycling 16 km/h and buses between stops from common
 * urban surveys, regional trains 120 km/h. Accelerations: comfort values for standing passengers about 1 m/s²
 * (bus), 0.5 m/s² (train), 1.5–2 m/s² (ordinary driving).
 */
const styles: Readonly<Record<SimulatedMode, Style>> = {
  walking: {
    cruiseMps: [1.34, 0.1],
    accelerationMps2: 0.8,
    brakingMps2: 0.9,
    lateralMps2: Infinity,
    redLight: { chance: 0.12, waitS: [3, 20] },
  },
  running: {
    cruiseMps: [2.8, 0.2],
    accelerationMps2: 0.9,
    brakingMps2: 1,
    lateralMps2: Infinity,
    redLight: { chance: 0.08, waitS: [3, 12] },
  },
  bicycle: {
    cruiseMps: [4.6, 0.4],
    accelerationMps2: 0.6,
    brakingMps2: 1,
    lateralMps2: 2,
    redLight: { chance: 0.25, waitS: [5, 30] },
  },
  bus: {
    cruiseMps: [11.8, 0.5],
    accelerationMps2: 1,
    brakingMps2: 1.1,
    lateralMps2: 1.5,
    redLight: { chance: 0.3, waitS: [5, 40] },
  },
  car: {
    cruiseMps: [21, 1],
    accelerationMps2: 1.6,
    brakingMps2: 1.9,
    lateralMps2: 2.5,
    redLight: { chance: 0.35, waitS: [5, 50] },
  },
  train: {
    cruiseMps: [33, 2],
    accelerationMps2: 0.5,
    brakingMps2: 0.6,
    lateralMps2: Infinity,
    redLight: { chance: 0, waitS: [0, 0] },
  },
}

/** Legal speed, m/s, and radius of the bends, m, by class of road. */
const roadRules: Readonly<Record<RoadClass, { readonly limitMps: number; readonly bendM: number }>> = {
  street: { limitMps: 30 / 3.6, bendM: 6 },
  avenue: { limitMps: 50 / 3.6, bendM: 14 },
  road: { limitMps: 80 / 3.6, bendM: 90 },
}

/** A point that may not be passed faster than `limitMps`; where that is 0, one waits there. */
interface Restraint {
  readonly atM: number
  readonly limitMps: number
  readonly waitS: number
}

/** Where a leg leads and what it meets on the way. */
export interface Leg {
  readonly mode: SimulatedMode
  readonly path: Path
  /** Per point of the path: class of the piece that ends there. Railways have none. */
  readonly roadClass: readonly RoadClass[]
  /** Points that are junctions, where lights may be red. */
  readonly junctionAt: readonly number[]
  /** Halts that the timetable wants: metres from the start, seconds. */
  readonly halts: readonly { readonly atM: number; readonly waitS: number }[]
  /** Seconds stood at the end: the wait for a bus belongs to the walk that led to it. */
  readonly waitS: number
}

/** Distance from the start and speed, second by second; the first sample is the start, the last the end. */
export interface Motion {
  readonly atM: readonly number[]
  readonly speedMps: readonly number[]
}

/** Travels one leg. */
export function move(leg: Leg, random: Random): Motion {
  const style = styles[leg.mode]
  const cruiseMps = style.cruiseMps[0] + style.cruiseMps[1] * Math.max(-2, Math.min(2, random.normal()))
  const restraints = restraintsOf(leg, style, random)
  const atM = [0]
  const speedMps = [0]
  let here = 0
  let speed = 0
  let mood = 0
  let next = 0
  let piece = 1
  const record = (): void => {
    atM.push(here)
    speedMps.push(speed)
  }
  while (next < restraints.length) {
    while (piece < leg.path.points.length - 1 && leg.path.distanceM[piece]! <= here) piece++
    // Nobody keeps a perfectly even pace: a slow sway of some percent.
    mood = 0.98 * mood + 0.006 * random.normal()
    const free =
      Math.min(cruiseMps, limitOf(leg.roadClass[piece])) * (1 + Math.max(-0.15, Math.min(0.08, mood)))
    const allowed = Math.min(free, safeSpeed(restraints, next, here, speed, style.brakingMps2))
    speed = Math.max(0.3, Math.min(allowed, speed + style.accelerationMps2))
    here += speed
    while (next < restraints.length && restraints[next]!.atM <= here) {
      const passed = restraints[next++]!
      if (passed.limitMps > 0) continue
      here = passed.atM
      speed = 0
      for (let s = 0; s < passed.waitS; s++) record()
    }
    record()
  }
  return { atM, speedMps }
}

const limitOf = (roadClass: RoadClass | undefined): number =>
  roadClass === undefined ? Infinity : roadRules[roadClass].limitMps

/**
 * The highest speed from which every restraint ahead can still be met, braking once a second by `brakingMps2`:
 * v²/2b + v/2 is the way such braking takes.
 */
function safeSpeed(
  ahead: readonly Restraint[],
  next: number,
  here: number,
  speed: number,
  braking: number,
): number {
  const horizonM = (speed * speed) / (2 * braking) + 3 * speed + 30
  let safe = Infinity
  for (let k = next; k < ahead.length && ahead[k]!.atM - here <= horizonM; k++) {
    const { atM, limitMps } = ahead[k]!
    const wayM = Math.max(0, atM - here)
    safe = Math.min(
      safe,
      Math.sqrt(braking * braking * 0.25 + 2 * braking * wayM + limitMps ** 2) - braking / 2,
    )
  }
  return safe
}

function restraintsOf(leg: Leg, style: Style, random: Random): Restraint[] {
  const { path, roadClass } = leg
  const restraints: Restraint[] = leg.halts.map((halt) => ({ ...halt, limitMps: 0 }))
  for (let k = 1; k < path.points.length - 1; k++) {
    const of = roadClass[k]
    if (of === undefined) continue
    const bendMps = Math.sqrt(
      (style.lateralMps2 * roadRules[of].bendM) / Math.tan(turnAt(path, k) / 2 + 1e-6),
    )
    const limitMps = Math.min(bendMps, limitOf(roadClass[k + 1]))
    restraints.push({ atM: path.distanceM[k]!, limitMps: Math.max(1, limitMps), waitS: 0 })
  }
  for (const k of leg.junctionAt)
    if (random.chance(style.redLight.chance)) {
      const waitS = Math.round(random.between(...style.redLight.waitS))
      restraints.push({ atM: Math.max(1, path.distanceM[k]! - 4), limitMps: 0, waitS })
    }
  const end = { atM: path.lengthM, limitMps: 0, waitS: leg.waitS }
  return [...restraints.filter((one) => one.atM < path.lengthM - 5).sort((a, b) => a.atM - b.atM), end]
}
