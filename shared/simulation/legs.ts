/** Ways of getting somewhere: which legs a trip with a given means of transport is made of. */
import type { Position, Railway, Spot } from './geography-of-la-rochelle.ts'
import { spots } from './geography-of-la-rochelle.ts'
import type { Leg, SimulatedMode } from './movement.ts'
import type { Path } from './path.ts'
import { pathAlong } from './path.ts'
import type { Random } from './random.ts'
import type { Route } from './streets.ts'
import { findRoute } from './streets.ts'

const roadLeg = (mode: SimulatedMode, route: Route, more: Partial<Leg> = {}): Leg => ({
  mode,
  path: pathAlong(route.points),
  roadClass: route.roadClass,
  junctionAt: route.junctionAt,
  halts: [],
  waitS: 0,
  ...more,
})

/** Door to door with one mode; cars take every road, the others keep to town. */
export function direct(mode: 'walking' | 'running' | 'bicycle' | 'car', from: Spot, to: Spot): Leg[] {
  return [roadLeg(mode, findRoute(from, to, mode === 'car'))]
}

/** From a door to another and straight back, without a halt: one leg. */
export function loop(mode: 'walking' | 'running' | 'bicycle', from: Spot, turn: Spot): Leg[] {
  const out = findRoute(from, turn, false)
  const back = findRoute(turn, from, false)
  const junctionsBack = back.junctionAt.map((k) => k + out.points.length)
  return [
    roadLeg(mode, {
      points: [...out.points, ...back.points],
      roadClass: [...out.roadClass, ...back.roadClass],
      junctionAt: [...out.junctionAt, ...junctionsBack],
    }),
  ]
}

/** Walk to the stop, wait 3–8 minutes, ride, walk on. Stops lie about 350 m apart; one in four is passed by. */
export function byBus(from: Spot, to: Spot, random: Random): Leg[] {
  const ride = findRoute(from.junction, to.junction, false)
  const toStop = findRoute(from, from.junction, false)
  const waitS = Math.round(random.between(180, 480))
  const halts = haltsAlong(pathAlong(ride.points), random)
  return [
    roadLeg('walking', toStop, { waitS }),
    roadLeg('bus', ride, { halts }),
    roadLeg('walking', findRoute(to.junction, to, false)),
  ]
}

function haltsAlong(path: Path, random: Random): Leg['halts'] {
  const halts: { atM: number; waitS: number }[] = []
  for (let atM = random.between(280, 420); atM < path.lengthM - 60; atM += random.between(280, 420))
    if (!random.chance(0.25)) halts.push({ atM, waitS: Math.round(random.between(12, 32)) })
  return halts
}

/** The train out of La Rochelle, then a walk in the town of arrival; the wait on the platform ends the way there. */
export function byTrain(approach: readonly Leg[], railway: Railway, random: Random): Leg[] {
  const stroll = walkAlong(railway.stroll, 0)
  return [...waiting(approach, random), railLeg(railway.track, railway.stops, random), stroll]
}

/** The way back: walk to the platform, wait, train, then on from the station. */
export function backByTrain(railway: Railway, onward: readonly Leg[], random: Random): Leg[] {
  const walk = walkAlong(railway.stroll.toReversed(), Math.round(random.between(240, 540)))
  const last = railway.track.length - 1
  const stops = railway.stops.map((k) => last - k)
  return [walk, railLeg(railway.track.toReversed(), stops, random), ...onward]
}

/** Where one arrives by that railway and its stroll. */
export function arrivalOf(railway: Railway): Spot {
  const door = railway.stroll.at(-1)!
  return { ...railway.platform, corner: door, door }
}

/** The station as a spot to go to. */
export const station: Spot = spots.station

const walkAlong = (points: readonly Position[], waitS: number): Leg => ({
  mode: 'walking',
  path: pathAlong(points),
  roadClass: points.map(() => 'street' as const),
  junctionAt: [],
  halts: [],
  waitS,
})

function railLeg(track: readonly Position[], stops: readonly number[], random: Random): Leg {
  const path = pathAlong(track)
  const halts = stops
    .map((k) => ({ atM: path.distanceM[k]!, waitS: Math.round(random.between(50, 100)) }))
    .sort((a, b) => a.atM - b.atM)
  return { mode: 'train', path, roadClass: [], junctionAt: [], halts, waitS: 0 }
}

function waiting(approach: readonly Leg[], random: Random): Leg[] {
  const waitS = Math.round(random.between(240, 540))
  return approach.map((leg, k) => (k === approach.length - 1 ? { ...leg, waitS } : leg))
}
