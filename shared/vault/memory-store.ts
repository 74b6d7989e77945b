/** A vault kept in memory: the demo's, and the plainest keeper that the others are compared with. */
import { Refusal } from '../api/refusal.ts'
import type {
  InboxItem,
  InboxKey,
  InboxWriter,
  StoredRecord,
  VaultChange,
  VaultHead,
  VaultStore,
} from './store.ts'

export class MemoryVaultStore implements VaultStore, InboxWriter {
  #head: VaultHead | undefined
  #records = new Map<string, StoredRecord>()
  #inbox: InboxItem[] = []
  #arrivals = 0
  #keys = new Map<number, InboxKey>()

  async head(): Promise<VaultHead | undefined> {
    return this.#head
  }

  async records(ids: readonly string[]): Promise<StoredRecord[]> {
    return ids.map((id) => this.#records.get(id)).filter((record) => record !== undefined)
  }

  async commit(change: VaultChange): Promise<void> {
    const counter = this.#head?.counter ?? 0
    const moved = change.expectedCounter !== counter || change.head.counter !== counter + 1
    if (moved || change.put.some((record) => record.seq !== (this.#records.get(record.id)?.seq ?? 0) + 1))
      throw new Refusal('conflict', 'The vault has changed since it was read.')
    for (const record of change.put) this.#records.set(record.id, record)
    for (const id of change.remove) this.#records.delete(id)
    const drained = new Set(change.drained)
    this.#inbox = this.#inbox.filter((item) => !drained.has(item.id))
    this.#head = change.head
  }

  async inbox(after: number, limit: number): Promise<InboxItem[]> {
    return this.#inbox.filter((item) => item.number > after).slice(0, limit)
  }

  async inboxCount(): Promise<number> {
    return this.#inbox.length
  }

  async inboxKeys(): Promise<InboxKey[]> {
    return [...this.#keys.values()].sort((a, b) => a.month - b.month)
  }

  async putInboxKeys(keys: readonly InboxKey[]): Promise<void> {
    for (const key of keys) this.#keys.set(key.month, key)
  }

  async addInbox(item: Omit<InboxItem, 'number'>): Promise<void> {
    this.#inbox.push({ ...item, number: ++this.#arrivals })
  }
}
