/** Every kind of edit. A new one is a file beside this, a line in the union and a line in its table. */
import type { TripDocument } from '../document.ts'
import type { AddEdit } from './add.ts'
import { addKind } from './add.ts'
import type { BoundaryEdit } from './boundary.ts'
import { boundaryKind } from './boundary.ts'
import type { DeleteEdit } from './delete.ts'
import { deleteKind } from './delete.ts'
import type { Said, SectionKind, ShapeKind, TripKind } from './edit.ts'
import type { MergeEdit } from './merge.ts'
import { mergeKind } from './merge.ts'
import type { ModeEdit } from './mode.ts'
import { modeKind } from './mode.ts'
import type { NameEdit } from './name.ts'
import { nameKind } from './name.ts'
import type { NoteEdit } from './note.ts'
import { noteKind } from './note.ts'
import type { PeopleEdit } from './people.ts'
import { peopleKind } from './people.ts'
import type { PurposeEdit } from './purpose.ts'
import { purposeKind } from './purpose.ts'
import type { SplitEdit } from './split.ts'
import { splitKind } from './split.ts'
import type { VehicleEdit } from './vehicle.ts'
import { vehicleKind } from './vehicle.ts'

/** What says which trips and sections there are. */
export type ShapeEdit = AddEdit | DeleteEdit | SplitEdit | MergeEdit | BoundaryEdit
export type SectionEdit = ModeEdit | PeopleEdit | VehicleEdit
export type TripEdit = PurposeEdit | NameEdit | NoteEdit
export type Edit = ShapeEdit | SectionEdit | TripEdit

type Kinds<E extends Edit> = { readonly [K in E['kind']]: KindOf<Extract<E, { kind: K }>> }
type KindOf<E extends Said> = E extends ShapeEdit
  ? ShapeKind<E>
  : E extends SectionEdit
    ? SectionKind<E>
    : TripKind<E>

export const shapeKinds: Kinds<ShapeEdit> = {
  add: addKind,
  delete: deleteKind,
  split: splitKind,
  merge: mergeKind,
  boundary: boundaryKind,
}
/** In the order in which they are applied. */
export const sectionKinds: Kinds<SectionEdit> = { mode: modeKind, people: peopleKind, vehicle: vehicleKind }
export const tripKinds: Kinds<TripEdit> = { purpose: purposeKind, name: nameKind, note: noteKind }

const allKinds: Kinds<Edit> = { ...shapeKinds, ...sectionKinds, ...tripKinds }

/** Throws EditFault when an edit means nothing to these trips, as they are with all earlier edits applied. */
export function checkEdit(trips: readonly TripDocument[], edit: Edit): void {
  // Each kind takes the edits of its own name.
  const kind = allKinds[edit.kind] as { check(trips: readonly TripDocument[], edit: Edit): void }
  kind.check(trips, edit)
}

/** The edits of a vault as records hold them. The first ones had no kind: they said a mode. */
export function readEdits(stored: unknown): Edit[] {
  return (stored as (Edit | Omit<ModeEdit, 'kind'>)[]).map((edit) =>
    'kind' in edit ? edit : { kind: 'mode', ...edit },
  )
}
