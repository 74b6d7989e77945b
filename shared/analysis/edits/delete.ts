/** What the owner did not travel: trips of which the span covers half are left out. The fixes stay. */
import type { Said, ShapeKind } from './edit.ts'
import { covers, needSome, spanOf } from './span.ts'

export interface DeleteEdit extends Said {
  readonly kind: 'delete'
}

export const deleteKind: ShapeKind<DeleteEdit> = {
  apply(trips, edit) {
    const span = spanOf(edit)
    return trips.filter((trip) => !covers(span, spanOf(trip)))
  },
  check(trips, edit) {
    const span = spanOf(edit)
    needSome(trips, (trip) => covers(span, spanOf(trip)))
  },
}
