/** Opens the contributions of a bundle. Each is checked whole, as strangers made it; a bad one counts for nothing. */
import { Refusal } from '../../shared/api/refusal.ts'
import type { Consent } from '../../shared/research/consent.ts'
import { openConsent } from '../../shared/research/consent.ts'
import type { ReleaseKeys, SealedContribution, Vectors } from '../../shared/research/contribution.ts'
import { narrowed, openContribution, sealedLength } from '../../shared/research/contribution.ts'
import { openCountersignature } from '../../shared/research/countersignature.ts'
import type { Study } from '../../shared/research/study.ts'
import { ready } from '../../shared/vault/sodium.ts'
import type { Bundle } from './bundle.ts'

export interface Opened {
  readonly vectors: readonly Vectors[]
  /** How many were refused, by reason. For the custodian's eyes: it is never published. */
  readonly refused: ReadonlyMap<string, number>
}

/** Opens all of a bundle with the custodian's key. */
export async function openBundle(
  study: Study,
  keys: ReleaseKeys,
  { month, people }: Pick<Bundle, 'month' | 'people'>,
): Promise<Opened> {
  const seen = new Set<string>()
  const vectors: Vectors[] = []
  const refused = new Map<string, number>()
  for (const { pseudonym, consents, sealed } of people) {
    const contribution = { pseudonym, month, sealed: new Uint8Array(Buffer.from(sealed, 'base64')) }
    try {
      if (seen.has(pseudonym)) throw new Refusal('bad-request', 'The same person comes twice.')
      seen.add(pseudonym)
      vectors.push(await openOne(study, keys, contribution, consents))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.set(error.message, (refused.get(error.message) ?? 0) + 1)
    }
  }
  return { vectors, refused }
}

async function openOne(
  study: Study,
  keys: ReleaseKeys,
  contribution: SealedContribution,
  registered: Bundle['people'][number]['consents'],
): Promise<Vectors> {
  if (contribution.sealed.length !== sealedLength(study.definition))
    throw new Refusal('bad-request', 'A contribution does not hold: it has another length.')
  const consents = await Promise.all(registered.map((each) => checkedConsent(study, each)))
  const sodium = await ready()
  // What was agreed to last holds for all that is not released.
  const agreed = consents.at(-1)?.statement.choice?.tables ?? []
  let refusal = new Refusal('bad-request', 'No consent comes with a contribution.')
  for (const consent of consents.reverse()) {
    try {
      const vectors = await openContribution(sodium, { study, keys, consent, contribution })
      return narrowed(vectors, study.definition, agreed)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refusal = error
    }
  }
  throw refusal
}

async function checkedConsent(
  study: Study,
  { jws, countersignature }: Bundle['people'][number]['consents'][number],
): Promise<Consent> {
  const consent = await openConsent(study, jws)
  const answer = await openCountersignature(study, consent.hash, countersignature)
  if (answer.state !== 'active' || consent.statement.event !== 'given')
    throw new Refusal('bad-request', 'What comes with a contribution is no consent.')
  return consent
}
