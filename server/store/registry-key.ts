/** The key with which this server countersigns consents: a file of its own in the data directory, made once. */
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { SigningKeys } from '../../shared/research/jws.ts'
import { fromHex, toHex } from '../../shared/vault/bytes.ts'
import { randomBytes, ready } from '../../shared/vault/sodium.ts'

const seedPattern = /^[0-9a-f]{64}$/

/** The registry's Ed25519 keys, made where there are none. Throws when the file is damaged: a new key would lie. */
export async function openRegistryKey(dataDirectory: string): Promise<SigningKeys> {
  const path = join(dataDirectory, 'registry.key')
  const seed = readSeed(path) ?? makeSeed(dataDirectory, path)
  const { publicKey, privateKey } = (await ready()).crypto_sign_seed_keypair(fromHex(seed))
  return { publicKey, privateKey }
}

function readSeed(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'latin1').trim()
    if (!seedPattern.test(text)) throw new Error('The registry key in the data directory is damaged.')
    return text
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Whole or not at all, and the first of two processes that make one wins. */
function makeSeed(directory: string, path: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const draft = `${path}.${toHex(randomBytes(8))}`
  const file = openSync(draft, 'wx', 0o600)
  try {
    writeSync(file, `${toHex(randomBytes(32))}\n`)
    fsyncSync(file)
    linkSync(draft, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    closeSync(file)
    rmSync(draft)
  }
  const seed = readSeed(path)
  if (seed === undefined) throw new Error('The registry key that was just made is not there.')
  return seed
}
