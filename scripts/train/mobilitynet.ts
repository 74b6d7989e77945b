/** MobilityNet (BSD-3-Clause, © 2019 e-mission): phones carried along prescribed routes, timed to the second. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Mode } from '../../shared/engine/mode.ts'
import type { Hint, Trace } from '../../shared/trace/trace.ts'
import { hints, TraceBuilder } from '../../shared/trace/trace.ts'
import type { Collection, Label, Recording } from './labelled.ts'
import { thinned, withoutHints } from './labelled.ts'

const modes: Readonly<Record<string, Mode>> = {
  walk: 'walking',
  bicycle: 'bicycle',
  'e-bike': 'ebike',
  'e-scooter': 'escooter',
  car: 'car',
  bus: 'bus',
  train: 'train',
  subway: 'subway',
  light_rail: 'tram',
}

/** What one phone recorded in one run, and what was done meanwhile; times are Unix seconds. */
export interface Run {
  readonly timeline: string
  readonly run: number
  readonly kind: string
  readonly os: string
  readonly role: string
  readonly config: string
  readonly start: number
  readonly end: number
  readonly points: readonly Point[] | null
  readonly filtered_points: readonly Point[] | null
  readonly motion: readonly (readonly [number, string, number])[]
  readonly gt: { readonly trips: readonly TrueTrip[] }
}
interface TrueTrip {
  readonly start: number
  readonly end: number
  readonly legs: readonly Leg[]
}
type Point = readonly [
  t: number,
  lat: number,
  lon: number,
  accuracy: number | null,
  speed: number | null,
  altitude: number | null,
]
/** A part of a trip; lengths are metres. */
export interface Leg {
  readonly mode: string
  readonly start: number
  readonly end: number
  /** Length of the prescribed route. */
  readonly route_m?: number | null
  /** Length of the reference trajectory, and the part of the leg it spans. */
  readonly ref_m?: number | null
  readonly ref_span?: readonly [number, number] | null
}

/** Beliefs of the phone weaker than this are none, per cent; and older than this, seconds. */
const leastConfidence = 50
const longestBeliefS = 300

/** The journeys of a folder, with and without the phone's beliefs, as recorded and thinned to a fix a minute. */
export function mobilitynet(directory: string): Collection {
  return { name: 'MobilityNet', licence: 'BSD-3-Clause', weight: 0.35, recordings: () => journeys(directory) }
}

function* journeys(directory: string): Generator<Recording> {
  for (const run of runsIn(directory)) {
    if (run.kind !== 'evaluation') continue
    const labels = labelsOf(run)
    const person = journeyOf(run)
    for (const points of [run.filtered_points, run.points]) {
      if (points === null || points.length === 0) continue
      const trace = traceOf(run, points)
      for (const variant of [trace, withoutHints(trace), thinned(withoutHints(trace), 60)])
        yield { person, trace: variant, labels }
    }
  }
}

/** Every phone's run in a folder. */
export function* runsIn(directory: string): Generator<Run> {
  const index: { file: string }[] = JSON.parse(readFileSync(join(directory, 'index.json'), 'utf8'))
  for (const { file } of index) yield JSON.parse(gunzipSync(readFileSync(join(directory, file))).toString())
}

/** Names what was one journey: all phones of one run lay in one pocket. */
export const journeyOf = ({ timeline, run }: Run): string => `${timeline} ${run}`

/** What was travelled and how; waits are left out. */
export function labelsOf(run: Run): Label[] {
  return run.gt.trips
    .flatMap(({ legs }) => legs)
    .flatMap((leg) => {
      const mode = modes[leg.mode]
      return mode === undefined ? [] : [{ startMs: leg.start * 1000, endMs: leg.end * 1000, mode }]
    })
    .sort((a, b) => a.startMs - b.startMs)
}

const isHint = (word: string): word is Hint => word !== '' && (hints as readonly string[]).includes(word)

/** The trace of some of a run's points, each with what the phone believed then. */
export function traceOf(run: Run, points: readonly Point[]): Trace {
  const beliefs = run.motion.filter(([, word, confidence]) => isHint(word) && confidence >= leastConfidence)
  const builder = new TraceBuilder()
  let k = 0
  for (const [t, lat, lon, accuracy, speed, altitude] of points) {
    while (k + 1 < beliefs.length && beliefs[k + 1]![0] <= t) k++
    const belief = beliefs[k]
    const isFresh = belief !== undefined && belief[0] <= t && t - belief[0] < longestBeliefS
    builder.add({
      timeMs: t * 1000,
      latDeg: lat,
      lonDeg: lon,
      accuracyM: accuracy ?? undefined,
      speedMps: speed ?? undefined,
      altitudeM: altitude ?? undefined,
      hint: isFresh && isHint(belief[1]) ? belief[1] : undefined,
    })
  }
  return builder.build()
}
