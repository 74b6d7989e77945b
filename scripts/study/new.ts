/** `sillage study new`: a complete draft to edit. */
import { CommandError } from '../command-error.ts'
import { writeNew } from '../files.ts'
import { readOptions } from '../options.ts'
import { newDraft, nextMonth } from './draft.ts'

const usage = 'usage: sillage study new --out draft.json [--small | --large]'

export function studyNew(args: readonly string[]): void {
  const options = readOptions(args, { usage, needed: ['--out'], flags: ['--small', '--large'] })
  if (options.has('--small') && options.has('--large'))
    throw new CommandError('a study is small or large; say one of them')
  const size = options.has('--large') ? 'large' : 'small'
  const path = options.value('--out')
  writeNew(path, `${JSON.stringify(newDraft(size, nextMonth(Date.now())), null, 2)}\n`)
  process.stdout.write(`${path}: a draft for a ${size} study (${
    size === 'small' ? 'some hundreds of volunteers' : '3,000 volunteers or more'
  }).
Fill in what stands between ‹ and ›, in both languages, and choose an id; ε is in thousandths.
Then: sillage study sign ${path} --zones zones.geojson --keys DIR --registry-key HEX --out study.jws
`)
}
