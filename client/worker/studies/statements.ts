/** What the owner says to studies: kept in the vault first, then told the server until that has answered. */
import { Refusal } from '../../../shared/api/refusal.ts'
import type { Consent, ConsentChoice } from '../../../shared/research/consent.ts'
import { signConsent } from '../../../shared/research/consent.ts'
import { openCountersignature } from '../../../shared/research/countersignature.ts'
import type { OwnStudies } from '../../../shared/research/own-studies.ts'
import { nextStatementMs, previousOf } from '../../../shared/research/standing.ts'
import type { Study } from '../../../shared/research/study.ts'
import { StudyFault } from '../../../shared/research/study-fault.ts'
import type { Kept, Seat, StudyContext } from './context.ts'
import { openKept, seatOf } from './context.ts'
import { changeKept, readKept } from './kept.ts'

/** What is said, without when: the study's day is put in when it is signed. */
export type Saying =
  | { readonly event: 'refused' | 'withdrawn' }
  | {
      readonly event: 'given'
      /** The choice for a consent that is given at this instant. */
      choiceAt(atMs: number): Promise<ConsentChoice>
      readonly isAsked: boolean
    }

/**
 * Says it to a study, and tells the server unless it is a refusal. What was said is kept whatever the server answers. Throws
 * Refusal `unavailable`, or StudyFault where the server will not have it.
 */
export async function say(context: StudyContext, study: Study, saying: Saying): Promise<void> {
  if (saying.event === 'given') {
    // A withdrawal that the server does not know yet comes first; a consent that it does not know is replaced by this one.
    await settle(context, study, 'withdrawn')
    await haveToken(context, study)
  }
  await changeKept(context.open, (own) => withSaid(context, own, study, saying))
  if (saying.event !== 'refused') await settle(context, study)
}

async function withSaid(
  context: StudyContext,
  own: OwnStudies,
  study: Study,
  saying: Saying,
): Promise<OwnStudies> {
  const kept = await openKept(own)
  const { keys, said } = seatOf(context, kept, study)
  const nowMs = context.nowMs()
  const atMs = nextStatementMs(said, nowMs)
  const { jws } = await signConsent(study, keys, {
    event: saying.event,
    atMs,
    previous: previousOf(said, kept.answered),
    ...(saying.event === 'given' && { choice: await saying.choiceAt(atMs) }),
  })
  const at = new Date(nowMs).toISOString()
  return {
    ...own,
    studies: [...own.studies, study.jws],
    said: [...own.said, { jws, at }],
    ...(saying.event === 'given' && {
      asking: [...own.asking, { pseudonym: keys.pseudonym, isAsked: saying.isAsked, at }],
    }),
  }
}

/** What the server has still to be told of a study: the last statement, if it was not answered. */
export function pendingOf(
  { said }: Pick<Seat, 'said'>,
  { answered }: Pick<Kept, 'answered'>,
): Consent | undefined {
  const last = said.findLast(({ statement }) => statement.event !== 'refused')
  return last && !answered.has(last.hash) ? last : undefined
}

/**
 * Tells the server what it has still to be told of a study, if that is this event, and keeps its signed answer. Throws as
 * `say` does.
 */
export async function settle(
  context: StudyContext,
  study: Study,
  event?: 'given' | 'withdrawn',
): Promise<void> {
  const kept = await openKept(await readKept(await context.open()))
  const seat = seatOf(context, kept, study)
  const pending = pendingOf(seat, kept)
  if (!pending || (event && pending.statement.event !== event)) return
  const about = kept.studies.find(({ hash }) => hash === pending.statement.studyHash) ?? study
  const jws = await taken(() => send(context, pending, tokenOf(kept, seat)))
  const { state } = await openCountersignature(about, pending.hash, jws)
  if ((state === 'withdrawn') !== (pending.statement.event === 'withdrawn'))
    throw new Refusal('bad-vault-data', 'The server has answered something else than it was told.')
  const at = new Date(context.nowMs()).toISOString()
  await changeKept(context.open, (own) => ({
    ...own,
    answers: [...own.answers, { consent: pending.hash, jws, at }],
  }))
}

const send = (
  { server }: StudyContext,
  { statement, jws }: Consent,
  token: string | undefined,
): Promise<string> =>
  statement.event === 'withdrawn'
    ? server.withdraw(jws)
    : server.register(jws, statement.previous === null ? token : undefined)

const tokenOf = ({ own }: Kept, { keys }: Seat): string | undefined =>
  own.tokens.find(({ pseudonym }) => pseudonym === keys.pseudonym)?.token

/** Joins a study where that was not done, and keeps the token before it is used: a second one is not given. */
async function haveToken(context: StudyContext, study: Study): Promise<void> {
  const kept = await openKept(await readKept(await context.open()))
  const seat = seatOf(context, kept, study)
  if (tokenOf(kept, seat) !== undefined || previousOf(seat.said, kept.answered) !== null) return
  const token = await taken(() => context.server.join(study.definition.id))
  await changeKept(context.open, (own) => ({
    ...own,
    tokens: [...own.tokens, { pseudonym: seat.keys.pseudonym, token }],
  }))
}

/** What a server says no to for good, in words about studies. */
export async function taken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isForGood(error)) throw error
    throw new StudyFault('study-not-taken', error.message, { cause: error })
  }
}

const isForGood = (error: unknown): error is Refusal =>
  error instanceof Refusal && ['bad-request', 'forbidden', 'not-found', 'conflict'].includes(error.code)
