/** `sillage study registry-key`: the public half of the key with which a server countersigns consents. */
import { openRegistryKey } from '../../server/store/registry-key.ts'
import { toHex } from '../../shared/vault/bytes.ts'
import { readOptions } from '../options.ts'
import { assertDataDirectory } from './data-directory.ts'

const usage = 'usage: sillage study registry-key --data DIR'

export async function studyRegistryKey(args: readonly string[]): Promise<void> {
  const directory = readOptions(args, { usage, needed: ['--data'] }).value('--data')
  assertDataDirectory(directory)
  process.stdout.write(`${toHex((await openRegistryKey(directory)).publicKey)}\n`)
}
