/**
 * Changes of the owner's edits on their way to the vault. Each is sealed with the vault's own key and put on this device's
 * disk before anything is sent, so that a lost connection, a closed tab or an ended session loses none.
 */
import type { EditChange } from '../../../shared/vault/edit-sets.ts'
import type { EnvelopeKey } from '../../../shared/vault/envelope.ts'
import { envelopeKey, open, recordId, seal } from '../../../shared/vault/envelope.ts'
import type { AccessKeys } from '../../../shared/vault/keys.ts'
import type { VaultRecords } from '../../../shared/vault/records.ts'
import { decodeJson, encodeJson } from '../../../shared/vault/records.ts'
import type { Sodium } from '../../../shared/vault/sodium.ts'
import { withChanges, writeChanges } from '../notes.ts'
import { asked, inDatabase, under } from './database.ts'

/** A sealed change; its id is random, 32 hex digits. */
export interface SealedChange {
  readonly id: string
  readonly envelope: Uint8Array
}

/** Where sealed changes wait. */
export interface Shelf {
  /** Resolves when the change would outlive a crash, where this keeper can do that at all. */
  put(change: SealedChange): Promise<void>
  all(): Promise<SealedChange[]>
  /** Ids that are not there are no fault: another tab has sent them. */
  remove(ids: readonly string[]): Promise<void>
}

/** In this browser's database, which all tabs share. */
export function databaseShelf(vaultId: string): Shelf {
  return {
    put: (change) =>
      inDatabase('readwrite', ['unsent'], async (stores) => {
        stores('unsent').put(change, [vaultId, change.id])
      }),
    all: () =>
      inDatabase('readonly', ['unsent'], (stores) =>
        asked<SealedChange[]>(stores('unsent').getAll(under(vaultId))),
      ),
    remove: (ids) =>
      inDatabase('readwrite', ['unsent'], async (stores) => {
        for (const id of ids) stores('unsent').delete([vaultId, id])
      }),
  }
}

/** In memory: for a vault that is itself no longer than its page, as the demo's. */
export function memoryShelf(): Shelf {
  const held = new Map<string, SealedChange>()
  return {
    async put(change) {
      held.set(change.id, change)
    },
    async all() {
      return [...held.values()]
    },
    async remove(ids) {
      for (const id of ids) held.delete(id)
    },
  }
}

export class EditQueue {
  readonly #sodium: Sodium
  readonly #vaultId: string
  readonly #key: EnvelopeKey
  readonly #shelf: Shelf

  constructor(sodium: Sodium, keys: AccessKeys, shelf: Shelf) {
    const secret = keys.collections.get('edits')
    if (!secret) throw new Error('edits cannot be sealed without their key')
    this.#sodium = sodium
    this.#vaultId = keys.vaultId
    this.#key = envelopeKey(sodium, secret)
    this.#shelf = shelf
  }

  /** Takes a change in; from here on it is not lost. */
  async add(change: EditChange): Promise<void> {
    const id = this.#sodium.to_hex(this.#sodium.randombytes_buf(16))
    await this.#shelf.put({
      id,
      envelope: seal(this.#sodium, this.#key, this.#address(id), encodeJson(change)),
    })
  }

  /** How many changes wait. */
  async size(): Promise<number> {
    return (await this.#shelf.all()).length
  }

  /** Forgets what waits. */
  async clear(): Promise<void> {
    await this.#shelf.remove((await this.#shelf.all()).map(({ id }) => id))
  }

  /** Shows records as they will be once what waits is written. */
  async layOver(records: VaultRecords): Promise<void> {
    const waiting = await this.#shelf.all()
    if (waiting.length > 0) records.layOver(await withChanges(records, waiting.map(this.#opened)))
  }

  /**
   * Writes what waits into the vault that `opening` gives, and forgets it once it is there; how many changes that were.
   * When it throws, or its answer is lost, everything still waits, and sending it again does no harm.
   */
  async send(opening: () => Promise<VaultRecords>): Promise<number> {
    const waiting = await this.#shelf.all()
    if (waiting.length === 0) return 0
    await writeChanges(opening, waiting.map(this.#opened))
    await this.#shelf.remove(waiting.map(({ id }) => id))
    return waiting.length
  }

  readonly #opened = ({ id, envelope }: SealedChange): EditChange =>
    decodeJson(open(this.#sodium, this.#key, this.#address(id), envelope)) as EditChange

  #address(id: string) {
    const name = recordId(this.#sodium, this.#key, `edits/unsent/${id}`)
    return { kind: 'record', vaultId: this.#vaultId, recordId: name, seq: 1 } as const
  }
}
