/** The line between an open vault and where it rests: reads that go on without the server, edits that wait for it. */
import type { ApiCall } from '../../../shared/api/client.ts'
import { Refusal } from '../../../shared/api/refusal.ts'
import type { EditChange } from '../../../shared/vault/edit-sets.ts'
import type { VaultKeys } from '../../../shared/vault/keys.ts'
import { VaultRecords } from '../../../shared/vault/records.ts'
import type { Sodium } from '../../../shared/vault/sodium.ts'
import type { VaultStore } from '../../../shared/vault/store.ts'
import type { VaultConnection } from '../../vault-protocol.ts'
import type { WayIn } from '../account.ts'
import { checkInboxKeys } from '../account.ts'
import { forgetPin, pin, wentBack } from '../pins.ts'
import { databaseCopy, eraseCopy } from './copy.ts'
import { databaseShelf, EditQueue, memoryShelf } from './edit-queue.ts'
import { isOutOfReach, OfflineStore } from './offline-store.ts'
import { hasWayIn, keepWayIn } from './ways-in.ts'

/** Of a vault with an account: how it was opened, and how to log in where it was opened without the server. */
export interface AccountLine {
  readonly handle: string
  readonly wayIn: WayIn
  readonly logInLater?: (() => Promise<void>) | undefined
}

interface LineParts {
  readonly sodium: Sodium
  readonly store: VaultStore
  readonly keys: VaultKeys
  readonly api: ApiCall
  readonly account?: AccountLine | undefined
  /** Called when the server is found missing while the vault can still be shown. */
  readonly onAway?: () => void
}

/** How often work that reads is begun again. */
const attempts = 4

export class VaultLine {
  readonly store: OfflineStore
  readonly #sodium: Sodium
  readonly #keys: VaultKeys
  readonly #api: ApiCall
  readonly #queue: EditQueue
  readonly #remote: VaultStore
  #account: AccountLine | undefined
  #isReadable = false
  /** Whether the copy could be renewed when it last had to be. */
  #hasRoom = true
  /** Whether the journal knows of an unlocking without the server. */
  #isNoted = false

  constructor({ sodium, store, keys, api, account, onAway }: LineParts) {
    this.#sodium = sodium
    this.#keys = keys
    this.#api = api
    this.#account = account
    this.#remote = store
    this.store = new OfflineStore({ remote: store, nowMs: Date.now, ...(onAway && { onAway }) })
    const shelf = account ? databaseShelf(keys.vaultId) : memoryShelf()
    if (account?.logInLater) this.store.beAway()
    this.#queue = new EditQueue(sodium, keys.access, shelf)
  }

  /** What the passphrase opens the vault with; undefined in the demo. */
  get wayIn(): WayIn | undefined {
    return this.#account?.wayIn
  }

  /** Takes up the copy that this device keeps, if any, and renews the way in with which the vault was just opened. */
  async takeUpCopy(): Promise<void> {
    if (await hasWayIn(this.#keys.vaultId)) await this.makeReadable(true)
  }

  /** Keeps the vault readable offline on this device, or erases what was kept for that. */
  async makeReadable(isReadable: boolean): Promise<void> {
    const { vaultId } = this.#keys
    if (!this.#account) throw new Refusal('unavailable', 'The demo vault is in memory only.')
    const { handle, wayIn } = this.#account
    if (isReadable) await keepWayIn(this.#sodium, { vaultId, handle, wayIn })
    this.store.useCopy(isReadable ? databaseCopy(vaultId) : undefined)
    if (!isReadable) await eraseCopy(vaultId)
    this.#isReadable = isReadable
  }

  /** Erases all that this browser keeps of the vault, which is no more. */
  async forget(): Promise<void> {
    await eraseCopy(this.#keys.vaultId)
    await this.#queue.clear()
    await forgetPin(this.#keys.vaultId)
  }

  /** After a change of passphrase: the copy opens with the new one from here on. */
  async replaceWayIn(wayIn: WayIn): Promise<void> {
    if (this.#account) this.#account = { ...this.#account, wayIn }
    if (this.#isReadable) await this.makeReadable(true)
  }

  /** Checks head and inbox keys against what this browser knows, on the server's word; whether it went back in time. */
  async check(): Promise<boolean> {
    await checkInboxKeys(this.#sodium, this.#keys, this.#remote)
    return wentBack(this.#keys.vaultId, await this.#remote.head())
  }

  /** The records as they are now, with what waits to be sent; a head of the server is pinned, as it can only go forward. */
  async records(): Promise<VaultRecords> {
    const records = await this.#written()
    if (this.#account && !this.store.isAway) await pin(this.#keys.vaultId, records.head)
    await this.#queue.layOver(records)
    return records
  }

  /** Runs work that only reads: again without the server when that goes amid it, or when the vault is written amid it. */
  async reading<T>(work: () => Promise<T>): Promise<T> {
    for (let left = attempts; ; left--) {
      const wasAway = this.store.isAway
      try {
        return await work()
      } catch (error) {
        const hasLeft = isOutOfReach(error) && this.store.isAway && !wasAway
        if (left <= 1 || !(hasLeft || isConflict(error))) throw error
      }
    }
  }

  /**
   * Says that everything shown was read from these records: it is what remains when the server goes. A device without room
   * for them keeps the copy that it has, and says so; the vault is shown all the same.
   */
  async keep(records: VaultRecords): Promise<void> {
    try {
      await this.store.keep(records.head, records.index())
      this.#hasRoom = true
    } catch (error) {
      if (!(error instanceof DOMException)) throw error
      console.warn('The copy on this device could not be renewed', error)
      this.#hasRoom = false
    }
  }

  /** Fetches what a copy on this device still lacks. Throws Refusal `unavailable`. */
  async complete(records: VaultRecords): Promise<void> {
    if (this.#isReadable && !this.store.isAway) await this.store.complete(records.index())
  }

  /** Takes a change of edits in for good, and sends it if the server can be reached. */
  async say(change: EditChange): Promise<void> {
    await this.#queue.add(change)
    await this.sendIfReached()
  }

  /** Writes what waits into the vault, or leaves it waiting, which `connection` tells. */
  async sendIfReached(): Promise<void> {
    if (this.store.isAway) return
    try {
      await this.#queue.send(() => this.#written())
    } catch (error) {
      if (!isOutOfReach(error) && !isConflict(error)) throw error
    }
  }

  /**
   * Goes back to the server when it was away, and sends what waits; whether the server went back in time meanwhile.
   * Throws Refusal `unavailable` when it is still away, `not-signed-in` when the session has ended.
   */
  async reconnect(): Promise<boolean> {
    if (!this.#account) return false
    await this.#haveSession()
    if (this.#account.logInLater && !this.#isNoted) {
      await this.#api('noteInJournal', { body: { event: 'unlocked' } })
      this.#isNoted = true
    }
    const isBack = this.store.isAway && (await this.check())
    this.store.comeBack()
    await this.sendIfReached()
    return isBack
  }

  /** Before work that only the server can take: tries to reach it again if it was away. Throws Refusal `unavailable`. */
  async needServer(): Promise<void> {
    if (this.store.isAway) await this.reconnect()
  }

  async connection(): Promise<VaultConnection> {
    const isOffline = this.store.isAway
    return {
      isOffline,
      hasSignedOut: this.store.hasSignedOut,
      asOf: isOffline ? new Date((await this.store.lastState()).asOfMs).toISOString() : null,
      unsent: await this.#queue.size(),
      isReadableOffline: this.#account ? this.#isReadable : null,
      isCopyOld: this.#isReadable && !this.#hasRoom,
    }
  }

  /** The session of this browser may have ended, or be that of another vault that was opened since. */
  async #haveSession(): Promise<void> {
    try {
      await this.#api('session')
      return
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'not-signed-in') throw error
    }
    if (!this.#account?.logInLater) throw new Refusal('not-signed-in', 'The session has ended.')
    await this.#account.logInLater()
  }

  /** The records without what waits. */
  #written(): Promise<VaultRecords> {
    return this.reading(() => VaultRecords.open(this.#sodium, this.store, this.#keys.access))
  }
}

const isConflict = (error: unknown): boolean => error instanceof Refusal && error.code === 'conflict'
