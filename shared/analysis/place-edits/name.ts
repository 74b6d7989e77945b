/** What the owner calls a place; empty takes the name away. */
import { EditFault } from '../edits/edit.ts'
import type { PlaceKind, PlaceSaid } from './edit.ts'
import { replaced } from './edit.ts'
import { longestPlaceName } from './limits.ts'

export interface PlaceNameEdit extends PlaceSaid {
  readonly kind: 'name'
  readonly name: string
}

export const placeNameKind: PlaceKind<PlaceNameEdit> = {
  apply(places, place, { name }) {
    const { name: _, ...rest } = place
    return replaced(places, place, name === '' ? rest : { ...rest, name })
  },
  check(_places, _place, { name }) {
    if (name.length > longestPlaceName)
      throw new EditFault('edit-too-long', `A place's name has at most ${longestPlaceName} characters.`)
  },
}
