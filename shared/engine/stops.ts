/**
 * Short stops: which are stays, and which are waits or pauses on the way. What tells is how one came and how one went on:
 * who changes to a bus or a train waits; who turns back has been where they wanted to go.
 */
import { distanceM } from '../trace/geodesy.ts'
import type { Decoded } from './decode.ts'
import { silent } from './decode.ts'
import type { Hops } from './hops.ts'
import { sumOf } from './hops.ts'
import type { Knots } from './knots.ts'
import type { ModelClass } from './model/mode-model.ts'
import { modelClasses } from './model/mode-model.ts'
import type { KnotStay } from './stays.ts'
import { staying } from './thresholds.ts'
import type { Way } from './ways.ts'

/** A stay cuts the way, a wait is spent on foot between two rides, a halt on the train; a pause changes nothing. */
export type StopKind = 'stay' | 'wait' | 'halt' | 'pause'

/** What a stop within a way was; on the way one pauses for less than `pauseMin`, on foot also for as long as walkers rest. */
export function kindOf(knots: Knots, stop: KnotStay, way: Way, decoded: Decoded, pauseMin: number): StopKind {
  // Who is seen neither to come nor to go on was not on the way.
  if (stop.found <= way.span.first || stop.last >= way.span.last) return 'stay'
  const minutes = (stop.leftMs - stop.startMs) / 60_000
  const came = leading(way, decoded, stop.startMs - staying.contextMs, stop.startMs)
  const left = leading(way, decoded, stop.leftMs, stop.leftMs + staying.contextMs)
  if (turnsBack(knots, stop)) return 'stay'
  if (minutes < longestWaitMin(came, left)) return isHalt(way, decoded, stop) ? 'halt' : 'wait'
  const isStroll = came === undefined && left === undefined
  return minutes < (isStroll ? Math.max(pauseMin, staying.restMin) : pauseMin) ? 'pause' : 'stay'
}

/**
 * Whether a train halted with one on board: long-distance trains do so for up to half an hour, and who changes between
 * two of them seldom finds the other within the same spot.
 */
function isHalt(way: Way, decoded: Decoded, stop: KnotStay): boolean {
  const cameM = railM(way, decoded, windowAt(way, stop.startMs), -1)
  const leftM = railM(way, decoded, windowAt(way, stop.leftMs), 1)
  return cameM > 0 && leftM > 0 && cameM + leftM >= staying.longDistanceM
}

/** The window that holds an instant, or the last one. */
function windowAt({ hops, windows }: Way, timeMs: number): number {
  let w = 0
  while (w < windows.length - 1 && endMs(hops, windows.firstHop[w + 1]! - 1) <= timeMs) w++
  return w
}

const endMs = ({ middleMs, durationMs }: Hops, h: number): number => middleMs[h]! + durationMs[h]! / 2

/** How far one rides on rails next to window `from`, before it (step −1) or after it (step 1), metres. */
function railM({ hops, windows }: Way, { classOf }: Decoded, from: number, step: -1 | 1): number {
  let sumM = 0
  for (let w = from + step; w >= 0 && w < windows.length; w += step) {
    const isRail = classOf[w] === onRails || classOf[w] === silent
    if (isRail) sumM += sumOf(hops.distanceM, windows.firstHop[w]!, windows.firstHop[w + 1]!)
    else if (Math.abs(w - from) > staying.besideWindows) break
  }
  return sumM
}

type Ride = Exclude<ModelClass, 'walk'>

/** How long one may wait between two rides; undefined is a walk. */
function longestWaitMin(came: Ride | undefined, left: Ride | undefined): number {
  if (isTransit(left)) return came === undefined ? staying.boardingMin : staying.transferMin
  if (left !== undefined && isTransit(came)) return staying.onwardMin
  return came === undefined && left === 'car' ? staying.pickUpMin : 0
}

const isTransit = (ride: Ride | undefined): boolean => ride === 'bus' || ride === 'rail'

/** The class of ride that went farthest between two instants; undefined when nothing but walks is seen. */
function leading(
  { hops, windows }: Way,
  { classOf }: Decoded,
  fromMs: number,
  toMs: number,
): Ride | undefined {
  const lengthM = new Float64Array(modelClasses.length)
  for (let w = 0; w < windows.length; w++) {
    if (classOf[w]! >= modelClasses.length) continue
    for (let h = windows.firstHop[w]!; h < windows.firstHop[w + 1]!; h++)
      if (isWithin(hops, h, fromMs, toMs)) lengthM[classOf[w]!]! += hops.distanceM[h]!
  }
  let best: Ride | undefined
  let bestM: number = staying.rideM
  for (const [c, name] of modelClasses.entries()) {
    if (name === 'walk' || lengthM[c]! < bestM) continue
    best = name
    bestM = lengthM[c]!
  }
  return best
}

const isWithin = ({ middleMs }: Hops, h: number, fromMs: number, toMs: number): boolean =>
  middleMs[h]! >= fromMs && middleMs[h]! <= toMs

/** Whether the way out of a stop is the way into it, at each of some distances. */
function turnsBack(knots: Knots, stop: KnotStay): boolean {
  return staying.turnsBackM.every((awayM) => {
    const before = outside(knots, stop, stop.first, -1, awayM)
    const after = outside(knots, stop, stop.last, 1, awayM)
    if (before < 0 || after < 0) return false
    const { latDeg, lonDeg } = knots
    return distanceM(latDeg[before]!, lonDeg[before]!, latDeg[after]!, lonDeg[after]!) < staying.sameWayM
  })
}

/** The first knot from `k` on, in steps of `step`, that is `awayM` from the stop; −1 when there is none soon. */
function outside(knots: Knots, stop: KnotStay, from: number, step: number, awayM: number): number {
  for (let k = from; k >= 0 && k < knots.length; k += step) {
    if (Math.abs(knots.timeMs[k]! - knots.timeMs[from]!) > staying.contextMs) return -1
    if (distanceM(stop.latDeg, stop.lonDeg, knots.latDeg[k]!, knots.lonDeg[k]!) >= awayM) return k
  }
  return -1
}

/** Spends a wait on foot: so the rides before and after it are two, and neither lasts longer than it did. */
export const standOnFoot = (way: Way, decoded: Decoded, wait: KnotStay): void =>
  spend(way, decoded, wait, onFoot)

/** Spends a halt on the train: so the ride goes on. */
export const sitOnTrain = (way: Way, decoded: Decoded, halt: KnotStay): void =>
  spend(way, decoded, halt, onRails)

function spend({ hops, windows }: Way, { classOf }: Decoded, stop: KnotStay, c: number): void {
  for (let w = 0; w < windows.length; w++) {
    const middleMs = hops.middleMs[(windows.firstHop[w]! + windows.firstHop[w + 1]! - 1) >> 1]!
    if (middleMs >= stop.startMs && middleMs <= stop.leftMs && classOf[w] !== silent) classOf[w] = c
  }
}

const onFoot = modelClasses.indexOf('walk')
const onRails = modelClasses.indexOf('rail')
