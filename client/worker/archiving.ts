/** Archives of the open vault, and taking them in. The code of archives loads when it is first needed. */
import type { JournalEntry } from '../../shared/api/journal.ts'
import type { Archive } from '../../shared/archive/archive.ts'
import { ArchiveFault } from '../../shared/archive/fault.ts'
import { fromHex } from '../../shared/vault/bytes.ts'
import type { VaultKeys } from '../../shared/vault/keys.ts'
import type { ProcessContext } from '../../shared/vault/process-context.ts'
import type { VaultRecords } from '../../shared/vault/records.ts'
import type { Sodium } from '../../shared/vault/sodium.ts'
import type { OutputOf } from '../vault-protocol.ts'

/** The archive of all records, signed, as a file. */
export async function archiveFile(
  sodium: Sodium,
  keys: VaultKeys,
  records: VaultRecords,
  journal: readonly JournalEntry[],
): Promise<OutputOf<'exportArchive'>> {
  const { writeArchive } = await import('../../shared/archive/archive.ts')
  const made = new Date().toISOString()
  const all = await records.read(records.names(''))
  return {
    fileName: `sillage-${made.slice(0, 10)}.zip`,
    type: 'application/zip',
    content: await writeArchive(sodium, keys, { records: all, journal, made }),
  }
}

/** What people compare this vault's archives with. */
export async function ownFingerprint(keys: VaultKeys): Promise<string> {
  const { fingerprint } = await import('../../shared/archive/archive.ts')
  return fingerprint(keys.identity.publicKey)
}

/** Reads and checks an archive, and says what is in it. Throws ArchiveFault; writes nothing. */
export async function inspectArchive(
  sodium: Sodium,
  keys: VaultKeys,
  file: File,
): Promise<OutputOf<'inspectArchive'>> {
  const { fingerprint, isOwnArchive } = await import('../../shared/archive/archive.ts')
  const archive = await archiveOf(sodium, file)
  const days = new Set<string>()
  let fixes = 0
  let trips = 0
  let edits = 0
  for (const record of archive.records) {
    if ('trace' in record) {
      days.add(record.name.slice(4, 14))
      fixes += record.trace.length
    } else if (record.name.startsWith('trips/'))
      trips += (record.value as { trips: readonly unknown[] }).trips.length
    else if (record.name === 'edits/all' || record.name === 'edits/places')
      edits += (record.value as readonly unknown[]).length
  }
  const sorted = [...days].sort()
  return {
    made: archive.manifest.made,
    isOwn: isOwnArchive(archive, keys),
    fingerprint: await fingerprint(fromHex(archive.manifest.identity)),
    firstDay: sorted[0] ?? null,
    lastDay: sorted.at(-1) ?? null,
    fixes,
    trips,
    edits,
  }
}

/** Adds to the vault what it lacks of an archive. Throws ArchiveFault with nothing changed. */
export async function takeIn(context: ProcessContext, file: File): Promise<OutputOf<'importArchive'>> {
  const { restoreArchive } = await import('../../shared/archive/restore.ts')
  return restoreArchive(context, await archiveOf(context.sodium, file))
}

async function archiveOf(sodium: Sodium, file: File): Promise<Archive> {
  const { archiveLimit, readArchive } = await import('../../shared/archive/archive.ts')
  if (file.size > archiveLimit) throw new ArchiveFault('archive-too-large', 'The file is too large.')
  return readArchive(sodium, new Uint8Array(await file.arrayBuffer()))
}
