/**
 * Research as the server sees it: who may join, statements of consent under pseudonyms, contributions that it cannot open.
 * Nothing here is noted in the access journal or the log: a time beside an account would tell who is behind a pseudonym.
 */
import type { BodyOf, ReplyOf } from '../../shared/api/contract.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import type { Consent } from '../../shared/research/consent.ts'
import { consentState, covers, openConsent } from '../../shared/research/consent.ts'
import { sealedLength } from '../../shared/research/contribution.ts'
import type { Countersignature } from '../../shared/research/countersignature.ts'
import { countersign } from '../../shared/research/countersignature.ts'
import { checkDelivery } from '../../shared/research/delivery.ts'
import type { SigningKeys } from '../../shared/research/jws.ts'
import { payloadOf } from '../../shared/research/jws.ts'
import { isClosed } from '../../shared/research/own-month.ts'
import type { Study } from '../../shared/research/study.ts'
import { openStudy } from '../../shared/research/study.ts'
import { fromUtf8 } from '../../shared/vault/bytes.ts'
import type {
  ConsentEntry,
  PublishedStudy,
  RegisteredConsent,
  ResearchStore,
} from '../store/research-store.ts'
import type { Clock } from './clock.ts'
import { dayOf } from './clock.ts'
import { createRetention, isOverdue } from './retention.ts'
import { randomToken, tokenHash } from './secrets.ts'

/** A statement may be dated this far ahead: clocks differ, and a day is as exact as it needs to be. */
const mostAheadMs = 24 * 3_600_000
/** A token whose answer was lost is given again for this long, from memory alone. */
const tokenMemoryMs = 3_600_000
/** Statements of one person to one study that are kept: yearly consents, with some changes of mind, for a lifetime. */
const mostStatements = 100
/** Tries of a withdrawal while contributions of the same person arrive. */
const mostTries = 5

export interface Research {
  studies(): Promise<ReplyOf<'studies'>>
  releases(): Promise<ReplyOf<'releases'>>
  /** A token for the vault. Throws Refusal `not-found`, or `conflict` where the study is closed or was joined before. */
  join(vaultId: string, study: string): Promise<string>
  /** The countersignature of a consent. Throws a Refusal where it does not hold, or nobody may consent any more. */
  register(input: BodyOf<'registerConsent'>): Promise<string>
  /** The acknowledgement of a withdrawal, after which nothing of the person waits here for a release. */
  withdraw(jws: string): Promise<string>
  /** Keeps a sealed contribution. Throws a Refusal where no consent covers it or its month cannot be given. */
  contribute(input: BodyOf<'contribute'>): Promise<void>
  close(): Promise<void>
}

interface Known {
  readonly study: Study
  readonly published: PublishedStudy
  /** Whether it is the last version of its study. */
  readonly isLast: boolean
}

export function createResearch(
  store: ResearchStore,
  registry: SigningKeys,
  clock: Clock,
  onFault: (error: unknown) => void,
): Research {
  const retention = createRetention(store, clock, onFault)
  const tokens = new Map<string, { readonly token: string; readonly untilMs: number }>()

  async function known(hash: unknown): Promise<Known> {
    const all = await store.studies()
    const published = all.find((each) => each.hash === hash)
    if (published === undefined) throw new Refusal('not-found', 'There is no such study here.')
    const isLast = !all.some(({ id, version }) => id === published.id && version > published.version)
    return { study: await openStudy(published.jws), published, isLast }
  }

  /** A statement, checked, with all that the same person said before. */
  async function readStatement(jws: string) {
    const about = await known(studyHashIn(jws))
    const said = await openConsent(about.study, jws)
    const person = { study: said.statement.study, pseudonym: said.statement.pseudonym }
    const before = await store.consents(person)
    const again = before.find(({ hash }) => hash === said.hash)
    return { ...about, said, person, before, again }
  }

  const answerTo = (
    said: Consent,
    state: Countersignature['state'],
    counts?: Pick<Countersignature, 'erased' | 'handedOver'>,
  ): Promise<string> =>
    countersign(registry, { consentHash: said.hash, receivedAt: dayOf(clock()), state, ...counts })

  return {
    async studies() {
      const all = await store.studies()
      return {
        studies: all.map(({ jws, state, publishedDay, reviewer }) => ({
          jws,
          state,
          publishedDay,
          reviewer,
        })),
      }
    },

    async releases() {
      return { releases: (await store.releases()).map((each) => ({ ...each, files: [...each.files] })) }
    },

    async join(vaultId, id) {
      const versions = (await store.studies()).filter((each) => each.id === id)
      if (versions.length === 0) throw new Refusal('not-found', 'There is no such study here.')
      if (versions.every(({ state }) => state === 'closed')) throw closed()
      const nowMs = clock()
      for (const [key, { untilMs }] of tokens) if (untilMs <= nowMs) tokens.delete(key)
      const key = `${vaultId}/${id}`
      const token = randomToken()
      if (await store.join(id, vaultId, tokenHash(token)))
        tokens.set(key, { token, untilMs: nowMs + tokenMemoryMs })
      const given = tokens.get(key)
      if (given === undefined) throw new Refusal('conflict', 'A token for this study was given before.')
      return given.token
    },

    async register({ jws, token }) {
      const { study, published, isLast, said, before, again } = await readStatement(jws)
      if (said.statement.event !== 'given') throw new Refusal('bad-request', 'A consent is expected here.')
      if (again !== undefined) return again.countersignature
      assertTimely(said, clock())
      if (published.state === 'closed') throw closed()
      if (!isLast) throw new Refusal('conflict', 'There is a newer version of this study.')
      assertNext(said, before)
      if (before.length >= mostStatements)
        throw new Refusal('conflict', 'This person has said too much to this study.')
      const countersignature = await answerTo(said, 'active')
      await store.addConsent({
        ...entryOf(study, said, before, countersignature),
        tokenHash: token === undefined ? undefined : tokenHash(token),
      })
      return countersignature
    },

    async withdraw(jws) {
      for (let tries = 1; ; tries++) {
        const { study, said, person, before, again } = await readStatement(jws)
        if (said.statement.event !== 'withdrawn')
          throw new Refusal('bad-request', 'A withdrawal is expected here.')
        if (again !== undefined) return again.countersignature
        const erased = await store.erasable(person)
        const counts = { erased: erased.contributions, handedOver: erased.handedOver }
        const acknowledgement = await answerTo(said, 'withdrawn', counts)
        // Who never consented here is told so much, and leaves no row: nobody's disk is filled by strangers.
        if (before.length === 0) return acknowledgement
        assertSameKey(said, before)
        // Nothing is left to withdraw, and no consent can follow.
        if (before.length >= mostStatements && before.at(-1)!.event === 'withdrawn') return acknowledgement
        try {
          await store.withdraw(entryOf(study, said, before, acknowledgement), erased)
          return acknowledgement
        } catch (error) {
          if (!(error instanceof Refusal && error.code === 'conflict') || tries >= mostTries) throw error
        }
      }
    },

    async contribute({ studyHash, pseudonym, month, sealed, proof }) {
      const { study, published } = await known(studyHash)
      assertGivable(study, published, month, clock())
      if (sealed.length !== sealedLength(study.definition))
        throw new Refusal('bad-request', 'Contributions to this study have another length.')
      const last = (await store.consents({ study: published.id, pseudonym })).at(-1)
      if (last === undefined || last.studyHash !== studyHash) throw noConsent()
      const { statement, hash } = await openConsent(study, last.jws)
      await checkDelivery(proof, statement.publicKey, studyHash, { month, sealed })
      if (consentState([statement], clock()) !== 'active' || !covers(statement, month)) throw noConsent()
      await store.putContribution({ study: published.id, pseudonym, studyHash, month, sealed }, hash)
    },

    close: () => retention.close(),
  }
}

/** Which study an unchecked statement names; anything at all where it names none. */
function studyHashIn(jws: string): unknown {
  try {
    const payload: unknown = JSON.parse(fromUtf8(payloadOf(jws)))
    return typeof payload === 'object' && payload !== null && 'studyHash' in payload && payload.studyHash
  } catch (cause) {
    throw new Refusal('bad-request', 'This is no statement of consent.', { cause })
  }
}

function assertTimely({ statement: { at, choice } }: Consent, nowMs: number): void {
  if (Date.parse(at) > nowMs + mostAheadMs) throw new Refusal('bad-request', 'The consent is of a later day.')
  if (choice === undefined || Date.parse(choice.until) <= nowMs)
    throw new Refusal('bad-request', 'The consent has expired.')
}

/** A consent names the statement before, so that an old one that was never sent cannot come after a withdrawal. */
function assertNext(said: Consent, before: readonly RegisteredConsent[]): void {
  const head = before.at(-1)
  if (head === undefined) return
  assertSameKey(said, before)
  if (said.statement.previous !== head.hash)
    throw new Refusal('conflict', 'The consent does not follow what this person said last.')
}

function assertSameKey({ statement }: Consent, before: readonly RegisteredConsent[]): void {
  const first: unknown = JSON.parse(fromUtf8(payloadOf(before[0]!.jws)))
  const publicKey = typeof first === 'object' && first !== null && 'publicKey' in first && first.publicKey
  if (publicKey !== statement.publicKey)
    throw new Refusal('forbidden', 'This pseudonym belongs to another key.')
}

function entryOf(
  study: Study,
  { statement, hash, jws }: Consent,
  before: readonly RegisteredConsent[],
  countersignature: string,
): ConsentEntry {
  const { event, pseudonym } = statement
  if (event === 'refused') throw new Error('A refusal is never registered.')
  return {
    consent: {
      study: study.definition.id,
      pseudonym,
      studyHash: study.hash,
      hash,
      event,
      jws,
      countersignature,
    },
    after: before.at(-1)?.hash ?? null,
  }
}

function assertGivable(study: Study, { state }: PublishedStudy, month: string, nowMs: number): void {
  const { first, last } = study.definition.months
  if (state === 'closed') throw closed()
  if (month < first || month > last) throw new Refusal('bad-request', 'The month is not one of this study.')
  if (!isClosed(month, nowMs)) throw new Refusal('conflict', 'The month is not closed yet.')
  if (isOverdue(study.definition, month, nowMs))
    throw new Refusal('conflict', 'It is too late for this month.')
}

const closed = (): Refusal => new Refusal('conflict', 'This study is closed.')
const noConsent = (): Refusal => new Refusal('forbidden', 'There is no consent that covers this.')
