/** The records that the owner writes by hand: edits of trips and of places, settings with the names of devices, what links are about. */
import type { Edit } from '../../shared/analysis/edits/registry.ts'
import { readEdits as readStoredEdits } from '../../shared/analysis/edits/registry.ts'
import type { PlaceEdit } from '../../shared/analysis/place-edits/registry.ts'
import type { RecordName, VaultRecords } from '../../shared/vault/records.ts'
import { decodeJson, encodeJson } from '../../shared/vault/records.ts'
import type { Settings, ShareNote } from '../vault-protocol.ts'

export interface StoredSettings extends Settings {
  readonly deviceNames: Readonly<Record<string, string>>
}

const editsName: RecordName = 'edits/all'
const placeEditsName: RecordName = 'edits/places'
const settingsName: RecordName = 'settings/all'
const sharesName: RecordName = 'settings/shares'
const defaultSettings: StoredSettings = {
  blindMode: false,
  language: null,
  theme: null,
  learnFrom: null,
  weightKg: null,
  vehicles: [],
  footprints: [],
  coach: true,
  goals: [],
  deviceNames: {},
}

export async function readEdits(records: VaultRecords): Promise<Edit[]> {
  const content = (await records.read([editsName])).get(editsName)
  return content ? readStoredEdits(decodeJson(content)) : []
}

export async function writeEdits(records: VaultRecords, edits: readonly Edit[]): Promise<void> {
  await records.write({ put: new Map([[editsName, encodeJson(edits)]]) })
}

export async function readPlaceEdits(records: VaultRecords): Promise<PlaceEdit[]> {
  const content = (await records.read([placeEditsName])).get(placeEditsName)
  return content ? (decodeJson(content) as PlaceEdit[]) : []
}

export async function writePlaceEdits(records: VaultRecords, edits: readonly PlaceEdit[]): Promise<void> {
  await records.write({ put: new Map([[placeEditsName, encodeJson(edits)]]) })
}

export async function readSettings(records: VaultRecords): Promise<StoredSettings> {
  const content = (await records.read([settingsName])).get(settingsName)
  return content
    ? { ...defaultSettings, ...(decodeJson(content) as Partial<StoredSettings>) }
    : defaultSettings
}

export async function writeSettings(records: VaultRecords, settings: StoredSettings): Promise<void> {
  await records.write({ put: new Map([[settingsName, encodeJson(settings)]]) })
}

export async function readShareNotes(records: VaultRecords): Promise<ShareNote[]> {
  const content = (await records.read([sharesName])).get(sharesName)
  return content ? (decodeJson(content) as ShareNote[]) : []
}

export async function writeShareNotes(records: VaultRecords, notes: readonly ShareNote[]): Promise<void> {
  await records.write({ put: new Map([[sharesName, encodeJson(notes)]]) })
}
