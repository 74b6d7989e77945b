/**
 * A boundary between two sections that was at another instant. Said of the span of both: in its middle part there is one
 * boundary, at `at`, and what lies between the old and the new goes to the section that grew.
 */
import type { SectionDocument, TripDocument } from '../document.ts'
import { sumsOf } from '../documents.ts'
import { joinSections } from './cut.ts'
import type { Said, ShapeContext, ShapeKind, Spot } from './edit.ts'
import { EditFault } from './edit.ts'
import { isInside, needSome, sameInstantMs, spanOf } from './span.ts'
import { cutTrip } from './split.ts'

export interface BoundaryEdit extends Said {
  readonly kind: 'boundary'
  /** Where the boundary was, and where it is. */
  readonly was: string
  readonly at: string
  /** Where the owner was at the new boundary. */
  readonly spot?: Spot
}

export const boundaryKind: ShapeKind<BoundaryEdit> = {
  apply(trips, edit, context) {
    const atMs = Date.parse(edit.at)
    return trips.map((trip) => (isInside(atMs, spanOf(trip)) ? moved(trip, edit, context) : trip))
  },
  check(trips, edit) {
    const atMs = Date.parse(edit.at)
    needSome(trips, (trip) => isInside(atMs, spanOf(trip)))
    if (!isInside(atMs, spanOf(edit)) || !isInside(Date.parse(edit.was), spanOf(edit)))
      throw new EditFault(
        'edit-outside',
        'A boundary lies between the start and the end of its two sections.',
      )
  },
}

function moved(trip: TripDocument, edit: BoundaryEdit, context: ShapeContext): TripDocument {
  const atMs = Date.parse(edit.at)
  const parted = cutTrip(trip, { atMs, spot: edit.spot }, context)
  const isGone = goneBoundaries(edit, atMs)
  const groups: SectionDocument[][] = []
  for (const section of parted.sections) {
    const group = groups.at(-1)
    if (group && isGone(Date.parse(section.start))) group.push(section)
    else groups.push([section])
  }
  const sections = groups.map((group) => {
    const isLeft = Date.parse(group.at(-1)!.end) <= atMs + sameInstantMs
    return joinSections(group, isLeft ? group[0]! : group.at(-1)!, context.set)
  })
  return { ...parted, ...sumsOf(sections), sections }
}

/** Boundaries nearer to the old one than to the span's ends, and those between the old and the new. */
function goneBoundaries(edit: BoundaryEdit, atMs: number): (timeMs: number) => boolean {
  const { startMs, endMs } = spanOf(edit)
  const wasMs = Date.parse(edit.was)
  const fromMs = Math.min(atMs, (startMs + wasMs) / 2)
  const toMs = Math.max(atMs, (wasMs + endMs) / 2)
  return (timeMs) => timeMs >= fromMs && timeMs <= toMs && Math.abs(timeMs - atMs) > sameInstantMs
}
