/**
 * What the server must know of people to let them in: wraps, login keys, sessions, devices, shares, the access journal. No trip
 * and no key that opens one. Every method is whole: it happens entirely or not at all.
 *
 * Every method may throw Refusal `unavailable` when the disk is full or cannot be written.
 */
import type { CredentialKind } from '../../shared/api/contract.ts'
import type { JournalEntry } from '../../shared/api/journal.ts'

export interface Credential {
  readonly kind: CredentialKind
  readonly salt: Uint8Array
  readonly publicKey: Uint8Array
  readonly wrap: Uint8Array
}

export interface Account {
  readonly handle: string
  readonly vaultId: string
  readonly identityKey: Uint8Array
}

export interface NewAccount extends Account {
  readonly credentials: readonly Credential[]
}

export interface Session {
  /** What the owner sees and ends it by; the cookie's value is another one. */
  readonly id: string
  readonly vaultId: string
  readonly handle: string
  readonly createdMs: number
  readonly lastSeenMs: number
}

export interface Device {
  readonly id: string
  readonly vaultId: string
  readonly phone: string
  /** Days are UTC calendar days, as 2026-05-04: enough to see that a phone is silent, too little to follow a person. */
  readonly createdDay: string
  readonly lastSeenDay: string | null
  readonly messages: number
  /** Refusal code of the last message that could not be kept, until one is kept again. */
  readonly lastError: string | null
}

export interface NewDevice {
  readonly id: string
  readonly vaultId: string
  readonly phone: string
  /** SHA-256 of the token. */
  readonly tokenHash: Uint8Array
  readonly createdDay: string
}

/** What a device did since it was last noted. */
export interface DeviceActivity {
  readonly vaultId: string
  readonly deviceId: string
  readonly messages: number
  readonly day: string
  readonly error: string | null
}

/** A shared snapshot: ciphertext that whoever has the link may fetch. */
export interface Share {
  readonly id: string
  readonly vaultId: string
  readonly createdMs: number
  readonly expiresMs: number
  /** Bytes of the ciphertext. */
  readonly bytes: number
  /** How often it was fetched. */
  readonly opened: number
}

export interface NewShare extends Pick<Share, 'id' | 'vaultId' | 'createdMs' | 'expiresMs'> {
  readonly sealed: Uint8Array
}

export interface AccountStore {
  /** Throws Refusal `handle-taken` when the handle, or `conflict` when the vault id, is in use or was erased. */
  createAccount(account: NewAccount): Promise<void>
  findCredential(handle: string, kind: CredentialKind): Promise<(Account & Credential) | undefined>
  /** Replaces the credential of its kind and ends every session of the vault but `keepSessionId`. */
  replaceCredential(vaultId: string, credential: Credential, keepSessionId: string): Promise<void>
  /** Destroys everything about the vault, on disk too, and remembers that it was erased. May be repeated. */
  eraseAccount(vaultId: string): Promise<void>
  /** Every vault that was ever erased here, also those that a restored backup brought back. */
  erasedVaults(): Promise<string[]>

  /** Burns a challenge; false when it was burnt before. It is forgotten after `expiresMs`. */
  useChallenge(nonce: string, expiresMs: number, nowMs: number): Promise<boolean>
  /** The secret of that name, 32 random bytes, made when first asked for. */
  serverSecret(name: string): Promise<Uint8Array>

  createSession(session: Omit<Session, 'handle'>, tokenHash: Uint8Array): Promise<void>
  findSession(tokenHash: Uint8Array): Promise<Session | undefined>
  touchSession(vaultId: string, id: string, nowMs: number): Promise<void>
  /** The vault's sessions, newest first. */
  sessions(vaultId: string): Promise<Session[]>
  /** False when this vault has no such session. */
  endSession(vaultId: string, id: string): Promise<boolean>
  /** Ends sessions created before one instant or last seen before another. */
  endStaleSessions(createdBeforeMs: number, seenBeforeMs: number): Promise<void>

  /** Throws Refusal `conflict` when the id or the token is in use. */
  addDevice(device: NewDevice): Promise<void>
  devices(vaultId: string): Promise<Device[]>
  /** False when this vault has no such device. */
  removeDevice(vaultId: string, id: string): Promise<boolean>
  findDevice(tokenHash: Uint8Array): Promise<Device | undefined>
  recordActivity(activities: readonly DeviceActivity[]): Promise<void>

  /** Throws Refusal `conflict` when the id is in use. */
  addShare(share: NewShare): Promise<void>
  /** The vault's shares that have not expired, oldest first. */
  shares(vaultId: string, nowMs: number): Promise<Share[]>
  /** Destroys the ciphertext; false when this vault has no such share. */
  removeShare(vaultId: string, id: string): Promise<boolean>
  /** The ciphertext of a share that has not expired, counting that it was fetched. */
  openShare(id: string, nowMs: number): Promise<{ sealed: Uint8Array; expiresMs: number } | undefined>
  /** Destroys what has expired. */
  forgetShares(nowMs: number): Promise<void>

  /** Adds to the vault's journal; nothing ever changes or removes an entry while the account exists. */
  appendJournal(vaultId: string, event: string, subject: string | null, atMs: number): Promise<void>
  /** The last `limit` entries, oldest first. */
  journal(vaultId: string, limit: number): Promise<JournalEntry[]>

  close(): Promise<void>
}
