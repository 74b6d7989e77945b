/** What the page is shown of an open vault: trips with the owner's edits and habits applied and times of the place. */
import { localDay, localMonth, localTime } from '../../shared/analysis/calendar.ts'
import type { Edit } from '../../shared/analysis/edits/registry.ts'
import { relabel, reshape } from '../../shared/analysis/edits.ts'
import { withFootprints } from '../../shared/analysis/footprints.ts'
import { withOwnSplit } from '../../shared/analysis/modal-split.ts'
import { locate } from '../../shared/analysis/places.ts'
import type { AppliedChoice } from '../../shared/footprint/applied.ts'
import type { FactorSet } from '../../shared/footprint/factor.ts'
import type { HabitualTrip } from '../../shared/personal/habits.ts'
import { applyHabits } from '../../shared/personal/habits.ts'
import { lessonsOf } from '../../shared/personal/lessons.ts'
import { tripsChunks } from '../../shared/vault/chunks.ts'
import type { VaultRecords } from '../../shared/vault/records.ts'
import type { ShownTrip } from '../vault-protocol.ts'
import { readEdits, readPlaceEdits, readSettings } from './notes.ts'

/**
 * All trips (edits, habits and footprints applied, oldest first), stays and places, what habits were learned from, the
 * own modal split, and the edits. `would` changes the choices of footprints, or adds edits, to see what would be.
 */
export async function readTrips(
  records: VaultRecords,
  factors: FactorSet,
  would: {
    readonly choose?: (applied: readonly AppliedChoice[]) => readonly AppliedChoice[]
    readonly say?: readonly Edit[]
  } = {},
) {
  const chunks = [...(await tripsChunks(records)).values()]
  const edits = [...(await readEdits(records)), ...(would.say ?? [])]
  const { learnFrom, footprints } = await readSettings(records)
  const placeEdits = await readPlaceEdits(records)
  const found = locate(
    chunks.flatMap((chunk) => chunk.stays),
    chunks.flatMap((chunk) => chunk.trips),
    placeEdits,
  )
  const { trips: told, split } = withOwnSplit(found.trips, factors, relabel(found.trips, edits, factors))
  const shaped = reshape(told, edits, { set: factors, places: found.places })
  const lessons = lessonsOf(shaped, edits, learnFrom, factors)
  const habitual = applyHabits(shaped, relabel(shaped, edits, factors), lessons, factors)
  const trips = withFootprints(habitual, would.choose?.(footprints) ?? footprints)
  return { trips, stays: found.stays, places: found.places, lessons, split, edits, placeEdits }
}

/** Trips as shown, newest first. */
export function shown(trips: readonly HabitualTrip[]): ShownTrip[] {
  return trips
    .map((trip) => ({
      ...trip,
      localDay: localDay(trip.start, trip.timeZone),
      localMonth: localMonth(trip.start, trip.timeZone),
      localStart: localTime(trip.start, trip.timeZone),
      localEnd: localTime(trip.end, trip.timeZone),
    }))
    .reverse()
}
