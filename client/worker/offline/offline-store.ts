/**
 * A vault that can be read when its server cannot be reached, or the session has ended: the VaultStore of the server, and behind it the last state
 * that was read whole, in memory and, where the owner wants it, in a copy on this device. Changes always need the server.
 */
import { Refusal } from '../../../shared/api/refusal.ts'
import type {
  InboxItem,
  InboxKey,
  StoredRecord,
  VaultChange,
  VaultHead,
  VaultStore,
} from '../../../shared/vault/store.ts'
import type { RecordIndex, SeenState, VaultCopy } from './copy.ts'

/** How long the server may take to say its head before the last state is shown, ms. */
const patienceMs = 10_000
/** How many records are asked for at once to complete a copy. */
const batchSize = 200

export class OfflineStore implements VaultStore {
  readonly #remote: VaultStore
  readonly #nowMs: () => number
  readonly #onAway: () => void
  #copy: VaultCopy | undefined
  #isAway = false
  #hasSignedOut = false
  #seen: SeenState | undefined
  /** Records of the state in `#seen`. */
  #kept = new Map<string, StoredRecord>()
  /** Records read since: of a state that was not read whole yet. */
  #fresh = new Map<string, StoredRecord>()

  /** `onAway` is called when the server is found missing while the last state can be shown. */
  constructor(parts: { remote: VaultStore; nowMs: () => number; onAway?: () => void }) {
    this.#remote = parts.remote
    this.#nowMs = parts.nowMs
    this.#onAway = parts.onAway ?? (() => {})
  }

  /** Whether reads are answered without the server. They are until `comeBack`. */
  get isAway(): boolean {
    return this.#isAway
  }

  /** Whether that is because the session has ended, by the server's own word. */
  get hasSignedOut(): boolean {
    return this.#hasSignedOut
  }

  /** From here on the copy is what remains of a session: it follows every state that is kept. */
  useCopy(copy: VaultCopy | undefined): void {
    this.#copy = copy
  }

  /** From here on reads are answered without the server. */
  beAway(): void {
    this.#isAway = true
  }

  /** From here on the server is asked again. */
  comeBack(): void {
    this.#isAway = false
    this.#hasSignedOut = false
    this.#fresh.clear()
  }

  /** The state that reads are answered from without the server. Throws Refusal `unavailable` when there is none. */
  async lastState(): Promise<SeenState> {
    const state = this.#seen ?? (await this.#copy?.state())
    if (!state) throw notHere()
    return state
  }

  /** Says that a state was read whole: it is what is shown when the server goes. */
  async keep(head: VaultHead | undefined, index: RecordIndex): Promise<void> {
    if (this.#isAway) return
    for (const [id, record] of this.#fresh) if (index.get(id) === record.seq) this.#kept.set(id, record)
    this.#fresh.clear()
    for (const [id, { seq }] of this.#kept) if (index.get(id) !== seq) this.#kept.delete(id)
    this.#seen = { head, asOfMs: this.#nowMs() }
    await this.#copy?.keep(this.#seen, index, this.#kept.values())
  }

  /** Fetches what the copy lacks of the state kept last: fixes of each day, which no view has asked for. */
  async complete(index: RecordIndex): Promise<void> {
    const copy = this.#copy
    const counter = this.#seen?.head?.counter
    if (!copy || counter === undefined) return
    const missing = await copy.missing(index)
    for (let at = 0; at < missing.length && !this.#isAway; at += batchSize) {
      const found = await this.#remote.records(missing.slice(at, at + batchSize))
      await copy.add(
        counter,
        found.filter(({ id, seq }) => index.get(id) === seq),
      )
    }
  }

  async head(): Promise<VaultHead | undefined> {
    if (this.#isAway) return (await this.lastState()).head
    try {
      return await this.#soon(this.#remote.head())
    } catch (error) {
      await this.#leaveFor(error)
      return (await this.lastState()).head
    }
  }

  /** Throws Refusal `unavailable` when the server goes amid a state; what is read is then to be read again, from its head. */
  async records(ids: readonly string[]): Promise<StoredRecord[]> {
    if (this.#isAway) return this.#copied(ids)
    try {
      const found = await this.#remote.records(ids)
      for (const record of found) if (this.#isKept(record)) this.#fresh.set(record.id, record)
      return found
    } catch (error) {
      await this.#leaveFor(error)
      throw error
    }
  }

  async commit(change: VaultChange): Promise<void> {
    try {
      await this.#remote.commit(change)
    } catch (error) {
      await this.#leaveFor(error)
      throw error
    }
    if (this.#seen === undefined || (this.#seen.head?.counter ?? 0) !== change.expectedCounter) return
    for (const record of change.put) if (this.#isKept(record)) this.#kept.set(record.id, record)
    for (const id of change.remove) this.#kept.delete(id)
    this.#seen = { head: change.head, asOfMs: this.#nowMs() }
  }

  inbox(after: number, limit: number): Promise<InboxItem[]> {
    return this.#remote.inbox(after, limit)
  }

  async inboxCount(): Promise<number> {
    try {
      return await this.#remote.inboxCount()
    } catch (error) {
      await this.#leaveFor(error)
      throw error
    }
  }

  inboxKeys(): Promise<InboxKey[]> {
    return this.#remote.inboxKeys()
  }

  putInboxKeys(keys: readonly InboxKey[]): Promise<void> {
    return this.#remote.putInboxKeys(keys)
  }

  /** Fixes are many: without a copy that wants them they are not held. */
  #isKept({ collection }: StoredRecord): boolean {
    return collection !== 'raw' || this.#copy !== undefined
  }

  async #copied(ids: readonly string[]): Promise<StoredRecord[]> {
    const held = ids.map((id) => this.#kept.get(id)).filter((record) => record !== undefined)
    const rest = ids.filter((id) => !this.#kept.has(id))
    const found = rest.length === 0 ? [] : ((await this.#copy?.records(rest)) ?? [])
    if (held.length + found.length < ids.length) throw notHere()
    return [...held, ...found]
  }

  /** Goes on without the server if it is missing and there is something to show; else throws `error` again. */
  async #leaveFor(error: unknown): Promise<void> {
    if (!isOutOfReach(error)) throw error
    if (this.#seen === undefined && (await this.#copy?.state()) === undefined) throw error
    if (this.#isAway) return
    this.#hasSignedOut = error.code === 'not-signed-in'
    this.beAway()
    this.#onAway()
  }

  /** A server that takes too long is as good as none, where there is something to show instead. */
  async #soon<T>(answer: Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Refusal('unavailable', 'The server takes too long.')), patienceMs)
    })
    try {
      return await Promise.race([answer, late])
    } finally {
      clearTimeout(timer)
    }
  }
}

/** The server is missing, or no longer speaks to this browser: either way the vault cannot be had from it now. */
export const isOutOfReach = (error: unknown): error is Refusal =>
  error instanceof Refusal && (error.code === 'unavailable' || error.code === 'not-signed-in')

const notHere = (): Refusal =>
  new Refusal('unavailable', 'The server cannot be reached, and this device holds no copy of it.')
