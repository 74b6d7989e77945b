/** Trips like one that the owner speaks of: between the same two places, the same way. */
import type { SectionDocument, TripDocument } from '../analysis/document.ts'
import { likeness, pathFinder, sameShare } from './path.ts'

/** The other trips between the same places by the same way, in the order given; none when its ends are no places. */
export function similarTrips<T extends TripDocument>(trip: TripDocument, trips: readonly T[]): T[] {
  if (trip.from === undefined || trip.to === undefined) return []
  const path = pathFinder(trip.sections)()
  return trips.filter(
    (other) =>
      other.start !== trip.start &&
      other.from === trip.from &&
      other.to === trip.to &&
      likeness(path, pathFinder(other.sections)(path.cellM)) >= sameShare,
  )
}

/** The section of a trip that goes most the same way as the one given; undefined when none does. */
export function sectionAlike(section: SectionDocument, trip: TripDocument): SectionDocument | undefined {
  const path = pathFinder([section])()
  let best: SectionDocument | undefined
  let most = sameShare
  for (const other of trip.sections) {
    const alike = likeness(path, pathFinder([other])(path.cellM))
    if (alike < most || (best && alike === most)) continue
    best = other
    most = alike
  }
  return best
}
