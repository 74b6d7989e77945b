/** A trip that nothing was recorded of, added by the owner: when, how and how far. */

import type { Mode } from '../../engine/mode.ts'
import { placeAt } from '../../engine/places.ts'
import { encodePolyline } from '../../trace/polyline.ts'
import type { PlaceDocument, TripDocument } from '../document.ts'
import { co2eKgOf, sumsOf } from '../documents.ts'
import type { Said, ShapeContext, ShapeKind, Spot } from './edit.ts'
import { EditFault } from './edit.ts'
import { overlaps, spanOf } from './span.ts'

export interface AddEdit extends Said {
  readonly kind: 'add'
  readonly timeZone: string
  readonly mode: Mode
  readonly distanceM: number
  /** Where it started and ended, as far as the owner said. */
  readonly from?: Spot
  readonly to?: Spot
}

/** Longest trip that can be added, ms, and greatest distance, metres: half way round the Earth. */
const longestMs = 48 * 3_600_000
const farthestM = 20_040_000

export const addKind: ShapeKind<AddEdit> = {
  apply(trips, edit, context) {
    return [...trips, addedTrip(edit, context)].sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
  },
  check(trips, edit) {
    const span = spanOf(edit)
    const lasts = span.endMs - span.startMs
    if (!(lasts > 0 && lasts <= longestMs))
      throw new EditFault('edit-times', 'A trip ends after it starts, within two days.')
    if (!(edit.distanceM >= 0 && edit.distanceM <= farthestM))
      throw new EditFault('edit-amount', 'A distance is between 0 and 20 040 km.')
    if (trips.some((trip) => overlaps(spanOf(trip), span)))
      throw new EditFault('edit-overlap', 'There is a trip at that time already.')
  },
}

function addedTrip(edit: AddEdit, { set, places }: ShapeContext): TripDocument {
  const { start, end, timeZone, mode, distanceM } = edit
  const spots = [edit.from, edit.to].filter((spot) => spot !== undefined)
  const section = {
    ...{ start, end, mode, confidence: 1, probabilities: { [mode]: 1 }, distanceM, isAdded: true as const },
    co2eKg: co2eKgOf(mode, distanceM, set),
    geometry: encodePolyline({
      latDeg: spots.map(({ lat }) => lat),
      lonDeg: spots.map(({ lon }) => lon),
    }),
  }
  const [from, to] = [placeIdAt(places, edit.from), placeIdAt(places, edit.to)]
  return {
    ...{ start, end, timeZone, sections: [section] },
    ...sumsOf([section]),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  }
}

function placeIdAt(places: readonly PlaceDocument[], spot: Spot | undefined): string | undefined {
  if (spot === undefined) return undefined
  const located = places.map(({ id, lat, lon }) => ({ id, latDeg: lat, lonDeg: lon }))
  return placeAt(located, spot.lat, spot.lon)?.id
}
