/**
 * The key tree of a vault. One random master key (VMK) is wrapped once per credential; everything else is derived
 * from it, each use with a context of its own (libsodium's crypto_kdf, BLAKE2b).
 */
import { concat, utf8 } from './bytes.ts'
import type { EnvelopeAddress, EnvelopeKey } from './envelope.ts'
import { envelopeKey, open, seal } from './envelope.ts'
import type { Sodium } from './sodium.ts'
import { randomBytes } from './sodium.ts'
import type { Collection, InboxKey } from './store.ts'
import { collections } from './store.ts'
import type { Stretch } from './stretch.ts'

/** What a credential's secret gives: a key pair to log in with and a key that unwraps the VMK. */
export interface Credential {
  readonly loginKeys: { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array }
  readonly wrappingKey: EnvelopeKey
}

/** Derives a credential from a passphrase (normalised to NFKC) and a 16-byte salt. Takes about half a second. */
export async function credentialFromPassphrase(
  sodium: Sodium,
  passphrase: string,
  salt: Uint8Array,
  stretch: Stretch,
): Promise<Credential> {
  const derived = await stretch(utf8(passphrase.normalize('NFKC')), salt)
  return credentialFromSecrets(sodium, derived.subarray(0, 32), derived.subarray(32))
}

/** Derives a credential from the 32 bytes that the recovery words stand for; these need no stretching. */
export function credentialFromRecovery(sodium: Sodium, entropy: Uint8Array): Credential {
  const derive = (id: number) => sodium.crypto_kdf_derive_from_key(32, id, 'recovery', entropy)
  return credentialFromSecrets(sodium, derive(1), derive(2))
}

function credentialFromSecrets(sodium: Sodium, loginSeed: Uint8Array, wrapping: Uint8Array): Credential {
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(loginSeed)
  return { loginKeys: { publicKey, privateKey }, wrappingKey: envelopeKey(sodium, wrapping) }
}

/** What a login, an erasure or a change of credential is signed over; host and action keep it from being used elsewhere. */
export function proofMessage(proof: { action: string; host: string; challenge: string }): Uint8Array {
  return utf8(`sillage/proof/1\n${proof.action}\n${proof.host}\n${proof.challenge}`)
}

/** All keys of an unlocked vault. Lives in memory of the browser's worker only. */
export interface VaultKeys {
  readonly vaultId: string
  readonly identity: { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array }
  readonly access: AccessKeys
  /** Root of the keys and pseudonyms of studies, 32 bytes; no server is ever lent it. */
  readonly studies: Uint8Array
  /** The master key, kept to wrap it again under a new passphrase. */
  readonly master: Uint8Array
}

/** The keys that processing needs, and all that a server is ever lent: no master key, no signing key. */
export interface AccessKeys {
  readonly vaultId: string
  readonly collections: ReadonlyMap<Collection, Uint8Array>
  readonly head: Uint8Array
  /** Seed of the month's inbox key pair; undefined where this holder was not given it. */
  inboxSeed(month: number): Uint8Array | undefined
}

/** A new random master key. */
export const newMasterKey = (): Uint8Array => randomBytes(32)

/** Grows the key tree from the master key. */
export function vaultKeys(sodium: Sodium, vaultId: string, master: Uint8Array): VaultKeys {
  const derive = (context: string, id: number) => sodium.crypto_kdf_derive_from_key(32, id, context, master)
  const identity = sodium.crypto_sign_seed_keypair(derive('identity', 1))
  return {
    vaultId,
    master,
    identity: { publicKey: identity.publicKey, privateKey: identity.privateKey },
    studies: derive('studies_', 1),
    access: {
      vaultId,
      collections: new Map(collections.map((collection, i) => [collection, derive('collectn', i + 1)])),
      head: derive('headmac_', 1),
      inboxSeed: (month) => derive('inboxkey', month),
    },
  }
}

const wrapRecordIds = { passphrase: '70'.repeat(16), recovery: '72'.repeat(16) } as const

function wrapAddress(vaultId: string, kind: keyof typeof wrapRecordIds): EnvelopeAddress {
  return { kind: 'wrap', vaultId, recordId: wrapRecordIds[kind], seq: 1 }
}

/** The master key sealed for one credential. */
export function wrapMasterKey(
  sodium: Sodium,
  keys: VaultKeys,
  kind: keyof typeof wrapRecordIds,
  credential: Credential,
): Uint8Array {
  return seal(sodium, credential.wrappingKey, wrapAddress(keys.vaultId, kind), keys.master)
}

/** The master key out of its wrap. Throws Refusal `bad-vault-data` when the credential is not the one. */
export function unwrapMasterKey(
  sodium: Sodium,
  vaultId: string,
  kind: keyof typeof wrapRecordIds,
  credential: Credential,
  wrap: Uint8Array,
): Uint8Array {
  return open(sodium, credential.wrappingKey, wrapAddress(vaultId, kind), wrap)
}

/** The inbox key pair of a month. */
export function inboxPair(
  sodium: Sodium,
  seed: Uint8Array,
): { publicKey: Uint8Array; privateKey: Uint8Array } {
  return sodium.crypto_box_seed_keypair(seed)
}

/** What the identity signs when it publishes an inbox key. */
function inboxKeyStatement(vaultId: string, month: number, publicKey: Uint8Array): Uint8Array {
  return concat(utf8(`sillage/inbox-key/1\n${vaultId}\n${month}\n`), publicKey)
}

/** The public inbox key of `month`, signed. */
export function publishInboxKey(sodium: Sodium, keys: VaultKeys, month: number): InboxKey {
  const seed = keys.access.inboxSeed(month)
  if (!seed) throw new RangeError('the owner holds the seed of every month')
  const { publicKey } = inboxPair(sodium, seed)
  const statement = inboxKeyStatement(keys.vaultId, month, publicKey)
  return { month, publicKey, signature: sodium.crypto_sign_detached(statement, keys.identity.privateKey) }
}

/** Whether a published inbox key was signed by the vault's identity. */
export function inboxKeyIsSigned(
  sodium: Sodium,
  vaultId: string,
  identityKey: Uint8Array,
  key: InboxKey,
): boolean {
  return sodium.crypto_sign_verify_detached(
    key.signature,
    inboxKeyStatement(vaultId, key.month, key.publicKey),
    identityKey,
  )
}
