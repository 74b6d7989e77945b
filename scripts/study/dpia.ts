/** `sillage study dpia`: the impact assessment of a study, filled in as far as the software knows it. */
import type { Assessed } from '../../shared/research/dpia.ts'
import { dpiaText } from '../../shared/research/dpia.ts'
import { openStudy } from '../../shared/research/study.ts'
import { CommandError } from '../command-error.ts'
import { readJson, readText } from '../files.ts'
import { readOptions } from '../options.ts'

const usage = 'usage: sillage study dpia draft.json|study.jws [--lang en|fr]'

export async function studyDpia(args: readonly string[]): Promise<void> {
  const options = readOptions(args, { usage, words: 1, optional: ['--lang'] })
  const language = options.maybe('--lang') ?? 'fr'
  if (language !== 'en' && language !== 'fr') throw new CommandError('--lang is en or fr')
  process.stdout.write(dpiaText(await assessed(options.words[0]!), language))
}

async function assessed(path: string): Promise<Assessed> {
  if (!path.endsWith('.json')) return (await openStudy(readText(path))).definition
  const draft = readJson(path)
  if (typeof draft === 'object' && draft !== null && 'tables' in draft && 'zones' in draft)
    return draft as Assessed
  throw new CommandError(`${path}: this is no draft of a study`)
}
