/** `sillage study export`: the sealed contributions of a month as one file for the custodian. */
import type { ResearchStore } from '../../server/store/research-store.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import { isClosed } from '../../shared/research/own-month.ts'
import { openStudy } from '../../shared/research/study.ts'
import { CommandError } from '../command-error.ts'
import { writeNew } from '../files.ts'
import { readOptions } from '../options.ts'
import type { Bundle } from '../release/bundle.ts'
import { bundleOf } from '../release/bundle.ts'
import { withResearch } from './data-directory.ts'

const usage = 'usage: sillage study export ID --month YYYY-MM --data DIR --out FILE'
/** Nobody else on the machine reads it, sealed as it is. */
const bundleMode = 0o600

export async function studyExport(args: readonly string[]): Promise<void> {
  const options = readOptions(args, { usage, words: 1, needed: ['--month', '--data', '--out'] })
  const [id, month, out] = [options.words[0]!, options.value('--month'), options.value('--out')]
  const bundle = await withResearch(options.value('--data'), async (store) => {
    const { made, studyHash } = await exported(store, id, month)
    writeNew(out, JSON.stringify(made), bundleMode)
    await store.noteHandover({ studyHash, month })
    return made
  })
  process.stdout.write(`${out}: ${bundle.people.length} sealed contributions of ${month}.
Hand it to the custodian within a week, and delete it here. They stay in the data directory until the release is imported
or their time is over; who withdraws from now on is told that the custodian had theirs already.
`)
}

async function exported(
  store: ResearchStore,
  id: string,
  month: string,
): Promise<{ made: Bundle; studyHash: string }> {
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(month)) throw new CommandError('--month is as 2026-05')
  if (!isClosed(month, Date.now())) throw new Refusal('conflict', `${month} is not closed yet.`)
  const versions = (await store.studies()).filter((each) => each.id === id)
  if (versions.length === 0) throw new CommandError(`no study is called ${id}; see sillage study list`)
  const waiting = (await store.waiting()).filter((each) => each.study === id && each.month === month)
  const version = versions.find(({ hash }) => waiting.some(({ studyHash }) => studyHash === hash))
  if (version === undefined) throw new CommandError(`no contribution of ${month} waits; nothing was written`)
  const study = await openStudy(version.jws)
  const day = new Date().toISOString().slice(0, 10)
  return { made: await bundleOf(store, study, { month, day }), studyHash: study.hash }
}
