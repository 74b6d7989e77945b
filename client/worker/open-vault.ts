/** A vault that is open in this worker, and everything that can be done with it. */
import { newestFirst } from '../../shared/analysis/edits.ts'
import { isMotorised } from '../../shared/analysis/modal-split.ts'
import { oldestFirst } from '../../shared/analysis/place-edits.ts'
import type { ApiCall } from '../../shared/api/client.ts'
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
import { importSource } from '../../shared/vault/chunks.ts'
import type { VaultKeys } from '../../shared/vault/keys.ts'
import { addImported, process } from '../../shared/vault/process.ts'
import type { VaultRecords } from '../../shared/vault/records.ts'
import type { Sodium } from '../../shared/vault/sodium.ts'
import { recordedBy, sourcesOf } from '../../shared/vault/sources.ts'
import type { VaultStore } from '../../shared/vault/store.ts'
import type { InputOf, OutputOf, Progress, Settings } from '../vault-protocol.ts'
import { loadAids } from './aids.ts'
import { archiveFile, inspectArchive, ownFingerprint, takeIn } from './archiving.ts'
import type { Sayer } from './corrections.ts'
import { addEdits, addTrip, previewEdits, removeEdits, similarSpans } from './corrections.ts'
import { tripsFile } from './exporting.ts'
import { applyFootprints, previewFootprints, undoFootprints } from './footprints.ts'
import { processOnServer } from './http.ts'
import { readSettings, writeSettings } from './notes.ts'
import type { OfflineStore } from './offline/offline-store.ts'
import { VaultLine } from './offline/vault-line.ts'
import { addPlaceEdits, removePlaceEdits } from './place-words.ts'
import { tracesIn } from './reading.ts'
import { ServerSide } from './server-side.ts'
import { previewShare } from './sharing.ts'
import { StudyDoor } from './studies/door.ts'
import { tripDetails } from './trip-details.ts'
import { readTrips, shown } from './view.ts'

export type OnProgress = (progress: Progress) => void

export class OpenVault {
  readonly keys: VaultKeys
  /** Undefined in the demo, which has no account. */
  readonly handle: string | undefined
  readonly line: VaultLine
  readonly server: ServerSide
  readonly studies: StudyDoor
  readonly #sodium: Sodium
  readonly #store: OfflineStore

  constructor(parts: {
    sodium: Sodium
    store: VaultStore
    keys: VaultKeys
    api: ApiCall
    handle: string | undefined
    /** Of a vault with an account; the demo rests where it is. */
    line?: VaultLine
  }) {
    this.#sodium = parts.sodium
    this.line = parts.line ?? new VaultLine(parts)
    this.#store = this.line.store
    this.server = new ServerSide({ ...parts, line: this.line })
    this.studies = new StudyDoor({ ...parts, line: this.line })
    this.keys = parts.keys
    this.handle = parts.handle
  }

  view(): Promise<OutputOf<'view'>> {
    return this.line.reading(() => this.#view())
  }

  async #view(): Promise<OutputOf<'view'>> {
    const records = await this.#records()
    const { trips, stays, places, lessons, split, edits, placeEdits } = await readTrips(
      records,
      defaultFactorSet,
    )
    const { deviceNames, ...settings } = await readSettings(records)
    const { id, label, year } = factorSetById(choiceNow(settings.footprints).set) ?? defaultFactorSet
    const waiting = await this.waiting()
    await this.line.keep(records)
    void this.line.complete(records).catch(reportUnlessAway)
    return {
      trips: shown(trips),
      stays,
      places,
      habits: {
        learned: learnedHabits(lessons),
        recurring: recurringTrips(trips),
        changed: sectionsChanged(trips),
        ...(isMotorised(trips, split) && { split }),
      },
      sources: sourcesOf(records).map((source) => ({
        id: source,
        name: source === importSource ? null : (deviceNames[source] ?? ''),
      })),
      edits: newestFirst(edits),
      placeEdits: oldestFirst(placeEdits).reverse(),
      sharedModes: sharedModes(defaultFactorSet),
      settings,
      waiting,
      factors: { id, label, year },
      connection: await this.line.connection(),
    }
  }

  async waiting(): Promise<number> {
    return this.#store.isAway ? 0 : this.#store.inboxCount()
  }

  async process(onProgress: OnProgress): Promise<OutputOf<'process'>> {
    await this.line.needServer()
    const { blindMode } = await readSettings(await this.#records())
    if (!this.handle || blindMode) {
      const result = await process(await this.#context(onProgress))
      if (this.handle && result.fixes > 0) await this.server.note('processed-in-browser')
      return result
    }
    const months = (await this.#store.inboxKeys()).map((key) => key.month)
    return processOnServer(new Uint8Array(encodeBundle(this.keys.access, months)), onProgress)
  }

  async correct({ edits }: InputOf<'correct'>): Promise<void> {
    await this.line.reading(async () => addEdits(await this.#records(), edits, this.#sayer()))
  }

  async previewEdits({ edits }: InputOf<'previewEdits'>): Promise<OutputOf<'previewEdits'>> {
    return this.line.reading(async () => previewEdits(await this.#records(), edits, this.#sayer()))
  }

  async addTrip(trip: InputOf<'addTrip'>): Promise<OutputOf<'addTrip'>> {
    return this.line.reading(async () => ({
      start: await addTrip(await this.#records(), trip, this.#sayer()),
    }))
  }

  async undo({ ids }: InputOf<'undo'>): Promise<void> {
    await this.line.reading(async () => removeEdits(await this.#records(), ids, this.#sayer()))
  }

  async sayOfPlaces({ says }: InputOf<'sayOfPlaces'>): Promise<void> {
    await this.line.needServer()
    await addPlaceEdits(await this.#records(), says, {
      ...this.#sayer(),
      random: (below) => this.#sodium.randombytes_uniform(below),
    })
  }

  async unsayOfPlaces({ ids }: InputOf<'unsayOfPlaces'>): Promise<void> {
    await this.line.needServer()
    await removePlaceEdits(await this.#records(), ids)
  }

  async tripDetails(trip: InputOf<'tripDetails'>): Promise<OutputOf<'tripDetails'>> {
    return this.line.reading(async () => tripDetails(await this.#records(), trip))
  }

  async similar(input: InputOf<'similar'>): Promise<OutputOf<'similar'>> {
    return this.line.reading(async () => {
      const { trips } = await readTrips(await this.#records(), defaultFactorSet)
      return similarSpans(trips, input)
    })
  }

  async tripSources(): Promise<OutputOf<'tripSources'>> {
    return this.line.reading(async () => {
      const records = await this.#records()
      const trips = (await readTrips(records, defaultFactorSet)).trips
      const sources = await recordedBy(records, trips)
      const isAdded = (n: number): boolean => trips[n]!.sections.every((section) => section.isAdded)
      return new Map(trips.map(({ start }, n) => [start, isAdded(n) ? [] : sources[n]!]))
    })
  }

  async saveSettings(change: Partial<Settings>): Promise<void> {
    await this.line.needServer()
    const records = await this.#records()
    await writeSettings(records, { ...(await readSettings(records)), ...change })
  }

  async previewFootprints(input: InputOf<'previewFootprints'>): Promise<OutputOf<'previewFootprints'>> {
    return this.line.reading(async () => previewFootprints(await this.#records(), input, this.#sayer()))
  }

  async applyFootprints(input: InputOf<'applyFootprints'>): Promise<void> {
    await this.line.needServer()
    await applyFootprints(await this.#records(), input, this.#sayer())
  }

  async undoFootprints({ id }: InputOf<'undoFootprints'>): Promise<void> {
    await this.line.needServer()
    await undoFootprints(await this.#records(), id)
  }

  async certify(period: InputOf<'certify'>): Promise<OutputOf<'certify'>> {
    await this.line.needServer()
    const { trips } = await this.line.reading(async () => readTrips(await this.#records(), defaultFactorSet))
    const days = cycledToWork(shown(trips), period).length
    await this.server.note('certified')
    return { text: signCertificate(this.#sodium, this.keys, { ...period, days }), days }
  }

  async importFile({ file }: InputOf<'importFile'>, onProgress: OnProgress): Promise<OutputOf<'importFile'>> {
    await this.line.needServer()
    const counts = { read: 0, invalid: 0 }
    const pieces = () => tracesIn(file, counts, (done, total) => onProgress({ step: 'read', done, total }))
    const added = await addImported(await this.#context(onProgress), pieces)
    return { fixes: counts.read, added, invalid: counts.invalid }
  }

  async exportAll({ format }: InputOf<'exportAll'>): Promise<OutputOf<'exportAll'>> {
    const file = await this.line.reading(async () => tripsFile(await this.#records(), format))
    await this.server.note('exported')
    return file
  }

  async exportArchive(): Promise<OutputOf<'exportArchive'>> {
    await this.line.needServer()
    await this.server.note('archived')
    const { entries } = await this.server.journal()
    return this.line.reading(async () => archiveFile(this.#sodium, this.keys, await this.#records(), entries))
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
    await this.line.needServer()
    const added = await takeIn(await this.#context(onProgress), file)
    await this.server.note('archive-imported')
    return added
  }

  async previewShare(choice: InputOf<'previewShare'>): Promise<OutputOf<'previewShare'>> {
    return this.line.reading(async () => previewShare(await this.#records(), choice))
  }

  async summary(period: InputOf<'summary'>): Promise<OutputOf<'summary'>> {
    const { trips } = await this.line.reading(async () => readTrips(await this.#records(), defaultFactorSet))
    return summaryOf(trips, period)
  }

  /** The records as they are now, on the server or, where that is away, as last seen; with what waits to be sent. */
  #records(): Promise<VaultRecords> {
    return this.line.records()
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

  #sayer(): Sayer {
    return {
      set: defaultFactorSet,
      nowMs: Date.now(),
      newId: () => this.#randomId(),
      say: (change) => this.line.say(change),
    }
  }

  #randomId(): string {
    return this.#sodium.to_hex(this.#sodium.randombytes_buf(16))
  }
}

/** Work that nobody waits for: a server that goes is said elsewhere, anything else is a fault. */
function reportUnlessAway(error: unknown): void {
  if (!(error instanceof Refusal) || error.code !== 'unavailable')
    console.error('The copy on this device was not completed', error)
}
