/** Vaults in memory full of whatever a vault can hold, for properties of archives. */
import fc from 'fast-check'
import type { Edit } from '../../../shared/analysis/edits/registry.ts'
import type { PlaceEdit } from '../../../shared/analysis/place-edits/registry.ts'
import { writeArchive } from '../../../shared/archive/archive.ts'
import { modeIds } from '../../../shared/engine/mode.ts'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import type { Trace } from '../../../shared/trace/trace.ts'
import { addTraces } from '../../../shared/vault/chunks.ts'
import type { VaultKeys } from '../../../shared/vault/keys.ts'
import { vaultKeys } from '../../../shared/vault/keys.ts'
import { MemoryVaultStore } from '../../../shared/vault/memory-store.ts'
import { addImported } from '../../../shared/vault/process.ts'
import type { ProcessContext } from '../../../shared/vault/process-context.ts'
import type { RecordName } from '../../../shared/vault/records.ts'
import { encodeJson, VaultRecords } from '../../../shared/vault/records.ts'
import { ready } from '../../../shared/vault/sodium.ts'
import { fixesOf, move, stay, traceOf } from '../engine/journey.ts'
import { anyTrace } from '../trace/any-trace.ts'

export const made = '2026-06-01T08:00:00.000Z'

export interface MemoryVault {
  readonly context: ProcessContext
  readonly keys: VaultKeys
  records(): Promise<VaultRecords>
  /** Every record by name. */
  plaintext(): Promise<Map<RecordName, Uint8Array>>
  archive(): Promise<Uint8Array<ArrayBuffer>>
}

/** An empty vault; vaults of different numbers have different keys. */
export async function emptyVault(number: number, store = new MemoryVaultStore()): Promise<MemoryVault> {
  const sodium = await ready()
  const byte = number.toString(16).padStart(2, '0')
  const keys = vaultKeys(sodium, byte.repeat(16), new Uint8Array(32).fill(number))
  const context = { sodium, store, keys: keys.access, factors: defaultFactorSet, onProgress: () => {} }
  const records = () => VaultRecords.open(sodium, store, keys.access)
  const plaintext = async () => {
    const open = await records()
    return open.read(open.names(''))
  }
  return {
    context,
    keys,
    records,
    plaintext,
    archive: async () => writeArchive(sodium, keys, { records: await plaintext(), journal: [], made }),
  }
}

/** What a vault is filled with. */
export interface Filling {
  readonly phone: Trace
  readonly imported: Trace
  readonly edits: readonly Edit[]
  readonly takenBack: readonly string[]
  readonly placeEdits: readonly PlaceEdit[]
  readonly settings: Readonly<Record<string, unknown>>
  readonly unread: string
}

/** A day with a way on foot, one by car and one by bicycle. */
export const day = traceOf(
  fixesOf([stay(60), move(1.3, 7), move(12, 15, { bearingDeg: 20 }), stay(90), move(4.6, 25)]),
)
/** A vault's filling with that day and nothing else. */
export const dayFilling: Filling = {
  phone: traceOf([]),
  imported: day,
  edits: [],
  takenBack: [],
  placeEdits: [],
  settings: { blindMode: false, deviceNames: {} },
  unread: '',
}

/** A vault that holds this; trips are computed from its fixes. */
export async function filledVault(number: number, filling: Filling): Promise<MemoryVault> {
  const vault = await emptyVault(number)
  const records = await vault.records()
  const phone = await addTraces(records, new Map([['cd'.repeat(16), filling.phone]]))
  const message = { phone: 'overland', contentType: 'text/plain', contentEncoding: '', body: filling.unread }
  const put = new Map<RecordName, Uint8Array>([
    ...phone.put,
    [`raw/unread/${'0f'.repeat(16)}`, encodeJson(message)],
    ['edits/all', encodeJson(filling.edits)],
    ['edits/taken-back', encodeJson(filling.takenBack)],
    ['edits/places', encodeJson(filling.placeEdits)],
    ['settings/all', encodeJson(filling.settings)],
    ['receipts/study-1', encodeJson({ z: 1, a: [null, 'é'] })],
  ])
  await records.write({ put })
  await addImported(vault.context, () => [filling.imported])
  return vault
}

const instant = fc
  .integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) })
  .map((timeMs) => new Date(timeMs).toISOString())
const text = fc.string({ unit: 'binary', maxLength: 20 })
const said = { start: instant, end: instant, editedAt: instant }
const of = fc.constantFrom('section', 'trip')
const spot = fc.constant({ lat: 46.1, lon: -1.2 })
const anyEdit = fc.oneof(
  fc.record({ ...said, kind: fc.constant('mode'), mode: fc.constantFrom(null, ...modeIds) }),
  fc.record({ ...said, kind: fc.constant('people'), people: fc.constantFrom(null, 1, 3) }),
  fc.record({
    ...said,
    kind: fc.constant('vehicle'),
    vehicle: fc.constantFrom(null, {
      ...{ id: 'v', name: 'Zoe', fuel: 'electric', litresPer100Km: 0, kwhPer100Km: 17, people: 1 },
    }),
  }),
  fc.record({ ...said, kind: fc.constant('purpose'), purpose: fc.constantFrom(null, 'health') }),
  fc.record({ ...said, kind: fc.constant('name'), name: text, batch: text }),
  fc.record({ note: text, ...said, kind: fc.constant('note'), timeZone: fc.constant('Europe/Paris') }),
  fc.record({ ...said, kind: fc.constant('split'), of, at: instant, spot }),
  fc.record({ ...said, kind: fc.constant('merge'), of }),
  fc.record({ ...said, kind: fc.constant('boundary'), was: instant, at: instant }),
  fc.record({ ...said, kind: fc.constant('delete') }),
  fc.record({
    ...said,
    kind: fc.constant('add'),
    timeZone: fc.constant('Europe/Paris'),
    mode: fc.constantFrom(...modeIds),
    distanceM: fc.integer({ min: 1, max: 10_000 }),
    to: spot,
  }),
)

const saidOfPlace = { spot, editedAt: instant }
const veil = fc.record({
  northM: fc.integer({ min: -70, max: 70 }),
  eastM: fc.integer({ min: -70, max: 70 }),
})
const anyPlaceEdit = fc.oneof(
  fc.record({ ...saidOfPlace, kind: fc.constant('name'), name: text }),
  fc.record({
    ...saidOfPlace,
    kind: fc.constant('role'),
    role: fc.constantFrom(null, 'home', 'work', 'none'),
  }),
  fc.record({ ...saidOfPlace, kind: fc.constant('radius'), radiusM: fc.constantFrom(null, 50, 300) }),
  fc.record({ ...saidOfPlace, kind: fc.constant('private'), veil: fc.option(veil) }),
  fc.record({ ...saidOfPlace, kind: fc.constant('join'), into: spot }),
  fc.record({ ...saidOfPlace, kind: fc.constant('dismiss') }),
)

export const anyFilling: fc.Arbitrary<Filling> = fc.record({
  phone: anyTrace,
  imported: anyTrace,
  edits: fc
    .array(anyEdit, { maxLength: 8 })
    .map((edits) => edits.map((edit, n) => ({ ...edit, id: `edit-${n}` }) as Edit)),
  takenBack: fc.uniqueArray(fc.constantFrom('gone-1', 'gone-2', 'gone-3')),
  placeEdits: fc
    .array(anyPlaceEdit, { maxLength: 6 })
    .map((edits) => edits.map((edit, n) => ({ ...edit, id: `said-${n}` }) as PlaceEdit)),
  settings: fc.record(
    {
      theme: fc.constantFrom(null, 'dark', 'light'),
      blindMode: fc.boolean(),
      language: fc.constantFrom(null, 'fr', 'en'),
      later: fc.constant({ b: 1, a: 2 }),
      deviceNames: fc.dictionary(fc.constantFrom('a', 'b'), text, { noNullPrototype: true }),
    },
    { noNullPrototype: true },
  ),
  unread: fc.base64String(),
})
