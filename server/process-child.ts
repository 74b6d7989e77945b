/**
 * The child process that holds an owner's keys for seconds: reads a key bundle from standard input, processes one
 * vault, writes a JSON line per event and exits. Arguments: location of the vaults, vault id, files of the
 * transit network and of the mode model, each empty where there is none.
 */
import { existsSync, readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { Refusal } from '../shared/api/refusal.ts'
import type { Aids } from '../shared/engine/aids.ts'
import type { ModeModel } from '../shared/engine/model/mode-model.ts'
import type { Network } from '../shared/engine/network.ts'
import { defaultFactorSet } from '../shared/footprint/registry.ts'
import { decodeBundle } from '../shared/vault/bundle.ts'
import { process as processInbox } from '../shared/vault/process.ts'
import { ready } from '../shared/vault/sodium.ts'
import { stackFrames } from './http/log.ts'
import type { ChildLine } from './services/processing.ts'
import { openVaultStores } from './store/open-store.ts'

const write = (line: ChildLine): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

/** What the operator has installed to aid the engine; what most servers do not have is not loaded. */
async function aidsFrom(transitFile: string, modelFile: string): Promise<Aids> {
  return { network: await networkFrom(transitFile), model: await modelFrom(modelFile) }
}

async function networkFrom(file: string): Promise<Network | undefined> {
  if (!isThere(file)) return undefined
  const { readNetwork } = await import('../shared/transit/network.ts')
  return readNetwork(readFileSync(file))
}

async function modelFrom(file: string): Promise<ModeModel | undefined> {
  if (!isThere(file)) return undefined
  const { openModel } = await import('../shared/engine/model/open-model.ts')
  return openModel(readFileSync(file))
}

const isThere = (file: string): boolean => file !== '' && existsSync(file)

async function work(location: string, vaultId: string, aids: Aids): Promise<void> {
  const input = await buffer(process.stdin)
  /** A plain view: slices of a Buffer would share the memory that is wiped below. */
  const bytes = new Uint8Array(input.buffer, input.byteOffset, input.length)
  const keys = decodeBundle(bytes)
  bytes.fill(0)
  if (keys.vaultId !== vaultId) throw new Refusal('forbidden', 'The key bundle is of another vault.')
  const vaults = openVaultStores(location)
  const { fixes, skipped } = await processInbox({
    sodium: await ready(),
    store: await vaults.open(vaultId),
    keys,
    factors: defaultFactorSet,
    aids,
    onProgress: ({ step, done, total }) => write({ progress: { step, done, total } }),
  })
  await vaults.close()
  write({ result: { fixes, skipped } })
}

const [, , location, vaultId, transitFile = '', modelFile = ''] = process.argv
try {
  if (location === undefined || vaultId === undefined) throw new Error('Two arguments are expected.')
  await work(location, vaultId, await aidsFrom(transitFile, modelFile))
} catch (error) {
  if (error instanceof Refusal) write({ refusal: { code: error.code, detail: error.message } })
  else write({ fault: { frames: stackFrames(error) } })
}
