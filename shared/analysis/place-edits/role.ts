/** Whether a place is home or work, or neither; null leaves it to what its hours tell. There is one of each. */
import type { OwnPlace, PlaceKind, PlaceRole, PlaceSaid } from './edit.ts'

export interface PlaceRoleEdit extends PlaceSaid {
  readonly kind: 'role'
  readonly role: PlaceRole | 'none' | null
}

export const placeRoleKind: PlaceKind<PlaceRoleEdit> = {
  apply(places, place, { role }) {
    return places.map((each): OwnPlace => {
      const { role: before, ...rest } = each
      if (each === place) return role === null ? rest : { ...rest, role }
      // Who says where they live now says that they no longer live elsewhere.
      return before === role && (role === 'home' || role === 'work') ? rest : each
    })
  },
  // All that the type allows can be said of any place.
  check() {},
}
