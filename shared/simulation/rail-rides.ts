/** Rides that follow a line of their own: subway, tram, trains; ferries and planes too. */
import type { Mode } from '../engine/mode.ts'
import { codeOf } from './day-log.ts'
import type { Range } from './distributions.ts'
import { lognormalIn, weighted } from './distributions.ts'
import { travel } from './ride.ts'
import type { Restraint } from './traffic.ts'
import type { Traveller } from './traveller.ts'
import type { Scene } from './ways.ts'
import { WayBuilder } from './ways.ts'

/** What a line is like. */
export interface RailLine {
  readonly mode: Extract<Mode, 'subway' | 'tram' | 'train'>
  readonly spacingM: Range
  /** Fastest speed between stations, m/s. */
  readonly topMps: Range
  readonly accelerationMps2: Range
  /** Median dwell, s. */
  readonly dwellS: Range
  /** Share of a line that runs below ground. */
  readonly tunnelShare: Range
  /** Lights per kilometre: trams that cross streets. */
  readonly lightsPerKm: Range
  /** How much it winds: spread of its direction, radians. */
  readonly wiggle: Range
}

/**
 * Within what TCRP Report 165 (Transit Capacity and Quality of Service Manual) describes of heavy, light and commuter
 * rail, widened by judgement towards the lines of Asia and Europe; intercity: 110–300 km/h.
 */
export const railLines = {
  subway: {
    mode: 'subway',
    spacingM: [700, 2000],
    topMps: [16, 25],
    accelerationMps2: [0.7, 1.1],
    dwellS: [18, 45],
    tunnelShare: [0.3, 1],
    lightsPerKm: [0, 0],
    wiggle: [0.15, 0.6],
  },
  metro: {
    mode: 'subway',
    spacingM: [1200, 6000],
    topMps: [19, 34],
    accelerationMps2: [0.6, 1.1],
    dwellS: [16, 40],
    tunnelShare: [0, 0.35],
    lightsPerKm: [0, 0],
    wiggle: [0.15, 0.55],
  },
  tram: {
    mode: 'tram',
    spacingM: [350, 1000],
    topMps: [10, 20],
    accelerationMps2: [0.7, 1.1],
    dwellS: [14, 40],
    tunnelShare: [0, 0.15],
    lightsPerKm: [0, 2.5],
    wiggle: [0.2, 0.8],
  },
  commuter: {
    mode: 'train',
    spacingM: [1500, 11_000],
    topMps: [23, 44],
    accelerationMps2: [0.3, 0.7],
    dwellS: [20, 75],
    tunnelShare: [0, 0.1],
    lightsPerKm: [0, 0],
    wiggle: [0.1, 0.5],
  },
  intercity: {
    mode: 'train',
    spacingM: [15_000, 90_000],
    topMps: [30, 83],
    accelerationMps2: [0.15, 0.45],
    dwellS: [60, 300],
    tunnelShare: [0, 0.08],
    lightsPerKm: [0, 0],
    wiggle: [0.05, 0.4],
  },
} as const satisfies Record<string, RailLine>

/** Rides that line for about `lengthM`, at least from one station to the next. */
export function rideRail(traveller: Traveller, line: RailLine, lengthM: number, headingRad: number): void {
  const { random, log } = traveller
  const topMps = random.between(...line.topMps)
  const { build, stops } = layTrack(traveller, line, lengthM, headingRad, topMps)
  stops.push(...lightsAlong(traveller, build.lengthM, random.between(...line.lightsPerKm)))
  const accelerationMps2 = random.between(...line.accelerationMps2)
  const gait = {
    freeMps: (_: unknown, limitMps: number) => limitMps,
    accelerationMps2,
    fadesAtMps: topMps * random.between(1.1, 2),
    brakingMps2: Math.min(1.1, accelerationMps2 * random.between(0.9, 1.3)),
    lateralMps2: line.mode === 'tram' ? 1 : 1.2,
    swayShare: random.between(0.005, 0.03),
    swayS: random.between(20, 80),
    hilliness: 0,
  }
  const { way } = build
  log.stand(Math.round(random.between(2, 30)), way.scene[1]!, codeOf(line.mode))
  travel({ mode: line.mode, way, gait, stops }, log, random)
  log.endLeg(line.mode)
}

/** The track from station to station, and where trains halt on it. */
function layTrack(
  traveller: Traveller,
  line: RailLine,
  lengthM: number,
  headingRad: number,
  topMps: number,
): { build: WayBuilder; stops: Restraint[] } {
  const { random, town, log } = traveller
  const build = new WayBuilder(town, log.here, random)
  const stops: Restraint[] = []
  const halt = (atM: number, waitS: number): void => {
    stops.push({ atM, limitMps: 0, waitS: Math.round(waitS) })
  }
  const dwellS = random.between(...line.dwellS)
  const gapM = random.between(...line.spacingM)
  const scenery = drawScenery(traveller, line)
  const wiggle = random.between(...line.wiggle)
  const pieceM = line.mode === 'tram' ? 40 : 90
  let towardsRad = headingRad
  while (build.lengthM < lengthM) {
    // Lines swing round towns more than they wind.
    towardsRad = headingRad + 0.7 * (towardsRad - headingRad) + 0.3 * random.normal()
    const hopM = Math.max(250, gapM * lognormalIn(random, 1, 0.35, [0.4, 2.2]))
    const startM = build.lengthM
    // Speed is held back on many a stretch: curves, old track, the throat of a great station.
    const slowM = random.chance(0.35) ? Math.min(hopM * 0.6, random.between(200, 2500)) : 0
    for (const [partM, factor] of [
      [hopM - slowM, random.chance(0.4) ? random.between(0.3, 0.9) : 1],
      [slowM, random.between(0.25, 0.6)],
    ] as const) {
      const limitMps = topMps * factor
      build.curve({ road: 'rail', lengthM: partM, headingRad: towardsRad, limitMps }, pieceM, wiggle, scenery)
    }
    // A signal out on the line, for whatever reason.
    if (random.chance(0.05)) halt(startM + hopM * random.between(0.2, 0.9), random.between(10, 150))
    halt(build.lengthM, lognormalIn(random, dwellS, 0.3, [10, 400]))
  }
  return { build, stops }
}

function lightsAlong({ random, town }: Traveller, endM: number, perKm: number): Restraint[] {
  const stops: Restraint[] = []
  for (let atM = 100; perKm > 0 && atM < endM; atM += (1000 / perKm) * random.between(0.5, 1.5))
    if (random.chance(town.redShare * 0.7))
      stops.push({ atM, limitMps: 0, waitS: Math.round(random.between(3, town.cycleS * town.redShare)) })
  return stops
}

/** Where along the line there is daylight: a few long runs, not a piece here and there. */
function drawScenery({ random }: Traveller, line: RailLine): (atM: number) => Scene {
  const share = random.between(...line.tunnelShare)
  const runM = random.between(1500, 6000)
  const phaseM = random.between(0, runM)
  const above: Scene = line.mode === 'tram' ? 'street' : 'open'
  return (atM) => ((atM + phaseM) % runM < share * runM ? 'tunnel' : above)
}

/** A ferry: 4–18 m/s, straight, steady. */
export function sail(traveller: Traveller, lengthM: number, headingRad: number): void {
  const { random, log } = traveller
  glide(traveller, 'ferry', [[lengthM, random.between(4, 16)]], headingRad, 0.15)
  log.endLeg('ferry')
}

/** A flight: the way to the runway, the climb, 210–260 m/s, the way down and in. */
export function fly(traveller: Traveller, lengthM: number, headingRad: number): void {
  const { random, log } = traveller
  log.stand(Math.round(random.between(120, 900)), 'indoors', codeOf('plane'))
  const [outM, inM] = [random.between(1000, 3500), random.between(800, 3000)]
  const slowM = Math.min(60_000, lengthM / 4)
  const stages = [
    [outM, 8],
    [1500, 75],
    [slowM, 150],
    [lengthM - 2 * slowM, random.between(210, 260)],
    [slowM, 120],
    [1500, 65],
    [inM, 8],
  ] as const
  glide(traveller, 'plane', stages, headingRad, 1.8)
  log.endLeg('plane')
}

function glide(
  traveller: Traveller,
  mode: 'ferry' | 'plane',
  stages: readonly (readonly [lengthM: number, limitMps: number])[],
  headingRad: number,
  accelerationMps2: number,
): void {
  const { random, town, log } = traveller
  const build = new WayBuilder(town, log.here, random)
  const road = mode === 'ferry' ? 'water' : 'air'
  for (const [lengthM, limitMps] of stages)
    build.curve({ road, lengthM, headingRad, limitMps }, Math.max(50, lengthM / 40), 0.15)
  const gait = {
    freeMps: (_: unknown, limitMps: number) => limitMps,
    accelerationMps2,
    fadesAtMps: Infinity,
    brakingMps2: accelerationMps2,
    lateralMps2: 5,
    swayShare: 0.02,
    swayS: 120,
    hilliness: 0,
  }
  travel({ mode, way: build.way, gait, stops: [] }, log, random)
}

/** The line that somebody in such a town would take for that distance. */
export function drawRailLine({ random, town }: Traveller): keyof typeof railLines {
  const city = town.kind === 'megacity'
  return weighted(random, [
    ['subway', city ? 40 : town.kind === 'town' ? 15 : 2],
    ['metro', city ? 22 : 12],
    ['tram', city ? 10 : town.kind === 'country' ? 0 : 25],
    ['commuter', city ? 22 : 30],
    ['intercity', 7],
  ])
}
