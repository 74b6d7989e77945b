/** Rides on roads: bicycles and their kin, cars and taxis, buses. */
import type { Mode } from '../engine/mode.ts'
import { codeOf } from './day-log.ts'
import { exponential, lognormalIn, normalIn, weighted } from './distributions.ts'
import type { Gait } from './ride.ts'
import { travel } from './ride.ts'
import type { RoadKind, Town } from './town.ts'
import type { Restraint } from './traffic.ts'
import { drawCongestion, junctionStops, Stream } from './traffic.ts'
import type { Traveller } from './traveller.ts'
import { hourOf } from './traveller.ts'
import type { Way } from './ways.ts'
import { WayBuilder } from './ways.ts'

type Stage = readonly [road: RoadKind, lengthM: number]

/** Where a journey of that length leads: small streets at both ends, greater roads between. */
function wayOf(traveller: Traveller, stages: readonly Stage[], headingRad: number, limits = true): Way {
  const { town, random, log } = traveller
  const build = new WayBuilder(town, log.here, random)
  for (const [road, lengthM] of stages) {
    if (lengthM < 5) continue
    const limitMps = (limits && limitOf(town, road)) || 60
    const stretch = { road, lengthM, headingRad: headingRad + 0.3 * random.normal(), limitMps }
    if (road === 'street') build.blocks(stretch, 3)
    else if (road === 'avenue') build.blocks(stretch, 12)
    else if (road === 'lane') build.curve(stretch, 25, 0.35)
    else build.curve(stretch, 60, road === 'road' ? 0.5 : 0.3)
  }
  return build.way
}

function limitOf(town: Town, road: RoadKind): number {
  if (road === 'lot') return 4
  if (road === 'lane' || road === 'path' || road === 'rail' || road === 'water' || road === 'air') return 60
  return town.limitMps[road]
}

/** Bicycles, e-bikes, e-scooters. */
type CycleMode = Extract<Mode, 'bicycle' | 'ebike' | 'escooter'>

/**
 * Pedelecs are helped up to 25 km/h (EU) or 20 mph (US), scooters held to 20–25 km/h by most cities; both start
 * quicker and keep their pace uphill.
 */
export function cycle(traveller: Traveller, mode: CycleMode, lengthM: number, headingRad: number): void {
  const { random, town, log } = traveller
  const sport = mode === 'bicycle' && lengthM > 3500 && random.chance(0.25)
  const pedalled = sport ? random.between(5.8, 8.3) : town.cyclingMps * normalIn(random, 1, 0.13, [0.65, 1.5])
  const freeMps =
    mode === 'bicycle'
      ? pedalled * traveller.haste
      : mode === 'ebike'
        ? random.between(4.6, 8.5)
        : random.between(3.6, 7.2)
  const powered = mode !== 'bicycle'
  const gait: Gait = {
    freeMps: (road) => (road === 'lot' || road === 'path' ? Math.min(freeMps, 3) : freeMps),
    accelerationMps2: powered ? random.between(0.7, 1.3) : random.between(0.4, 0.9),
    fadesAtMps: 12,
    brakingMps2: 1.2,
    lateralMps2: random.between(1.5, 2.5),
    swayShare: powered ? random.between(0.05, 0.15) : random.between(0.06, 0.22),
    swayS: random.between(8, 120),
    hilliness: powered ? town.hilliness * 0.3 : town.hilliness,
  }
  const laneM = random.chance(0.4) ? lengthM * random.between(0.1, 0.8) : 0
  const streetM = (lengthM - laneM) * random.between(0.15, 0.7)
  const stages: Stage[] = [
    ['street', streetM / 2],
    ['avenue', lengthM - laneM - streetM],
    ['lane', laneM],
    ['street', streetM / 2],
  ]
  const way = wayOf(traveller, stages, headingRad, false)
  const obedience = { signal: traveller.obedience, sign: 0.2, queueM: 2, spared: random.between(0, 0.4) }
  const stops = junctionStops(way, town, obedience, 0, random)
  // Cyclists halt for a look at the map, a talk, a call.
  for (let atM = exponential(random, 2500); atM < lengthM; atM += exponential(random, 2500))
    stops.push({ atM, limitMps: 0, waitS: Math.round(lognormalIn(random, 22, 1.1, [3, 280])) })
  // Crowds, parked lorries, company: most bicycles are held up a little, some a lot.
  const stream = new Stream(random.chance(0.6) ? random.between(0.05, 0.4) : 0, random.fork('stream'))
  standAround(traveller, mode, 12)
  travel({ mode, way, gait, stops, stream }, log, random)
  standAround(traveller, mode, 12)
  log.endLeg(mode)
}

/** Getting on, locking up, looking for the key; part of the ride in anybody's memory. */
function standAround({ log, random }: Traveller, mode: Mode, medianS: number): void {
  log.stand(Math.round(lognormalIn(random, medianS, 1, [0, 180])), 'street', codeOf(mode))
}

function roadStages(traveller: Traveller, lengthM: number): Stage[] {
  const { random, town } = traveller
  const [outM, inM] = [lognormalIn(random, 300, 0.8, [80, 2500]), lognormalIn(random, 300, 0.8, [80, 2500])]
  if (lengthM < 1500 || outM + inM > 0.7 * lengthM)
    return [
      ['street', lengthM * 0.4],
      ['avenue', lengthM * 0.3],
      ['street', lengthM * 0.3],
    ]
  const innerM = lengthM - outM - inM
  const fastShare = lengthM < 4000 ? 0 : random.chance(0.75) ? random.between(0.4, 0.95) : 0
  const fastRoad = weighted<RoadKind>(random, [
    ['expressway', town.kind === 'country' ? 1 : 5],
    ['motorway', lengthM > 12_000 ? 8 : 2],
    ['road', town.kind === 'country' ? 8 : 1],
  ])
  const fastM = innerM * fastShare
  return [
    ['street', outM],
    ['avenue', (innerM - fastM) * 0.5],
    [fastRoad, fastM],
    ['avenue', (innerM - fastM) * 0.5],
    ['street', inM],
  ]
}

/** Cars pull away with 1–2 m/s², less the faster they go. */
function carGait(traveller: Traveller): Gait {
  const { random } = traveller
  const haste = traveller.haste * normalIn(random, 1, 0.05, [0.85, 1.15])
  return {
    freeMps: (_, limitMps) => limitMps * haste,
    accelerationMps2: random.between(1.1, 2.3),
    fadesAtMps: 40,
    brakingMps2: random.between(1.3, 2.4),
    lateralMps2: random.between(1.5, 3),
    swayShare: random.between(0.04, 0.17),
    swayS: random.between(8, 50),
    hilliness: 0,
  }
}

/** A car from where one stands; `parks` adds the search for a space and the slow way through it. */
export function drive(traveller: Traveller, mode: 'car' | 'taxi', lengthM: number, headingRad: number): void {
  const { random, town, log } = traveller
  const parks = mode === 'car'
  const stages: Stage[] = [...roadStages(traveller, lengthM)]
  if (parks && random.chance(0.5)) stages.unshift(['lot', random.between(20, 150)])
  if (parks && random.chance(0.6)) stages.push(['lot', random.between(20, 200)])
  const way = wayOf(traveller, stages, headingRad)
  const congestion = drawCongestion(town, hourOf(traveller), random)
  const obedience = { signal: 1, sign: 0.9, queueM: 14, spared: random.between(0.1, 0.75) }
  const stops = junctionStops(way, town, obedience, congestion, random)
  standAround(traveller, mode, 15)
  const stream = new Stream(congestion, random.fork('stream'))
  travel({ mode, way, gait: carGait(traveller), stops, stream }, log, random)
  // The search for a space: 1–3 rounds of a block or two (Shoup 2006 counts minutes downtown).
  if (parks && town.kind !== 'country' && random.chance(0.15 + 0.3 * congestion)) {
    const round = wayOf(traveller, [['street', random.between(150, 900)]], headingRad + 2)
    const searchMps = random.between(3, 5.5)
    const gait = { ...carGait(traveller), freeMps: () => searchMps }
    travel({ mode, way: round, gait, stops: [] }, log, random)
  }
  standAround(traveller, mode, 12)
  log.endLeg(mode)
}

/** A motorcycle or moped: a car's way, between the lanes. */
export function motorcycle(traveller: Traveller, lengthM: number, headingRad: number): void {
  const { random, town, log } = traveller
  const way = wayOf(traveller, roadStages(traveller, lengthM), headingRad)
  const congestion = 0.4 * drawCongestion(town, hourOf(traveller), random)
  const stops = junctionStops(
    way,
    town,
    { signal: 0.95, sign: 0.6, queueM: 2, spared: 0.1 },
    congestion,
    random,
  )
  const gait = { ...carGait(traveller), accelerationMps2: random.between(1.5, 3) }
  travel(
    { mode: 'motorcycle', way, gait, stops, stream: new Stream(congestion, random.fork('stream')) },
    log,
    random,
  )
  log.endLeg('motorcycle')
}

/** What a line is like: metres between stops, share of stops passed by, fastest speed, m/s, share of traffic it meets. */
interface BusLine {
  readonly name: string
  readonly spacingM: readonly [number, number]
  readonly topMps: readonly [number, number]
  readonly traffic: readonly [number, number]
  /** How often it is taken, for a short way and for one beyond `farM`. */
  readonly share: number
  readonly farShare: number
}

const farM = 12_000

/**
 * Spacing, dwell and own lanes after TCRP Report 165 (Transit Capacity and Quality of Service Manual), which tells
 * local from limited-stop, rapid and express lines; shares and speeds are judgement. Riders who stand accept about
 * 1–1.2 m/s².
 */
const lines: readonly BusLine[] = [
  { name: 'local', spacingM: [220, 550], topMps: [12, 17], traffic: [0.6, 1], share: 40, farShare: 3 },
  { name: 'city', spacingM: [400, 1000], topMps: [12, 19], traffic: [0.5, 1], share: 37, farShare: 18 },
  { name: 'rapid', spacingM: [600, 1500], topMps: [14, 20], traffic: [0.1, 0.5], share: 10, farShare: 10 },
  { name: 'express', spacingM: [900, 6000], topMps: [18, 28], traffic: [0.6, 1], share: 13, farShare: 37 },
  {
    name: 'regional',
    spacingM: [2000, 12_000],
    topMps: [19, 27],
    traffic: [0.4, 0.9],
    share: 0,
    farShare: 32,
  },
]

/** A bus: in the same traffic as cars, and halting. */
export function rideBus(traveller: Traveller, lengthM: number, headingRad: number): void {
  const { random, town, log } = traveller
  const line = weighted(
    random,
    lines.map((one) => [one, lengthM > farM ? one.farShare : one.share] as const),
  )
  // Most express lines, and some others, take a bridge, a ring road, a motorway without a stop.
  const isExpress = line.name === 'express' || line.name === 'regional'
  const isFast = random.chance(isExpress ? 0.8 : 0.1) && lengthM > 2500
  const fastM = isFast ? lengthM * random.between(0.25, isExpress ? 0.92 : 0.6) : 0
  const streetM = random.chance(0.4) ? (lengthM - fastM) * random.between(0.05, 0.4) : 0
  const avenueM = Math.max(0, lengthM - fastM - streetM)
  const outShare = random.between(0.3, 0.8)
  const fastRoad = weighted<RoadKind>(random, [
    ['expressway', 5],
    ['road', 2],
    ['motorway', 4],
  ])
  const stages: Stage[] = [
    ['avenue', avenueM * outShare],
    [fastRoad, fastM],
    ['street', streetM],
    ['avenue', avenueM * (1 - outShare)],
  ]
  const way = wayOf(traveller, stages, headingRad)
  const own = random.between(...line.traffic)
  const congestion = own * drawCongestion(town, hourOf(traveller), random)
  const obedience = { signal: 1, sign: 0.9, queueM: 14 * own, spared: random.between(0.1, 0.7) }
  const stops = junctionStops(way, town, obedience, congestion, random)
  stops.push(...busStops(traveller, line, way))
  standAround(traveller, 'bus', 14)
  const stream = new Stream(congestion, random.fork('stream'))
  travel({ mode: 'bus', way, gait: busGait(traveller, line), stops, stream }, log, random)
  log.stand(Math.round(random.between(0, 12)), 'street', codeOf('bus'))
  log.endLeg('bus')
}

function busGait({ random }: Traveller, line: BusLine): Gait {
  const topMps = random.between(...line.topMps)
  return {
    freeMps: (road, limitMps) =>
      Math.min(road === 'expressway' || road === 'motorway' ? topMps * 1.35 : topMps, limitMps, 28),
    accelerationMps2: random.between(0.45, 1.2),
    fadesAtMps: 34,
    brakingMps2: random.between(0.6, 1.3),
    lateralMps2: random.between(1, 1.8),
    swayShare: random.between(0.03, 0.1),
    swayS: random.between(10, 50),
    hilliness: 0,
  }
}

/** Dwell times: 10–60 s by how busy a stop is (TCRP 165); lognormal, as counts show them. */
function busStops({ random }: Traveller, { spacingM }: BusLine, way: Way): Restraint[] {
  const stops: Restraint[] = []
  const endM = way.atM.at(-1)!
  const passed = random.between(0.05, 0.6)
  const busyS = random.between(8, 25)
  const gapM = random.between(...spacingM)
  for (let atM = gapM * random.between(0.2, 1); atM < endM - 30; atM += gapM * random.between(0.6, 1.4)) {
    const road = way.road[way.atM.findIndex((pointM) => pointM >= atM)]
    const runsThrough = road === 'expressway' || road === 'motorway' || road === 'road'
    if (!random.chance(runsThrough ? 0.85 : passed))
      stops.push({ atM, limitMps: 0, waitS: Math.round(lognormalIn(random, busyS, 0.55, [5, 90])) })
  }
  // A time point where the driver waits for the timetable.
  if (random.chance(0.08))
    stops.push({
      atM: endM * random.between(0.2, 0.8),
      limitMps: 0,
      waitS: Math.round(random.between(60, 300)),
    })
  return stops
}
