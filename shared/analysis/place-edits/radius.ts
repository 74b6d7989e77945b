/** How far a place reaches: stays within its radius are visits to it. Null leaves it to what was found. */
import { EditFault } from '../edits/edit.ts'
import type { PlaceKind, PlaceSaid } from './edit.ts'
import { replaced } from './edit.ts'
import { leastRadiusM, mostRadiusM } from './limits.ts'

export interface PlaceRadiusEdit extends PlaceSaid {
  readonly kind: 'radius'
  readonly radiusM: number | null
}

export const placeRadiusKind: PlaceKind<PlaceRadiusEdit> = {
  apply(places, place, { radiusM }) {
    const { radiusM: _, ...rest } = place
    return replaced(places, place, radiusM === null ? rest : { ...rest, radiusM })
  },
  check(_places, _place, { radiusM }) {
    if (radiusM !== null && !(radiusM >= leastRadiusM && radiusM <= mostRadiusM))
      throw new EditFault('edit-amount', `A radius is from ${leastRadiusM} to ${mostRadiusM} m.`)
  },
}
