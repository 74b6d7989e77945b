/** The fifth step: what can be said of a section in a few robust numbers. */
import { distanceM } from '../trace/geodesy.ts'
import type { Hint } from '../trace/trace.ts'
import type { Hops } from './hops.ts'
import { hintAt, sumOf } from './hops.ts'
import type { Knots } from './knots.ts'
import { featuring } from './thresholds.ts'

export interface Features {
  readonly lengthKm: number
  readonly durationMs: number
  /** Median speed while moving, m/s. */
  readonly cruiseMps: number
  /** 95th percentile of speed, m/s: what the vehicle does when nothing holds it up. */
  readonly topMps: number
  /** Times it came to a stand, per km. */
  readonly stopsPerKm: number
  /** Distance between the ends over the length of the way, 0 to 1. */
  readonly straightness: number
  /** Share of knots, 0 to 1, per belief of the phone. */
  readonly hintShare: Readonly<Record<Hint, number>>
}

/** Features of hops `from` up to, not including, `to`. */
export function featuresOf(knots: Knots, hops: Hops, from: number, to: number): Features {
  const lengthM = sumOf(hops.distanceM, from, to)
  const durationMs = sumOf(hops.durationMs, from, to)
  const order = bySpeed(hops, from, to)
  const [a, b] = [hops.first + from, hops.first + to]
  const directM = distanceM(knots.latDeg[a]!, knots.lonDeg[a]!, knots.latDeg[b]!, knots.lonDeg[b]!)
  return {
    lengthKm: lengthM / 1000,
    durationMs,
    cruiseMps: quantile(hops, order, 0.5, featuring.standingMps),
    topMps: quantile(hops, order, 0.95, 0),
    stopsPerKm: countStops(hops, from, to) / Math.max(0.1, lengthM / 1000),
    straightness: lengthM > 0 ? Math.min(1, directM / lengthM) : 0,
    hintShare: hintShares(hops, from, to),
  }
}

function bySpeed(hops: Hops, from: number, to: number): Uint32Array {
  const order = new Uint32Array(to - from)
  for (let n = 0; n < order.length; n++) order[n] = from + n
  return order.sort((a, b) => hops.speedMps[a]! - hops.speedMps[b]!)
}

const weight = (hops: Hops, h: number): number => Math.min(hops.durationMs[h]!, featuring.longestHopMs)

/** Quantile of speed by time, of the hops at `fromMps` or above; of all hops when there are none. */
function quantile(hops: Hops, order: Uint32Array, share: number, fromMps: number): number {
  let start = 0
  while (start < order.length && hops.speedMps[order[start]!]! < fromMps) start++
  if (start === order.length) start = 0
  let total = 0
  for (let n = start; n < order.length; n++) total += weight(hops, order[n]!)
  let sum = 0
  for (let n = start; n < order.length; n++) {
    sum += weight(hops, order[n]!)
    if (sum >= share * total) return hops.speedMps[order[n]!]!
  }
  return 0
}

function countStops(hops: Hops, from: number, to: number): number {
  let stops = 0
  for (let h = from + 1; h < to; h++)
    if (hops.speedMps[h]! < featuring.standingMps && hops.speedMps[h - 1]! >= featuring.standingMps) stops++
  return stops
}

function hintShares(hops: Hops, from: number, to: number): Record<Hint, number> {
  const shares: Record<Hint, number> = { '': 0, still: 0, walk: 0, run: 0, bicycle: 0, in_vehicle: 0 }
  for (let h = from; h < to; h++) shares[hintAt(hops, h)] += 1 / (to - from)
  return shares
}
