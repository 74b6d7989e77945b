/**
 * The child process that holds an owner's keys for seconds: reads a key bundle from standard input, processes one
 * vault, writes a JSON line per event and exits. Arguments: location of the vaults, vault id.
 */
import { buffer } from 'node:stream/consumers'
import { Refusal } from '../shared/api/refusal.ts'
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

async function work(location: string, vaultId: string): Promise<void> {
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
    onProgress: ({ step, done, total }) => write({ progress: { step, done, total } }),
  })
  await vaults.close()
  write({ result: { fixes, skipped } })
}

const [, , location, vaultId] = process.argv
try {
  if (location === undefined || vaultId === undefined) throw new Error('Two arguments are expected.')
  await work(location, vaultId)
} catch (error) {
  if (error instanceof Refusal) write({ refusal: { code: error.code, detail: error.message } })
  else write({ fault: { frames: stackFrames(error) } })
}
