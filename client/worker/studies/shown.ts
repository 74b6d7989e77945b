/** Studies as the page shows them: what they ask, where the owner stands, what was given and what is due. */
import { openCountersignature } from '../../../shared/research/countersignature.ts'
import { decodeVectors } from '../../../shared/research/decode.ts'
import type { NoticeLanguage } from '../../../shared/research/notice.ts'
import { noticeOf } from '../../../shared/research/notice.ts'
import { contributionKey } from '../../../shared/research/own-studies.ts'
import {
  capMilli,
  dueMonths,
  isToWithdraw,
  spentInYear,
  spentOnStudy,
} from '../../../shared/research/standing.ts'
import type { Study } from '../../../shared/research/study.ts'
import type {
  Acknowledged,
  ShownContribution,
  ShownStudy,
  StudiesView,
  StudyEvent,
} from '../../studies-protocol.ts'
import type { Catalogue } from './catalogue.ts'
import type { Kept, Seat, StudyContext } from './context.ts'
import { seatOf } from './context.ts'
import { pendingOf } from './statements.ts'

/** What is shown: what the vault keeps, beside what the server publishes. */
export interface Shown {
  readonly kept: Kept
  /** Undefined while the server is away. */
  readonly catalogue: Catalogue | undefined
  readonly language: NoticeLanguage
  /** Names of zones in their order, by study hash, where known. */
  readonly zoneNames: ReadonlyMap<string, readonly string[]>
}

/** Everything that the page shows of studies: those that may be agreed to, and those that were answered. */
export async function studiesView(context: StudyContext, shown: Shown): Promise<StudiesView> {
  const { kept, catalogue } = shown
  const year = String(new Date(context.nowMs()).getUTCFullYear())
  const listed = (catalogue?.listed ?? []).map(({ study }) => study)
  const answered = kept.studies.filter(({ hash }) => !listed.some((study) => study.hash === hash))
  const studies = await Promise.all(
    [...listed, ...answered].map((study) => shownStudy(context, shown, study)),
  )
  return {
    studies: studies.filter(
      ({ isOld, published, saidAt }) => (published !== null && !isOld) || saidAt !== null,
    ),
    unsigned: catalogue?.unsigned ?? 0,
    broken: kept.broken,
    isOffline: catalogue === undefined,
    isDemo: context.server.isDemo,
    year,
    spentMilli: spentInYear(kept.own, year),
    capMilli: capMilli(kept.own),
  }
}

async function shownStudy(context: StudyContext, shown: Shown, study: Study): Promise<ShownStudy> {
  const { kept, catalogue, language, zoneNames } = shown
  const listed = catalogue?.listed.find((each) => each.study.hash === study.hash)
  const seat = seatOf(context, kept, study)
  const { standing, keys } = seat
  const isOpen = listed?.published.state === 'open'
  const isAnswered = pendingOf(seat, kept) === undefined
  const names = zoneNames.get(study.hash) ?? placeNames(study)
  return {
    hash: study.hash,
    definition: study.definition,
    notice: noticeOf(study.definition, language),
    isOpen: isOpen && !listed.isOld,
    isOld: listed?.isOld ?? false,
    published: listed ? { day: listed.published.publishedDay, reviewer: listed.published.reviewer } : null,
    state: standing.state,
    choice: standing.last?.statement.choice ?? null,
    saidAt: saidAtOf(kept, seat),
    isAnswered,
    isToWithdraw: isToWithdraw(seat.said, study),
    acknowledged: await acknowledgement(kept, seat),
    isAsked: kept.own.asking.find(({ pseudonym }) => pseudonym === keys.pseudonym)?.isAsked ?? true,
    spentMilli: spentOnStudy(kept.own, study.hash),
    due: isOpen && isAnswered ? dueMonths(kept.own, { study, standing, nowMs: context.nowMs() }) : [],
    given: givenOf(kept, study, names),
  }
}

function saidAtOf({ own }: Kept, { standing, said, study }: Seat): string | null {
  const about = standing.last ?? said.findLast(({ statement }) => statement.studyHash === study.hash)
  return own.said.find(({ jws }) => jws === about?.jws)?.at ?? null
}

async function acknowledgement(kept: Kept, { standing }: Seat): Promise<Acknowledged | null> {
  const { last } = standing
  const about = kept.studies.find(({ hash }) => hash === last?.statement.studyHash)
  const answer = kept.own.answers.find(({ consent }) => consent === last?.hash)
  if (last?.statement.event !== 'withdrawn' || !about || !answer) return null
  const { receivedAt, erased = 0, handedOver = 0 } = await openCountersignature(about, last.hash, answer.jws)
  return { day: receivedAt, erased, handedOver }
}

function givenOf({ own }: Kept, study: Study, names: readonly string[]): ShownContribution[] {
  const outcomes = new Map(own.outcomes.map((each) => [contributionKey(each), each]))
  return own.planned
    .filter(({ studyHash }) => studyHash === study.hash)
    .map((plan) => {
      const outcome = outcomes.get(contributionKey(plan))
      return {
        month: plan.month,
        costMilli: plan.costMilli,
        outcome: outcome?.kind ?? ('waiting' as const),
        at: plan.at,
        hash: outcome?.kind === 'sent' ? outcome.hash : null,
        tables: decodeVectors(study.definition, names, plan.vectors),
      }
    })
    .sort((a, b) => (a.month < b.month ? 1 : -1))
}

/** Places in the zones' order, where their names are not known. */
const placeNames = ({ definition }: Study): string[] =>
  Array.from({ length: definition.zones.count }, (_, n) => `#${n + 1}`)

/** What was said and given, latest first. */
export function eventsOf(kept: Kept): StudyEvent[] {
  const titles = new Map(kept.studies.map(({ hash, definition }) => [hash, definition.title]))
  const said = kept.consents.flatMap(({ statement, jws }) => {
    const at = kept.own.said.find((each) => each.jws === jws)?.at
    const title = titles.get(statement.studyHash)
    return at && title ? [{ at, event: `consent-${statement.event}` as const, title, month: null }] : []
  })
  const sent = kept.own.outcomes.flatMap(({ kind, at, studyHash, month }) => {
    const title = titles.get(studyHash)
    return kind === 'sent' && title ? [{ at, event: 'contribution-sent' as const, title, month }] : []
  })
  return [...said, ...sent].sort((a, b) => (a.at < b.at ? 1 : -1))
}
