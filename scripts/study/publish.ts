/** `sillage study publish`: an operator puts a study that they reviewed into the catalogue. */
import { publishStudy } from '../../server/services/publishing.ts'
import { openRegistryKey } from '../../server/store/registry-key.ts'
import { readNamed, readText } from '../files.ts'
import { readOptions } from '../options.ts'
import { withResearch } from './data-directory.ts'

const usage = 'usage: sillage study publish study.jws --zones zones.geojson --reviewer NAME --data DIR'

export async function studyPublish(args: readonly string[]): Promise<void> {
  const needed = ['--zones', '--reviewer', '--data']
  const options = readOptions(args, { usage, words: 1, needed })
  const jws = readText(options.words[0]!)
  const zones = readNamed(options.value('--zones'))
  const directory = options.value('--data')
  const { definition } = await withResearch(directory, async (store) =>
    publishStudy(store, await openRegistryKey(directory), {
      ...{ jws, zones, reviewer: options.value('--reviewer') },
      day: new Date().toISOString().slice(0, 10),
    }),
  )
  const { id, version, title } = definition
  process.stdout.write(`${id}, version ${version}, is published: ${title.en}\n`)
}
