/** Who lives in the simulated city: where, working where, with which habits. Shares without a source are judgement. */

import { distanceM } from '../../trace/geodesy.ts'
import { clamp, exponential, lognormalIn, weighted } from '../distributions.ts'
import type { Random } from '../random.ts'
import type { Commune, Point } from './communes.ts'
import { communes, doorIn, nearestCentre, scattered, townsAround } from './communes.ts'
import type { Tastes } from './means.ts'
import { drawTastes } from './means.ts'

/** Somewhere that somebody goes again and again. */
export interface Haunt extends Point {
  readonly id: string
  readonly role?: 'home' | 'work'
}

export interface Citizen {
  /** Counts from 0; with the seed it says everything of them. */
  readonly number: number
  readonly kind: 'worker' | 'student' | 'other'
  readonly home: Haunt
  /** Where they work or study; absent for the others. */
  readonly work?: Haunt
  /** Working days in a month without holidays. */
  readonly workDays: number
  readonly shop: Haunt
  /** Shops that one does not walk to. */
  readonly mall: Haunt
  readonly club: Haunt
  readonly friends: readonly Haunt[]
  /** Where a child is brought to. */
  readonly school?: Haunt
  readonly tastes: Tastes
  readonly drift?: Drift
  readonly hasEbike: boolean
  /** Those who share the car to work. */
  readonly isPooling: boolean
  /** Goes out so many times as often as most do. */
  readonly activity: number
  /** Never travels: ill, or abroad for the whole time. */
  readonly isHomebound: boolean
  /** Visits customers by car all day long. */
  readonly isOnTheRoad: boolean
  /** Works for a day in Paris, by train, every week. */
  readonly goesToParis: boolean
  /** Chance of leaving for a summer holiday in August. */
  readonly augustChance: number
}

/** A habit that comes and goes: the car loses and gains worth over the months, the bicycle the contrary. */
export interface Drift {
  readonly strength: number
  readonly months: number
  readonly phase: number
}

/** Distance over which the draw of a place falls to a third, metres, by what for. Judgement. */
const reach = { work: 4000, friend: 4000, club: 2500 }
/** Nobody gains from a place being nearer than this, metres. */
const nearM = 800

/** A person of the city: equal seeds and numbers give equal people, whoever else there is. */
export function drawCitizen(number: number, random: Random): Citizen {
  const commune = weighted(
    random,
    communes.map((one) => [one, one.people] as const),
  )
  const home: Haunt = { id: 'home', role: 'home', ...doorIn(commune, random.fork('home')) }
  const kind = weighted<Citizen['kind']>(random, [
    ['worker', 62],
    ['student', 8],
    ['other', 30],
  ])
  const work = kind === 'other' ? undefined : workOf(kind, home, random.fork('work'))
  const isParent = kind === 'worker' && random.chance(0.25)
  return {
    number,
    kind,
    home,
    ...(work && { work }),
    workDays: Math.floor(random.between(12, 21)),
    ...hauntsOf(commune, home, random.fork('haunts')),
    ...(isParent && { school: { id: 'school', ...scattered(home, 500, random) } }),
    ...habitsOf(kind, random.fork('habits')),
  }
}

function workOf(kind: Citizen['kind'], home: Point, random: Random): Haunt {
  if (kind === 'student') {
    // Both the university and the largest schools lie here.
    return { id: 'work', role: 'work', ...scattered({ latDeg: 46.147, lonDeg: -1.156 }, 250, random) }
  }
  const commune = drawnTo(
    home,
    { from: [...communes, ...townsAround], by: 'jobs', reachM: reach.work },
    random,
  )
  return { id: 'work', role: 'work', ...doorIn(commune, random) }
}

/** One of the communes, by gravity: as often as it is large, and the more often the nearer it is. */
function drawnTo(
  home: Point,
  { from, by, reachM }: { from: readonly Commune[]; by: 'jobs' | 'people'; reachM: number },
  random: Random,
): Commune {
  return weighted(
    random,
    from.map((commune) => {
      const awayM = distanceM(home.latDeg, home.lonDeg, commune.latDeg, commune.lonDeg)
      return [commune, commune[by] * Math.exp(-Math.max(nearM, awayM) / reachM)] as const
    }),
  )
}

function hauntsOf(commune: Commune, home: Point, random: Random) {
  const near = (by: number): Commune => drawnTo(home, { from: communes, by: 'people', reachM: by }, random)
  const centre = nearestCentre(commune, home)
  const friends = Array.from({ length: Math.floor(random.between(2, 5)) }, (_, n) => ({
    id: `friend-${n + 1}`,
    ...doorIn(near(reach.friend), random),
  }))
  const malls: readonly Point[] = [
    { latDeg: 46.183, lonDeg: -1.115 },
    { latDeg: 46.103, lonDeg: -1.1 },
    { latDeg: 46.16, lonDeg: -1.15 },
  ]
  const nearest = malls.reduce((best, one) => (away(home, one) < away(home, best) ? one : best))
  return {
    shop: { id: 'shop', ...scattered(halfWay(home, centre), 150, random) },
    mall: { id: 'mall', ...scattered(nearest, 100, random) },
    club: { id: 'club', ...doorIn(near(reach.club), random) },
    friends,
  }
}

const away = (a: Point, b: Point): number => distanceM(a.latDeg, a.lonDeg, b.latDeg, b.lonDeg)

const halfWay = (a: Point, b: Point): Point => ({
  latDeg: (a.latDeg + b.latDeg) / 2,
  lonDeg: (a.lonDeg + b.lonDeg) / 2,
})

function habitsOf(kind: Citizen['kind'], random: Random) {
  const isWorker = kind === 'worker'
  return {
    tastes: drawTastes(random),
    hasEbike: random.chance(0.25),
    isPooling: isWorker && random.chance(0.08),
    activity: lognormalIn(random, 1, 0.35, [0.3, 2.5]),
    isHomebound: random.chance(0.02),
    isOnTheRoad: isWorker && random.chance(0.04),
    goesToParis: isWorker && random.chance(0.01),
    augustChance: random.chance(0.6) ? 0.85 : 0.1,
    ...(random.chance(0.15) && { drift: driftOf(random) }),
  }
}

const driftOf = (random: Random): Drift => ({
  strength: clamp(1 + exponential(random, 1), [1, 4]),
  months: random.between(18, 40),
  phase: random.between(0, 1),
})

/** What they think of each means in a month, counted from January of the year 0: where habits drift, this does. */
export function tastesIn({ tastes, drift }: Citizen, monthCount: number): Tastes {
  if (drift === undefined) return tastes
  const by = drift.strength * Math.sin(2 * Math.PI * (monthCount / drift.months + drift.phase))
  return { ...tastes, car: tastes.car + by, cycle: tastes.cycle - by }
}
