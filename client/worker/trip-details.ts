/** What only a look at one trip needs: how fast it was, from the fixes, and how its footprint comes about. */
import { speedProfile } from '../../shared/analysis/speed-profile.ts'
import { explainedFootprint } from '../../shared/footprint/explained.ts'
import { fixesBetween } from '../../shared/vault/chunks.ts'
import type { VaultRecords } from '../../shared/vault/records.ts'
import type { InputOf, TripDetails } from '../vault-protocol.ts'

/** So much before and after is read, so that the first and last steps know where they come from and go to, ms. */
const marginMs = 60_000

/** The details of a trip as it is shown. */
export async function tripDetails(
  records: VaultRecords,
  { start, end, sections }: InputOf<'tripDetails'>,
): Promise<TripDetails> {
  const [startMs, endMs] = [Date.parse(start), Date.parse(end)]
  const fixes = await fixesBetween(records, startMs - marginMs, endMs + marginMs)
  const speeds = speedProfile(fixes, startMs, endMs)
  return {
    ...(speeds && { speeds }),
    footprints: sections.map((section) => explainedFootprint(section) ?? null),
  }
}
