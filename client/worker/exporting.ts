/** All trips as a file for another program, without what lies near private places. */
import { Refusal } from '../../shared/api/refusal.ts'
import { outgoing } from '../../shared/exports/export.ts'
import { exportFormats } from '../../shared/exports/registry.ts'
import { defaultFactorSet } from '../../shared/footprint/registry.ts'
import { utf8 } from '../../shared/vault/bytes.ts'
import type { VaultRecords } from '../../shared/vault/records.ts'
import type { OutputOf } from '../vault-protocol.ts'
import { readTrips } from './view.ts'

/** The trips in the format of this id. Throws Refusal `not-found` for one that is not known. */
export async function tripsFile(records: VaultRecords, id: string): Promise<OutputOf<'exportAll'>> {
  const format = exportFormats.find((known) => known.id === id)
  if (!format) throw new Refusal('not-found', 'No such export format.')
  const { trips, places, placeEdits } = await readTrips(records, defaultFactorSet)
  return {
    fileName: `sillage-${new Date().toISOString().slice(0, 10)}.${format.extension}`,
    type: format.mediaType,
    content: new Uint8Array(utf8(format.write(outgoing(trips, places, placeEdits), defaultFactorSet))),
  }
}
