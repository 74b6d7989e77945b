/**
 * What the owner writes by hand: edits of trips and of places, settings with the names of devices, what links are about.
 * Edits of trips are two sets that only grow (`shared/vault/edit-sets.ts`), so that they merge.
 */
import type { Edit } from '../../shared/analysis/edits/registry.ts'
import type { PlaceEdit } from '../../shared/analysis/place-edits/registry.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import type { EditChange } from '../../shared/vault/edit-sets.ts'
import { editContents, editSets, editsName, mergeEdits, takenBackName } from '../../shared/vault/edit-sets.ts'
import type { RecordName, VaultRecords } from '../../shared/vault/records.ts'
import { decodeJson, encodeJson } from '../../shared/vault/records.ts'
import type { ShareNote } from '../given-away.ts'
import type { Settings } from '../vault-protocol.ts'

export interface StoredSettings extends Settings {
  readonly deviceNames: Readonly<Record<string, string>>
}

/** How often a change is made anew because somebody else was faster. */
const attempts = 10
const placeEditsName: RecordName = 'edits/places'
const settingsName: RecordName = 'settings/all'
const sharesName: RecordName = 'settings/shares'
const defaultSettings: StoredSettings = {
  blindMode: false,
  streets: null,
  language: null,
  theme: null,
  weekStart: null,
  lengthUnit: 'km',
  learnFrom: null,
  weightKg: null,
  vehicles: [],
  footprints: [],
  coach: true,
  goals: [],
  deviceNames: {},
}

/** All edits of trips that hold, in the order of saying. */
export async function readEdits(records: VaultRecords): Promise<readonly Edit[]> {
  return editSets(await records.read([editsName])).added
}

/** The edits as they are with changes that are not written yet; for `layOver`. */
export async function withChanges(
  records: VaultRecords,
  changes: readonly EditChange[],
): Promise<Map<RecordName, Uint8Array>> {
  const written = await readBoth(records)
  const merged = mergeEdits(written, changes)
  return isSame(written, merged) ? new Map() : editContents(merged)
}

/**
 * Writes changes into the vault that `open` gives, and again into what it has become where somebody else was faster.
 * What is in it already is not written twice. Throws Refusal `conflict` when others were faster each time.
 */
export async function writeChanges(
  open: () => Promise<VaultRecords>,
  changes: readonly EditChange[],
): Promise<void> {
  for (let left = attempts; ; left--) {
    try {
      const records = await open()
      const written = await readBoth(records)
      const merged = mergeEdits(written, changes)
      if (!isSame(written, merged)) await records.write({ put: editContents(merged) })
      return
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'conflict' || left <= 1) throw error
    }
  }
}

/** Sets only grow or lose what the other gains, so that their sizes tell. */
const isSame = (a: EditChange, b: EditChange): boolean =>
  a.added.length === b.added.length && a.takenBack.length === b.takenBack.length

const readBoth = async (records: VaultRecords): Promise<EditChange> =>
  editSets(await records.read([editsName, takenBackName]))

/** All that the owner said of places, in the order of saying. */
export async function readPlaceEdits(records: VaultRecords): Promise<PlaceEdit[]> {
  const content = (await records.read([placeEditsName])).get(placeEditsName)
  return content ? (decodeJson(content) as PlaceEdit[]) : []
}

/** Puts these in place of what was said. Throws Refusal `conflict` when somebody else was faster. */
export async function writePlaceEdits(records: VaultRecords, edits: readonly PlaceEdit[]): Promise<void> {
  await records.write({ put: new Map([[placeEditsName, encodeJson(edits)]]) })
}

/** The settings; what was never chosen is as it usually is. */
export async function readSettings(records: VaultRecords): Promise<StoredSettings> {
  const content = (await records.read([settingsName])).get(settingsName)
  return content
    ? { ...defaultSettings, ...(decodeJson(content) as Partial<StoredSettings>) }
    : defaultSettings
}

/** Puts these in place of the settings. Throws Refusal `conflict` when somebody else was faster. */
export async function writeSettings(records: VaultRecords, settings: StoredSettings): Promise<void> {
  await records.write({ put: new Map([[settingsName, encodeJson(settings)]]) })
}

/** What the owner noted of links that were given away. */
export async function readShareNotes(records: VaultRecords): Promise<ShareNote[]> {
  const content = (await records.read([sharesName])).get(sharesName)
  return content ? (decodeJson(content) as ShareNote[]) : []
}

/** Puts these in place of the notes. Throws Refusal `conflict` when somebody else was faster. */
export async function writeShareNotes(records: VaultRecords, notes: readonly ShareNote[]): Promise<void> {
  await records.write({ put: new Map([[sharesName, encodeJson(notes)]]) })
}
