/** What a person says to a study, in one call. */
import type { Consent, ConsentChoice } from '../../shared/research/consent.ts'
import { consentEnd, costMilli, signConsent } from '../../shared/research/consent.ts'
import { noticeHash } from '../../shared/research/notice.ts'
import type { Study } from '../../shared/research/study.ts'
import type { StudyKeys } from '../../shared/research/study-keys.ts'
import type { TableId } from '../../shared/research/tables/ids.ts'

/** A choice of these tables, all of the study's where none are named, as the page would make it at `atMs`. */
export async function choiceOf(
  { definition }: Study,
  atMs: number,
  tables: readonly TableId[] = definition.tables.map(({ id }) => id),
  withHome = false,
): Promise<ConsentChoice> {
  return {
    tables: [...tables],
    withHome,
    epsilonMilliPerMonth: costMilli(definition, tables),
    until: consentEnd(atMs),
    language: 'en',
    noticeHash: await noticeHash(definition, 'en'),
    uiVersion: 'test',
  }
}

/** Agrees to a study, after `previous`. */
export async function agree(
  study: Study,
  keys: StudyKeys,
  atMs: number,
  previous: Consent | undefined = undefined,
  choice?: ConsentChoice,
): Promise<Consent> {
  return signConsent(study, keys, {
    event: 'given',
    atMs,
    previous: previous?.hash ?? null,
    choice: choice ?? (await choiceOf(study, atMs)),
  })
}
