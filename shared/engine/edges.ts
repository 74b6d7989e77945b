/** Where sections begin and end, to the hop: windows are half a minute, and the ends of a trip are walked. */
import { silent } from './decode.ts'
import type { Hops } from './hops.ts'
import { sumOf } from './hops.ts'
import type { Knots } from './knots.ts'
import { apartM } from './knots.ts'
import { modelClasses } from './model/mode-model.ts'
import type { Span } from './section-features.ts'
import { decoding, tripping } from './thresholds.ts'
import { isBeyondWalking } from './walkable.ts'

/**
 * Moves the edges between walks and rides to where the vehicle begins or ends to move: windows are half a minute, and a
 * ride does not begin with the wait for it.
 */
export function withSharpEdges(hops: Hops, spans: readonly Span[]): Span[] {
  const sharp = [...spans]
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
function rideStart(hops: Hops, before: Span, after: Span): number {
  const { speedMps } = hops
  let edge = after.from
  const fastMps = besideMps(hops, edge)
  while (edge < after.to - 1 && speedMps[edge]! < decoding.edgeMps) edge++
  while (edge > before.from && speedMps[edge - 1]! >= fastMps) edge--
  return edge
}

/** The end of the ride's last hop, likewise. */
function rideEnd(hops: Hops, before: Span, after: Span): number {
  const { speedMps } = hops
  let edge = before.to
  const fastMps = besideMps(hops, edge - 1)
  while (edge > before.from + 1 && speedMps[edge - 1]! < decoding.edgeMps) edge--
  while (edge < after.to - 1 && speedMps[edge]! >= fastMps) edge++
  return edge
}

/** What is faster beside hop `h`, at the edge of a ride, is still the ride: a silence ends where a fix is, windows do not. */
const besideMps = (hops: Hops, h: number): number =>
  isBeyondWalking(hops, h) ? decoding.walkMps : decoding.edgeMps

/**
 * Splits what is walked before the first ride and after the last one from it, and leaves out what leads nowhere at either
 * end, where enough of a trip is left: who stands beside the car is not on the way.
 */
export function withAccess(knots: Knots, hops: Hops, spans: readonly Span[]): Span[] {
  const all = [...spans]
  while (all.length > 1 && isStub(knots, hops, all[0]!)) all.shift()
  while (all.length > 1 && isStub(knots, hops, all.at(-1)!)) all.pop()
  all.splice(0, 1, ...withoutStart(knots, hops, all[0]!))
  all.splice(-1, 1, ...withoutEnd(knots, hops, all.at(-1)!))
  const [from, to] = [all[0]!.from, all.at(-1)!.to]
  const isTrip =
    sumOf(hops.durationMs, from, to) >= tripping.shortestMs &&
    sumOf(hops.distanceM, from, to) >= tripping.shortestM
  return isTrip ? all : [...spans]
}

function withoutStart(knots: Knots, hops: Hops, span: Span): Span[] {
  const walked = slowUntil(hops, span, decoding.edgeMps)
  if (isRide(span) && isAccess(knots, hops, span.from, walked))
    return [onFoot(span.from, walked), { ...span, from: walked }]
  const stood = slowUntil(hops, span, decoding.haltMps)
  return isHalt(knots, hops, span.from, stood) ? [{ ...span, from: stood }] : [span]
}

function withoutEnd(knots: Knots, hops: Hops, span: Span): Span[] {
  const walked = slowFrom(hops, span, decoding.edgeMps)
  if (isRide(span) && isAccess(knots, hops, walked, span.to))
    return [{ ...span, to: walked }, onFoot(walked, span.to)]
  const stood = slowFrom(hops, span, decoding.haltMps)
  return isHalt(knots, hops, stood, span.to) ? [{ ...span, to: stood }] : [span]
}

/** The first hop of a span that is faster, or the last. */
function slowUntil(hops: Hops, { from, to }: Span, limitMps: number): number {
  let edge = from
  while (edge < to - 1 && isSlow(hops, edge, limitMps)) edge++
  return edge
}

/** The end of the last hop of a span that is faster, or of the first. */
function slowFrom(hops: Hops, { from, to }: Span, limitMps: number): number {
  let edge = to
  while (edge > from + 1 && isSlow(hops, edge - 1, limitMps)) edge--
  return edge
}

const isAccess = (knots: Knots, hops: Hops, from: number, to: number): boolean =>
  sumOf(hops.durationMs, from, to) >= decoding.accessMs && betweenM(knots, hops, from, to) >= decoding.accessM

const isHalt = (knots: Knots, hops: Hops, from: number, to: number): boolean =>
  sumOf(hops.durationMs, from, to) >= decoding.haltMs && betweenM(knots, hops, from, to) < decoding.accessM

/** Metres between the ends of hops `from` up to, not including, `to`. */
export const betweenM = (knots: Knots, { first }: Hops, from: number, to: number): number =>
  apartM(knots, first + from, first + to)

/** A walk at a trip's end that went nowhere, or stood. */
function isStub(knots: Knots, hops: Hops, { decoded, from, to }: Span): boolean {
  if (decoded !== walk) return false
  const walkedM = sumOf(hops.distanceM, from, to)
  if (walkedM < decoding.accessM) return true
  const stoodM = (decoding.haltMps * sumOf(hops.durationMs, from, to)) / 1000
  return walkedM < stoodM && betweenM(knots, hops, from, to) < decoding.accessM
}

/** Whether a span was spent in or on a vehicle. */
export const isRide = ({ decoded }: Span): boolean => decoded !== walk && decoded !== silent

/** Slow, and seen to be: across a gap nobody knows, save that a start carried back is carried back at a walk's pace. */
const isSlow = ({ speedMps, durationMs }: Hops, h: number, limitMps: number): boolean =>
  speedMps[h]! < limitMps && (h === 0 || durationMs[h]! < decoding.seenMs)

/** A span that was walked. */
export const onFoot = (from: number, to: number): Span => ({ from, to, decoded: walk })
