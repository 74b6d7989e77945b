/**
 * A custodian's keys as files: each secret key sealed in an envelope under a key derived from a passphrase by Argon2id, as
 * the vault's master key is.
 */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { Refusal } from '../shared/api/refusal.ts'
import type { ReleaseKeys } from '../shared/research/contribution.ts'
import type { SigningKeys } from '../shared/research/jws.ts'
import { fromHex, toBase64, toHex } from '../shared/vault/bytes.ts'
import type { EnvelopeAddress } from '../shared/vault/envelope.ts'
import { open, seal } from '../shared/vault/envelope.ts'
import { credentialFromPassphrase } from '../shared/vault/keys.ts'
import { randomBytes, ready } from '../shared/vault/sodium.ts'
import { stretchHere } from '../shared/vault/stretch.ts'
import { CommandError } from './command-error.ts'
import { readJson, writeNew } from './files.ts'

/** What a key is for: `signing` signs studies and releases, `release` opens contributions. */
const purposes = ['signing', 'release'] as const
type Purpose = (typeof purposes)[number]

const keyFile = z.strictObject({
  schema: z.literal('sillage/custodian-key@1'),
  purpose: z.enum(purposes),
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of the passphrase's derivation, base64. */
  salt: z.base64(),
  /** The secret key's seed in its envelope, base64. */
  sealed: z.base64(),
})

const fileOf = (directory: string, purpose: Purpose): string => join(directory, `${purpose}.key`)
const secretMode = 0o600

/** Envelopes of a key file are of this key and purpose alone. */
function addressOf(purpose: Purpose, publicKey: string): EnvelopeAddress {
  const recordId = toHex(new TextEncoder().encode(purpose)).padEnd(32, '0')
  return { kind: 'wrap', vaultId: publicKey.slice(0, 32), recordId, seq: 1 }
}

async function pairOf(purpose: Purpose, seed: Uint8Array) {
  const sodium = await ready()
  return purpose === 'signing' ? sodium.crypto_sign_seed_keypair(seed) : sodium.crypto_box_seed_keypair(seed)
}

/** Makes both keys and writes their files. Throws CommandError where there is one already. Gives the public halves, hex. */
export async function makeKeyFiles(directory: string, passphrase: string): Promise<Record<Purpose, string>> {
  const there = purposes.map((purpose) => fileOf(directory, purpose)).find((path) => existsSync(path))
  if (there !== undefined) throw new CommandError(`${there}: it is there already, and is not overwritten`)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const made = {} as Record<Purpose, string>
  for (const purpose of purposes) made[purpose] = await makeKeyFile(directory, purpose, passphrase)
  return made
}

async function makeKeyFile(directory: string, purpose: Purpose, passphrase: string): Promise<string> {
  const sodium = await ready()
  const [seed, salt] = [randomBytes(32), randomBytes(16)]
  const publicKey = toHex((await pairOf(purpose, seed)).publicKey)
  const { wrappingKey } = await credentialFromPassphrase(sodium, passphrase, salt, stretchHere)
  const content: z.output<typeof keyFile> = {
    schema: 'sillage/custodian-key@1',
    purpose,
    publicKey,
    salt: toBase64(salt),
    sealed: toBase64(seal(sodium, wrappingKey, addressOf(purpose, publicKey), seed)),
  }
  sodium.memzero(seed)
  writeNew(fileOf(directory, purpose), `${JSON.stringify(content, null, 2)}\n`, secretMode)
  return publicKey
}

function readKeyFile(directory: string, purpose: Purpose): z.output<typeof keyFile> {
  const path = fileOf(directory, purpose)
  const parsed = keyFile.safeParse(readJson(path))
  if (!parsed.success || parsed.data.purpose !== purpose)
    throw new CommandError(`${path}: this is no key file`)
  return parsed.data
}

/** The public halves, hex: no passphrase is needed for them. */
export function publicKeysIn(directory: string): Record<Purpose, string> {
  return {
    signing: readKeyFile(directory, 'signing').publicKey,
    release: readKeyFile(directory, 'release').publicKey,
  }
}

/** The key that signs studies and releases. Throws CommandError where the passphrase is not the one. */
export const openSigningKey = (directory: string, passphrase: string): Promise<SigningKeys> =>
  openKeyFile(directory, 'signing', passphrase)

/** The key that contributions are sealed to. Throws CommandError where the passphrase is not the one. */
export const openReleaseKey = (directory: string, passphrase: string): Promise<ReleaseKeys> =>
  openKeyFile(directory, 'release', passphrase)

async function openKeyFile(directory: string, purpose: Purpose, passphrase: string): Promise<SigningKeys> {
  const sodium = await ready()
  const file = readKeyFile(directory, purpose)
  const { wrappingKey } = await credentialFromPassphrase(sodium, passphrase, bytesOf(file.salt), stretchHere)
  try {
    const seed = open(sodium, wrappingKey, addressOf(purpose, file.publicKey), bytesOf(file.sealed))
    const { publicKey, privateKey } = await pairOf(purpose, seed)
    if (toHex(publicKey) !== file.publicKey) throw new Refusal('bad-vault-data', 'Another key is inside.')
    return { publicKey: fromHex(file.publicKey), privateKey }
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause
    throw new CommandError(
      `${fileOf(directory, purpose)}: the passphrase is not the one, or the file is damaged`,
      { cause },
    )
  }
}

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))
