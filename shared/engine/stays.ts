/**
 * The second step: where the person stayed. Left to right; each candidate beginning is judged by the few minutes after
 * it, so that starting over at the beginning of any stay finds the same stays from there on.
 */
import { distanceM, longitudeStep } from '../trace/geodesy.ts'
import type { Knots } from './knots.ts'
import type { Restlessness } from './moving.ts'
import { restlessness } from './moving.ts'
import { staying } from './thresholds.ts'
import { unseenMs } from './unseen.ts'

/** A stay as a range of knots, both included. `leftMs` is when the spot was left, as far as can be told. */
export interface KnotStay {
  readonly first: number
  readonly last: number
  /** First knot in the spot: before `first` where the phone fell silent right after. */
  readonly found: number
  readonly startMs: number
  readonly leftMs: number
  /** Last knot within the core of the spot: the trip that follows begins there. */
  readonly core: number
  readonly latDeg: number
  readonly lonDeg: number
}

/** All stays, in time order. */
export function findStays(knots: Knots): KnotStay[] {
  const stays: KnotStay[] = []
  const restless = restlessness(knots)
  let k = 0
  while (k < knots.length) {
    const isCalm = restless.soon[k] === 0 && restless.minutes[k] === 0
    const stay = isCalm ? dwell(knots, k, restless) : undefined
    if (stay === undefined) {
      k++
      continue
    }
    const before = stays.at(-1)
    if (before !== undefined && isDrift(knots, restless, before, stay))
      stays[stays.length - 1] = join(knots, before, stay)
    else stays.push(stay)
    k = stay.last + 1
  }
  return stays
}

/** The mean position of a candidate stay so far, and when its last calm knot ended. */
interface Spot {
  lat: number
  lon: number
  calmMs: number
}

/** The stay that begins with knot `anchor`, if one does. */
function dwell(knots: Knots, anchor: number, restless: Restlessness): KnotStay | undefined {
  const startMs = knots.startMs[anchor]!
  const spot: Spot = { lat: knots.latDeg[anchor]!, lon: knots.lonDeg[anchor]!, calmMs: knots.endMs[anchor]! }
  let members = 1
  let last = anchor
  let established = false
  for (let k = anchor + 1; k < knots.length; k++) {
    const isRestless = restless.minutes[k] === 1 && !isStillThere(knots, last, k, spot)
    if ((isRestless && restless.soon[k] === 1) || isAway(knots, isRestless, k, spot)) {
      if (knots.startMs[k]! - knots.endMs[last]! > staying.excursionMs) break
      continue
    }
    members++
    spot.lat += (knots.latDeg[k]! - spot.lat) / members
    spot.lon += longitudeStep(spot.lon, knots.lonDeg[k]!) / members
    if (!isRestless) spot.calmMs = knots.endMs[k]!
    last = k
    if (established || knots.endMs[k]! - startMs < staying.shortestMs) continue
    if (isOutsideCore(knots, anchor, spot.lat, spot.lon)) return undefined
    established = true
  }
  if (!established && !isSilentStay(knots, anchor, last)) return undefined
  return finish(knots, { first: anchor, last, startMs, latDeg: spot.lat, lonDeg: spot.lon })
}

/**
 * Whether knot `k` leads away from a spot: too far, or restless, unless it is in the core shortly after the last calm
 * knot: restlessness looks ahead, and begins before one leaves.
 */
function isAway(knots: Knots, isRestless: boolean, k: number, spot: Spot): boolean {
  if (distanceM(spot.lat, spot.lon, knots.latDeg[k]!, knots.lonDeg[k]!) > knots.reachM[k]!) return true
  if (!isRestless) return false
  return (
    knots.startMs[k]! - spot.calmMs > staying.movingWindowMs || isOutsideCore(knots, k, spot.lat, spot.lon)
  )
}

/** Whether knot `k` is in the core after a silence: whatever comes next, one has not moved meanwhile. */
function isStillThere(knots: Knots, last: number, k: number, spot: Spot): boolean {
  return (
    knots.startMs[k]! - knots.endMs[last]! > staying.stillMs && !isOutsideCore(knots, k, spot.lat, spot.lon)
  )
}

/** A stay as it was found; `first` may still be on the way. */
type Find = Omit<KnotStay, 'core' | 'found' | 'leftMs'>

/**
 * Settles when the stay began and ended. A phone that falls silent as soon as it is in the spot was switched off on
 * arrival, or saves battery because nothing moves: one arrived with its last fix. The same holds when it wakes.
 */
function finish(knots: Knots, find: Find): KnotStay {
  const arrived = arrival(knots, find)
  const first = arrived ?? find.first
  const core = Math.max(first, departure(knots, find.first, lastInCore(knots, find)))
  const startMs = arrived === undefined ? find.startMs : knots.endMs[arrived]!
  return {
    ...find,
    first,
    found: find.first,
    startMs,
    core,
    leftMs: Math.max(startMs, leavingMs(knots, core)),
  }
}

/** The last knot before a long silence soon after the first one. */
function arrival(knots: Knots, { first, last }: Find): number | undefined {
  for (let k = first; k <= last; k++) {
    if (k + 1 >= knots.length || knots.endMs[k]! - knots.startMs[first]! > staying.wakeMs) return undefined
    if (knots.startMs[k + 1]! - knots.endMs[k]! >= staying.asleepMs) return k
  }
  return undefined
}

/** The first knot after a long silence shortly before knot `core`; `core` when there is none. */
function departure(knots: Knots, first: number, core: number): number {
  for (let k = core; k > first; k--) {
    if (knots.endMs[core]! - knots.startMs[k]! > staying.wakeMs) return core
    if (knots.startMs[k]! - knots.endMs[k - 1]! >= staying.asleepMs) return k
  }
  return core
}

function isOutsideCore(knots: Knots, k: number, lat: number, lon: number): boolean {
  const widerM = knots.reachM[k]! - staying.spotM
  return distanceM(lat, lon, knots.latDeg[k]!, knots.lonDeg[k]!) > staying.coreM + widerM
}

/** Walks back from the last knot over those that already lead away, as long as they follow closely on each other: out of
 * the core, and within it in a straight way out. */
function lastInCore(
  knots: Knots,
  spot: { first: number; last: number; latDeg: number; lonDeg: number },
): number {
  let k = spot.last
  while (k > spot.first && knots.startMs[k]! - knots.endMs[k - 1]! <= staying.silenceMs) {
    const outM = fromCentreM(knots, k, spot)
    const isLeaving = k < spot.last && outM - fromCentreM(knots, k - 1, spot) >= staying.leavingStepM
    if (!isOutsideCore(knots, k, spot.latDeg, spot.lonDeg) && !isLeaving) break
    k--
  }
  return k
}

function fromCentreM(knots: Knots, k: number, spot: { latDeg: number; lonDeg: number }): number {
  return distanceM(spot.latDeg, spot.lonDeg, knots.latDeg[k]!, knots.lonDeg[k]!)
}

/** Whether the silence after `last` is so long that the person must have stayed where it began. */
function isSilentStay(knots: Knots, anchor: number, last: number): boolean {
  if (last + 1 >= knots.length) return false
  const silenceMs = knots.startMs[last + 1]! - knots.endMs[last]!
  if (silenceMs < staying.silentMs || silenceMs - unseenMs(knots, last) < staying.silentMs) return false
  if (isUnderWay(knots, anchor)) return false
  return !isOutsideCore(knots, anchor, knots.latDeg[last]!, knots.lonDeg[last]!)
}

/** Whether one came to knot `k` as fast as only vehicles go: then the phone fell silent on the way, not on arrival. */
function isUnderWay(knots: Knots, k: number): boolean {
  if (k === 0 || knots.startMs[k]! - knots.endMs[k - 1]! > staying.silenceMs) return false
  const cameM = distanceM(knots.latDeg[k - 1]!, knots.lonDeg[k - 1]!, knots.latDeg[k]!, knots.lonDeg[k]!)
  return cameM > (staying.underWayMps * (knots.timeMs[k]! - knots.timeMs[k - 1]!)) / 1000
}

/** When the spot was left: with the last fix there, or, after a silence, in time for the next fix. */
function leavingMs(knots: Knots, last: number): number {
  const endMs = knots.endMs[last]!
  if (last + 1 >= knots.length || knots.startMs[last + 1]! - endMs <= staying.silenceMs) return endMs
  return Math.max(endMs, Math.round(knots.startMs[last + 1]! - unseenMs(knots, last)))
}

/** Whether nothing between two stays went away from the first: then they are one. */
function isDrift(knots: Knots, restless: Restlessness, a: KnotStay, b: KnotStay): boolean {
  if (distanceM(a.latDeg, a.lonDeg, b.latDeg, b.lonDeg) > staying.driftM) return false
  if (isStray(knots, a, b)) return true
  let restlessMs = 0
  for (let k = a.last + 1; k < b.found; k++) {
    if (distanceM(a.latDeg, a.lonDeg, knots.latDeg[k]!, knots.lonDeg[k]!) > staying.driftM) return false
    if (restless.minutes[k] === 1) restlessMs += knots.startMs[k + 1]! - knots.startMs[k]!
  }
  return restlessMs <= staying.driftMs
}

/** Whether a single fix, not far off, is all that lies between two stays at one spot: a trip needs more. */
function isStray(knots: Knots, a: KnotStay, b: KnotStay): boolean {
  const k = a.last + 1
  if (b.found !== k + 1 || knots.first[k] !== knots.last[k]) return false
  return distanceM(a.latDeg, a.lonDeg, knots.latDeg[k]!, knots.lonDeg[k]!) <= staying.strayM
}

/** Two stays as one; its spot is their mean, weighted by time. */
function join(knots: Knots, a: KnotStay, b: KnotStay): KnotStay {
  const aMs = a.leftMs - a.startMs
  const share = (b.leftMs - b.startMs) / Math.max(1, aMs + b.leftMs - b.startMs)
  return finish(knots, {
    first: a.found,
    last: b.last,
    startMs: knots.startMs[a.found]!,
    latDeg: a.latDeg + (b.latDeg - a.latDeg) * share,
    lonDeg: a.lonDeg + longitudeStep(a.lonDeg, b.lonDeg) * share,
  })
}
