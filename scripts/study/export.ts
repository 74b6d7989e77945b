/** `sillage study export`: the sealed contributions of a month as one file for the custodian. */
import { existsSync } from 'node:fs'
import { eraseOverdue } from '../../server/services/retention.ts'
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
  if (existsSync(out)) throw new CommandError(`${out}: it is there already, and is not overwritten`)
  const bundle = await withResearch(options.value('--data'), (store) =>
    exported(store, { id, month, nowMs: Date.now() }),
  )
  writeNew(out, JSON.stringify(bundle), bundleMode)
  process.stdout.write(`${out}: ${bundle.people.length} sealed contributions of ${month}.
Hand it to the custodian within a week, and delete it here. They stay in the data directory until the release is imported
or their time is over; who withdraws from now on is told that the custodian had theirs already.
`)
}

/**
 * The sealed contributions of a month. What is overdue is destroyed first, as the server does while it runs. Throws Refusal
 * and CommandError where there is nothing to hand over.
 */
export async function exported(
  store: ResearchStore,
  { id, month, nowMs }: { id: string; month: string; nowMs: number },
): Promise<Bundle> {
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(month)) throw new CommandError('--month is as 2026-05')
  if (!isClosed(month, nowMs)) throw new Refusal('conflict', `${month} is not closed yet.`)
  const versions = (await store.studies()).filter((each) => each.id === id)
  if (versions.length === 0) throw new CommandError(`no study is called ${id}; see sillage study list`)
  await eraseOverdue(store, nowMs)
  const waiting = (await store.waiting()).filter((each) => each.study === id && each.month === month)
  const version = versions.find(({ hash }) => waiting.some(({ studyHash }) => studyHash === hash))
  if (version === undefined) throw new CommandError(`no contribution of ${month} waits; nothing was written`)
  const day = new Date(nowMs).toISOString().slice(0, 10)
  return await bundleOf(store, await openStudy(version.jws), { month, day })
}
