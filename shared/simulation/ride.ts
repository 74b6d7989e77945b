/** Travels one way with one mode, a sample a second: acceleration, bends, limits, halts, traffic, an uneven pace. */
import type { Mode } from '../engine/mode.ts'
import type { DayLog } from './day-log.ts'
import { codeOf } from './day-log.ts'
import type { Range } from './distributions.ts'
import { clamp } from './distributions.ts'
import type { Random } from './random.ts'
import type { RoadKind } from './town.ts'
import type { Restraint, Stream } from './traffic.ts'
import type { Way } from './ways.ts'
import { turnOf } from './ways.ts'

/** How a body or a vehicle moves. */
export interface Gait {
  /** Speed wanted where nothing is in the way. */
  readonly freeMps: (road: RoadKind, limitMps: number) => number
  readonly accelerationMps2: number
  /** Speed at which acceleration would fade out, m/s; infinite for those who never get that far. */
  readonly fadesAtMps: number
  readonly brakingMps2: number
  /** Sideways acceleration accepted in a bend, m/s²; infinite where bends do not matter. */
  readonly lateralMps2: number
  /** Slow changes of pace: spread as a share of the speed, and the seconds they last. */
  readonly swayShare: number
  readonly swayS: number
  /** What hills do to the pace: spread of the logarithm of the speed. */
  readonly hilliness: number
}

export interface Ride {
  readonly mode: Mode
  readonly way: Way
  readonly gait: Gait
  /** Halts, junctions: any order. */
  readonly stops: readonly Restraint[]
  readonly stream?: Stream | undefined
}

/** Radius of the corner that a turn at a junction describes, m. */
const cornerM: Partial<Record<RoadKind, number>> = { lot: 4, street: 7, avenue: 14, road: 40, lane: 4 }

/** A hill is felt for about this way, m. */
const hillM = 250

const swayRange: Range = [0.5, 1.4]

/** Travels to the end of the way and writes every second down. */
export function travel(ride: Ride, log: DayLog, random: Random): void {
  const { way, gait, stream } = ride
  const restraints = restraintsOf(ride)
  const doing = codeOf(ride.mode)
  const pace = paceOf(gait, random)
  let here = 0
  let speed = 0
  let next = 0
  let piece = 1
  const endM = way.atM.at(-1)!
  while (next < restraints.length) {
    while (piece < way.atM.length - 1 && way.atM[piece]! <= here) piece++
    const free = gait.freeMps(way.road[piece]!, way.limitMps[piece]!)
    const wanted = (stream?.limitMps(free) ?? free) * pace(speed)
    const safe = safeSpeed(restraints, next, here, speed, gait.brakingMps2)
    const gain = gait.accelerationMps2 * Math.max(0.2, 1 - speed / gait.fadesAtMps)
    speed = Math.max(speed - 2 * gait.brakingMps2, Math.min(wanted, speed + gain))
    // Creeping on when only the point ahead holds one back, so that it is reached at all.
    speed = Math.max(Math.min(speed, Math.max(safe, 0.3)), 0)
    here = Math.min(endM, here + speed)
    let waitS = 0
    while (next < restraints.length && restraints[next]!.atM <= here + 0.01) {
      const passed = restraints[next++]!
      if (passed.limitMps > 0) continue
      here = passed.atM
      speed = 0
      waitS += passed.waitS
    }
    addAt(log, way, piece, here, speed, doing)
    log.stand(waitS, way.scene[piece]!, doing)
  }
}

function addAt(log: DayLog, way: Way, from: number, atM: number, speed: number, doing: number): void {
  let k = from
  while (k < way.atM.length - 1 && way.atM[k]! < atM) k++
  while (k > 1 && way.atM[k - 1]! > atM) k--
  const startM = way.atM[k - 1]!
  const share = clamp((atM - startM) / Math.max(0.01, way.atM[k]! - startM), [0, 1])
  const xM = way.xM[k - 1]! + (way.xM[k]! - way.xM[k - 1]!) * share
  const yM = way.yM[k - 1]! + (way.yM[k]! - way.yM[k - 1]!) * share
  log.add(xM, yM, speed, way.scene[k]!, doing)
}

/** A factor on the speed, asked once a second: sway in time, hills along the way. */
function paceOf({ swayShare, swayS, hilliness }: Gait, random: Random): (speedMps: number) => number {
  let sway = random.normal()
  let hill = random.normal()
  const kept = Math.exp(-1 / swayS)
  const moved = Math.sqrt(1 - kept * kept)
  return (speedMps) => {
    sway = kept * sway + moved * random.normal()
    if (hilliness > 0) {
      const same = Math.exp(-speedMps / hillM)
      hill = same * hill + Math.sqrt(1 - same * same) * random.normal()
    }
    return clamp(1 + swayShare * sway, swayRange) * Math.exp(hilliness * hill)
  }
}

/**
 * The highest speed from which every restraint ahead can still be met, braking once a second by `braking`:
 * v²/2b + v/2 is the way such braking takes.
 */
function safeSpeed(
  ahead: readonly Restraint[],
  next: number,
  here: number,
  speed: number,
  braking: number,
): number {
  const horizonM = (speed * speed) / (2 * braking) + 3 * speed + 10
  let safe = Infinity
  for (let k = next; k < ahead.length; k++) {
    const { atM, limitMps } = ahead[k]!
    const wayM = atM - here
    if (wayM > horizonM) break
    const one = Math.sqrt(braking * braking * 0.25 + 2 * braking * Math.max(0, wayM) + limitMps * limitMps)
    if (one - braking / 2 < safe) safe = one - braking / 2
  }
  return safe
}

/** Bends and slower pieces ahead, the stops, and the end. */
function restraintsOf({ way, gait, stops }: Ride): Restraint[] {
  const endM = way.atM.at(-1)!
  const restraints = stops.filter((stop) => stop.atM > 0 && stop.atM < endM - 2)
  for (let k = 1; k < way.atM.length - 1; k++) {
    const wideM = (way.atM[k + 1]! - way.atM[k - 1]!) / 2
    const turn = turnOf(way, k)
    const corner = cornerM[way.road[k]!]
    // A turn at a junction is driven as a corner; elsewhere the points stand for an arc.
    const radiusM =
      corner !== undefined && turn > 0.5
        ? corner / Math.tan(Math.min(turn, 3) / 2)
        : wideM / Math.max(turn, 1e-6)
    const bendMps = Math.sqrt(gait.lateralMps2 * radiusM)
    const aheadMps = gait.freeMps(way.road[k + 1]!, way.limitMps[k + 1]!)
    const limitMps = Math.max(1, Math.min(bendMps, aheadMps))
    if (limitMps < gait.freeMps(way.road[k]!, way.limitMps[k]!))
      restraints.push({ atM: way.atM[k]!, limitMps, waitS: 0 })
  }
  restraints.sort((a, b) => a.atM - b.atM)
  restraints.push({ atM: endM, limitMps: 0, waitS: 0 })
  return restraints
}
