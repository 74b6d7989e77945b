/** A vault that is open in this worker, and everything that can be done with it. */

import { newestFirst } from '../../shared/analysis/edits.ts'
import { oldestFirst } from '../../shared/analysis/place-edits.ts'
import type { ApiCall } from '../../shared/api/client.ts'
import type { BodyOf } from '../../shared/api/contract.ts'
import { isJournalIntact } from '../../shared/api/journal.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import { cycledToWork } from '../../shared/coach/goals.ts'
import { summaryOf } from '../../shared/exports/summary.ts'
import { choiceNow } from '../../shared/footprint/applied.ts'
import { sharedModes } from '../../shared/footprint/footprint.ts'
import { defaultFactorSet, factorSetById } from '../../shared/footprint/registry.ts'
import { learnedHabits, sectionsChanged } from '../../shared/personal/learned.ts'
import { recurringTrips } from '../../shared/personal/recurring.ts'
import { encodeBundle } from '../../shared/vault/bundle.ts'
import { signCertificate } from '../../shared/vault/certificate.ts'
import type { VaultKeys } from '../../shared/vault/keys.ts'
import { addImported, process } from '../../shared/vault/process.ts'
import { VaultRecords } from '../../shared/vault/records.ts'
import type { Sodium } from '../../shared/vault/sodium.ts'
import type { VaultStore } from '../../shared/vault/store.ts'
import type { InputOf, OutputOf, Progress, Settings } from '../vault-protocol.ts'
import { loadAids } from './aids.ts'
import { archiveFile, inspectArchive, ownFingerprint, takeIn } from './archiving.ts'
import type { Sayer } from './corrections.ts'
import { addEdits, addTrip, removeEdits, similarSpans } from './corrections.ts'
import { addDevice, listDevices, sha256 } from './devices.ts'
import { tripsFile } from './exporting.ts'
import { applyFootprints, previewFootprints, undoFootprints } from './footprints.ts'
import { processOnServer } from './http.ts'
import { readSettings, writeSettings } from './notes.ts'
import { pin } from './pins.ts'
import { addPlaceEdits, removePlaceEdits } from './place-words.ts'
import { readTraceFile } from './reading.ts'
import { addShare, listShares, previewShare } from './sharing.ts'
import { tripDetails } from './trip-details.ts'
import { readTrips, shown } from './view.ts'

/** What happens in the browser alone, and is noted from here. */
type NotedEvent = BodyOf<'noteInJournal'>['event']

export type OnProgress = (progress: Progress) => void

export class OpenVault {
  readonly keys: VaultKeys
  /** Undefined in the demo, which has no account. */
  readonly handle: string | undefined
  readonly #sodium: Sodium
  readonly #store: VaultStore
  readonly #api: ApiCall

  constructor(parts: {
    sodium: Sodium
    store: VaultStore
    keys: VaultKeys
    api: ApiCall
    handle: string | undefined
  }) {
    this.#sodium = parts.sodium
    this.#store = parts.store
    this.#api = parts.api
    this.keys = parts.keys
    this.handle = parts.handle
  }

  async view(): Promise<OutputOf<'view'>> {
    const records = await this.#records()
    const { trips, stays, places, lessons, edits, placeEdits } = await readTrips(records, defaultFactorSet)
    const { deviceNames: _, ...settings } = await readSettings(records)
    const { id, label, year } = factorSetById(choiceNow(settings.footprints).set) ?? defaultFactorSet
    return {
      trips: shown(trips),
      stays,
      places,
      habits: {
        learned: learnedHabits(lessons),
        recurring: recurringTrips(trips),
        changed: sectionsChanged(trips),
      },
      edits: newestFirst(edits),
      placeEdits: oldestFirst(placeEdits).reverse(),
      sharedModes: sharedModes(defaultFactorSet),
      settings,
      waiting: await this.#store.inboxCount(),
      factors: { id, label, year },
    }
  }

  async process(onProgress: OnProgress): Promise<OutputOf<'process'>> {
    const { blindMode } = await readSettings(await this.#records())
    if (!this.handle || blindMode) {
      const result = await process(await this.#context(onProgress))
      if (this.handle && result.fixes > 0) await this.#note('processed-in-browser')
      return result
    }
    const months = (await this.#store.inboxKeys()).map((key) => key.month)
    return processOnServer(new Uint8Array(encodeBundle(this.keys.access, months)), onProgress)
  }

  async correct({ edits }: InputOf<'correct'>): Promise<void> {
    await addEdits(await this.#records(), edits, this.#sayer())
  }

  async addTrip(trip: InputOf<'addTrip'>): Promise<OutputOf<'addTrip'>> {
    return { start: await addTrip(await this.#records(), trip, this.#sayer()) }
  }

  async undo({ ids }: InputOf<'undo'>): Promise<void> {
    await removeEdits(await this.#records(), ids)
  }

  async sayOfPlaces({ says }: InputOf<'sayOfPlaces'>): Promise<void> {
    await addPlaceEdits(await this.#records(), says, {
      ...this.#sayer(),
      random: (below) => this.#sodium.randombytes_uniform(below),
    })
  }

  async unsayOfPlaces({ ids }: InputOf<'unsayOfPlaces'>): Promise<void> {
    await removePlaceEdits(await this.#records(), ids)
  }

  async tripDetails(trip: InputOf<'tripDetails'>): Promise<OutputOf<'tripDetails'>> {
    return tripDetails(await this.#records(), trip)
  }

  async similar(input: InputOf<'similar'>): Promise<OutputOf<'similar'>> {
    const { trips } = await readTrips(await this.#records(), defaultFactorSet)
    return similarSpans(trips, input)
  }

  async saveSettings(change: Partial<Settings>): Promise<void> {
    const records = await this.#records()
    await writeSettings(records, { ...(await readSettings(records)), ...change })
  }

  async territory(): Promise<OutputOf<'territory'>> {
    const { territory } = await this.#api('territory')
    if (territory === null) return null
    const { schema: _, ...figures } = territory
    return figures
  }

  async previewFootprints(input: InputOf<'previewFootprints'>): Promise<OutputOf<'previewFootprints'>> {
    return previewFootprints(await this.#records(), input, this.#sayer())
  }

  async applyFootprints(input: InputOf<'applyFootprints'>): Promise<void> {
    await applyFootprints(await this.#records(), input, this.#sayer())
  }

  async undoFootprints({ id }: InputOf<'undoFootprints'>): Promise<void> {
    await undoFootprints(await this.#records(), id)
  }

  async certify(period: InputOf<'certify'>): Promise<OutputOf<'certify'>> {
    const { trips } = await readTrips(await this.#records(), defaultFactorSet)
    const days = cycledToWork(shown(trips), period).length
    await this.#note('certified')
    return { text: signCertificate(this.#sodium, this.keys, { ...period, days }), days }
  }

  async devices(): Promise<OutputOf<'devices'>> {
    return this.handle ? listDevices(this.#api, await this.#records()) : []
  }

  async addDevice(input: InputOf<'addDevice'>): Promise<OutputOf<'addDevice'>> {
    this.#needAccount()
    return addDevice(this.#api, await this.#records(), input, this.#sodium)
  }

  async removeDevice({ id }: InputOf<'removeDevice'>): Promise<void> {
    this.#needAccount()
    await this.#api('removeDevice', { parts: { id } })
  }

  async importFile({ file }: InputOf<'importFile'>, onProgress: OnProgress): Promise<OutputOf<'importFile'>> {
    const { trace, read, invalid } = await readTraceFile(file, (done, total) =>
      onProgress({ step: 'read', done, total }),
    )
    const added = await addImported(await this.#context(onProgress), trace)
    return { fixes: read, added, invalid }
  }

  async exportAll({ format }: InputOf<'exportAll'>): Promise<OutputOf<'exportAll'>> {
    const file = await tripsFile(await this.#records(), format)
    await this.#note('exported')
    return file
  }

  async exportArchive(): Promise<OutputOf<'exportArchive'>> {
    await this.#note('archived')
    const { entries } = await this.journal()
    return archiveFile(this.#sodium, this.keys, await this.#records(), entries)
  }

  fingerprint(): Promise<string> {
    return ownFingerprint(this.keys)
  }

  inspectArchive({ file }: InputOf<'inspectArchive'>): Promise<OutputOf<'inspectArchive'>> {
    return inspectArchive(this.#sodium, this.keys, file)
  }

  async importArchive(
    { file }: InputOf<'importArchive'>,
    onProgress: OnProgress,
  ): Promise<OutputOf<'importArchive'>> {
    const added = await takeIn(await this.#context(onProgress), file)
    await this.#note('archive-imported')
    return added
  }

  async previewShare(choice: InputOf<'previewShare'>): Promise<OutputOf<'previewShare'>> {
    return previewShare(await this.#records(), choice)
  }

  async addShare(input: InputOf<'addShare'>): Promise<OutputOf<'addShare'>> {
    this.#needAccount()
    return addShare(this.#api, () => this.#records(), input)
  }

  async shares(): Promise<OutputOf<'shares'>> {
    return this.handle ? listShares(this.#api, await this.#records()) : []
  }

  async removeShare({ id }: InputOf<'removeShare'>): Promise<void> {
    this.#needAccount()
    await this.#api('removeShare', { parts: { id } })
  }

  async summary(period: InputOf<'summary'>): Promise<OutputOf<'summary'>> {
    const { trips } = await readTrips(await this.#records(), defaultFactorSet)
    return summaryOf(trips, period, defaultFactorSet)
  }

  async notePrinted(): Promise<void> {
    await this.#note('printed')
  }

  async journal(): Promise<OutputOf<'journal'>> {
    if (!this.handle) return { entries: [], intact: true }
    const { entries } = await this.#api('journal')
    return { entries, intact: await isJournalIntact(entries, sha256) }
  }

  async sessions(): Promise<OutputOf<'sessions'>> {
    return this.handle ? (await this.#api('sessions')).sessions : []
  }

  async endSession({ id }: InputOf<'endSession'>): Promise<void> {
    await this.#api('endSession', { parts: { id } })
  }

  async unlocked(): Promise<void> {
    await this.#note('unlocked')
  }

  /** The records as they are now; the head is pinned each time, as it can only go forward. */
  async #records(): Promise<VaultRecords> {
    const records = await VaultRecords.open(this.#sodium, this.#store, this.keys.access)
    if (this.handle) await pin(this.keys.vaultId, records.head)
    return records
  }

  async #context(onProgress: OnProgress) {
    return {
      sodium: this.#sodium,
      store: this.#store,
      keys: this.keys.access,
      factors: defaultFactorSet,
      aids: await loadAids(),
      onProgress,
    }
  }

  async #note(event: NotedEvent): Promise<void> {
    if (this.handle) await this.#api('noteInJournal', { body: { event } })
  }

  #needAccount(): void {
    if (!this.handle) throw new Refusal('unavailable', 'The demo vault has no server to write to.')
  }

  #sayer(): Sayer {
    return { set: defaultFactorSet, nowMs: Date.now(), newId: () => this.#randomId() }
  }

  #randomId(): string {
    return this.#sodium.to_hex(this.#sodium.randombytes_buf(16))
  }
}
