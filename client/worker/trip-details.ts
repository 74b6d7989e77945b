/** What only a look at one trip needs: how fast it was, from the fixes, and how its footprint comes about. */
import { speedProfile } from '../../shared/analysis/speed-profile.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import { explainedFootprint } from '../../shared/footprint/explained.ts'
import type { FactorSet } from '../../shared/footprint/factor.ts'
import { fixesBetween } from '../../shared/vault/chunks.ts'
import type { VaultRecords } from '../../shared/vault/records.ts'
import type { TripDetails } from '../vault-protocol.ts'
import { readTrips } from './view.ts'

/** So much before and after is read, so that the first and last steps know where they come from and go to, ms. */
const marginMs = 60_000

/** The details of the trip that starts at `start`. Throws Refusal `not-found`. */
export async function tripDetails(
  records: VaultRecords,
  start: string,
  set: FactorSet,
): Promise<TripDetails> {
  const { trips } = await readTrips(records, set)
  const trip = trips.find((each) => each.start === start)
  if (!trip) throw new Refusal('not-found', 'No such trip.')
  const [startMs, endMs] = [Date.parse(trip.start), Date.parse(trip.end)]
  const fixes = await fixesBetween(records, startMs - marginMs, endMs + marginMs)
  const speeds = speedProfile(fixes, startMs, endMs)
  return {
    ...(speeds && { speeds }),
    footprints: trip.sections.map(
      ({ mode, distanceM, people }) => explainedFootprint(mode, distanceM, set, people) ?? null,
    ),
  }
}
