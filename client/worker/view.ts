/** What the page is shown of an open vault: trips with the owner's edits applied and times of the place. */
import { localDay, localMonth, localTime } from '../../shared/analysis/calendar.ts'
import type { StayDocument } from '../../shared/analysis/document.ts'
import { applyEdits } from '../../shared/analysis/edits.ts'
import type { FactorSet } from '../../shared/footprint/factor.ts'
import { tripsChunks } from '../../shared/vault/chunks.ts'
import type { VaultRecords } from '../../shared/vault/records.ts'
import type { ShownTrip } from '../vault-protocol.ts'
import { readEdits } from './notes.ts'

/** All trips (edits applied, oldest first) and stays. */
export async function tripsAndStays(records: VaultRecords, factors: FactorSet) {
  const chunks = [...(await tripsChunks(records)).values()]
  const edits = await readEdits(records)
  return {
    trips: applyEdits(
      chunks.flatMap((chunk) => chunk.trips),
      edits,
      factors,
    ),
    stays: chunks.flatMap((chunk) => chunk.stays) as readonly StayDocument[],
  }
}

/** Trips as shown, newest first. */
export function shown(trips: ReturnType<typeof applyEdits>): ShownTrip[] {
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
