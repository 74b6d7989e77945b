/** Opening and changing an account: what turns a passphrase or recovery words into the keys of a vault. */
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as french } from '@scure/bip39/wordlists/french.js'
import type { ApiCall } from '../../shared/api/client.ts'
import type { actions, CredentialKind } from '../../shared/api/contract.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import { equalBytes } from '../../shared/vault/bytes.ts'
import type { Credential, VaultKeys } from '../../shared/vault/keys.ts'
import {
  credentialFromPassphrase,
  credentialFromRecovery,
  inboxKeyIsSigned,
  newMasterKey,
  proofMessage,
  publishInboxKey,
  unwrapMasterKey,
  vaultKeys,
  wrapMasterKey,
} from '../../shared/vault/keys.ts'
import type { Sodium } from '../../shared/vault/sodium.ts'
import type { InboxKey, VaultStore } from '../../shared/vault/store.ts'
import type { Stretch } from '../../shared/vault/stretch.ts'

export interface AccountContext {
  readonly sodium: Sodium
  readonly api: ApiCall
  /** Host that this page came from; signed in every proof. */
  readonly host: string
  /** Where passphrases are stretched. */
  readonly stretch: Stretch
}

/** What a passphrase opens the vault with, and nothing else does: ciphertext, and the salt of the key it is sealed under. */
export interface WayIn {
  readonly salt: Uint8Array
  readonly wrap: Uint8Array
}

export interface OpenedAccount {
  readonly keys: VaultKeys
  readonly wayIn: WayIn
}

const wordlists = { en: english, fr: french }
const saltBytes = 16
/** Inbox keys are published ahead for a year, so that phones can write while the owner is away. */
const monthsAhead = 12

/** Creates an account with an empty vault. The words are the only copy of the second way in. */
export async function createAccount(
  context: AccountContext,
  input: { handle: string; passphrase: string; language: 'fr' | 'en' },
): Promise<OpenedAccount & { words: string[] }> {
  const { sodium, api } = context
  const salt = sodium.randombytes_buf(saltBytes)
  const entropy = sodium.randombytes_buf(32)
  const vaultId = sodium.to_hex(sodium.randombytes_buf(16))
  const keys = vaultKeys(sodium, vaultId, newMasterKey())
  const byPassphrase = await fromPassphrase(context, input.passphrase, salt)
  const byWords = credentialFromRecovery(sodium, entropy)
  const row = (kind: CredentialKind, credential: Credential, itsSalt: Uint8Array) => ({
    kind,
    salt: itsSalt,
    publicKey: credential.loginKeys.publicKey,
    wrap: wrapMasterKey(sodium, keys, kind, credential),
  })
  await api('createAccount', {
    body: {
      handle: input.handle,
      vaultId,
      identityKey: keys.identity.publicKey,
      credentials: [
        row('passphrase', byPassphrase, salt),
        row('recovery', byWords, sodium.randombytes_buf(saltBytes)),
      ],
      inboxKeys: monthsFromNow().map((month) => publishInboxKey(sodium, keys, month)),
    },
  })
  const { wayIn } = await logIn(context, input.handle, 'passphrase', async () => byPassphrase)
  return { keys, wayIn, words: entropyToMnemonic(entropy, wordlists[input.language]).split(' ') }
}

/** Logs in with a passphrase and opens the key tree. Throws Refusal `wrong-credentials`. */
export function openWithPassphrase(
  context: AccountContext,
  handle: string,
  passphrase: string,
): Promise<OpenedAccount> {
  return logIn(context, handle, 'passphrase', (salt) => fromPassphrase(context, passphrase, salt))
}

/**
 * Opens the key tree with what is kept on this device, without the server, and gives a way to log in once that is back.
 * Throws Refusal `wrong-credentials`.
 */
export async function openFromWayIn(
  context: AccountContext,
  input: { handle: string; passphrase: string; vaultId: string; wayIn: WayIn },
): Promise<{ keys: VaultKeys; logInLater: () => Promise<void> }> {
  const { sodium } = context
  const { handle, vaultId, wayIn } = input
  const credential = await fromPassphrase(context, input.passphrase, wayIn.salt)
  const derive = async (salt: Uint8Array): Promise<Credential> => {
    if (equalBytes(salt, wayIn.salt)) return credential
    throw new Refusal('not-signed-in', 'The passphrase was changed since this vault was opened.')
  }
  return {
    keys: vaultKeys(sodium, vaultId, unwrapped(sodium, vaultId, credential, wayIn.wrap)),
    async logInLater() {
      await logIn(context, handle, 'passphrase', derive)
    },
  }
}

/** A wrap that does not open is, on one's own device, a passphrase that is not the right one. */
function unwrapped(sodium: Sodium, vaultId: string, credential: Credential, wrap: Uint8Array): Uint8Array {
  try {
    return unwrapMasterKey(sodium, vaultId, 'passphrase', credential, wrap)
  } catch (cause) {
    throw new Refusal('wrong-credentials', 'The passphrase does not open the copy on this device.', { cause })
  }
}

/** Logs in with the recovery words and sets a new passphrase; every other session ends. */
export async function recoverAccount(
  context: AccountContext,
  input: { handle: string; words: string; newPassphrase: string },
): Promise<OpenedAccount> {
  const credential = credentialFromRecovery(context.sodium, entropyOf(input.words))
  const { keys } = await logIn(context, input.handle, 'recovery', async () => credential)
  const wayIn = await replacePassphrase(
    context,
    keys,
    input.handle,
    input.newPassphrase,
    'recovery',
    async () => credential,
  )
  return { keys, wayIn }
}

/** Wraps the master key under a new passphrase; every other session ends. */
export async function changePassphrase(
  context: AccountContext,
  keys: VaultKeys,
  input: { handle: string; passphrase: string; newPassphrase: string },
): Promise<WayIn> {
  const current = (salt: Uint8Array) => fromPassphrase(context, input.passphrase, salt)
  return replacePassphrase(context, keys, input.handle, input.newPassphrase, 'passphrase', current)
}

/** Erases account and vault for good. Throws Refusal `wrong-credentials`. */
export async function eraseAccount(
  context: AccountContext,
  handle: string,
  passphrase: string,
): Promise<void> {
  const proof = await prove(context, handle, 'passphrase', 'erase', (salt) =>
    fromPassphrase(context, passphrase, salt),
  )
  await context.api('eraseAccount', { body: { proof: proof.proof } })
}

/**
 * Compares every published inbox key with the one that the owner's keys give, and publishes the months ahead.
 * Throws Refusal `bad-vault-data` when a key was put in by somebody else: phones would write to a stranger.
 */
export async function checkInboxKeys(sodium: Sodium, keys: VaultKeys, store: VaultStore): Promise<void> {
  const published = await store.inboxKeys()
  for (const key of published)
    if (!isOurs(sodium, keys, key))
      throw new Refusal('bad-vault-data', 'The server publishes an inbox key that is not of this vault.')
  const known = new Set(published.map((key) => key.month))
  const missing = monthsFromNow().filter((month) => !known.has(month))
  if (missing.length > 0)
    await store.putInboxKeys(missing.map((month) => publishInboxKey(sodium, keys, month)))
}

function isOurs(sodium: Sodium, keys: VaultKeys, key: InboxKey): boolean {
  const ours = publishInboxKey(sodium, keys, key.month)
  return (
    equalBytes(ours.publicKey, key.publicKey) &&
    inboxKeyIsSigned(sodium, keys.vaultId, keys.identity.publicKey, key)
  )
}

type Derive = (salt: Uint8Array) => Promise<Credential>

async function logIn(
  context: AccountContext,
  handle: string,
  kind: CredentialKind,
  derive: Derive,
): Promise<OpenedAccount> {
  const { proof, credential, salt } = await prove(context, handle, kind, 'login', derive)
  const { vaultId, wrap } = await context.api('login', { body: { handle, proof: proof } })
  const master = unwrapMasterKey(context.sodium, vaultId, kind, credential, wrap)
  return { keys: vaultKeys(context.sodium, vaultId, master), wayIn: { salt, wrap } }
}

async function prove(
  { sodium, api, host }: AccountContext,
  handle: string,
  kind: CredentialKind,
  action: (typeof actions)[number],
  derive: Derive,
) {
  const { salt, challenge } = await api('challenge', { body: { handle, kind, action } })
  const credential = await derive(salt)
  const message = proofMessage({ action, host, challenge })
  const signature = sodium.crypto_sign_detached(message, credential.loginKeys.privateKey)
  return { credential, salt, proof: { kind, challenge, signature } }
}

const fromPassphrase = (
  { sodium, stretch }: AccountContext,
  passphrase: string,
  salt: Uint8Array,
): Promise<Credential> => credentialFromPassphrase(sodium, passphrase, salt, stretch)

async function replacePassphrase(
  context: AccountContext,
  keys: VaultKeys,
  handle: string,
  newPassphrase: string,
  kind: CredentialKind,
  derive: Derive,
): Promise<WayIn> {
  const { sodium, api } = context
  const salt = sodium.randombytes_buf(saltBytes)
  const { proof } = await prove(context, handle, kind, 'credential', derive)
  const fresh = await fromPassphrase(context, newPassphrase, salt)
  const credential = {
    kind: 'passphrase' as const,
    salt,
    publicKey: fresh.loginKeys.publicKey,
    wrap: wrapMasterKey(sodium, keys, 'passphrase', fresh),
  }
  await api('replaceCredential', { body: { proof, credential } })
  return { salt, wrap: credential.wrap }
}

/** Accepts the words in either language, in any case, with any spacing. Throws Refusal `wrong-credentials`. */
function entropyOf(words: string): Uint8Array {
  const text = words.normalize('NFKD').trim().toLowerCase().split(/\s+/).join(' ')
  for (const wordlist of Object.values(wordlists)) {
    try {
      return mnemonicToEntropy(text, wordlist)
    } catch {
      // Not of this language, or a mistyped word; after the last list the refusal below says so.
    }
  }
  throw new Refusal('wrong-credentials', 'These are not 24 recovery words.')
}

function monthsFromNow(): number[] {
  const now = new Date()
  return Array.from({ length: monthsAhead + 1 }, (_, i) => {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + i, 1))
    return month.getUTCFullYear() * 100 + month.getUTCMonth() + 1
  })
}
