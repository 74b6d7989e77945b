/** What the owner says of places, from the page's side: said, undone, and told in words. */
import type { Spot } from '../../shared/analysis/edits/edit.ts'
import type { PlaceEdit } from '../../shared/analysis/place-edits/registry.ts'
import { distanceM } from '../../shared/trace/geodesy.ts'
import { refreshView, view } from '../state.ts'
import { call } from '../vault.ts'
import type { PlaceSay } from '../vault-protocol.ts'
import { distance, fill } from '../words/speak.ts'
import { words } from '../words/words.ts'
import { placeName } from './place-name.ts'

/** Says something of places and shows the vault as it then is. Rejects with VaultFailure; then nothing has changed. */
export async function sayOfPlaces(says: readonly PlaceSay[]): Promise<void> {
  await call('sayOfPlaces', { says })
  await refreshView()
}

/** Takes something back that was said of a place. */
export async function unsay({ id }: PlaceEdit): Promise<void> {
  await call('unsayOfPlaces', { ids: [id] })
  await refreshView()
}

/** What was said, in a sentence. */
export function tellPlaceEdit(edit: PlaceEdit): string {
  const text = words().places.said
  switch (edit.kind) {
    case 'name':
      return edit.name === '' ? text.nameGone : fill(text.name, { name: edit.name })
    case 'role':
      return text[edit.role ?? 'found']
    case 'radius':
      return edit.radiusM === null ? text.radiusFound : fill(text.radius, { radius: distance(edit.radiusM) })
    case 'private':
      return edit.veil === null ? text.open : text.private
    case 'join':
      return fill(text.join, { place: nameAt(edit.into) })
    case 'dismiss':
      return text.dismiss
  }
}

/** The name of the place that is at a spot now. */
export function nameAt({ lat, lon }: Spot): string {
  const apartM = (spot: Spot): number => distanceM(spot.lat, spot.lon, lat, lon)
  const places = (view.value?.places ?? []).map((place) => ({
    id: place.id,
    reachM: place.radiusM,
    apartM: Math.min(...[place, ...(place.joined ?? [])].map(apartM)),
  }))
  const [nearest] = places.filter((place) => place.apartM <= place.reachM).sort((a, b) => a.apartM - b.apartM)
  return nearest ? placeName(nearest.id) : words().places.unknownSpot
}
