/**
 * What the owner said of their places, laid over what was found: each edit in the order in which they were said, each
 * speaking of the place at its spot as the ones before left it. An edit whose place is gone changes nothing, and holds
 * again when the place is found again. Then the stays are given to the places by the radiuses that were said.
 */
import type { Place } from '../engine/places.ts'
import type { Spot } from './edits/edit.ts'
import type { OwnPlace } from './place-edits/edit.ts'
import { apartFrom, placeMeant } from './place-edits/meant.ts'
import type { PlaceEdit } from './place-edits/registry.ts'
import { placeKindOf } from './place-edits/registry.ts'

/** The places as found, before anything was said. */
export function foundPlaces(places: readonly Place[]): OwnPlace[] {
  return places.map(({ id, latDeg, lonDeg, stays }) => ({ id, lat: latDeg, lon: lonDeg, joined: [], stays }))
}

/** The places with all edits applied; `spots` has the position of every stay, by its index. Most visited first. */
export function applyPlaceEdits(
  found: readonly Place[],
  spots: readonly Spot[],
  edits: readonly PlaceEdit[],
): OwnPlace[] {
  const said = oldestFirst(edits).reduce(withEdit, foundPlaces(found))
  return withRadiuses(said, spots).sort((a, b) => b.stays.length - a.stays.length)
}

function withEdit(places: OwnPlace[], edit: PlaceEdit): OwnPlace[] {
  const place = placeMeant(places, edit.spot)
  return place ? placeKindOf(edit).apply(places, place, edit) : places
}

/** Oldest said first; were two said in the same instant, their ids would decide. */
export function oldestFirst(edits: readonly PlaceEdit[]): PlaceEdit[] {
  return edits.toSorted((a, b) => compare(a.editedAt, b.editedAt) || compare(a.id, b.id))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Places with a radius keep what lies within it, and take what lies within it and is at no place. */
function withRadiuses(places: readonly OwnPlace[], spots: readonly Spot[]): OwnPlace[] {
  if (places.every(({ radiusM }) => radiusM === undefined)) return [...places]
  const kept = places.map((place) => ({ ...place, stays: staysWithin(place, spots) }))
  const placed = new Set(kept.flatMap(({ stays }) => stays))
  const taken = new Map<OwnPlace, number[]>()
  for (const [n, spot] of spots.entries()) {
    if (placed.has(n)) continue
    const place = nearestWithin(kept, spot)
    if (place) taken.set(place, [...(taken.get(place) ?? []), n])
  }
  return kept.map((place) => {
    const more = taken.get(place)
    return more ? { ...place, stays: [...place.stays, ...more] } : place
  })
}

/** A place that lost all its stays could not be spoken of any more: a radius that fits none says nothing. */
function staysWithin(place: OwnPlace, spots: readonly Spot[]): readonly number[] {
  const { radiusM, stays } = place
  if (radiusM === undefined) return stays
  const within = stays.filter((n) => apartFrom(place, spots[n]!) <= radiusM)
  return within.length > 0 ? within : stays
}

function nearestWithin(places: readonly OwnPlace[], spot: Spot): OwnPlace | undefined {
  return places
    .filter((place) => place.radiusM !== undefined && apartFrom(place, spot) <= place.radiusM)
    .sort((a, b) => apartFrom(a, spot) - apartFrom(b, spot))[0]
}
