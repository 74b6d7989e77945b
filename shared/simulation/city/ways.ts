/** How one gets from door to door in the simulated city: legs of one mode each, with a path, a length and a time. */
import type { Mode } from '../../engine/mode.ts'
import { distanceM } from '../../trace/geodesy.ts'
import { railways } from '../geography-of-la-rochelle.ts'
import { bent } from '../path.ts'
import type { Random } from '../random.ts'
import type { Point } from './communes.ts'
import { scattered } from './communes.ts'
import type { Means } from './means.ts'

/** Latitude, longitude, degrees. */
export type Position = readonly [number, number]

/** A part of a trip. */
export interface Leg {
  readonly mode: Mode
  readonly path: readonly Position[]
  /** Whole metres along the path, at least 1. */
  readonly lengthM: number
  /** Whole seconds, waits included, at least 1. */
  readonly seconds: number
}

export interface Traveller {
  readonly hasEbike: boolean
  readonly isPooling: boolean
}

/** Typical speed on the way, stops included, m/s, for a leg of that many km. */
const speedMps: Partial<Record<Mode, (km: number) => number>> = {
  walking: () => 1.3,
  bicycle: () => 4.2,
  ebike: () => 5.2,
  bus: () => 5.5,
  train: (km) => (km < 80 ? 18 : 40),
  plane: (km) => Math.min(220, 90 + km / 10),
}
const carMps = (km: number): number => 6 + 22 * (1 - Math.exp(-km / 30))

/** Ways longer than this are bent into pieces of a sixth of their length; no shorter piece is drawn. */
const pieceM = 120
/** How far streets lead aside. */
const swing = 0.35

/** A leg straight from door to door but for the bends of streets. */
export function leg(mode: Mode, from: Point, to: Point, random: Random, waitS = 0): Leg {
  const straightM = distanceM(from.latDeg, from.lonDeg, to.latDeg, to.lonDeg)
  const bends = mode === 'plane' ? 0 : swing
  const piece = Math.max(pieceM, straightM / 4)
  const path = bent([from.latDeg, from.lonDeg], [to.latDeg, to.lonDeg], piece, bends, random)
  return legAlong(mode, path, random, waitS)
}

function legAlong(mode: Mode, path: readonly Position[], random: Random, waitS = 0): Leg {
  let lengthM = 0
  for (let k = 1; k < path.length; k++)
    lengthM += distanceM(path[k - 1]![0], path[k - 1]![1], path[k]![0], path[k]![1])
  const whole = Math.max(1, Math.round(lengthM))
  const mps = (speedMps[mode] ?? carMps)(whole / 1000) * random.between(0.85, 1.15)
  return { mode, path, lengthM: whole, seconds: Math.max(1, Math.round(whole / mps + waitS)) }
}

/** The legs of a way by that means; by transit it is the train where that leads there, else the bus. */
export function legsOf(means: Means, from: Point, to: Point, who: Traveller, random: Random): Leg[] {
  switch (means) {
    case 'walking':
    case 'motorcycle':
      return [leg(means, from, to, random)]
    case 'cycle':
      return [leg(who.hasEbike ? 'ebike' : 'bicycle', from, to, random)]
    case 'car':
      return [leg(who.isPooling ? 'carpool' : 'car', from, to, random)]
    case 'transit':
      return trainLegs(from, to, random) ?? busLegs(from, to, random)
  }
}

/** Walk to the stop, wait, ride, walk on. */
function busLegs(from: Point, to: Point, random: Random): Leg[] {
  const stops = [scattered(from, 180, random), scattered(to, 180, random)] as const
  return [
    leg('walking', from, stops[0], random),
    leg('bus', stops[0], stops[1], random, random.between(60, 480)),
    leg('walking', stops[1], to, random),
  ]
}

/** Farthest that a station may be from the door, metres. */
const toStationM = 2500

interface Halt {
  readonly railway: number
  /** Index in the track. */
  readonly at: number
  readonly point: Point
}

/** Where trains stop: the ends of each track and its stations. */
const halts: readonly Halt[] = railways.flatMap(({ track, stops }, railway) =>
  [0, ...stops, track.length - 1].map((at) => {
    const [latDeg, lonDeg] = track[at]!
    return { railway, at, point: { latDeg, lonDeg } }
  }),
)

function trainLegs(from: Point, to: Point, random: Random): Leg[] | undefined {
  for (let railway = 0; railway < railways.length; railway++) {
    const board = nearestHalt(railway, from)
    const alight = nearestHalt(railway, to)
    if (!board || !alight || board.at === alight.at) continue
    const { track } = railways[railway]!
    const [low, high] = [Math.min(board.at, alight.at), Math.max(board.at, alight.at)]
    const path = track.slice(low, high + 1)
    return [
      feeder(from, board.point, random),
      legAlong('train', board.at < alight.at ? path : path.toReversed(), random, random.between(120, 600)),
      feeder(alight.point, to, random),
    ]
  }
  return undefined
}

function nearestHalt(railway: number, door: Point): Halt | undefined {
  let best: Halt | undefined
  let bestM = toStationM
  for (const halt of halts) {
    if (halt.railway !== railway) continue
    const awayM = distanceM(door.latDeg, door.lonDeg, halt.point.latDeg, halt.point.lonDeg)
    if (awayM < bestM) [best, bestM] = [halt, awayM]
  }
  return best
}

/** To or from a station: on foot, or by bus where that is far. */
function feeder(from: Point, to: Point, random: Random): Leg {
  const awayM = distanceM(from.latDeg, from.lonDeg, to.latDeg, to.lonDeg)
  return leg(awayM > 1300 ? 'bus' : 'walking', from, to, random, awayM > 1300 ? 180 : 0)
}

const station: Point = { latDeg: 46.1525, lonDeg: -1.1451 }
const airport: Point = { latDeg: 44.831, lonDeg: -0.712 }

/** Somewhere far away. */
export interface FarPlace extends Point {
  readonly name: string
  readonly timeZone: string
}

/** The legs of a journey to or from far away; planes leave from Bordeaux, where one drives to. */
export function farLegs(
  by: 'car' | 'train' | 'plane',
  { home, far, isOut }: { home: Point; far: Point; isOut: boolean },
  random: Random,
): Leg[] {
  const way = (mode: Mode, from: Point, to: Point, waitS = 0): Leg =>
    isOut ? leg(mode, from, to, random, waitS) : leg(mode, to, from, random, waitS)
  const arrival = scattered(far, 900, random)
  const legs =
    by === 'car'
      ? [way('car', home, far, 1200)]
      : by === 'train'
        ? [way('bus', home, station), way('train', station, arrival, 900), way('walking', arrival, far)]
        : [way('car', home, airport), way('plane', airport, arrival, 5400), way('taxi', arrival, far)]
  return isOut ? legs : legs.toReversed()
}
