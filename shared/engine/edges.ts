/** Where sections begin and end, to the hop: windows are half a minute, and the ends of a trip are walked. */
import { silent } from './decode.ts'
import type { Hops } from './hops.ts'
import { sumOf } from './hops.ts'
import { modelClasses } from './model/mode-model.ts'
import type { Span } from './section-features.ts'
import { decoding } from './thresholds.ts'

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
function rideStart({ speedMps }: Hops, before: Span, after: Span): number {
  let edge = after.from
  while (edge < after.to - 1 && speedMps[edge]! < decoding.edgeMps) edge++
  while (edge > before.from && speedMps[edge - 1]! >= decoding.edgeMps) edge--
  return edge
}

/** The end of the ride's last hop, likewise. */
function rideEnd({ speedMps }: Hops, before: Span, after: Span): number {
  let edge = before.to
  while (edge > before.from + 1 && speedMps[edge - 1]! < decoding.edgeMps) edge--
  while (edge < after.to - 1 && speedMps[edge]! >= decoding.edgeMps) edge++
  return edge
}

/** Splits what is walked before the first ride and after the last one from it, and joins what is no walk to it. */
export function withAccess(hops: Hops, spans: readonly Span[]): Span[] {
  const all = [...spans]
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
const isStub = (hops: Hops, { decoded, from, to }: Span): boolean =>
  decoded === walk && sumOf(hops.distanceM, from, to) < decoding.accessM

const isRide = ({ decoded }: Span): boolean => decoded !== walk && decoded !== silent

/** Slow, and seen to be: across a gap nobody knows. */
const isSlow = ({ speedMps, durationMs }: Hops, h: number): boolean =>
  speedMps[h]! < decoding.edgeMps && durationMs[h]! < decoding.seenMs

const onFoot = (from: number, to: number): Span => ({
  from,
  to,
  decoded: walk,
})
