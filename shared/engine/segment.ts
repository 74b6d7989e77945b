/** The engine's chain: clean, gather, stays, ways, windows, modes, trips, sections. Pure, and linear in the number of fixes. */
import type { Trace } from '../trace/trace.ts'
import { aided } from './aided.ts'
import type { Aids } from './aids.ts'
import type { Decoded } from './decode.ts'
import { decode } from './decode.ts'
import { isDrift } from './drift.ts'
import type { Knots } from './knots.ts'
import type { ModeModel } from './model/mode-model.ts'
import { shippedModel } from './model/shipped-model.ts'
import type { Verdict } from './refine.ts'
import { verdictOf } from './refine.ts'
import type { Stretch } from './sections.ts'
import { stretchesOf } from './sections.ts'
import type { FoundStay, Section, Segmentation, Trip } from './segmentation.ts'
import type { KnotStay } from './stays.ts'
import { kindOf, standOnFoot } from './stops.ts'
import type { KnotTrip } from './trips.ts'
import { findTrips, wayM } from './trips.ts'
import type { Way } from './ways.ts'
import { findWays, isSettled, lookAt } from './ways.ts'

/** Finds stays, trips, sections and modes in a trace. */
export function segment(trace: Trace, aids: Aids = {}): Segmentation {
  const { cleaned, knots, stays, ways } = findWays(trace)
  const work: Work = { kept: cleaned.kept, knots, aids, model: aids.model ?? shippedModel() }
  const shortStops = stays.filter((stay) => !isSettled(stay))
  const passed = new Set<KnotStay>()
  const trips: Trip[] = []
  let next = 0
  for (const span of ways) {
    const way = lookAt(cleaned.kept, knots, span)
    const decoded = decode(way.hops, way.windows, work.model)
    const within: KnotStay[] = []
    for (; next < shortStops.length && shortStops[next]!.first < span.last; next++)
      if (shortStops[next]!.first >= span.first) within.push(shortStops[next]!)
    const cuts = within.filter((stop) => {
      const kind = kindOf(knots, stop, way, decoded)
      if (kind !== 'stay') passed.add(stop)
      if (kind === 'wait') standOnFoot(way, decoded, stop)
      return kind === 'stay'
    })
    trips.push(...tripsOf(work, way, decoded, cuts))
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
  readonly aids: Aids
  readonly model: ModeModel
}

function stayOf({ startMs: foundMs }: Knots, stay: KnotStay): FoundStay {
  const { startMs, leftMs, latDeg, lonDeg } = stay
  return { foundMs: foundMs[stay.found]!, startMs, endMs: leftMs, latDeg, lonDeg }
}

/** The trips of a way that `stops` cut. */
function tripsOf(work: Work, way: Way, decoded: Decoded, stops: readonly KnotStay[]): Trip[] {
  const { kept, knots } = work
  return findTrips(knots, stops, way.span)
    .filter((trip) => !isDrift(kept, knots.first[trip.first]!, knots.last[trip.last]!))
    .map((trip) => tripOf(work, way, trip, stretchesOf(way, decoded, trip, work.model)))
}

function tripOf(work: Work, way: Way, trip: KnotTrip, stretches: readonly Stretch[]): Trip {
  const sections = joinLikes(way, stretches).map(({ stretch, verdict }) =>
    aided(work.kept, sectionOf(work, trip, way.span.first, stretch, verdict), work.aids),
  )
  return {
    startMs: trip.startMs,
    endMs: trip.endMs,
    distanceM: sections.reduce((sum, section) => sum + section.distanceM, 0),
    sections,
  }
}

interface Judged {
  readonly stretch: Stretch
  readonly verdict: Verdict
}

/** Judges each stretch; neighbours of one mode become one section with the verdict of the longer. */
function joinLikes(way: Way, stretches: readonly Stretch[]): Judged[] {
  const judged: Judged[] = []
  for (const stretch of stretches) {
    const verdict = verdictOf(way.hops, stretch)
    const before = judged.at(-1)
    if (before?.verdict.mode !== verdict.mode) {
      judged.push({ stretch, verdict })
      continue
    }
    const isLonger = stretch.to - stretch.from > before.stretch.to - before.stretch.from
    const { probabilities } = isLonger ? stretch : before.stretch
    judged[judged.length - 1] = {
      stretch: { ...stretch, from: before.stretch.from, probabilities },
      verdict: isLonger ? verdict : before.verdict,
    }
  }
  return judged
}

/** A section from the knot where its first hop starts to the one where its last hop ends; neighbours share that fix. */
function sectionOf(
  { kept, knots }: Work,
  trip: KnotTrip,
  wayFirst: number,
  stretch: Stretch,
  verdict: Verdict,
): Section {
  const firstKnot = wayFirst + stretch.from
  const lastKnot = wayFirst + stretch.to
  const isFirst = firstKnot === trip.first
  const isDeparture = isFirst && trip.startMs >= knots.endMs[firstKnot]!
  const first = isDeparture ? knots.last[firstKnot]! : knots.first[firstKnot]!
  const isLast = lastKnot === trip.last
  const endMs = isLast ? trip.endMs : knots.startMs[lastKnot]!
  const last = isLast && endMs > knots.startMs[lastKnot]! ? knots.last[lastKnot]! : knots.first[lastKnot]!
  return {
    startMs: isFirst ? trip.startMs : knots.startMs[firstKnot]!,
    endMs,
    first,
    last,
    distanceM: wayM(kept, first, last),
    ...verdict,
  }
}
