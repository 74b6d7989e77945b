/** Hops: the way from one knot of a trip to the next, with its time and speed. What sections and features are made from. */
import { distanceM } from '../trace/geodesy.ts'
import type { Hint, Trace } from '../trace/trace.ts'
import { hints } from '../trace/trace.ts'
import type { Knots } from './knots.ts'
import type { KnotTrip } from './trips.ts'

/** Hop `h` leads from knot `first + h` to the one after it. */
export interface Hops {
  readonly length: number
  /** Knot that hop 0 starts from. */
  readonly first: number
  readonly durationMs: Float64Array
  readonly distanceM: Float64Array
  readonly speedMps: Float64Array
  /** What the phone believed where the hop ends; index into `hints`. */
  readonly hint: Uint8Array
}

/** The hops of a trip. The first starts when the trip does, which may be long after the last fix before it. */
export function hopsOf(trace: Trace, knots: Knots, trip: KnotTrip): Hops {
  const length = trip.last - trip.first
  const hops: Hops = {
    length,
    first: trip.first,
    durationMs: new Float64Array(length),
    distanceM: new Float64Array(length),
    speedMps: new Float64Array(length),
    hint: new Uint8Array(length),
  }
  for (let h = 0; h < length; h++) {
    const k = trip.first + h
    const fromMs = h === 0 ? Math.max(trip.startMs, knots.timeMs[k]!) : knots.timeMs[k]!
    const durationMs = Math.max(1000, knots.timeMs[k + 1]! - fromMs)
    const lengthM = distanceM(knots.latDeg[k]!, knots.lonDeg[k]!, knots.latDeg[k + 1]!, knots.lonDeg[k + 1]!)
    hops.durationMs[h] = durationMs
    hops.distanceM[h] = lengthM
    hops.speedMps[h] = (lengthM / durationMs) * 1000
    hops.hint[h] = trace.hint[(knots.first[k + 1]! + knots.last[k + 1]!) >> 1]!
  }
  return hops
}

export function hintAt(hops: Hops, h: number): Hint {
  return hints[hops.hint[h]!] ?? ''
}

/** Sum of a column over hops `from` up to, not including, `to`. */
export function sumOf(column: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let h = from; h < to; h++) sum += column[h]!
  return sum
}
