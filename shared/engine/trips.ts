/** The third step: what lies between stays. A trip begins with the last fix at the place left and ends with the first at the next. */
import { distanceM } from '../trace/geodesy.ts'
import type { Trace } from '../trace/trace.ts'
import type { Knots } from './knots.ts'
import type { KnotStay } from './stays.ts'
import { tripping } from './thresholds.ts'

/** A trip as a range of knots, both included; the first and last may belong to the stays around it. */
export interface KnotTrip {
  readonly first: number
  readonly last: number
  readonly startMs: number
  readonly endMs: number
}

/** The trips before, between and after stays; what is shorter than a trip at the trace's ends is left out. */
export function findTrips(knots: Knots, stays: readonly KnotStay[]): KnotTrip[] {
  const trips: KnotTrip[] = []
  for (let n = 0; n <= stays.length; n++) {
    const from = stays[n - 1]
    const to = stays[n]
    const first = from?.core ?? 0
    const last = to?.first ?? knots.length - 1
    if (last <= first) continue
    const trip = {
      first,
      last,
      startMs: from?.leftMs ?? knots.startMs[first]!,
      endMs: to?.startMs ?? knots.endMs[last]!,
    }
    if (isTrip(knots, trip)) trips.push(trip)
  }
  return trips
}

function isTrip(knots: Knots, trip: KnotTrip): boolean {
  if (trip.endMs - trip.startMs < tripping.shortestMs) return false
  const [lat, lon] = [knots.latDeg[trip.first]!, knots.lonDeg[trip.first]!]
  for (let k = trip.first + 1; k <= trip.last; k++)
    if (distanceM(lat, lon, knots.latDeg[k]!, knots.lonDeg[k]!) >= tripping.shortestM) return true
  return false
}

/** Length of the way along the fixes `first` to `last`, metres, in steps long enough not to count noise. */
export function wayM(trace: Trace, first: number, last: number): number {
  const { latDeg, lonDeg } = trace
  let sumM = 0
  let lat = latDeg[first]!
  let lon = lonDeg[first]!
  for (let i = first + 1; i <= last; i++) {
    const stepM = distanceM(lat, lon, latDeg[i]!, lonDeg[i]!)
    if (stepM < tripping.stepM && i < last) continue
    sumM += stepM
    lat = latDeg[i]!
    lon = lonDeg[i]!
  }
  return sumM
}
