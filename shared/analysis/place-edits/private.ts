/** That a place is private: no position near it leaves the vault. Null ends that. */
import { EditFault } from '../edits/edit.ts'
import type { PlaceKind, PlaceSaid, Veil } from './edit.ts'
import { replaced } from './edit.ts'
import { mostVeilM } from './limits.ts'

export interface PlacePrivateEdit extends PlaceSaid {
  readonly kind: 'private'
  readonly veil: Veil | null
}

export const placePrivateKind: PlaceKind<PlacePrivateEdit> = {
  apply(places, place, { veil }) {
    const { veil: _, ...rest } = place
    return replaced(places, place, veil === null ? rest : { ...rest, veil })
  },
  check(_places, _place, { veil }) {
    if (veil !== null && !(Math.hypot(veil.northM, veil.eastM) <= mostVeilM))
      throw new EditFault('edit-amount', `A veil is moved by at most ${mostVeilM} m.`)
  },
}
