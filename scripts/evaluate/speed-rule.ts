/** What speed alone tells: the yardstick for the people who happen to be measured on. */
import type { Mode } from '../../shared/engine/mode.ts'
import { distanceM } from '../../shared/trace/geodesy.ts'
import type { Trace } from '../../shared/trace/trace.ts'
import type { Collection } from '../train/labelled.ts'
import { kindOf } from './confusion.ts'
import type { Judged, Span } from './spans.ts'
import { fixSpans } from './spans.ts'
import { Tally } from './tally.ts'

/** Speeds are told apart in steps of half a metre a second, up to 40 m/s; for windows of a minute. */
const stepMps = 0.5
const steps = 80
const windowMs = 60_000

/** One mode for each class that a speed may be taken for. */
const candidates: readonly Mode[] = ['walking', 'bicycle', 'bus', 'car', 'train']

/**
 * The best that any rule can do which looks at the speed of each minute and nothing else: every speed is given the class
 * that these very people's labels give it most often. No such rule could do better on them, however it was found.
 */
export function bestSpeedRule(collection: Collection): Tally {
  const people: { person: string; spans: readonly SpeedSpan[] }[] = []
  for (const { person, trace, labels } of collection.recordings())
    people.push({ person, spans: [...fixSpans(trace, labels, minutesOf(trace))] })
  const seconds = candidates.map(() => new Float64Array(steps))
  for (const { truth, section, seconds: spent } of people.flatMap(({ spans }) => spans)) {
    const c = candidates.findIndex((mode) => kindOf(mode) === kindOf(truth))
    if (c >= 0 && section !== undefined) seconds[c]![section.step]! += spent
  }
  const rule = Array.from({ length: steps }, (_, step) => said(bestAt(seconds, step)))
  const tally = new Tally()
  for (const { person, spans } of people)
    tally.add(
      person,
      spans.map((span) => ({ ...span, section: span.section && rule[span.section.step]! })),
    )
  return tally
}

const bestAt = (seconds: readonly Float64Array[], step: number): Mode =>
  candidates.reduce((best, mode, c) =>
    seconds[c]![step]! > seconds[candidates.indexOf(best)]![step]! ? mode : best,
  )

const said = (mode: Mode): Judged => ({ mode, confidence: 1, probabilities: { [mode]: 1 } })

interface Minute {
  readonly startMs: number
  readonly endMs: number
  readonly step: number
}
type SpeedSpan = Span<Minute>

/** A trace in windows of a minute, each with its speed along the fixes. */
function minutesOf({ length, timeMs, latDeg, lonDeg }: Trace): Minute[] {
  const minutes: Minute[] = []
  for (let from = 0; from + 1 < length; ) {
    let to = from
    let wayM = 0
    do {
      wayM += distanceM(latDeg[to]!, lonDeg[to]!, latDeg[to + 1]!, lonDeg[to + 1]!)
      to++
    } while (to + 1 < length && timeMs[to]! - timeMs[from]! < windowMs)
    const speedMps = (1000 * wayM) / Math.max(1000, timeMs[to]! - timeMs[from]!)
    const step = Math.min(steps - 1, Math.floor(speedMps / stepMps))
    minutes.push({ startMs: timeMs[from]!, endMs: timeMs[to]!, step })
    from = to
  }
  return minutes
}
