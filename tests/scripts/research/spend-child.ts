/**
 * Spends a month in a process of its own. Arguments: ledger, month, and `whole`, or at which moment it says its noise and
 * hangs: `drawn`, or `packed`, when all but the commit is done.
 */
import { writeSync } from 'node:fs'
import { openLedger } from '../../../scripts/release/ledger.ts'
import { toHex } from '../../../shared/vault/bytes.ts'
import { randomBytes } from '../../../shared/vault/sodium.ts'
import { testDefinition } from '../../support/study.ts'
import { drawnOf, spendingOf } from './months.ts'

const [, , path = '', month = '', how = ''] = process.argv
const definition = await testDefinition()
const noise = toHex(randomBytes(16))

/** Says the noise, and holds the transaction open until the process is killed. */
function hang(): void {
  writeSync(1, `noise ${noise}`)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

/** The ledger reads the files twice: for their hash, then to write them. When all are written, all but the commit is done. */
class HangingFiles extends Map<string, Uint8Array> {
  #readings = 0
  override *[Symbol.iterator](): MapIterator<[string, Uint8Array]> {
    yield* super.entries()
    if (++this.#readings === 2) hang()
  }
}

const drawn = drawnOf(definition, noise)
const entry = await openLedger(path).spend(spendingOf(definition, month), async () => {
  if (how === 'drawn') hang()
  if (how !== 'packed') return drawn
  return { ...drawn, pack: async (line) => new HangingFiles(await drawn.pack(line)) }
})
writeSync(1, `${entry.hash} ${entry.seal}`)
