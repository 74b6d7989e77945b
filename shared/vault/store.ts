/**
 * Where a vault's ciphertext rests. One interface, many keepers: SQLite on the server, HTTP from the browser, memory
 * for the demo. Every method is whole: it happens entirely or not at all, and none needs a second one to be safe.
 */

/** Collections of records; each has a key of its own. */
export const collections = ['raw', 'trips', 'places', 'edits', 'settings', 'receipts', 'manifest'] as const
export type Collection = (typeof collections)[number]

/** One sealed record. `id` is 32 hex digits, a keyed hash of its name; `seq` counts its revisions from 1. */
export interface StoredRecord {
  readonly id: string
  readonly collection: Collection
  readonly seq: number
  readonly envelope: Uint8Array
}

/** The state of the whole vault in three values: the browser pins the last it saw and notices a server gone back. */
export interface VaultHead {
  readonly counter: number
  /** 32-byte hash of the manifest's envelope. */
  readonly manifestHash: Uint8Array
  /** Keyed hash over vault, counter and manifest hash, by a key that the server does not hold. */
  readonly mac: Uint8Array
}

/** One sealed message of a phone. `number` grows with arrival within the vault. */
export interface InboxItem {
  readonly id: string
  readonly number: number
  readonly deviceId: string
  /** Month of the key pair it was sealed to, as 202611. */
  readonly keyMonth: number
  /** Sealed data key (80 bytes), then the envelope. */
  readonly sealed: Uint8Array
}

/** A public key that the server seals to, for one month, signed by the owner's identity. */
export interface InboxKey {
  readonly month: number
  readonly publicKey: Uint8Array
  readonly signature: Uint8Array
}

/** One change of the vault, applied as one transaction. */
export interface VaultChange {
  /** Counter of the head that this change was computed from; 0 when there is none yet. */
  readonly expectedCounter: number
  readonly head: VaultHead
  readonly put: readonly StoredRecord[]
  readonly remove: readonly string[]
  /** Inbox items whose content this change has taken over. */
  readonly drained: readonly string[]
}

export interface VaultStore {
  /** The current head, or undefined in a vault that holds nothing yet. */
  head(): Promise<VaultHead | undefined>
  /** The records that exist among `ids`, in any order. */
  records(ids: readonly string[]): Promise<StoredRecord[]>
  /** Applies a change whole. Throws Refusal `conflict` when the head moved or a record's seq is not the next one. */
  commit(change: VaultChange): Promise<void>
  /** Inbox items with a number above `after`, oldest first, at most `limit`. */
  inbox(after: number, limit: number): Promise<InboxItem[]>
  /** How many items wait. */
  inboxCount(): Promise<number>
  /** The published inbox keys, by month. */
  inboxKeys(): Promise<InboxKey[]>
  /** Adds or replaces published inbox keys. */
  putInboxKeys(keys: readonly InboxKey[]): Promise<void>
}

/** What ingest needs beside: the server alone adds to the inbox. */
export interface InboxWriter {
  /** Commits the item to disk (fsync) before it resolves. */
  addInbox(item: Omit<InboxItem, 'number'>): Promise<void>
}
