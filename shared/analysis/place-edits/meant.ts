/** Which place an edit speaks of. */
import { distanceM } from '../../trace/geodesy.ts'
import type { Spot } from '../edits/edit.ts'
import type { OwnPlace } from './edit.ts'
import { usualRadiusM } from './limits.ts'

/** The place whose centre, or a centre that was joined to it, is nearest to the spot, if the spot is within its reach. */
export function placeMeant(places: readonly OwnPlace[], spot: Spot): OwnPlace | undefined {
  let best: OwnPlace | undefined
  let leastM = Number.POSITIVE_INFINITY
  for (const place of places) {
    const apartM = apartFrom(place, spot)
    if (apartM >= leastM || apartM > Math.max(usualRadiusM, place.radiusM ?? 0)) continue
    best = place
    leastM = apartM
  }
  return best
}

/** Metres from a spot to the nearest centre of a place. */
export function apartFrom(place: OwnPlace, spot: Spot): number {
  const centres = [place, ...place.joined]
  return Math.min(...centres.map(({ lat, lon }) => distanceM(lat, lon, spot.lat, spot.lon)))
}
