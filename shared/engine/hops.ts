/** Hops: the way from one knot to the next, with its time and speed. What windows and features are made from. */
import { bearingDeg, distanceM } from '../trace/geodesy.ts'
import type { Trace } from '../trace/trace.ts'
import type { Knots } from './knots.ts'
import { speedClass } from './surroundings.ts'
import { featuring } from './thresholds.ts'
import type { KnotTrip } from './trips.ts'

/** Hop `h` leads from knot `first + h` to the one after it. */
export interface Hops {
  readonly length: number
  /** Knot that hop 0 starts from. */
  readonly first: number
  /** Middle of the hop's time, Unix ms. */
  readonly middleMs: Float64Array
  readonly durationMs: Float64Array
  readonly distanceM: Float64Array
  readonly speedMps: Float64Array
  /** What the hop counts in shares and quantiles: its time, up to a limit. */
  readonly weightS: Float64Array
  /** Class of the speed, see `speedClass`. */
  readonly speedClass: Uint8Array
  /** Difference of speed to the hop before, m/s. */
  readonly changeMps: Float64Array
  /** Change of direction since the last hop that moved, degrees, 0 to 180. */
  readonly turnDeg: Float64Array
  /** 1 where the hop stands and the one before moved. */
  readonly comesToStand: Uint8Array
  /** What the phone believed where the hop ends: index into `hints`: 0 nothing, then as in `hintShareNames`. */
  readonly hintShare: Uint8Array
}

/** Number of kinds of belief, nothing included. */
export const hintShareCount = 6

/** The hops of a way. The first starts when the way does, which may be long after the last fix before it. */
export function hopsOf(trace: Trace, knots: Knots, way: KnotTrip): Hops {
  const hops = emptyHops(way.first, way.last - way.first)
  let heading = -1
  for (let h = 0; h < hops.length; h++) {
    measure(hops, h, knots, way)
    hops.hintShare[h] = hintAt(trace, knots, way.first + h + 1)
    if (hops.speedMps[h]! < featuring.standingMps) {
      if (h > 0 && hops.speedMps[h - 1]! >= featuring.standingMps) hops.comesToStand[h] = 1
      continue
    }
    const next = headingOf(knots, way.first + h)
    if (heading >= 0) hops.turnDeg[h] = turnBetween(heading, next)
    heading = next
  }
  return hops
}

/** The phone's belief in the middle of a knot, index into `hints`. */
const hintAt = (trace: Trace, knots: Knots, k: number): number =>
  trace.hint[(knots.first[k]! + knots.last[k]!) >> 1]!

function emptyHops(first: number, length: number): Hops {
  return {
    length,
    first,
    middleMs: new Float64Array(length),
    durationMs: new Float64Array(length),
    distanceM: new Float64Array(length),
    speedMps: new Float64Array(length),
    weightS: new Float64Array(length),
    speedClass: new Uint8Array(length),
    changeMps: new Float64Array(length),
    turnDeg: new Float64Array(length),
    comesToStand: new Uint8Array(length),
    hintShare: new Uint8Array(length),
  }
}

function measure(hops: Hops, h: number, knots: Knots, way: KnotTrip): void {
  const k = way.first + h
  const fromMs = h === 0 ? Math.max(way.startMs, knots.timeMs[k]!) : knots.timeMs[k]!
  const durationMs = Math.max(1000, knots.timeMs[k + 1]! - fromMs)
  const lengthM = distanceM(knots.latDeg[k]!, knots.lonDeg[k]!, knots.latDeg[k + 1]!, knots.lonDeg[k + 1]!)
  const speedMps = (lengthM / durationMs) * 1000
  hops.middleMs[h] = knots.timeMs[k + 1]! - durationMs / 2
  hops.durationMs[h] = durationMs
  hops.distanceM[h] = lengthM
  hops.speedMps[h] = speedMps
  hops.weightS[h] = Math.min(durationMs, featuring.longestHopMs) / 1000
  hops.speedClass[h] = speedClass(speedMps)
  hops.changeMps[h] = h === 0 ? 0 : Math.abs(speedMps - hops.speedMps[h - 1]!)
}

const headingOf = ({ latDeg, lonDeg }: Knots, k: number): number =>
  bearingDeg(latDeg[k]!, lonDeg[k]!, latDeg[k + 1]!, lonDeg[k + 1]!)

function turnBetween(aDeg: number, bDeg: number): number {
  const turn = Math.abs(aDeg - bDeg)
  return turn > 180 ? 360 - turn : turn
}

/** Sum of a column over hops `from` up to, not including, `to`. */
export function sumOf(column: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let h = from; h < to; h++) sum += column[h]!
  return sum
}
