/** `sillage study sign`: a draft becomes a definition that never changes any more. */
import { sha256 } from '../../shared/research/digest.ts'
import { checkDefinition, signStudy } from '../../shared/research/study.ts'
import { readZones } from '../../shared/research/zones.ts'
import { CommandError } from '../command-error.ts'
import { readJson, readNamed, writeNew } from '../files.ts'
import { openSigningKey, publicKeysIn } from '../key-files.ts'
import { readOptions } from '../options.ts'
import { askPassphrase } from '../passphrase.ts'
import { assertFilledIn } from './draft.ts'

const usage =
  'usage: sillage study sign draft.json --zones zones.geojson --keys DIR --registry-key HEX --out study.jws [--passphrase-file FILE]'

export async function studySign(args: readonly string[]): Promise<void> {
  const options = readOptions(args, {
    usage,
    words: 1,
    needed: ['--zones', '--keys', '--registry-key', '--out'],
    optional: ['--passphrase-file'],
  })
  const [path, keys] = [options.words[0]!, options.value('--keys')]
  const registry = options.value('--registry-key').toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(registry))
    throw new CommandError('--registry-key is 64 hex digits: ask the operator for sillage study registry-key')
  const definition = checkDefinition(
    await completed(readJson(path), readNamed(options.value('--zones')), { ...publicKeysIn(keys), registry }),
  )
  const passphrase = await askPassphrase(options.maybe('--passphrase-file'))
  const jws = await signStudy(definition, await openSigningKey(keys, passphrase))
  writeNew(options.value('--out'), `${jws}\n`)
  const { id, version } = definition
  process.stdout.write(`${options.value('--out')}: ${id}, version ${version}, signed.
It cannot be changed any more: another text is another version, and asks everyone again.
Give it to the operator with the zones; it can be read with sillage study review.
`)
}

/** The draft with what is computed from the zones' file, and the keys. */
async function completed(draft: unknown, zonesFile: Uint8Array, keys: object): Promise<unknown> {
  if (typeof draft !== 'object' || draft === null) throw new CommandError('the draft is no study')
  assertFilledIn(draft)
  const count = readZones(zonesFile).ids.length
  const named = 'zones' in draft && typeof draft.zones === 'object' ? draft.zones : {}
  return { ...draft, zones: { ...named, count, sha256: await sha256(zonesFile) }, keys }
}
