/** A section, or a trip, that was two: they part at an instant. */
import type { TripDocument } from '../document.ts'
import { sumsOf } from '../documents.ts'
import type { Cut } from './cut.ts'
import { cutSection } from './cut.ts'
import type { Said, ShapeContext, ShapeKind, Spot } from './edit.ts'
import type { Dated } from './span.ts'
import { isInside, needSome, sameInstantMs, spanOf } from './span.ts'

export interface SplitEdit extends Said {
  readonly kind: 'split'
  readonly of: 'section' | 'trip'
  readonly at: string
  /** Where the owner was then. */
  readonly spot?: Spot
}

export const splitKind: ShapeKind<SplitEdit> = {
  apply(trips, edit, context) {
    const cut = { atMs: Date.parse(edit.at), spot: edit.spot }
    return trips.flatMap((trip) => {
      if (!isInside(cut.atMs, spanOf(trip))) return [trip]
      const parted = cutTrip(trip, cut, context)
      return edit.of === 'section' ? [parted] : twoTrips(parted, cut.atMs)
    })
  },
  check(trips, edit) {
    const atMs = Date.parse(edit.at)
    const inTrips: readonly Dated[] = edit.of === 'trip' ? trips : trips.flatMap(({ sections }) => sections)
    needSome(inTrips, (each) => isInside(atMs, spanOf(each)))
  },
}

/** The trip with a boundary between sections at the cut; as it was when there is one already. */
export function cutTrip(trip: TripDocument, cut: Cut, { set }: ShapeContext): TripDocument {
  const at = trip.sections.findIndex((section) => isInside(cut.atMs, spanOf(section)))
  if (at === -1) return trip
  const sections = trip.sections.toSpliced(at, 1, ...cutSection(trip.sections[at]!, cut, set))
  return { ...trip, ...sumsOf(sections), sections }
}

function twoTrips(trip: TripDocument, atMs: number): TripDocument[] {
  const isAfter = ({ start }: { start: string }): boolean => Date.parse(start) >= atMs - sameInstantMs
  const [before, after] = [trip.sections.filter((s) => !isAfter(s)), trip.sections.filter(isAfter)]
  const [last, next] = [before.at(-1), after[0]]
  if (last === undefined || next === undefined) return [trip]
  const { inferredEnd, to, inferredStart, from, ...common } = trip
  return [
    {
      ...common,
      ...(inferredStart && { inferredStart }),
      ...(from !== undefined && { from }),
      ...sumsOf(before),
      end: last.end,
      sections: before,
    },
    {
      ...common,
      ...(inferredEnd && { inferredEnd }),
      ...(to !== undefined && { to }),
      ...sumsOf(after),
      start: next.start,
      sections: after,
    },
  ]
}
