/** Why a trip was made; null lets stand what home and work tell. */
import type { Purpose } from '../document.ts'
import type { Said, TripKind } from './edit.ts'
import { concerns, needSome, spanOf } from './span.ts'

export interface PurposeEdit extends Said {
  readonly kind: 'purpose'
  readonly purpose: Purpose | null
}

export const purposeKind: TripKind<PurposeEdit> = {
  apply: (trip, { purpose }) => (purpose === null ? trip : { ...trip, purpose }),
  check(trips, edit) {
    needSome(trips, (trip) => concerns(spanOf(edit), spanOf(trip)))
  },
}
