/** What the page asks of the vault worker about studies and what was released of them. */
import type { ReplyOf } from '../shared/api/contract.ts'
import type { ConsentChoice, ConsentState } from '../shared/research/consent.ts'
import type { Dashboard } from '../shared/research/dashboard.ts'
import type { DecodedTable } from '../shared/research/decode.ts'
import type { Notice, NoticeLanguage } from '../shared/research/notice.ts'
import type { PackageFault } from '../shared/research/package/verify.ts'
import type { StudyDefinition } from '../shared/research/study.ts'
import type { TableId } from '../shared/research/tables/ids.ts'

/** A month that a study may have and was not given yet. */
export interface DueMonth {
  /** As 2026-05. */
  readonly month: string
  /** Held back by the owner's own bound on ε alone. */
  readonly isBeyondCap: boolean
}

export interface ShownContribution {
  readonly month: string
  readonly costMilli: number
  /** `waiting`: noted, and may or may not have arrived. */
  readonly outcome: 'waiting' | 'sent' | 'unclear' | 'refused'
  /** When it was noted (ISO 8601). */
  readonly at: string
  /** SHA-256 of what was sent; null where nothing arrived for certain. */
  readonly hash: string | null
  readonly tables: readonly DecodedTable[]
}

/** What a server signed that it did with a withdrawal. */
export interface Acknowledged {
  /** UTC day. */
  readonly day: string
  /** Contributions that were erased, and how many of them the custodian had been handed. */
  readonly erased: number
  readonly handedOver: number
}

export interface ShownStudy {
  /** SHA-256 of the definition: tells studies and their versions apart. */
  readonly hash: string
  readonly definition: StudyDefinition
  readonly notice: Notice
  /** Whether it may be agreed to now. */
  readonly isOpen: boolean
  /** Whether there is a newer version in the catalogue. */
  readonly isOld: boolean
  /** Null where it is in the catalogue no more. */
  readonly published: { readonly day: string; readonly reviewer: string } | null
  readonly state: ConsentState
  /** What was agreed to, by the consent that the state follows from. */
  readonly choice: ConsentChoice | null
  /** When that was said (ISO 8601). */
  readonly saidAt: string | null
  /** Whether the server has answered what was said last; a refusal needs no answer. */
  readonly isAnswered: boolean
  /** Whether one can stop: also where one's consent has ended by itself, as what was given may still wait. */
  readonly isToWithdraw: boolean
  readonly acknowledged: Acknowledged | null
  /** Whether each month is shown before it leaves. */
  readonly isAsked: boolean
  readonly spentMilli: number
  readonly due: readonly DueMonth[]
  /** Newest month first. */
  readonly given: readonly ShownContribution[]
}

export interface StudiesView {
  readonly studies: readonly ShownStudy[]
  /** Studies of the catalogue that are not shown, because their signature does not hold. */
  readonly unsigned: number
  /** What the vault keeps and cannot be opened. */
  readonly broken: number
  /** The server cannot be reached: only studies that were answered are known. */
  readonly isOffline: boolean
  /** Of the demo: made on this device, and nothing is sent. */
  readonly isDemo: boolean
  /** This calendar year, as 2026, with what it cost in thousandths of ε and may cost. */
  readonly year: string
  readonly spentMilli: number
  readonly capMilli: number
}

/** One's own numbers of a month, as they would leave. */
export interface StudyPreview {
  readonly month: string
  readonly isClosed: boolean
  /** Months that can be looked at, newest first. */
  readonly months: readonly { readonly month: string; readonly isClosed: boolean; readonly trips: number }[]
  readonly tables: readonly DecodedTable[]
}

/** What one may agree to. */
export interface StudyChoice {
  readonly tables: readonly TableId[]
  readonly withHome: boolean
}

/** Something that was said or given, as the journal tells it. */
export interface StudyEvent {
  readonly at: string
  readonly event: 'consent-given' | 'consent-refused' | 'consent-withdrawn' | 'contribution-sent'
  readonly title: { readonly en: string; readonly fr: string }
  /** Of a contribution. */
  readonly month: string | null
}

/** A release as it is listed; `definition` is null where its study is not in the catalogue, or is not signed as it says. */
export interface ShownRelease {
  readonly listing: ReplyOf<'releases'>['releases'][number]
  readonly definition: StudyDefinition | null
  /** Where it can be fetched: all of it as one file, and each file by its path. */
  readonly zip: string
  readonly addresses: Readonly<Record<string, string>>
}

/** What a check of a release found; `study` where nobody can tell whose signature it should have. */
export type VerifiedRelease =
  | { readonly kind: 'whole'; readonly files: number }
  | { readonly kind: 'faulty'; readonly faults: readonly PackageFault[] }
  | { readonly kind: 'study-unknown' }

/** What the releases of a public study say. */
export interface ShownDashboard {
  readonly definition: StudyDefinition
  readonly dashboard: Dashboard
  /** Releases that are left out, as they are not what the study's key signed. */
  readonly refused: number
}

/** Every call about studies; the last ones need no vault. */
export interface StudyCalls {
  studies(input: { language: NoticeLanguage }): StudiesView
  /** What would leave of a month; `month` null for the newest that is closed and has trips, or else the newest. */
  previewStudy(input: { hash: string; month: string | null } & StudyChoice): StudyPreview
  /** Agrees to a study, and registers that with the server under the person's key for it. */
  consentToStudy(input: { hash: string; language: NoticeLanguage; isAsked: boolean } & StudyChoice): void
  /** Says no; that stays in the vault. */
  refuseStudy(input: { hash: string }): void
  withdrawFromStudy(input: { hash: string }): void
  /** Gives a month, if its numbers are still those that were seen. */
  giveMonth(input: { hash: string; month: string; seen: readonly DecodedTable[] }): void
  /** Gives what is due to studies that need not ask, and sends what waits; how many months arrived. */
  giveDue(): { given: number }
  askEachMonth(input: { hash: string; isAsked: boolean }): void
  /** Bounds what a calendar year of studies may cost, in thousandths of ε. */
  capStudies(input: { milli: number }): void
  /** All that was said to a study and answered: JSON-LD receipts and the signed texts. */
  studyReceipts(input: { hash: string }): { fileName: string; type: string; content: Uint8Array<ArrayBuffer> }
  /** Latest first. */
  studyEvents(): StudyEvent[]
  /** Newest month first. */
  releases(): ShownRelease[]
  /** Fetches all files of a release, and checks their sums and the signature. */
  verifyRelease(input: { study: string; month: string }): VerifiedRelease
  /** The public studies that have releases, and where the catalogue for other programs is. */
  dashboards(): { readonly studies: readonly ShownDashboard[]; readonly catalog: string }
}
