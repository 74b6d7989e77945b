/** The person of a training day: traits that last all day, and the ways of moving that need no vehicle. */
import type { Mode } from '../engine/mode.ts'
import type { DayLog } from './day-log.ts'
import { codeOf } from './day-log.ts'
import { exponential, lognormalIn, normalIn, weighted, wholeIn } from './distributions.ts'
import type { Random } from './random.ts'
import type { Gait } from './ride.ts'
import { travel } from './ride.ts'
import type { Town } from './town.ts'
import type { Restraint } from './traffic.ts'
import { junctionStops } from './traffic.ts'
import type { Scene, Way } from './ways.ts'
import { WayBuilder } from './ways.ts'

/** Somebody on the way, in a town, at an hour. */
export interface Traveller {
  readonly town: Town
  readonly random: Random
  readonly log: DayLog
  /** Comfortable pace, m/s. */
  readonly walkMps: number
  /** Chance to stop at a red light, on foot or by bicycle. */
  readonly obedience: number
  /** Factor on other people's speed behind the wheel and on a bicycle. */
  readonly haste: number
  /** Local hour at which the log begins. */
  readonly startHour: number
}

/** A person for that town. Pace: 1.34 ± 0.26 m/s (Weidmann 1993); Bohannon 1997 found 1.27–1.46 m/s by age and sex. */
export function drawTraveller(town: Town, log: DayLog, startHour: number, random: Random): Traveller {
  return {
    town,
    random,
    log,
    startHour,
    walkMps: normalIn(random, 1.34, 0.2, [0.9, 1.9]),
    obedience: random.between(0.2, 1),
    haste: normalIn(random, 1, 0.08, [0.8, 1.2]),
  }
}

/** Local hour now, 0–24. */
export const hourOf = ({ startHour, log }: Traveller): number => (startHour + log.length / 3600) % 24

/** Any direction; the farther from the middle of town, the rather back. */
export function drawHeading({ log, random, town }: Traveller): number {
  const [xM, yM] = log.here
  const reachM = town.kind === 'megacity' ? 12_000 : 6000
  const anyRad = random.between(-Math.PI, Math.PI)
  if (!random.chance(Math.hypot(xM, yM) / reachM)) return anyRad
  return Math.atan2(-yM, -xM) + 0.5 * random.normal()
}

/** How somebody walks: with a goal, at leisure, past shop windows. */
type WalkManner = 'purposeful' | 'leisurely' | 'browsing'

/** Pace as a factor, pauses per kilometre and their median length, s. Judgement; published paces are of those with a goal. */
const manners: Readonly<
  Record<WalkManner, { pace: readonly [number, number]; pausesPerKm: number; pauseS: number }>
> = {
  purposeful: { pace: [0.96, 1.17], pausesPerKm: 0.5, pauseS: 15 },
  leisurely: { pace: [0.78, 1.05], pausesPerKm: 3, pauseS: 30 },
  browsing: { pace: [0.35, 0.75], pausesPerKm: 12, pauseS: 45 },
}

const walkingGait = (paceMps: number, swayShare: number): Gait => ({
  freeMps: () => paceMps,
  accelerationMps2: 0.8,
  fadesAtMps: Infinity,
  brakingMps2: 0.9,
  lateralMps2: Infinity,
  swayShare,
  swayS: 12,
  hilliness: 0.03,
})

/** Walks some metres along the streets. */
export function walk(traveller: Traveller, lengthM: number, headingRad: number): void {
  const { random } = traveller
  const manner = weighted<WalkManner>(random, [
    ['purposeful', 72],
    ['leisurely', 23],
    ['browsing', lengthM > 300 ? 6 : 2],
  ])
  const build = new WayBuilder(traveller.town, traveller.log.here, random)
  // Round the house, across the square, back for the letter box: few walks lead straight there.
  const parts = wholeIn(random, [1, lengthM > 200 ? 4 : 2])
  for (let part = 0; part < parts; part++) {
    const partRad = headingRad + (part === 0 ? 0.2 : 0.8) * random.normal()
    const stretch = { road: 'street', lengthM: lengthM / parts, headingRad: partRad, limitMps: 2 } as const
    if (random.chance(0.35)) build.curve({ ...stretch, road: 'path' }, 12, random.between(0.3, 1.4))
    else build.blocks(stretch, 2)
  }
  walkAlong(traveller, build.way, manner)
  traveller.log.endLeg('walking')
}

/** Through a station, a mall, an underpass: no leg of its own ends here. */
export function walkInside(traveller: Traveller, lengthM: number, scene: Scene): void {
  const build = new WayBuilder(traveller.town, traveller.log.here, traveller.random)
  const headingRad = traveller.random.between(-Math.PI, Math.PI)
  build.curve({ road: 'path', lengthM, headingRad, limitMps: 2 }, 12, 1, () => scene)
  walkAlong(traveller, build.way, 'leisurely')
}

function walkAlong(traveller: Traveller, way: Way, manner: WalkManner): void {
  const { random, town } = traveller
  const { pace, pausesPerKm, pauseS } = manners[manner]
  const obedience = { signal: traveller.obedience, sign: 0, queueM: 0, spared: 0.2 }
  const stops: Restraint[] = junctionStops(way, town, obedience, 0, random).map((stop) => ({
    ...stop,
    // Walkers arrive at any moment of the red and cross early.
    waitS: Math.round(stop.waitS * random.between(0.3, 1)),
  }))
  const endM = way.atM.at(-1)!
  for (
    let atM = exponential(random, 1000 / pausesPerKm);
    atM < endM;
    atM += exponential(random, 1000 / pausesPerKm)
  )
    stops.push({ atM, limitMps: 0, waitS: Math.round(lognormalIn(random, pauseS, 0.9, [4, 240])) })
  const gait = walkingGait(
    traveller.walkMps * random.between(...pace),
    manner === 'purposeful' ? 0.08 : random.between(0.1, 0.3),
  )
  travel({ mode: 'walking', way, gait, stops }, traveller.log, random)
}

/** Wanders about within some hundred metres: a park, a campus, a market. */
export function wander(traveller: Traveller, seconds: number): void {
  const { log, random, town } = traveller
  const [homeX, homeY] = log.here
  const radiusM = random.between(40, 150)
  const untilS = log.length + seconds
  const manner: WalkManner = random.chance(0.6) ? 'browsing' : 'leisurely'
  while (log.length < untilS) {
    const [xM, yM] = log.here
    const angle = random.between(-Math.PI, Math.PI)
    const reachM = radiusM * Math.sqrt(random.between(0, 1))
    const [dx, dy] = [homeX + reachM * Math.cos(angle) - xM, homeY + reachM * Math.sin(angle) - yM]
    const lengthM = Math.max(5, Math.hypot(dx, dy))
    const build = new WayBuilder(town, log.here, random)
    build.curve({ road: 'path', lengthM, headingRad: Math.atan2(dy, dx), limitMps: 2 }, 10, 0.4)
    walkAlong(traveller, build.way, manner)
    if (random.chance(0.4)) log.stand(Math.round(lognormalIn(random, 30, 1, [3, 240])), 'street', walking)
  }
  log.endLeg('walking')
}

const walking = codeOf('walking')

/** Stands and paces, as people do who wait; `ofRide` is the share of them who would later call it part of the ride. */
export function waitFor(
  traveller: Traveller,
  medianS: number,
  ride: Mode,
  ofRide: number,
  scene: Scene = 'street',
): void {
  const { log, random } = traveller
  let leftS = Math.round(lognormalIn(random, medianS, 0.8, [5, 900]))
  const paces = random.chance(0.35)
  while (leftS > 0) {
    const standS = Math.min(leftS, Math.round(random.between(10, 90)))
    log.stand(standS, scene, codeOf(ride))
    leftS -= standS
    if (!paces || leftS < 20) continue
    const beforeS = log.length
    const build = new WayBuilder(traveller.town, log.here, random)
    const headingRad = random.between(-Math.PI, Math.PI)
    build.curve(
      { road: 'path', lengthM: random.between(3, 15), headingRad, limitMps: 1 },
      5,
      0.3,
      () => scene,
    )
    travel({ mode: 'walking', way: build.way, gait: walkingGait(0.7, 0.2), stops: [] }, log, random)
    leftS -= log.length - beforeS
  }
  // Otherwise it opens the ride.
  if (!random.chance(ofRide)) log.endLeg('walking')
}

/** Runs there and back. Recreational running: 2.2–4 m/s. */
export function run(traveller: Traveller, lengthM: number): void {
  const { random, town, log } = traveller
  const build = new WayBuilder(town, log.here, random)
  const headingRad = drawHeading(traveller)
  const [road, half] = [random.chance(0.5) ? 'path' : 'street', lengthM / 2] as const
  for (const rad of [headingRad, headingRad + Math.PI])
    if (road === 'path') build.curve({ road, lengthM: half, headingRad: rad, limitMps: 5 }, 20, 0.6)
    else build.blocks({ road, lengthM: half, headingRad: rad, limitMps: 5 }, 4)
  const paceMps = normalIn(random, 2.8, 0.4, [2.1, 4.1])
  const gait = { ...walkingGait(paceMps, 0.07), hilliness: town.hilliness * 0.5 }
  const obedience = { signal: traveller.obedience * 0.6, sign: 0, queueM: 0, spared: 0.3 }
  const stops = junctionStops(build.way, town, obedience, 0, random)
  travel({ mode: 'running', way: build.way, gait, stops }, log, random)
  log.endLeg('running')
}
