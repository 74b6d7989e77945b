/**
 * The child process that holds an owner's keys for seconds: reads a key bundle from standard input, processes one
 * vault, writes a JSON line per event and exits. Arguments: location of the vaults, vault id, file of the transit network.
 */
import { existsSync, readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { Refusal } from '../shared/api/refusal.ts'
import type { Aids } from '../shared/engine/aids.ts'
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

/** What stands beside the vaults to aid the engine; most servers have no network, and then its code is not loaded. */
async function aidsFrom(transitFile: string): Promise<Aids> {
  if (transitFile === '' || !existsSync(transitFile)) return {}
  const { readNetwork } = await import('../shared/transit/network.ts')
  return { network: readNetwork(readFileSync(transitFile)) }
}

async function work(location: string, vaultId: string, transitFile: string): Promise<void> {
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
    aids: await aidsFrom(transitFile),
    onProgress: ({ step, done, total }) => write({ progress: { step, done, total } }),
  })
  await vaults.close()
  write({ result: { fixes, skipped } })
}

const [, , location, vaultId, transitFile = ''] = process.argv
try {
  if (location === undefined || vaultId === undefined) throw new Error('Two arguments are expected.')
  await work(location, vaultId, transitFile)
} catch (error) {
  if (error instanceof Refusal) write({ refusal: { code: error.code, detail: error.message } })
  else write({ fault: { frames: stackFrames(error) } })
}
