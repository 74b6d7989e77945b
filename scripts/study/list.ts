/** `sillage study list`: what is published, what waits for a release, what is released. */
import type { ResearchStore } from '../../server/store/research-store.ts'
import { openStudy } from '../../shared/research/study.ts'
import { readOptions } from '../options.ts'
import { withResearch } from './data-directory.ts'

const usage = 'usage: sillage study list --data DIR'

export async function studyList(args: readonly string[]): Promise<void> {
  const options = readOptions(args, { usage, needed: ['--data'] })
  process.stdout.write(await withResearch(options.value('--data'), listText))
}

async function listText(store: ResearchStore): Promise<string> {
  const [studies, waiting, releases] = [await store.studies(), await store.waiting(), await store.releases()]
  if (studies.length === 0) return 'No study is published.\n'
  const texts = studies.map(async ({ jws, hash, state, publishedDay, reviewer }) => {
    const { id, version, title, months } = (await openStudy(jws)).definition
    const released = releases.filter(({ studyHash }) => studyHash === hash).map(({ month }) => month)
    const open = waiting
      .filter(({ studyHash }) => studyHash === hash)
      .map(({ month, contributions, isHandedOver }) => {
        const handed = isHandedOver ? ', exported' : ''
        return `  ${month}: ${contributions} contributions wait${handed}\n`
      })
    return `${id}, version ${version}: ${state}; ${title.en}
  ${months.first} to ${months.last}; published ${publishedDay}, reviewed by ${reviewer}
  released: ${released.sort().join(', ') || 'none'}
${open.join('')}`
  })
  return (await Promise.all(texts)).join('')
}
