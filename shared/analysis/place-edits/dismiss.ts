/** That a spot is no place, such as a crossing with a long red light: its stays are at no place. */
import type { PlaceKind, PlaceSaid } from './edit.ts'

export interface PlaceDismissEdit extends PlaceSaid {
  readonly kind: 'dismiss'
}

export const placeDismissKind: PlaceKind<PlaceDismissEdit> = {
  apply: (places, place) => places.filter((each) => each !== place),
  // Any place can be none.
  check() {},
}
