/** Every kind of edit of a place. A new one is a file beside this, a line in the union and a line in the table. */
import type { PlaceDismissEdit } from './dismiss.ts'
import { placeDismissKind } from './dismiss.ts'
import type { OwnPlace, PlaceKind } from './edit.ts'
import type { PlaceJoinEdit } from './join.ts'
import { placeJoinKind } from './join.ts'
import type { PlaceNameEdit } from './name.ts'
import { placeNameKind } from './name.ts'
import type { PlacePrivateEdit } from './private.ts'
import { placePrivateKind } from './private.ts'
import type { PlaceRadiusEdit } from './radius.ts'
import { placeRadiusKind } from './radius.ts'
import type { PlaceRoleEdit } from './role.ts'
import { placeRoleKind } from './role.ts'

export type PlaceEdit =
  | PlaceNameEdit
  | PlaceRoleEdit
  | PlaceRadiusEdit
  | PlacePrivateEdit
  | PlaceJoinEdit
  | PlaceDismissEdit

const kinds: { readonly [K in PlaceEdit['kind']]: PlaceKind<Extract<PlaceEdit, { kind: K }>> } = {
  name: placeNameKind,
  role: placeRoleKind,
  radius: placeRadiusKind,
  private: placePrivateKind,
  join: placeJoinKind,
  dismiss: placeDismissKind,
}

/** The kind of an edit; each takes the edits of its own name. */
export const placeKindOf = (edit: PlaceEdit): PlaceKind<PlaceEdit> => kinds[edit.kind] as PlaceKind<PlaceEdit>

/** Throws EditFault when an edit means nothing of a place. */
export function checkPlaceEdit(places: readonly OwnPlace[], place: OwnPlace, edit: PlaceEdit): void {
  placeKindOf(edit).check(places, place, edit)
}
