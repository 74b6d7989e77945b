/**
 * Takes an archive into a vault. An empty vault becomes what the archive holds, trips as they were. A vault that holds
 * something keeps it: what it lacks is added, fixes by (device, time, position), and trips are computed again from there.
 */
import { readEdits } from '../analysis/edits/registry.ts'
import type { PlaceEdit } from '../analysis/place-edits/registry.ts'
import type { OwnStudies } from '../research/own-studies.ts'
import {
  mergeOwnStudies,
  ownStudiesContent,
  ownStudiesName,
  readOwnStudies,
} from '../research/own-studies.ts'
import type { Trace } from '../trace/trace.ts'
import { mergeTraces } from '../trace/trace.ts'
import { equalBytes } from '../vault/bytes.ts'
import { addTraces } from '../vault/chunks.ts'
import type { EditChange } from '../vault/edit-sets.ts'
import { editContents, editSets, editsName, mergeEdits, takenBackName } from '../vault/edit-sets.ts'
import { withRetries } from '../vault/process.ts'
import type { ProcessContext } from '../vault/process-context.ts'
import type { RecordName } from '../vault/records.ts'
import { decodeJson, encodeJson, VaultRecords } from '../vault/records.ts'
import { tripsFrom } from '../vault/trips-from.ts'
import type { Archive } from './archive.ts'
import type { FiledRecord } from './record-files.ts'
import { isFixes, recordContent } from './record-files.ts'

/** What was new to the vault. */
export interface Restored {
  readonly fixes: number
  readonly edits: number
}

/** Adds all that the vault lacks. Broken off, it is completed by doing it again. */
export function restoreArchive(context: ProcessContext, archive: Archive): Promise<Restored> {
  return withRetries(async () => {
    const records = await VaultRecords.open(context.sodium, context.store, context.keys)
    const isEmpty = ['raw/', 'trips/', 'edits/'].every((prefix) => records.names(prefix).length === 0)
    const edits = await editChanges(records, archive.records)
    const rest = await otherChanges(records, archive.records, isEmpty)
    const fixes = await addTraces(records, tracesOf(archive.records))
    const trips = isEmpty
      ? tripsAsTheyWere(archive.records)
      : fixes.put.size > 0
        ? await tripsFrom(context, records, fixes.put, fixes.oldestMs)
        : new Map<RecordName, Uint8Array>()
    // Trips first: were it broken off in between, the fixes that lack would have them computed again.
    const put = new Map([...trips, ...edits.put, ...rest.put, ...fixes.put])
    context.onProgress({ step: 'write', done: 0, total: put.size })
    await records.writeMany({ put })
    context.onProgress({ step: 'write', done: put.size, total: put.size })
    return { fixes: fixes.added, edits: edits.edits + rest.edits }
  })
}

/** The fixes of each source, in one trace. */
function tracesOf(filed: readonly FiledRecord[]): Map<string, Trace> {
  const bySource = new Map<string, Trace[]>()
  for (const record of filed)
    if ('trace' in record) bySource.set(record.source, [...(bySource.get(record.source) ?? []), record.trace])
  return new Map([...bySource].map(([source, traces]) => [source, mergeTraces(traces)]))
}

function tripsAsTheyWere(filed: readonly FiledRecord[]): Map<RecordName, Uint8Array> {
  const trips = filed.filter(({ name }) => name.startsWith('trips/'))
  return new Map(trips.map((record) => [record.name, recordContent(record)]))
}

/** Edits of trips as those of another device: both sets grow, so that what was undone on either side stays undone. */
async function editChanges(
  records: VaultRecords,
  filed: readonly FiledRecord[],
): Promise<{ put: Map<RecordName, Uint8Array>; edits: number }> {
  const archived = new Map(filed.flatMap((r) => ('value' in r ? [[r.name, r.value] as const] : [])))
  const held = await records.read([editsName, takenBackName])
  const own = editSets(held)
  const others: EditChange = {
    added: readEdits(archived.get(editsName) ?? []),
    takenBack: (archived.get(takenBackName) ?? []) as string[],
  }
  const merged = mergeEdits(own, [others])
  const before = editContents(own)
  const isNew = (name: RecordName, content: Uint8Array): boolean =>
    !equalBytes(content, before.get(name)!) || (archived.has(name) && !held.has(name))
  const known = new Set(own.added.map(({ id }) => id))
  return {
    put: new Map([...editContents(merged)].filter(([name, content]) => isNew(name, content))),
    edits: merged.added.filter(({ id }) => !known.has(id)).length,
  }
}

/** Edits of places, settings and all else but fixes, trips and their edits. */
async function otherChanges(
  records: VaultRecords,
  filed: readonly FiledRecord[],
  isEmpty: boolean,
): Promise<{ put: Map<RecordName, Uint8Array>; edits: number }> {
  const others = filed.filter(
    ({ name }) =>
      !isFixes(name) && !name.startsWith('trips/') && name !== editsName && name !== takenBackName,
  )
  const known = await records.read(others.map(({ name }) => name))
  const put = new Map<RecordName, Uint8Array>()
  let edits = 0
  for (const record of others) {
    const value = 'value' in record ? record.value : undefined
    const before = known.get(record.name)
    if (record.name === 'edits/places') {
      const own = before ? (decodeJson(before) as PlaceEdit[]) : []
      edits += addUnknown(put, record.name, own, value as PlaceEdit[])
    }
    if (!before) put.set(record.name, recordContent(record))
    else {
      const merged = mergedContent(record.name, before, value, isEmpty)
      if (!equalBytes(merged, before)) put.set(record.name, merged)
    }
  }
  return { put, edits }
}

/** What a record that is on both sides becomes; one that nothing is known of stays as it is. */
function mergedContent(name: RecordName, before: Uint8Array, value: unknown, isEmpty: boolean): Uint8Array {
  if (name === 'settings/all') return encodeJson(mergedSettings(decodeJson(before), value, isEmpty))
  if (name === ownStudiesName)
    return ownStudiesContent(mergeOwnStudies(readOwnStudies(before), value as OwnStudies))
  return before
}

/** Puts what the record has and those of `others` that it lacks; gives how many these are. */
function addUnknown<E extends { readonly id: string }>(
  put: Map<RecordName, Uint8Array>,
  name: RecordName,
  own: readonly E[],
  others: readonly E[],
): number {
  const ids = new Set(own.map(({ id }) => id))
  const fresh = others.filter(({ id }) => !ids.has(id))
  if (fresh.length > 0) put.set(name, encodeJson([...own, ...fresh]))
  return fresh.length
}

interface SettingsRecord {
  readonly blindMode?: boolean
  readonly streets?: boolean | null
  readonly deviceNames?: Readonly<Record<string, string>>
}

/**
 * The settings of whichever vault was lived in win; blind mode is never left, nor the street map turned on, because an
 * archive says so.
 */
function mergedSettings(own: unknown, archived: unknown, isEmpty: boolean): SettingsRecord {
  const [weaker, stronger] = (isEmpty ? [own, archived] : [archived, own]) as SettingsRecord[]
  const { streets: _theirs, ...rest } = weaker ?? {}
  return {
    ...rest,
    ...stronger,
    blindMode: weaker?.blindMode === true || stronger?.blindMode === true,
    ...(weaker?.streets === false && { streets: false }),
    deviceNames: { ...weaker?.deviceNames, ...stronger?.deviceNames },
  }
}
