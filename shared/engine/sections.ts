/** Cuts a trip where the mode changes: stretches of hops of one class, each with what the model says of it. */
import type { Decoded } from './decode.ts'
import { silent } from './decode.ts'
import type { Hops } from './hops.ts'
import { sumOf } from './hops.ts'
import type { ModeModel } from './model/mode-model.ts'
import { classCount, modelClasses } from './model/mode-model.ts'
import { decoding } from './thresholds.ts'
import type { KnotTrip } from './trips.ts'
import type { Way } from './ways.ts'

/** Hops `from` up to, not including, `to` of a way. */
export interface Stretch {
  readonly from: number
  readonly to: number
  /** Index into `modelClasses`, or `silent`. */
  readonly decoded: number
  /** Probability per class of `modelClasses`; undefined where nothing was recorded for long. */
  readonly probabilities: readonly number[] | undefined
}

/** The stretches of a trip within its way, without holes, in time order. */
export function stretchesOf(way: Way, decoded: Decoded, trip: KnotTrip, model: ModeModel): Stretch[] {
  const { windows, hops } = way
  const stretches: Stretch[] = []
  const [start, end] = [trip.first - hops.first, trip.last - hops.first]
  let w = 0
  while (windows.firstHop[w + 1]! <= start) w++
  while (w < windows.length && windows.firstHop[w]! < end) {
    const first = w
    const c = decoded.classOf[w]!
    while (w < windows.length && windows.firstHop[w]! < end && decoded.classOf[w] === c) w++
    stretches.push({
      from: Math.max(start, windows.firstHop[first]!),
      to: Math.min(end, windows.firstHop[w]!),
      decoded: c,
      probabilities: c === silent ? undefined : judged(decoded, first, w, c, model),
    })
  }
  return withAccess(hops, withSharpEdges(hops, stretches))
}

/**
 * Moves the edges between walks and rides to where the vehicle begins or ends to move: windows are half a minute, and a
 * ride does not begin with the wait for it.
 */
function withSharpEdges(hops: Hops, stretches: readonly Stretch[]): Stretch[] {
  const sharp = [...stretches]
  for (let n = 1; n < sharp.length; n++) {
    const [before, after] = [sharp[n - 1]!, sharp[n]!]
    if (before.decoded === silent || after.decoded === silent) continue
    const isWalkFirst = before.decoded === walk
    if (isWalkFirst === (after.decoded === walk)) continue
    const edge = isWalkFirst ? rideStart(hops, before, after) : rideEnd(hops, before, after)
    sharp[n - 1] = { ...before, to: edge }
    sharp[n] = { ...after, from: edge }
  }
  return sharp.filter(({ from, to }) => to > from)
}

const walk = modelClasses.indexOf('walk')

/** The first hop of the ride: slow ones go to the walk before it, fast ones at the end of the walk to the ride. */
function rideStart({ speedMps }: Hops, before: Stretch, after: Stretch): number {
  let edge = after.from
  while (edge < after.to - 1 && speedMps[edge]! < decoding.edgeMps) edge++
  while (edge > before.from && speedMps[edge - 1]! >= decoding.edgeMps) edge--
  return edge
}

/** The end of the ride's last hop, likewise. */
function rideEnd({ speedMps }: Hops, before: Stretch, after: Stretch): number {
  let edge = before.to
  while (edge > before.from + 1 && speedMps[edge - 1]! < decoding.edgeMps) edge--
  while (edge < after.to - 1 && speedMps[edge]! >= decoding.edgeMps) edge++
  return edge
}

/**
 * Probabilities of the classes from the mean log-probability over windows, sharpened as the model was calibrated. The
 * decoded class has at least the share that the best has: the way as a whole has decided for it.
 */
function judged({ logs }: Decoded, from: number, to: number, decoded: number, model: ModeModel): number[] {
  const weights = modelClasses.map((_, c) => {
    let sum = 0
    for (let w = from; w < to; w++) sum += logs[w * classCount + c]!
    return (sum / (to - from)) * model.sharpness
  })
  weights[decoded] = Math.max(...weights)
  const highest = weights[decoded]!
  const shares = weights.map((weight) => Math.exp(weight - highest))
  const total = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share) => share / total)
}

/** Splits what is walked before the first ride and after the last one from it, and joins what is no walk to it. */
function withAccess(hops: Hops, stretches: readonly Stretch[]): Stretch[] {
  const all = [...stretches]
  const [first, second] = all
  if (first !== undefined && second !== undefined && isRide(second) && isStub(hops, first))
    all.splice(0, 2, { ...second, from: first.from })
  else if (first !== undefined && isRide(first)) {
    let edge = first.from
    while (edge < first.to - 1 && isSlow(hops, edge)) edge++
    if (isAccess(hops, first.from, edge)) all.splice(0, 1, onFoot(first.from, edge), { ...first, from: edge })
  }
  const [before, last] = [all.at(-2), all.at(-1)]
  if (last !== undefined && before !== undefined && isRide(before) && isStub(hops, last))
    all.splice(-2, 2, { ...before, to: last.to })
  else if (last !== undefined && isRide(last)) {
    let edge = last.to
    while (edge > last.from + 1 && isSlow(hops, edge - 1)) edge--
    if (isAccess(hops, edge, last.to)) all.splice(-1, 1, { ...last, to: edge }, onFoot(edge, last.to))
  }
  return all
}

const isAccess = (hops: Hops, from: number, to: number): boolean =>
  sumOf(hops.durationMs, from, to) >= decoding.accessMs && sumOf(hops.distanceM, from, to) >= decoding.accessM

/** A walk at a trip's end that went nowhere. */
const isStub = (hops: Hops, { decoded, from, to }: Stretch): boolean =>
  decoded === walk && sumOf(hops.distanceM, from, to) < decoding.accessM

const isRide = ({ decoded }: Stretch): boolean => decoded !== walk && decoded !== silent

/** Slow, and seen to be: across a gap nobody knows. */
const isSlow = ({ speedMps, durationMs }: Hops, h: number): boolean =>
  speedMps[h]! < decoding.edgeMps && durationMs[h]! < decoding.seenMs

const onFoot = (from: number, to: number): Stretch => ({
  from,
  to,
  decoded: walk,
  probabilities: modelClasses.map((_, c) => (c === walk ? 0.8 : 0.05)),
})
