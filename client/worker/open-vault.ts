/** A vault that is open in this worker, and everything that can be done with it. */

import { newestFirst } from '../../shared/analysis/edits.ts'
import type { ApiCall } from '../../shared/api/client.ts'
import { isJournalIntact } from '../../shared/api/journal.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import { exportFormats } from '../../shared/exports/registry.ts'
import { sharedModes } from '../../shared/footprint/footprint.ts'
import { defaultFactorSet } from '../../shared/footprint/registry.ts'
import { learnedHabits, sectionsChanged } from '../../shared/personal/learned.ts'
import { recurringTrips } from '../../shared/personal/recurring.ts'
import { phoneById } from '../../shared/phones/registry.ts'
import { encodeBundle } from '../../shared/vault/bundle.ts'
import { utf8 } from '../../shared/vault/bytes.ts'
import type { VaultKeys } from '../../shared/vault/keys.ts'
import { addImported, process } from '../../shared/vault/process.ts'
import type { VaultRecords } from '../../shared/vault/records.ts'
import type { Sodium } from '../../shared/vault/sodium.ts'
import type { VaultStore } from '../../shared/vault/store.ts'
import type { InputOf, OutputOf, Progress, Settings } from '../vault-protocol.ts'
import { loadAids } from './aids.ts'
import type { Sayer } from './corrections.ts'
import { addEdits, addTrip, removeEdits, similarSpans } from './corrections.ts'
import { processOnServer } from './http.ts'
import { readSettings, writeSettings } from './notes.ts'
import type { OfflineStore } from './offline/offline-store.ts'
import { VaultLine } from './offline/vault-line.ts'
import { readTraceFile } from './reading.ts'
import { readTrips, shown } from './view.ts'

export type OnProgress = (progress: Progress) => void

const tokenCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_'
/** 32 characters of 63 are 191 bits. */
const tokenLength = 32

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

export class OpenVault {
  readonly keys: VaultKeys
  /** Undefined in the demo, which has no account. */
  readonly handle: string | undefined
  readonly line: VaultLine
  readonly #sodium: Sodium
  readonly #store: OfflineStore
  readonly #api: ApiCall

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
    this.#api = parts.api
    this.keys = parts.keys
    this.handle = parts.handle
  }

  view(): Promise<OutputOf<'view'>> {
    return this.line.reading(() => this.#view())
  }

  async #view(): Promise<OutputOf<'view'>> {
    const records = await this.#records()
    const { trips, stays, places, lessons, edits } = await readTrips(records, defaultFactorSet)
    const { id, label, year } = defaultFactorSet
    const { deviceNames: _, ...settings } = await readSettings(records)
    const waiting = this.#store.isAway ? 0 : await this.#store.inboxCount()
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
      },
      edits: newestFirst(edits),
      sharedModes: sharedModes(defaultFactorSet),
      settings,
      waiting,
      factors: { id, label, year },
      connection: await this.line.connection(),
    }
  }

  async process(onProgress: OnProgress): Promise<OutputOf<'process'>> {
    await this.#needServer()
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
    await this.line.reading(async () => addEdits(await this.#records(), edits, this.#sayer()))
  }

  async addTrip(trip: InputOf<'addTrip'>): Promise<OutputOf<'addTrip'>> {
    return this.line.reading(async () => ({
      start: await addTrip(await this.#records(), trip, this.#sayer()),
    }))
  }

  async undo({ ids }: InputOf<'undo'>): Promise<void> {
    await this.line.reading(async () => removeEdits(await this.#records(), ids, this.#sayer()))
  }

  async similar(input: InputOf<'similar'>): Promise<OutputOf<'similar'>> {
    return this.line.reading(async () => {
      const { trips } = await readTrips(await this.#records(), defaultFactorSet)
      return similarSpans(trips, input)
    })
  }

  async saveSettings(change: Partial<Settings>): Promise<void> {
    await this.#needServer()
    const records = await this.#records()
    await writeSettings(records, { ...(await readSettings(records)), ...change })
  }

  async devices(): Promise<OutputOf<'devices'>> {
    if (!this.handle) return []
    const { deviceNames } = await readSettings(await this.#records())
    const { devices } = await this.#api('devices')
    return devices.map((device) => ({ ...device, name: deviceNames[device.id] ?? '' }))
  }

  async addDevice({ name, phone: phoneId, origin }: InputOf<'addDevice'>): Promise<OutputOf<'addDevice'>> {
    const phone = phoneById(phoneId)
    if (!phone) throw new Refusal('not-found', 'No such phone app.')
    this.#needAccount()
    await this.#needServer()
    const id = this.#randomId()
    const token = Array.from({ length: tokenLength }, () =>
      tokenCharacters.charAt(this.#sodium.randombytes_uniform(tokenCharacters.length)),
    ).join('')
    const records = await this.#records()
    const settings = await readSettings(records)
    await this.#api('addDevice', {
      body: { id, phone: phoneId, tokenHash: await sha256(new Uint8Array(utf8(token))) },
    })
    await writeSettings(records, { ...settings, deviceNames: { ...settings.deviceNames, [id]: name } })
    return { token, setup: phone.setup(origin, token) }
  }

  async removeDevice({ id }: InputOf<'removeDevice'>): Promise<void> {
    this.#needAccount()
    await this.#api('removeDevice', { parts: { id } })
  }

  async importFile({ file }: InputOf<'importFile'>, onProgress: OnProgress): Promise<OutputOf<'importFile'>> {
    await this.#needServer()
    const { trace, read, invalid } = await readTraceFile(file, (done, total) =>
      onProgress({ step: 'read', done, total }),
    )
    const added = await addImported(await this.#context(onProgress), trace)
    return { fixes: read, added, invalid }
  }

  async exportAll({ format: id }: InputOf<'exportAll'>): Promise<OutputOf<'exportAll'>> {
    const format = exportFormats.find((known) => known.id === id)
    if (!format) throw new Refusal('not-found', 'No such export format.')
    const { trips } = await readTrips(await this.#records(), defaultFactorSet)
    await this.#note('exported')
    return {
      fileName: `sillage-${new Date().toISOString().slice(0, 10)}.${format.extension}`,
      type: format.mediaType,
      content: new Uint8Array(utf8(format.write(trips))),
    }
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

  /** The records as they are now, on the server or, where that is away, as last seen; with what waits to be sent. */
  #records(): Promise<VaultRecords> {
    return this.line.records()
  }

  /** Before work that only the server can take: tries to reach it again if it was away. Throws Refusal `unavailable`. */
  async #needServer(): Promise<void> {
    if (this.#store.isAway) await this.line.reconnect()
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

  async #note(event: 'unlocked' | 'exported' | 'processed-in-browser'): Promise<void> {
    if (this.handle) await this.#api('noteInJournal', { body: { event } })
  }

  #needAccount(): void {
    if (!this.handle) throw new Refusal('unavailable', 'The demo vault has no server to write to.')
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
