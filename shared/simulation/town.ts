/** Towns drawn from a seed: how their streets lie, what is allowed on them, how full they are and at which hour. */
import type { Range } from './distributions.ts'
import { clamp, weighted } from './distributions.ts'
import type { Random } from './random.ts'

export type TownKind = 'megacity' | 'town' | 'suburb' | 'country'

/** What one moves on; the first two are closed to traffic. */
export type RoadKind =
  | 'path'
  | 'lot'
  | 'street'
  | 'avenue'
  | 'road'
  | 'expressway'
  | 'motorway'
  | 'lane'
  | 'rail'
  | 'water'
  | 'air'

/** Roads that share the town's traffic. */
export type TrafficRoad = Extract<RoadKind, 'street' | 'avenue' | 'road' | 'expressway' | 'motorway'>

export interface Town {
  readonly kind: TownKind
  readonly latDeg: number
  readonly lonDeg: number
  readonly elevationM: number
  /** Direction of its streets; 0 where they follow the compass. */
  readonly gridRad: number
  readonly blockM: number
  /** 0 for a chessboard, 1 for streets that never run straight. */
  readonly organic: number
  readonly limitMps: Readonly<Record<TrafficRoad, number>>
  /** Share of junctions that have lights, by road. */
  readonly signalShare: Readonly<Record<'street' | 'avenue' | 'road', number>>
  /** Length of a light's cycle, s, and the share of it that is red for those who come along. */
  readonly cycleS: number
  readonly redShare: number
  /** Share of junctions without lights where the law wants a full stop. */
  readonly stopSignShare: number
  /** Share of the traffic's free speed that is lost at the worst hour, and at noon. */
  readonly rush: number
  readonly midday: number
  /** Share of streets between tall houses, where satellites are seen by reflection. */
  readonly canyonShare: number
  /** Typical speed on a bicycle on the flat, m/s. */
  readonly cyclingMps: number
  /** How much hills change a cyclist's speed: spread of its logarithm. */
  readonly hilliness: number
}

/**
 * Congestion at rush hour: TomTom and INRIX publish for the worst cities 50–100 % more travel time than by night over
 * the whole network, which already holds streets that flow; a given road at a given hour is often worse, so the
 * ranges here are wide. Blocks: 60–120 m in old European centres, 80–270 m in American grids, 200–500 m in Chinese
 * superblocks. Shares of lights and canyons are judgement.
 */
const kinds: Readonly<
  Record<
    TownKind,
    {
      readonly share: number
      readonly blockM: Range
      readonly rush: Range
      readonly middayShare: Range
      readonly canyonShare: Range
      readonly signals: readonly [street: Range, avenue: Range, road: Range]
      readonly limitsKmh: Readonly<Record<TrafficRoad, readonly number[]>>
    }
  >
> = {
  megacity: {
    share: 0.4,
    blockM: [80, 400],
    rush: [0.45, 0.92],
    middayShare: [0.3, 0.8],
    canyonShare: [0.1, 0.6],
    signals: [
      [0.1, 0.5],
      [0.4, 0.9],
      [0.2, 0.5],
    ],
    limitsKmh: {
      street: [30, 40, 50],
      avenue: [50, 60, 60, 70],
      road: [60, 70, 80],
      expressway: [60, 80, 80, 90],
      motorway: [100, 110, 120],
    },
  },
  town: {
    share: 0.3,
    blockM: [60, 250],
    rush: [0.2, 0.65],
    middayShare: [0.2, 0.6],
    canyonShare: [0, 0.3],
    signals: [
      [0.05, 0.4],
      [0.3, 0.8],
      [0.1, 0.4],
    ],
    limitsKmh: {
      street: [30, 30, 40, 50],
      avenue: [50, 50, 55],
      road: [70, 80, 90],
      expressway: [70, 90, 90],
      motorway: [105, 110, 120, 130],
    },
  },
  suburb: {
    share: 0.2,
    blockM: [100, 350],
    rush: [0.1, 0.55],
    middayShare: [0.1, 0.5],
    canyonShare: [0, 0.05],
    signals: [
      [0, 0.15],
      [0.2, 0.7],
      [0.1, 0.4],
    ],
    limitsKmh: {
      street: [40, 40, 50],
      avenue: [55, 65, 70],
      road: [70, 80, 90],
      expressway: [80, 90, 100],
      motorway: [105, 115, 130],
    },
  },
  country: {
    share: 0.1,
    blockM: [120, 400],
    rush: [0, 0.2],
    middayShare: [0.2, 0.8],
    canyonShare: [0, 0.02],
    signals: [
      [0, 0.05],
      [0, 0.3],
      [0, 0.1],
    ],
    limitsKmh: {
      street: [30, 50, 50],
      avenue: [50, 60],
      road: [70, 80, 90, 90],
      expressway: [90, 110],
      motorway: [110, 120, 130],
    },
  },
}

/** Draws a town. */
export function drawTown(random: Random): Town {
  const kind = weighted(
    random,
    (Object.keys(kinds) as TownKind[]).map((one) => [one, kinds[one].share] as const),
  )
  const of = kinds[kind]
  const rush = random.between(...of.rush)
  const organic = random.chance(0.5) ? random.between(0, 0.25) : random.between(0.25, 1)
  return {
    kind,
    latDeg: weighted(random, [
      [random.between(25, 60), 8],
      [random.between(-38, 25), 2],
    ]),
    lonDeg: random.between(-120, 150),
    elevationM: random.chance(0.8) ? random.between(2, 250) : random.between(250, 2300),
    gridRad: random.chance(0.4) ? 0 : random.between(0, Math.PI / 2),
    blockM: random.between(...of.blockM),
    organic,
    limitMps: drawLimits(random, kind),
    signalShare: {
      street: random.between(...of.signals[0]),
      avenue: random.between(...of.signals[1]),
      road: random.between(...of.signals[2]),
    },
    // Highway Capacity Manual: cycles of 60–120 s are usual; great junctions of Asian cities take up to 180 s.
    cycleS: kind === 'megacity' ? random.between(70, 180) : random.between(50, 120),
    redShare: random.between(0.3, 0.6),
    stopSignShare: random.chance(0.35) ? random.between(0.3, 0.9) : random.between(0, 0.1),
    rush,
    midday: rush * random.between(...of.middayShare),
    canyonShare: random.between(...of.canyonShare),
    cyclingMps: drawCycling(random, kind),
    hilliness: random.chance(0.55) ? random.between(0, 0.06) : random.between(0.06, 0.32),
  }
}

function drawLimits(random: Random, kind: TownKind): Town['limitMps'] {
  const { limitsKmh } = kinds[kind]
  const one = (road: TrafficRoad): number =>
    limitsKmh[road][Math.floor(random.between(0, limitsKmh[road].length))]! / 3.6
  return {
    street: one('street'),
    avenue: one('avenue'),
    road: one('road'),
    expressway: one('expressway'),
    motorway: one('motorway'),
  }
}

/**
 * Jensen et al. 2010 found 10–15 km/h for shared bicycles in Lyon; Danish and Dutch counts lie at 15–20 km/h; the
 * heavy bicycles of Asian megacities at 10–15 km/h.
 */
function drawCycling(random: Random, kind: TownKind): number {
  if (kind === 'megacity' && random.chance(0.7)) return random.between(2.4, 4.2)
  return random.between(3.2, 6)
}

/** Share of the free speed that traffic loses at that hour of the day, local time, 0–24. */
export function congestionAt(town: Town, hour: number): number {
  const peak = (at: number, width: number): number => Math.exp(-(((hour - at) / width) ** 2))
  const day = clamp((hour - 5) / 2, [0, 1]) * clamp((23 - hour) / 3, [0, 1])
  const rush = Math.max(peak(8.3, 1.2), peak(18, 1.7))
  return day * (town.midday + (town.rush - town.midday) * rush)
}
