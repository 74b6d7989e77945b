/** Trips, or sections of a trip, that were one: all of which the span covers half are joined. */
import type { SectionDocument, TripDocument } from '../document.ts'
import { sumsOf } from '../documents.ts'
import { joinSections } from './cut.ts'
import type { Said, ShapeContext, ShapeKind } from './edit.ts'
import { EditFault } from './edit.ts'
import type { Dated } from './span.ts'
import { covers, spanOf } from './span.ts'

export interface MergeEdit extends Said {
  readonly kind: 'merge'
  readonly of: 'section' | 'trip'
}

export const mergeKind: ShapeKind<MergeEdit> = {
  apply(trips, edit, context) {
    if (edit.of === 'section') return trips.map((trip) => withOneSection(trip, edit, context))
    const meant = covered(trips, edit)
    if (meant.length < 2) return [...trips]
    return trips.toSpliced(trips.indexOf(meant[0]!), meant.length, oneTrip(meant))
  },
  check(trips, edit) {
    const rows: readonly (readonly Dated[])[] =
      edit.of === 'trip' ? [trips] : trips.map(({ sections }) => sections)
    if (!rows.some((row) => covered(row, edit).length > 1))
      throw new EditFault('edit-alone', 'There is nothing to join it with.')
  },
}

/** Those that the edit covers; they follow each other, as a span has no holes. */
function covered<T extends Dated>(row: readonly T[], edit: MergeEdit): T[] {
  const span = spanOf(edit)
  return row.filter((each) => covers(span, spanOf(each)))
}

function withOneSection(trip: TripDocument, edit: MergeEdit, { set }: ShapeContext): TripDocument {
  const meant = covered(trip.sections, edit)
  if (meant.length < 2) return trip
  const longest = meant.reduce((a, b) => (b.distanceM > a.distanceM ? b : a))
  const joined: SectionDocument = joinSections(meant, longest, set)
  const sections = trip.sections.toSpliced(trip.sections.indexOf(meant[0]!), meant.length, joined)
  return { ...trip, ...sumsOf(sections), sections }
}

function oneTrip(trips: readonly TripDocument[]): TripDocument {
  const [first, last] = [trips[0]!, trips.at(-1)!]
  const { inferredEnd: _end, to: _to, ...begun } = first
  const sections = trips.flatMap((trip) => trip.sections)
  return {
    ...begun,
    ...(last.inferredEnd && { inferredEnd: true }),
    ...(last.to !== undefined && { to: last.to }),
    ...sumsOf(sections),
    end: last.end,
    sections,
  }
}
