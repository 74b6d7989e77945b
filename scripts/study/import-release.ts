/** `sillage study import-release`: publishes a release that the custodian made; the month's contributions go. */
import { importRelease } from '../../server/services/publishing.ts'
import { openStudy } from '../../shared/research/study.ts'
import { readDirectory, readText } from '../files.ts'
import { readOptions } from '../options.ts'
import { zipOf } from '../release/zip.ts'
import { withResearch } from './data-directory.ts'

const usage = 'usage: sillage study import-release DIR --study study.jws --data DIR'

export async function studyImportRelease(args: readonly string[]): Promise<void> {
  const options = readOptions(args, { usage, words: 1, needed: ['--study', '--data'] })
  const files = readDirectory(options.words[0]!)
  const study = await openStudy(readText(options.value('--study')))
  const month = await withResearch(options.value('--data'), (store) =>
    importRelease(store, study, files, zipOf(files)),
  )
  process.stdout.write(
    `${study.definition.id}: the release of ${month} is published; the month’s contributions were erased.\n`,
  )
}
