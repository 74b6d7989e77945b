/** Where the owner of a vault stands with each study: what holds, what was spent, and what may still be given. */
import { DateTime } from 'luxon'
import type { Consent, ConsentState } from './consent.ts'
import { consentState, covers } from './consent.ts'
import type { Vectors } from './contribution.ts'
import { costMilli } from './cost.ts'
import { closesAtMs, isClosed } from './own-month.ts'
import type { OwnStudies, PlannedContribution } from './own-studies.ts'
import { contributionKey, defaultCapMilli } from './own-studies.ts'
import type { Study } from './study.ts'
import type { StudyFaultCode } from './study-fault.ts'
import { StudyFault } from './study-fault.ts'

/**
 * All that one person said to a study, oldest first. A withdrawal that no later statement names comes last: it holds,
 * whatever was said beside it on another device.
 */
export function saidTo(consents: readonly Consent[], pseudonym: string): Consent[] {
  const own = consents
    .filter(({ statement }) => statement.pseudonym === pseudonym)
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
  const named = new Set(own.map(({ statement }) => statement.previous))
  const isUnanswered = ({ statement, hash }: Consent): boolean =>
    statement.event === 'withdrawn' && !named.has(hash)
  return [...own.filter((each) => !isUnanswered(each)), ...own.filter(isUnanswered)]
}

/** Of one instant, refusals come first: they do not count when the instant of what is sent is chosen. */
const order = ({ statement, hash }: Consent): string =>
  `${statement.at} ${statement.event === 'refused' ? 0 : 1} ${hash}`

export interface Standing {
  readonly state: ConsentState
  /** The statement that the state follows from, if any. */
  readonly last: Consent | undefined
}

/**
 * Where a person stands with one version of a study. A withdrawal ends the consents to all of its versions, and a consent
 * to one version ends those to others; a refusal of another version says nothing of this one.
 */
export function standingOf(
  consents: readonly Consent[],
  study: Pick<Study, 'hash'>,
  who: { pseudonym: string; nowMs: number },
): Standing {
  const isAbout = ({ statement }: Consent): boolean => statement.studyHash === study.hash
  const said = saidTo(consents, who.pseudonym)
  const last = said.findLast((each) => isAbout(each) || each.statement.event !== 'refused')
  if (!last || !said.some(isAbout)) return { state: 'none', last: undefined }
  if (last.statement.event === 'given' && !isAbout(last)) return { state: 'none', last: undefined }
  return { state: consentState([last.statement], who.nowMs), last }
}

/**
 * Whether there is something to withdraw from a version: what was said last, but for refusals, which stay in the vault, agrees
 * to it. So it is when that consent has ended by itself as well: what was given under it may still wait for its release.
 */
export function isToWithdraw(said: readonly Consent[], { hash }: Pick<Study, 'hash'>): boolean {
  const last = said.findLast(({ statement }) => statement.event !== 'refused')?.statement
  return last?.event === 'given' && last.studyHash === hash
}

/**
 * What a new statement names as the one before: the last that the server has, as `answered` tells by hash; null where it has
 * none. Refusals never leave the vault.
 */
export const previousOf = (said: readonly Consent[], answered: ReadonlySet<string>): string | null =>
  said.findLast(({ hash }) => answered.has(hash))?.hash ?? null

/**
 * The instant that a new statement names: the start of the UTC day, as the server is to learn no time that could be laid
 * beside those of an account, and always after what was sent before. Refusals leave no trace in it.
 */
export function nextStatementMs(said: readonly Consent[], nowMs: number): number {
  const dayMs = 86_400_000
  const sent = said.filter(({ statement }) => statement.event !== 'refused')
  const after = sent.map(({ statement }) => Date.parse(statement.at) + 1)
  return Math.max(Math.floor(nowMs / dayMs) * dayMs, ...after)
}

/** Contributions that count against the bounds: all but those that the server would not have. */
function counted(own: OwnStudies): PlannedContribution[] {
  const refused = new Set(
    own.outcomes.flatMap((each) => (each.kind === 'refused' ? [contributionKey(each)] : [])),
  )
  return own.planned.filter((each) => !refused.has(contributionKey(each)))
}

const sum = (contributions: readonly PlannedContribution[]): number =>
  contributions.reduce((all, each) => all + each.costMilli, 0)

/** Thousandths of ε that the months of a calendar year (as 2026) have cost, over all studies. */
export const spentInYear = (own: OwnStudies, year: string): number =>
  sum(counted(own).filter(({ month }) => month.startsWith(`${year}-`)))

/** Thousandths of ε that one version of a study has had from this person. */
export const spentOnStudy = (own: OwnStudies, studyHash: string): number =>
  sum(counted(own).filter((each) => each.studyHash === studyHash))

/** Thousandths of ε that a calendar year may cost. */
export const capMilli = (own: OwnStudies): number => own.cap?.milli ?? defaultCapMilli

/** A month of a study that could be given. */
export interface Asked {
  readonly study: Study
  readonly standing: Standing
  /** As 2026-05. */
  readonly month: string
  readonly nowMs: number
}

/** Why a month may not be given, if so. */
export function problemOf(
  own: OwnStudies,
  { study, standing, month, nowMs }: Asked,
): StudyFaultCode | undefined {
  const { definition, hash } = study
  const { state, last } = standing
  if (state !== 'active' || last?.statement.studyHash !== hash || !last.statement.choice)
    return 'study-no-consent'
  const { first, last: lastMonth } = definition.months
  if (!covers(last.statement, month) || month < first || month > lastMonth) return 'study-not-covered'
  if (!isClosed(month, nowMs)) return 'study-not-closed'
  if (nowMs >= keptUntilMs(study, month)) return 'study-too-late'
  const key = contributionKey({ studyHash: hash, month })
  if (own.planned.some((each) => contributionKey(each) === key)) return 'study-already-given'
  const cost = costMilli(definition, last.statement.choice.tables)
  const isBeyond =
    spentInYear(own, month.slice(0, 4)) + cost > capMilli(own) ||
    spentOnStudy(own, hash) + cost > definition.epsilonTotalMilli
  return isBeyond ? 'study-over-cap' : undefined
}

/** The instant at which contributions of a month are destroyed at the latest. */
export const keptUntilMs = ({ definition }: Study, month: string): number =>
  closesAtMs(month) + definition.retentionDays * 86_400_000

/** Notes a contribution before it is sent. Throws StudyFault where the owner's words or bounds do not allow it. */
export function planned(own: OwnStudies, asked: Asked, vectors: Vectors): OwnStudies {
  const code = problemOf(own, asked)
  if (code) throw new StudyFault(code, `This month cannot be given: ${code}.`)
  const { study, standing, month, nowMs } = asked
  const { hash, statement } = standing.last!
  const plan: PlannedContribution = {
    studyHash: study.hash,
    month,
    consent: hash,
    costMilli: costMilli(study.definition, statement.choice!.tables),
    vectors: Object.fromEntries(Object.entries(vectors).map(([id, vector]) => [id, [...vector]])),
    at: new Date(nowMs).toISOString(),
  }
  return { ...own, planned: [...own.planned, plan] }
}

/** The closed months that a study may have and was not given yet, oldest first, with those that only the cap holds back. */
export function dueMonths(
  own: OwnStudies,
  { study, standing, nowMs }: Omit<Asked, 'month'>,
): { readonly month: string; readonly isBeyondCap: boolean }[] {
  const { choice, at } = standing.last?.statement ?? {}
  if (standing.state !== 'active' || !choice || at === undefined) return []
  const due: { month: string; isBeyondCap: boolean }[] = []
  for (let month = at.slice(0, 7); month < choice.until.slice(0, 7); month = monthAfter(month)) {
    const problem = problemOf(own, { study, standing, month, nowMs })
    if (problem === undefined || problem === 'study-over-cap')
      due.push({ month, isBeyondCap: problem !== undefined })
  }
  return due
}

/** The month after one, both as 2026-05. */
export const monthAfter = (month: string): string =>
  DateTime.fromISO(`${month}-01`, { zone: 'UTC' }).plus({ months: 1 }).toFormat('yyyy-MM')

/** Contributions that were noted and may or may not have arrived: to be sent again, the same numbers. */
export function unsettled(own: OwnStudies): PlannedContribution[] {
  const settled = new Set(own.outcomes.map(contributionKey))
  return own.planned.filter((each) => !settled.has(contributionKey(each)))
}
