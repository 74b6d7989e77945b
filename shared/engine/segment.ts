/** The engine's chain: clean, gather, stays, trips, sections, modes. Pure and linear in the number of fixes. */
import type { Trace } from '../trace/trace.ts'
import { aided } from './aided.ts'
import type { Aids } from './aids.ts'
import { clean } from './clean.ts'
import { isDrift } from './drift.ts'
import { featuresOf } from './features.ts'
import type { Hops } from './hops.ts'
import { hopsOf } from './hops.ts'
import type { Knots } from './knots.ts'
import { gather } from './knots.ts'
import type { Verdict } from './rules.ts'
import { judge, unknownVerdict } from './rules.ts'
import type { Stretch } from './sections.ts'
import { findStretches } from './sections.ts'
import type { Section, Segmentation, Stay, Trip } from './segmentation.ts'
import type { KnotStay } from './stays.ts'
import { findStays } from './stays.ts'
import type { KnotTrip } from './trips.ts'
import { findTrips, wayM } from './trips.ts'
import { withoutWaits } from './waits.ts'

/** Finds stays, trips, sections and modes in a trace. */
export function segment(trace: Trace, aids: Aids = {}): Segmentation {
  const { kept, dropped, counts } = clean(trace)
  const knots = gather(kept)
  const stays = withoutWaits(kept, knots, findStays(knots))
  const trips = findTrips(knots, stays)
    .filter((trip) => !isDrift(kept, knots.first[trip.first]!, knots.last[trip.last]!))
    .map((trip) => tripOf(kept, knots, trip, aids))
  return { kept, dropped, reasons: counts, stays: stays.map(stayOf), trips }
}

function stayOf(stay: KnotStay): Stay {
  return { startMs: stay.startMs, endMs: stay.leftMs, latDeg: stay.latDeg, lonDeg: stay.lonDeg }
}

function tripOf(kept: Trace, knots: Knots, trip: KnotTrip, aids: Aids): Trip {
  const hops = hopsOf(kept, knots, trip)
  const judged = joinLikes(knots, hops, findStretches(hops))
  const sections = judged.map(({ stretch, verdict }) =>
    aided(kept, sectionOf(kept, knots, trip, stretch, verdict), aids),
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

/** Judges each stretch; neighbours of one mode become one section, judged again as a whole. */
function joinLikes(knots: Knots, hops: Hops, stretches: readonly Stretch[]): Judged[] {
  const judged: Judged[] = []
  for (const stretch of stretches) {
    let next: Judged = { stretch, verdict: verdictOf(knots, hops, stretch) }
    const before = judged.at(-1)
    if (before !== undefined && before.verdict.mode === next.verdict.mode) {
      const whole: Stretch = { from: before.stretch.from, to: stretch.to, regime: stretch.regime }
      next = { stretch: whole, verdict: verdictOf(knots, hops, whole) }
      judged.pop()
    }
    judged.push(next)
  }
  return judged
}

function verdictOf(knots: Knots, hops: Hops, stretch: Stretch): Verdict {
  const verdict = judge(featuresOf(knots, hops, stretch.from, stretch.to))
  return stretch.regime === 'silence' && verdict.mode !== 'plane' ? unknownVerdict : verdict
}

/** A section from the knot where its first hop starts to the one where its last hop ends; neighbours share that fix. */
function sectionOf(kept: Trace, knots: Knots, trip: KnotTrip, stretch: Stretch, verdict: Verdict): Section {
  const firstKnot = trip.first + stretch.from
  const lastKnot = trip.first + stretch.to
  const isDeparture = stretch.from === 0 && trip.startMs >= knots.endMs[firstKnot]!
  const first = isDeparture ? knots.last[firstKnot]! : knots.first[firstKnot]!
  const isLast = lastKnot === trip.last
  const endMs = isLast ? trip.endMs : knots.startMs[lastKnot]!
  const last = isLast && endMs > knots.startMs[lastKnot]! ? knots.last[lastKnot]! : knots.first[lastKnot]!
  return {
    startMs: stretch.from === 0 ? trip.startMs : knots.startMs[firstKnot]!,
    endMs,
    first,
    last,
    distanceM: wayM(kept, first, last),
    mode: verdict.mode,
    confidence: verdict.confidence,
    probabilities: verdict.probabilities,
  }
}
