/** The engine's chain: clean, gather, stays, ways, windows, modes, trips, sections. Pure, and linear in the number of fixes. */
import type { Trace } from '../trace/trace.ts'
import { aided } from './aided.ts'
import { withMotor } from './assisted.ts'
import { isRide } from './edges.ts'
import type { Movement } from './evidence.ts'
import { movementOf, othersOf, recordingOf } from './evidence.ts'
import type { Journey } from './journeys.ts'
import { journeysOf } from './journeys.ts'
import type { Knots } from './knots.ts'
import { modes } from './mode.ts'
import type { ModeModel } from './model/mode-model.ts'
import type { Network } from './network.ts'
import type { Verdict } from './refine.ts'
import { unlessGuessed, verdictOf } from './refine.ts'
import type { Stretch } from './sections.ts'
import { stretchesOf } from './sections.ts'
import type { FoundStay, Section, Segmentation, Trip } from './segmentation.ts'
import type { KnotStay } from './stays.ts'
import { staying } from './thresholds.ts'
import type { KnotTrip } from './trips.ts'
import { wayM } from './trips.ts'
import { arrivalMs, setOffMs } from './unseen.ts'
import type { Way } from './ways.ts'
import { findWays } from './ways.ts'

/** Finds stays, trips, sections and modes in a trace; `network` holds the lines of public transport, where they are known. */
export function segment(trace: Trace, model: ModeModel, network?: Network): Segmentation {
  const found = findWays(trace, model.pauseMin)
  const { cleaned, knots, stays } = found
  const work: Work = { kept: cleaned.kept, knots, model, network }
  const passed = new Set<KnotStay>()
  const trips: Trip[] = []
  for (const journey of journeysOf(found, work.model)) {
    for (const stop of journey.passed) passed.add(stop)
    for (const trip of journey.trips) trips.push(tripOf(work, journey, trip))
  }
  return {
    kept: cleaned.kept,
    dropped: cleaned.dropped,
    reasons: cleaned.counts,
    stays: stays.filter((stay) => !passed.has(stay)).map((stay) => stayOf(knots, stay)),
    trips,
  }
}

interface Work {
  readonly kept: Trace
  readonly knots: Knots
  readonly model: ModeModel
  readonly network: Network | undefined
}

function stayOf({ startMs: foundMs }: Knots, stay: KnotStay): FoundStay {
  const { startMs, leftMs, latDeg, lonDeg } = stay
  return { foundMs: foundMs[stay.found]!, startMs, endMs: leftMs, latDeg, lonDeg }
}

function tripOf(work: Work, { way, decoded }: Journey, trip: KnotTrip): Trip {
  const stretches = stretchesOf(work.knots, way, decoded, trip, work.model)
  const sections = joinLikes(work.knots, way, stretches).map((judged) =>
    finished(work, sectionOf(work, trip, way.span.first, judged)),
  )
  const { startMs } = sections[0]!
  const { endMs } = sections.at(-1)!
  return {
    startMs,
    endMs,
    inferredStart: isInSilence(work.knots, trip.first, startMs),
    inferredEnd: isInSilence(work.knots, trip.last - 1, endMs),
    distanceM: sections.reduce((sum, section) => sum + section.distanceM, 0),
    sections,
  }
}

/** A section with what only its whole tells: its line, its motor, and whether its mode would be a guess. */
const finished = ({ kept, network }: Work, section: Section): Section =>
  unlessGuessed(withMotor(kept, aided(kept, section, network)))

/** Whether nothing was recorded for long around an instant, which lies between knot `k` and the next. */
const isInSilence = ({ startMs, endMs }: Knots, k: number, timeMs: number): boolean =>
  startMs[k + 1]! - endMs[k]! > staying.silenceMs && timeMs >= endMs[k]! && timeMs <= startMs[k + 1]!

interface Judged {
  readonly stretch: Stretch
  readonly verdict: Verdict
  readonly movement: Movement
}

/** Judges each stretch; neighbours of one mode become one section with the verdict of the longer. */
function joinLikes(knots: Knots, way: Way, stretches: readonly Stretch[]): Judged[] {
  const judged: Judged[] = []
  for (const stretch of stretches) {
    const movement = movementOf(knots, way.hops, stretch.from, stretch.to)
    const verdict = verdictOf(way.hops, stretch, movement)
    const before = judged.at(-1)
    if (before?.verdict.mode !== verdict.mode) {
      judged.push({ stretch, verdict, movement })
      continue
    }
    const isLonger = stretch.to - stretch.from > before.stretch.to - before.stretch.from
    const { probabilities, others } = isLonger ? stretch : before.stretch
    judged[judged.length - 1] = {
      stretch: { ...stretch, from: before.stretch.from, probabilities, others },
      verdict: isLonger ? verdict : before.verdict,
      movement: movementOf(knots, way.hops, before.stretch.from, stretch.to),
    }
  }
  return judged
}

/** A section from the knot where its first hop starts to the one where its last hop ends; neighbours share that fix. */
function sectionOf(
  { kept, knots }: Work,
  trip: KnotTrip,
  wayFirst: number,
  { stretch, verdict, movement }: Judged,
): Section {
  const firstKnot = wayFirst + stretch.from
  const lastKnot = wayFirst + stretch.to
  const isFirst = firstKnot === trip.first
  const isDeparture = isFirst && trip.startMs >= knots.endMs[firstKnot]!
  const first = isDeparture ? knots.last[firstKnot]! : knots.first[firstKnot]!
  const isLast = lastKnot === trip.last
  const toMs = isLast ? trip.endMs : knots.startMs[lastKnot]!
  const last = isLast && toMs > knots.startMs[lastKnot]! ? knots.last[lastKnot]! : knots.first[lastKnot]!
  const { mode, confidence, probabilities, decidedBy } = verdict
  const fromMs = isFirst ? trip.startMs : knots.startMs[firstKnot]!
  const isSeenRide = isRide(stretch) && lastKnot > firstKnot + 1
  const startMs = isSeenRide ? setOffMs(knots, firstKnot, fromMs) : fromMs
  const endMs = isSeenRide ? arrivalMs(knots, lastKnot, toMs) : toMs
  return {
    startMs,
    endMs,
    first,
    last,
    distanceM: wayM(kept, first, last, modes[mode].family),
    mode,
    confidence,
    probabilities,
    evidence: {
      decidedBy,
      ...movement,
      ...recordingOf(knots, firstKnot, lastKnot, startMs),
      ...othersOf(stretch.others),
    },
  }
}
