/** That two places are one: the first becomes a part of the other, whose words hold. */
import type { Spot } from '../edits/edit.ts'
import { EditFault } from '../edits/edit.ts'
import type { OwnPlace, PlaceKind, PlaceSaid } from './edit.ts'
import { placeMeant } from './meant.ts'

export interface PlaceJoinEdit extends PlaceSaid {
  readonly kind: 'join'
  /** Centre of the other place, degrees. */
  readonly into: Spot
}

export const placeJoinKind: PlaceKind<PlaceJoinEdit> = {
  apply(places, place, { into }) {
    const other = placeMeant(places, into)
    if (other === undefined || other === place) return [...places]
    return places.flatMap((each) => (each === place ? [] : each === other ? [joined(other, place)] : [each]))
  },
  check(places, place, { into }) {
    const other = placeMeant(places, into)
    if (other === undefined || other === place)
      throw new EditFault('edit-alone', 'There is no other place to join this one with.')
  },
}

function joined(other: OwnPlace, place: OwnPlace): OwnPlace {
  const veil = other.veil ?? place.veil
  return {
    ...other,
    joined: [...other.joined, { lat: place.lat, lon: place.lon }, ...place.joined],
    stays: [...other.stays, ...place.stays],
    // What was private stays so.
    ...(veil && { veil }),
  }
}
