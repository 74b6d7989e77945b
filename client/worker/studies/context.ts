/** What everything about studies is done with, and what is read first. */
import type { Consent } from '../../../shared/research/consent.ts'
import type { OpenedStudies, OwnStudies } from '../../../shared/research/own-studies.ts'
import { openOwnStudies } from '../../../shared/research/own-studies.ts'
import type { Standing } from '../../../shared/research/standing.ts'
import { saidTo, standingOf } from '../../../shared/research/standing.ts'
import type { Study } from '../../../shared/research/study.ts'
import type { StudyKeys } from '../../../shared/research/study-keys.ts'
import { studyKeys } from '../../../shared/research/study-keys.ts'
import type { VaultRecords } from '../../../shared/vault/records.ts'
import type { Sodium } from '../../../shared/vault/sodium.ts'
import type { StudyServer } from './study-server.ts'

export interface StudyContext {
  readonly sodium: Sodium
  /** The vault's root for studies. */
  readonly root: Uint8Array
  readonly server: StudyServer
  /** The vault as it is now. */
  open(): Promise<VaultRecords>
  nowMs(): number
}

/** What a person has said and given, read and checked. */
export interface Kept extends OpenedStudies {
  readonly own: OwnStudies
  /** Hashes of statements that the server has answered. */
  readonly answered: ReadonlySet<string>
}

/** Opens what is kept; what does not hold is left out, and counted as broken. */
export async function openKept(own: OwnStudies): Promise<Kept> {
  const opened = await openOwnStudies(own)
  return { ...opened, own, answered: new Set(own.answers.map(({ consent }) => consent)) }
}

/** A study as this person stands with it. */
export interface Seat {
  readonly study: Study
  readonly keys: StudyKeys
  /** All that was said to it, oldest first. */
  readonly said: readonly Consent[]
  readonly standing: Standing
}

/** How this person stands with a study now. */
export function seatOf(context: StudyContext, kept: Pick<Kept, 'consents'>, study: Study): Seat {
  const keys = studyKeys(context.sodium, context.root, study.definition)
  const who = { pseudonym: keys.pseudonym, nowMs: context.nowMs() }
  return {
    study,
    keys,
    said: saidTo(kept.consents, keys.pseudonym),
    standing: standingOf(kept.consents, study, who),
  }
}
