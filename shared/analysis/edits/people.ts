/** How many people were aboard, the owner among them; null when that is not known. */
import { co2eKgOf } from '../documents.ts'
import type { Said, SectionKind } from './edit.ts'
import { EditFault } from './edit.ts'
import { mostPeople } from './limits.ts'
import { needSome, overlaps, spanOf } from './span.ts'

export interface PeopleEdit extends Said {
  readonly kind: 'people'
  readonly people: number | null
}

export const peopleKind: SectionKind<PeopleEdit> = {
  apply(section, { people }, set) {
    if (people === null) return section
    return { ...section, people, co2eKg: co2eKgOf(section.mode, section.distanceM, set, people) }
  },
  check(trips, edit) {
    needSome(trips, (trip) => overlaps(spanOf(edit), spanOf(trip)))
    const { people } = edit
    if (people !== null && !(Number.isInteger(people) && people >= 1 && people <= mostPeople))
      throw new EditFault('edit-amount', `Between 1 and ${mostPeople} people are aboard.`)
  },
}
