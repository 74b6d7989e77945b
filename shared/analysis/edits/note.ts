/** What the owner wrote of a trip; empty takes the note away. */
import type { Said, TripKind } from './edit.ts'
import { EditFault } from './edit.ts'
import { longestNote } from './limits.ts'
import { concerns, needSome, spanOf } from './span.ts'

export interface NoteEdit extends Said {
  readonly kind: 'note'
  readonly note: string
}

export const noteKind: TripKind<NoteEdit> = {
  apply: (trip, { note }) => (note === '' ? trip : { ...trip, note }),
  check(trips, edit) {
    needSome(trips, (trip) => concerns(spanOf(edit), spanOf(trip)))
    if (edit.note.length > longestNote)
      throw new EditFault('edit-too-long', `A note has at most ${longestNote} characters.`)
  },
}
