/** Outings: what people do between two stays, as chains of walks, waits and rides. */
import { codeOf } from './day-log.ts'
import { lognormalIn, weighted } from './distributions.ts'
import { drawRailLine, fly, railLines, rideRail, sail } from './rail-rides.ts'
import { cycle, drive, motorcycle, rideBus } from './road-rides.ts'
import type { Traveller } from './traveller.ts'
import { drawHeading, run, waitFor, walk, walkInside, wander } from './traveller.ts'

type Outing = (traveller: Traveller) => void

/** A walk to or from a stop, a car, a rack. */
function walkUpTo(traveller: Traveller, medianM: number): void {
  const { random } = traveller
  walk(traveller, lognormalIn(random, medianM, 0.7, [15, 1500]), drawHeading(traveller))
}

const onFoot: Outing = (traveller) => {
  const lengthM = lognormalIn(traveller.random, 900, 0.9, [80, 8000])
  walk(traveller, lengthM, drawHeading(traveller))
}

const strolling: Outing = (traveller) => {
  const { random } = traveller
  if (random.chance(0.5)) walkUpTo(traveller, 300)
  wander(traveller, lognormalIn(random, 900, 0.6, [200, 4500]))
  if (random.chance(0.5)) walkUpTo(traveller, 300)
}

const running: Outing = (traveller) =>
  run(traveller, lognormalIn(traveller.random, 5000, 0.5, [1500, 15_000]))

const cycling =
  (mode: 'bicycle' | 'ebike' | 'escooter'): Outing =>
  (traveller) => {
    const { random } = traveller
    const shared = random.chance(mode === 'bicycle' ? 0.3 : 0.45)
    const medianM = { bicycle: 2800, ebike: 3600, escooter: 2000 }[mode]
    if (shared) walkUpTo(traveller, 150)
    cycle(traveller, mode, lognormalIn(random, medianM, 0.75, [400, 25_000]), drawHeading(traveller))
    if (shared) walkUpTo(traveller, 150)
    // An errand on the way: a few minutes, too short to be a stay.
    if (!random.chance(0.12)) return
    traveller.log.stand(Math.round(random.between(30, 200)), 'street', codeOf(mode))
    cycle(traveller, mode, lognormalIn(random, 1500, 0.6, [300, 8000]), drawHeading(traveller))
  }

const busMedianM = 5500

const byBus: Outing = (traveller) => {
  const { random } = traveller
  walkUpTo(traveller, 250)
  waitFor(traveller, 130, 'bus', 0.5)
  const lengthM = random.chance(0.04)
    ? lognormalIn(random, 28_000, 0.5, [12_000, 90_000])
    : lognormalIn(random, busMedianM, 0.8, [900, 45_000])
  rideBus(traveller, lengthM, drawHeading(traveller))
  if (random.chance(0.25)) {
    walkUpTo(traveller, 90)
    waitFor(traveller, 120, 'bus', 0.5)
    rideBus(traveller, lognormalIn(random, busMedianM * 0.8, 0.6, [900, 20_000]), drawHeading(traveller))
  }
  walkUpTo(traveller, 250)
}

/** One ride on rails with the ways through its stations. */
function railRide(traveller: Traveller): void {
  const { random } = traveller
  const name = drawRailLine(traveller)
  const line = railLines[name]
  const below = line.mode === 'subway' && random.chance(0.6)
  const medianM = { subway: 6500, metro: 13_000, tram: 4500, commuter: 28_000, intercity: 120_000 }[name]
  const scene = below ? 'tunnel' : 'street'
  if (below) walkInside(traveller, random.between(40, 220), scene)
  waitFor(traveller, line.mode === 'train' ? 180 : 90, line.mode, 0.25, scene)
  rideRail(traveller, line, lognormalIn(random, medianM, 0.5, [700, 400_000]), drawHeading(traveller))
  if (below) walkInside(traveller, random.between(40, 220), scene)
  // Few people know to the minute when they left the platform.
  if (random.chance(0.3)) traveller.log.endLeg(line.mode)
}

const byRail: Outing = (traveller) => {
  const { random } = traveller
  walkUpTo(traveller, 400)
  railRide(traveller)
  if (random.chance(0.25)) {
    walkUpTo(traveller, 120)
    railRide(traveller)
  }
  if (random.chance(0.12)) {
    walkUpTo(traveller, 80)
    waitFor(traveller, 180, 'bus', 0.5)
    rideBus(traveller, lognormalIn(random, 3000, 0.5, [900, 10_000]), drawHeading(traveller))
  }
  walkUpTo(traveller, 400)
}

const byCar: Outing = (traveller) => {
  const { random, town } = traveller
  const medianM = town.kind === 'megacity' ? 8000 : town.kind === 'country' ? 15_000 : 7500
  if (random.chance(0.75)) walkUpTo(traveller, 60)
  const errands = random.chance(0.2) ? 2 : 1
  for (let k = 0; k < errands; k++) {
    drive(
      traveller,
      'car',
      lognormalIn(random, medianM / errands, 0.95, [500, 120_000]),
      drawHeading(traveller),
    )
    if (k + 1 < errands) traveller.log.stand(Math.round(random.between(30, 240)), 'street', codeOf('car'))
  }
  if (random.chance(0.75)) walkUpTo(traveller, 70)
}

const byTaxi: Outing = (traveller) => {
  const { random } = traveller
  if (random.chance(0.8)) walkUpTo(traveller, 70)
  waitFor(traveller, 100, 'taxi', 0.5)
  drive(traveller, 'taxi', lognormalIn(random, 6500, 0.75, [900, 60_000]), drawHeading(traveller))
  if (random.chance(0.7)) walkUpTo(traveller, 40)
}

const byMotorcycle: Outing = (traveller) =>
  motorcycle(traveller, lognormalIn(traveller.random, 5000, 0.7, [600, 40_000]), drawHeading(traveller))

const byFerry: Outing = (traveller) => {
  const { random } = traveller
  walkUpTo(traveller, 300)
  waitFor(traveller, 300, 'ferry', 0.5)
  sail(traveller, lognormalIn(random, 4000, 0.7, [600, 30_000]), drawHeading(traveller))
  walkUpTo(traveller, 300)
}

const byPlane: Outing = (traveller) => {
  walkInside(traveller, traveller.random.between(200, 800), 'indoors')
  traveller.log.endLeg('walking')
  fly(traveller, traveller.random.between(250_000, 900_000), drawHeading(traveller))
  walkInside(traveller, traveller.random.between(200, 800), 'indoors')
  traveller.log.endLeg('walking')
}

/**
 * How often each is drawn. The weights even out the time spent with each mode, so that a model trained on many days
 * sees enough of everything; they are no survey of how people travel.
 */
const outings: readonly (readonly [Outing, number])[] = [
  [onFoot, 11],
  [strolling, 2.5],
  [running, 1],
  [cycling('bicycle'), 21],
  [cycling('ebike'), 7],
  [cycling('escooter'), 5],
  [byBus, 19],
  [byRail, 12],
  [byCar, 24],
  [byTaxi, 5],
  [byMotorcycle, 0.6],
  [byFerry, 0.3],
  [byPlane, 0.12],
]

/** Makes one outing, from where the traveller stands to wherever it leads. */
export function goOut(traveller: Traveller): void {
  weighted(traveller.random, outings)(traveller)
}
