/** `sillage study keys`: makes a custodian's keys. */
import { makeKeyFiles } from '../key-files.ts'
import { readOptions } from '../options.ts'
import { askNewPassphrase } from '../passphrase.ts'

const usage = 'usage: sillage study keys --out DIR [--passphrase-file FILE]'

export async function studyKeys(args: readonly string[]): Promise<void> {
  const options = readOptions(args, { usage, needed: ['--out'], optional: ['--passphrase-file'] })
  const directory = options.value('--out')
  const made = await makeKeyFiles(directory, await askNewPassphrase(options.maybe('--passphrase-file')))
  process.stdout.write(`${directory}: two key files were made.
  signing.key  signs the study and its releases; public half ${made.signing}
  release.key  opens contributions;              public half ${made.release}
Keep them off the server, with a copy on another medium, and the passphrase apart from both.
Whoever loses them can make no more releases; whoever finds them can, with the passphrase, open contributions.
`)
}
