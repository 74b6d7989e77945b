/** What the owner calls a trip; empty takes the name away. */
import type { Said, TripKind } from './edit.ts'
import { EditFault } from './edit.ts'
import { longestName } from './limits.ts'
import { concerns, needSome, spanOf } from './span.ts'

export interface NameEdit extends Said {
  readonly kind: 'name'
  readonly name: string
}

export const nameKind: TripKind<NameEdit> = {
  apply: (trip, { name }) => (name === '' ? trip : { ...trip, name }),
  check(trips, edit) {
    needSome(trips, (trip) => concerns(spanOf(edit), spanOf(trip)))
    if (edit.name.length > longestName)
      throw new EditFault('edit-too-long', `A name has at most ${longestName} characters.`)
  },
}
