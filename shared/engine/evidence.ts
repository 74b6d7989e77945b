/** What speaks for the mode of a section, in figures that a person can check: how it moved, how it was seen, what was asked. */
import { distanceM } from '../trace/geodesy.ts'
import type { Hint } from '../trace/trace.ts'
import { hints } from '../trace/trace.ts'
import type { MotorEvidence } from './assisted.ts'
import type { Hops } from './hops.ts'
import { hintShareCount, sumOf } from './hops.ts'
import type { Knots } from './knots.ts'
import type { PassersBy } from './model/mode-map.ts'
import type { ModelClass } from './model/mode-model.ts'
import { modelClasses } from './model/mode-model.ts'
import type { LineMatch } from './network.ts'
import { featuring } from './thresholds.ts'

/** What named the mode: the model, the transit network, a speed that only planes reach, or nothing, for want of fixes. */
export type DecidedBy = 'model' | 'network' | 'flight' | 'silence'

/** What a phone may believe that its owner is doing. */
export type Belief = Exclude<Hint, ''>

/** How a stretch moved. Shares and quantiles are by time. */
export interface Movement {
  /** Quarter, median and nine tenths of the speed while moving, m/s. */
  readonly slowMps: number
  readonly cruiseMps: number
  readonly fastMps: number
  /** The speed that is exceeded for a twentieth of the time, m/s. */
  readonly topMps: number
  readonly stopsPerKm: number
  /** Between its ends over along the way, 0 to 1. */
  readonly straightness: number
  /** Share of the time that was spent standing, 0 to 1. */
  readonly standingShare: number
  /** Share of the time for which the phone held each belief; what it held for less than 1 % is left out. */
  readonly beliefs: Partial<Record<Belief, number>>
}

/** How densely a stretch was recorded, seconds. */
export interface Recording {
  readonly longestGapS: number
  /** Mean time between fixes, the longest gap left out. */
  readonly betweenFixesS: number
}

export interface Evidence extends Movement, Recording {
  readonly decidedBy: DecidedBy
  /** How well the way fits the line that the section names. */
  readonly ride?: LineMatch
  /** Present where a motor was named by it. */
  readonly motor?: MotorEvidence
  /** Present where the model knows most of where it led: by what most of its people passed there, and for what share of them. */
  readonly others?: readonly [ModelClass, number]
}

/** Below this length stops are counted as if it were as long: one halt on 50 m is not twenty per km. */
const shortestKm = 0.2
const leastBelief = 0.01

/** The movement along hops `from` up to, not including, `to`. */
export function movementOf(knots: Knots, hops: Hops, from: number, to: number): Movement {
  const lengthM = sumOf(hops.distanceM, from, to)
  const [a, b] = [hops.first + from, hops.first + to]
  const directM = distanceM(knots.latDeg[a]!, knots.lonDeg[a]!, knots.latDeg[b]!, knots.lonDeg[b]!)
  let stops = 0
  for (let h = from; h < to; h++) stops += hops.comesToStand[h]!
  return {
    ...speedsOf(hops, from, to),
    stopsPerKm: stops / Math.max(shortestKm, lengthM / 1000),
    straightness: Math.min(1, directM / Math.max(1, lengthM)),
    beliefs: beliefsOf(hops, from, to),
  }
}

type Speeds = Pick<Movement, 'slowMps' | 'cruiseMps' | 'fastMps' | 'topMps' | 'standingShare'>

function speedsOf(hops: Hops, from: number, to: number): Speeds {
  const { speedMps } = hops
  const order = Uint32Array.from({ length: to - from }, (_, n) => from + n)
  order.sort((a, b) => speedMps[a]! - speedMps[b]!)
  let standing = 0
  while (standing < order.length && speedMps[order[standing]!]! < featuring.standingMps) standing++
  const moving = order.subarray(standing)
  const [slowMps, cruiseMps, fastMps] = quantiles(hops, moving, [0.25, 0.5, 0.9])
  const [topMps] = quantiles(hops, order, [0.95])
  return {
    slowMps: slowMps!,
    cruiseMps: cruiseMps!,
    fastMps: fastMps!,
    topMps: topMps!,
    standingShare: weightOf(hops, order.subarray(0, standing)) / Math.max(1, weightOf(hops, order)),
  }
}

/** Speeds at rising shares of the time of hops in order of speed; 0 where there are none. */
function quantiles(hops: Hops, order: Uint32Array, shares: readonly number[]): number[] {
  const totalS = weightOf(hops, order)
  let n = 0
  let belowS = order.length > 0 ? hops.weightS[order[0]!]! : 0
  return shares.map((share) => {
    while (n < order.length - 1 && belowS < share * totalS) belowS += hops.weightS[order[++n]!]!
    return order.length > 0 ? hops.speedMps[order[n]!]! : 0
  })
}

function weightOf(hops: Hops, order: Uint32Array): number {
  let sum = 0
  for (const h of order) sum += hops.weightS[h]!
  return sum
}

function beliefsOf(hops: Hops, from: number, to: number): Movement['beliefs'] {
  const heldS = new Float64Array(hintShareCount)
  let totalS = 0
  for (let h = from; h < to; h++) {
    heldS[hops.hintShare[h]!]! += hops.weightS[h]!
    totalS += hops.weightS[h]!
  }
  const beliefs: Partial<Record<Belief, number>> = {}
  for (const [n, hint] of hints.entries())
    if (hint !== '' && heldS[n]! > leastBelief * totalS) beliefs[hint] = heldS[n]! / totalS
  return beliefs
}

/** What is said of passers-by only where the map holds at least this share of the places. */
const leastKnown = 0.5

/** By what most passed where a stretch led; nothing where the model knows too little of it. */
export function othersOf(others: PassersBy | undefined): Pick<Evidence, 'others'> {
  if (others === undefined || others.known < leastKnown) return {}
  const share = Math.max(...others.shares)
  return { others: [modelClasses[others.shares.indexOf(share)]!, share] }
}

/** How knots `first` to `last`, both included, were recorded from `startMs` on (Unix ms). */
export function recordingOf(knots: Knots, first: number, last: number, startMs: number): Recording {
  let longestMs = 0
  for (let k = first; k < last; k++)
    longestMs = Math.max(longestMs, knots.startMs[k + 1]! - Math.max(startMs, knots.endMs[k]!))
  const fromMs = Math.max(startMs, knots.endMs[first]!)
  const steps = knots.first[last]! - knots.last[first]!
  const restMs = knots.startMs[last]! - fromMs - longestMs
  const betweenMs = steps > 1 && restMs > 0 ? restMs / (steps - 1) : longestMs
  return { longestGapS: longestMs / 1000, betweenFixesS: betweenMs / 1000 }
}
