/** `sillage study close`: nobody is asked any more, and nothing more is taken. */
import { CommandError } from '../command-error.ts'
import { readOptions } from '../options.ts'
import { withResearch } from './data-directory.ts'

const usage = 'usage: sillage study close ID --data DIR'

export async function studyClose(args: readonly string[]): Promise<void> {
  const options = readOptions(args, { usage, words: 1, needed: ['--data'] })
  const id = options.words[0]!
  const isKnown = await withResearch(options.value('--data'), (store) => store.closeStudy(id))
  if (!isKnown) throw new CommandError(`no study is called ${id}; see sillage study list`)
  process.stdout.write(
    `${id} is closed: nobody may join or contribute any more. What waits can still be exported; withdrawing stays possible.\n`,
  )
}
