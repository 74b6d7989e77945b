/**
 * What an operator hands to the custodian: the sealed contributions of one month, with the consents that they were given
 * under, as one file. Whoever lacks the release key reads no number in it.
 */
import { z } from 'zod'
import type { ResearchStore } from '../../server/store/research-store.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import { isClosed } from '../../shared/research/own-month.ts'
import { keptUntilMs } from '../../shared/research/standing.ts'
import type { Study } from '../../shared/research/study.ts'
import { toBase64 } from '../../shared/vault/bytes.ts'

const bundle = z.strictObject({
  schema: z.literal('sillage/bundle@1'),
  /** The signed definition. */
  study: z.string(),
  month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/),
  /** UTC day. */
  exportedDay: z.iso.date(),
  people: z.array(
    z.strictObject({
      pseudonym: z.string(),
      /** What the person said to this version since they last withdrew, if they did; oldest first. */
      consents: z.array(z.strictObject({ jws: z.string(), countersignature: z.string() })),
      /** The sealed contribution, base64. */
      sealed: z.base64(),
    }),
  ),
})
export type Bundle = z.output<typeof bundle>

/** After so many days those who withdrew meanwhile could still be in it: it is to be exported again. */
const freshDays = 7
const dayMs = 86_400_000

/**
 * The bundle of a month out of a server's store, noted as handed over before it is read: who withdraws from then on is told
 * so, and nobody whose contribution is in it is told that it was not.
 */
export async function bundleOf(
  store: ResearchStore,
  study: Study,
  { month, day }: { month: string; day: string },
): Promise<Bundle> {
  await store.noteHandover({ studyHash: study.hash, month })
  const found = await store.contributions({ studyHash: study.hash, month })
  const people = found.map(({ contribution: { pseudonym, sealed }, consents }) => {
    const since = consents.slice(consents.findLastIndex(({ event }) => event === 'withdrawn') + 1)
    const about = since.filter(({ studyHash }) => studyHash === study.hash)
    return {
      pseudonym,
      consents: about.map(({ jws, countersignature }) => ({ jws, countersignature })),
      sealed: toBase64(sealed),
    }
  })
  return { schema: 'sillage/bundle@1', study: study.jws, month, exportedDay: day, people }
}

/** Reads a bundle. Throws Refusal `bad-request` on what is none, or is too old. */
export function checkBundle(value: unknown, nowMs: number): Bundle {
  const parsed = bundle.safeParse(value)
  if (!parsed.success) throw new Refusal('bad-request', 'This file is no bundle of contributions.')
  if (nowMs >= Date.parse(parsed.data.exportedDay) + (freshDays + 1) * dayMs)
    throw new Refusal(
      'conflict',
      `The bundle is of ${parsed.data.exportedDay}: have it exported again, so that nobody who withdrew since is in it.`,
    )
  if (nowMs < Date.parse(parsed.data.exportedDay) - dayMs)
    throw new Refusal(
      'conflict',
      `The bundle is of ${parsed.data.exportedDay}, which is still to come: a clock is wrong, so that nobody can tell who withdrew since.`,
    )
  return parsed.data
}

/** Throws Refusal where a month is none of the study, is not closed yet, or its contributions should be destroyed by now. */
export function assertReleasable(study: Study, month: string, nowMs: number): void {
  const { first, last } = study.definition.months
  if (month < first || month > last)
    throw new Refusal('bad-request', `${month} is not a month of this study.`)
  if (!isClosed(month, nowMs)) throw new Refusal('conflict', `${month} is not closed yet.`)
  if (nowMs >= keptUntilMs(study, month))
    throw new Refusal(
      'conflict',
      `It is too late for ${month}: people were promised that what they gave is destroyed by now. Delete the bundle.`,
    )
}
