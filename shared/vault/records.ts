/**
 * The records of an unlocked vault, by name. Every write rewrites the manifest (which names and hashes all records)
 * and the head (a MAC over the manifest) in the same commit, so that no record can be dropped or put back unnoticed.
 */
import { deflateSync, inflateSync } from 'fflate'
import { Refusal } from '../api/refusal.ts'
import { concat, fromHex, fromUtf8, toHex, utf8 } from './bytes.ts'
import type { EnvelopeKey } from './envelope.ts'
import { envelopeKey, open, recordId, seal } from './envelope.ts'
import type { AccessKeys } from './keys.ts'
import type { Sodium } from './sodium.ts'
import type { Collection, StoredRecord, VaultHead, VaultStore } from './store.ts'

/** What is known of a record without opening it. */
interface ManifestEntry {
  readonly collection: Collection
  readonly seq: number
  /** BLAKE2b-128 of the envelope, hex. */
  readonly hash: string
}

/** A record's name, unique in its vault: its collection, a slash and the rest, as `trips/2026-05`. */
export type RecordName = `${Collection}/${string}`

export interface RecordChange {
  readonly put: ReadonlyMap<RecordName, Uint8Array>
  readonly drained?: readonly string[]
}

const manifestName: RecordName = 'manifest/all'
/** How many records one request asks for. */
const readBatch = 200
/** How often head and manifest are read again when the vault was written between the two. */
const tornReads = 5
/** How much one change of many takes: less than the HTTP contract allows, as it is held several times over, sealed and as text. */
const writeBatch = { records: 1000, bytes: 4 * 1024 * 1024 }

export class VaultRecords {
  readonly #sodium: Sodium
  readonly #store: VaultStore
  readonly #keys: AccessKeys
  readonly #envelopeKeys = new Map<Collection, EnvelopeKey>()
  #entries = new Map<RecordName, ManifestEntry>()
  #head: VaultHead | undefined
  #laidOver: ReadonlyMap<RecordName, Uint8Array> = new Map()

  private constructor(sodium: Sodium, store: VaultStore, keys: AccessKeys) {
    this.#sodium = sodium
    this.#store = store
    this.#keys = keys
  }

  /** Reads and checks head and manifest. Throws Refusal `bad-vault-data` when they do not belong together. */
  static async open(sodium: Sodium, store: VaultStore, keys: AccessKeys): Promise<VaultRecords> {
    for (let left = tornReads; ; left--) {
      const records = new VaultRecords(sodium, store, keys)
      const head = await store.head()
      try {
        if (head) await records.#loadManifest(head)
        return records
      } catch (error) {
        if (left === 0 || !(await records.#movedOnFrom(head))) throw error
      }
    }
  }

  /** The head that these records were read under. */
  get head(): VaultHead | undefined {
    return this.#head
  }

  /** The revision of every record that the head stands for, the manifest's too, by record id. */
  index(): Map<string, number> {
    const revisions = [...this.#entries].map(([name, { seq }]) => [this.#id(name), seq] as const)
    return new Map(this.#head ? [...revisions, [this.#id(manifestName), this.#head.counter]] : revisions)
  }

  /** From here on these contents are read in place of what the vault holds; writing is as before. */
  layOver(contents: ReadonlyMap<RecordName, Uint8Array>): void {
    this.#laidOver = contents
  }

  /** Names that start with `prefix`, in code-unit order. */
  names(prefix: string): RecordName[] {
    const names = new Set([...this.#entries.keys(), ...this.#laidOver.keys()])
    return [...names].filter((name) => name.startsWith(prefix)).sort()
  }

  /**
   * Contents of the named records that exist. Throws Refusal `bad-vault-data` when one is missing, old or changed, and
   * `conflict` when the vault was written since it was opened: what was read then is to be read again.
   */
  async read(names: readonly RecordName[]): Promise<Map<RecordName, Uint8Array>> {
    const found = new Map<RecordName, Uint8Array>()
    for (const name of names) {
      const content = this.#laidOver.get(name)
      if (content) found.set(name, content)
    }
    const wanted = names.filter((name) => this.#entries.has(name) && !found.has(name))
    for (let at = 0; at < wanted.length; at += readBatch) {
      const batch = wanted.slice(at, at + readBatch)
      const byId = new Map(
        (await this.#store.records(batch.map((name) => this.#id(name)))).map((r) => [r.id, r]),
      )
      try {
        for (const name of batch) found.set(name, this.#openRecord(name, byId.get(this.#id(name))))
      } catch (error) {
        if (!(await this.#movedOnFrom(this.#head))) throw error
        throw new Refusal('conflict', 'The vault was written while it was read.', { cause: error })
      }
    }
    return found
  }

  /** Writes records as one change. Throws Refusal `conflict` when the vault moved since it was opened. */
  async write({ put, drained = [] }: RecordChange): Promise<void> {
    const entries = new Map(this.#entries)
    const records: StoredRecord[] = []
    for (const [name, content] of put) {
      const record = this.#sealRecord(name, (entries.get(name)?.seq ?? 0) + 1, content)
      entries.set(name, { collection: record.collection, seq: record.seq, hash: this.#hash(record.envelope) })
      records.push(record)
    }
    const counter = (this.#head?.counter ?? 0) + 1
    const manifest = this.#sealRecord(manifestName, counter, encodeManifest(entries))
    const head = this.#sign(counter, this.#sodium.crypto_generichash(32, manifest.envelope, null))
    await this.#store.commit({
      expectedCounter: counter - 1,
      head,
      put: [...records, manifest],
      remove: [],
      drained,
    })
    this.#entries = entries
    this.#head = head
  }

  /**
   * Writes any number of records, in their order, as one change after the other where one would be too large, the last of
   * which drains. When it is broken off, the first of them are written.
   */
  async writeMany({ put, drained = [] }: RecordChange): Promise<void> {
    let batch = new Map<RecordName, Uint8Array>()
    let bytes = 0
    for (const [name, content] of put) {
      if (
        batch.size === writeBatch.records ||
        (batch.size > 0 && bytes + content.length > writeBatch.bytes)
      ) {
        await this.write({ put: batch })
        batch = new Map()
        bytes = 0
      }
      batch.set(name, content)
      bytes += content.length
    }
    if (batch.size > 0 || drained.length > 0) await this.write({ put: batch, drained })
  }

  /** Whether the vault was written since it had this head. */
  async #movedOnFrom(head: VaultHead | undefined): Promise<boolean> {
    const now = await this.#store.head()
    const isOurs = now && this.#sodium.memcmp(this.#sign(now.counter, now.manifestHash).mac, now.mac)
    return isOurs === true && now.counter > (head?.counter ?? 0)
  }

  async #loadManifest(head: VaultHead): Promise<void> {
    const { mac } = this.#sign(head.counter, head.manifestHash)
    if (!this.#sodium.memcmp(mac, head.mac))
      throw new Refusal('bad-vault-data', 'The head was not written by this vault.')
    const [manifest] = await this.#store.records([this.#id(manifestName)])
    if (
      !manifest ||
      toHex(this.#sodium.crypto_generichash(32, manifest.envelope, null)) !== toHex(head.manifestHash)
    )
      throw new Refusal('bad-vault-data', 'The manifest is not the one that the head names.')
    this.#entries = decodeManifest(this.#open(manifestName, head.counter, manifest.envelope))
    this.#head = head
  }

  #openRecord(name: RecordName, record: StoredRecord | undefined): Uint8Array {
    const entry = this.#entries.get(name)
    if (!record || !entry || this.#hash(record.envelope) !== entry.hash)
      throw new Refusal('bad-vault-data', 'A record is missing or is not the one that the manifest names.')
    return this.#open(name, entry.seq, record.envelope)
  }

  #open(name: RecordName, seq: number, envelope: Uint8Array): Uint8Array {
    return open(this.#sodium, this.#key(name), this.#address(name, seq), envelope)
  }

  #sealRecord(name: RecordName, seq: number, content: Uint8Array): StoredRecord {
    const envelope = seal(this.#sodium, this.#key(name), this.#address(name, seq), content)
    return { id: this.#id(name), collection: collectionOf(name), seq, envelope }
  }

  #address(name: RecordName, seq: number) {
    return { kind: 'record', vaultId: this.#keys.vaultId, recordId: this.#id(name), seq } as const
  }

  #id(name: RecordName): string {
    return recordId(this.#sodium, this.#key(name), name)
  }

  #key(name: RecordName): EnvelopeKey {
    const collection = collectionOf(name)
    const known = this.#envelopeKeys.get(collection)
    if (known) return known
    const secret = this.#keys.collections.get(collection)
    if (!secret) throw new Refusal('forbidden', 'The key of this collection is not here.')
    const key = envelopeKey(this.#sodium, secret)
    this.#envelopeKeys.set(collection, key)
    return key
  }

  #hash(envelope: Uint8Array): string {
    return this.#sodium.crypto_generichash(16, envelope, null, 'hex')
  }

  #sign(counter: number, manifestHash: Uint8Array): VaultHead {
    const statement = concat(utf8(`sillage/head/1\n${counter}\n`), fromHex(this.#keys.vaultId), manifestHash)
    return { counter, manifestHash, mac: this.#sodium.crypto_generichash(32, statement, this.#keys.head) }
  }
}

/** JSON of a record, compressed. */
export const encodeJson = (value: unknown): Uint8Array => deflateSync(utf8(JSON.stringify(value)))
/** What `encodeJson` made. Throws on anything else. */
export const decodeJson = (content: Uint8Array): unknown => JSON.parse(fromUtf8(inflateSync(content)))

function encodeManifest(entries: ReadonlyMap<RecordName, ManifestEntry>): Uint8Array {
  return encodeJson(
    [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, e]) => [name, e.seq, e.hash]),
  )
}

function decodeManifest(content: Uint8Array): Map<RecordName, ManifestEntry> {
  const rows = decodeJson(content) as [RecordName, number, string][]
  return new Map(rows.map(([name, seq, hash]) => [name, { collection: collectionOf(name), seq, hash }]))
}

const collectionOf = (name: RecordName): Collection => name.slice(0, name.indexOf('/')) as Collection
