/**
 * What a decoded section is described by when it is judged as a whole, with its neighbours as context: how it moved from
 * end to end, what its windows said, and what came before and after.
 */
import { distanceM } from '../trace/geodesy.ts'
import type { Decoded } from './decode.ts'
import type { Hops } from './hops.ts'
import { sumOf } from './hops.ts'
import type { Knots } from './knots.ts'
import { classCount, modelClasses } from './model/mode-model.ts'
import { hintShareNames, Surroundings, surroundingNames } from './surroundings.ts'
import type { Way } from './ways.ts'

/** Hops `from` up to, not including, `to` of a way, and the class that the sequence gave them. */
export interface Span {
  readonly from: number
  readonly to: number
  /** Index into `modelClasses`, or `silent`. */
  readonly decoded: number
  /** Walked from one train to the next, whatever its windows say: they see the trains on either side. */
  readonly isTransfer?: true
}

const neighbours = [-2, -1, 1, 2] as const

/** What each section is described by, in order. */
export const sectionFeatureNames: readonly string[] = [
  ...surroundingNames,
  ...hintShareNames.map((name) => `hint ${name}`),
  'duration, min',
  'length, km',
  'between its ends, km',
  'share of the trip',
  'typical time between knots, s',
  'longest gap, s',
  'way across that gap, m',
  ...modelClasses.map((name) => `windows say ${name}`),
  ...modelClasses.map((name) => `decoded ${name}`),
  ...neighbours.flatMap((step) => [
    `neighbour ${step}: minutes`,
    `neighbour ${step}: km`,
    ...modelClasses.map((name) => `neighbour ${step}: ${name}`),
  ]),
]

/** Where the windows' mean log-probabilities stand, one per class. */
export const saidAt = sectionFeatureNames.indexOf(`windows say ${modelClasses[0]}`)

/** Where the share of time spent standing stands. */
export const standingAt = sectionFeatureNames.indexOf('standing share')

export const sectionFeatureCount = sectionFeatureNames.length

/** Features of section `n` of a trip whose sections are `spans`. */
export function sectionFeatures(
  knots: Knots,
  way: Way,
  decoded: Decoded,
  spans: readonly Span[],
  n: number,
): Float32Array {
  const { hops } = way
  const { from, to } = spans[n]!
  const out = new Float32Array(sectionFeatureCount)
  const whole = new Surroundings(knots, hops, Number.NEGATIVE_INFINITY)
  whole.moveTo(0, from, to)
  let at = whole.write(out, 0)
  at = whole.writeHints(out, at)
  at = writeSize(out, at, knots, hops, spans, n)
  at = writeSaid(out, at, way, decoded, from, to)
  at = writeClass(out, at, spans[n]!)
  for (const step of neighbours) at = writeNeighbour(out, at, hops, spans[n + step])
  return out
}

function writeSize(
  out: Float32Array,
  start: number,
  knots: Knots,
  hops: Hops,
  spans: readonly Span[],
  n: number,
): number {
  const { from, to } = spans[n]!
  const durationMs = sumOf(hops.durationMs, from, to)
  const tripMs = sumOf(hops.durationMs, spans[0]!.from, spans.at(-1)!.to)
  const [a, b] = [hops.first + from, hops.first + to]
  const { latDeg, lonDeg } = knots
  let gap = from
  for (let h = from + 1; h < to; h++) if (hops.durationMs[h]! > hops.durationMs[gap]!) gap = h
  let at = start
  out[at++] = durationMs / 60_000
  out[at++] = sumOf(hops.distanceM, from, to) / 1000
  out[at++] = distanceM(latDeg[a]!, lonDeg[a]!, latDeg[b]!, lonDeg[b]!) / 1000
  out[at++] = durationMs / Math.max(1, tripMs)
  out[at++] = durationMs / 1000 / (to - from)
  out[at++] = hops.durationMs[gap]! / 1000
  out[at++] = hops.distanceM[gap]!
  return at
}

/** Mean log-probabilities of the windows that the section touches. */
function writeSaid(
  out: Float32Array,
  at: number,
  { windows }: Way,
  { logs }: Decoded,
  from: number,
  to: number,
): number {
  let count = 0
  for (let w = 0; w < windows.length; w++) {
    if (windows.firstHop[w + 1]! <= from || windows.firstHop[w]! >= to) continue
    for (let c = 0; c < classCount; c++) out[at + c]! += logs[w * classCount + c]!
    count++
  }
  for (let c = 0; c < classCount; c++) out[at + c]! /= Math.max(1, count)
  return at + classCount
}

function writeClass(out: Float32Array, at: number, { decoded }: Span): number {
  if (decoded < classCount) out[at + decoded] = 1
  return at + classCount
}

function writeNeighbour(out: Float32Array, at: number, hops: Hops, span: Span | undefined): number {
  if (span === undefined) return at + 2 + classCount
  out[at] = sumOf(hops.durationMs, span.from, span.to) / 60_000
  out[at + 1] = sumOf(hops.distanceM, span.from, span.to) / 1000
  return writeClass(out, at + 2, span)
}
