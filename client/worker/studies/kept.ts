/** Reading and changing what the vault keeps of studies; a change is made anew where somebody else was faster. */
import { Refusal } from '../../../shared/api/refusal.ts'
import type { OwnStudies } from '../../../shared/research/own-studies.ts'
import {
  mergeOwnStudies,
  ownStudiesContent,
  ownStudiesName,
  readOwnStudies,
} from '../../../shared/research/own-studies.ts'
import { equalBytes } from '../../../shared/vault/bytes.ts'
import type { VaultRecords } from '../../../shared/vault/records.ts'

/** How often a change is made anew. */
const attempts = 10

/** What the vault keeps of studies; nothing yet is empty sets. */
export async function readKept(records: VaultRecords): Promise<OwnStudies> {
  return readOwnStudies((await records.read([ownStudiesName])).get(ownStudiesName))
}

/**
 * Changes what is kept, and says what it then is. Nothing that is there can be lost: the change is merged into it. Throws
 * Refusal `conflict` when others were faster each time.
 */
export async function changeKept(
  open: () => Promise<VaultRecords>,
  change: (own: OwnStudies) => OwnStudies | Promise<OwnStudies>,
): Promise<OwnStudies> {
  for (let left = attempts; ; left--) {
    try {
      const records = await open()
      const own = await readKept(records)
      const changed = mergeOwnStudies(own, await change(own))
      const content = ownStudiesContent(changed)
      if (!equalBytes(content, ownStudiesContent(own)))
        await records.write({ put: new Map([[ownStudiesName, content]]) })
      return changed
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'conflict' || left <= 1) throw error
    }
  }
}
