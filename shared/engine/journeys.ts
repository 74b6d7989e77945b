/** Ways decoded and cut into trips: what was a stay on the way, what only a wait. */
import type { Decoded } from './decode.ts'
import { decode } from './decode.ts'
import { isDrift } from './drift.ts'
import type { ModeModel } from './model/mode-model.ts'
import type { KnotStay } from './stays.ts'
import { kindOf, sitOnTrain, standOnFoot } from './stops.ts'
import type { KnotTrip } from './trips.ts'
import { findTrips, withoutDeadSilences } from './trips.ts'
import type { Found, Way } from './ways.ts'
import { isSettled, lookAt } from './ways.ts'

/** A way from one settled stay to the next. */
export interface Journey {
  readonly way: Way
  readonly decoded: Decoded
  /** What its stays on the way leave of it. */
  readonly trips: readonly KnotTrip[]
  /** Stops that were no stays. */
  readonly passed: readonly KnotStay[]
}

/** What decodes windows into a sequence of classes, and says which stops part trips. */
export type Decoder = Pick<ModeModel, 'windows' | 'changes' | 'pauseMin'>

/** The journeys of a trace, one by one. */
export function* journeysOf({ cleaned, knots, stays, ways }: Found, model: Decoder): Generator<Journey> {
  const stops = stays.filter((stay) => !isSettled(stay, model.pauseMin))
  let next = 0
  for (const span of ways) {
    const way = lookAt(cleaned.kept, knots, span)
    const decoded = decode(way.hops, way.windows, model)
    const cuts: KnotStay[] = []
    const passed: KnotStay[] = []
    for (; next < stops.length && stops[next]!.first < span.last; next++) {
      const stop = stops[next]!
      if (stop.first < span.first) continue
      const kind = kindOf(knots, stop, way, decoded, model.pauseMin)
      if (kind === 'wait') standOnFoot(way, decoded, stop)
      if (kind === 'halt') sitOnTrain(way, decoded, stop)
      ;(kind === 'stay' ? cuts : passed).push(stop)
    }
    const trips = findTrips(knots, cuts, span)
      .flatMap((trip) => withoutDeadSilences(knots, trip))
      .filter((trip) => !isDrift(cleaned.kept, knots.first[trip.first]!, knots.last[trip.last]!))
    yield { way, decoded, trips, passed }
  }
}
