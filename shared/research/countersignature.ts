/**
 * What a server answers to a statement of consent, signed with its registry key, which the study names: that it has the
 * statement, since which day, and what came of it. Days, not times: a time could be laid beside those of an account.
 */
import { z } from 'zod'
import { Refusal } from '../api/refusal.ts'
import { utf8 } from '../vault/bytes.ts'
import type { SigningKeys } from './jws.ts'
import { signJws, verifyJson } from './jws.ts'
import type { Study } from './study.ts'

const countersignature = z.strictObject({
  schema: z.literal('sillage/countersignature@1'),
  /** Hash of the statement. */
  consentHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** UTC day on which the server took the statement. */
  receivedAt: z.iso.date(),
  /** `active`: contributions are taken under it from now on; `withdrawn`: none is any more. */
  state: z.enum(['active', 'withdrawn']),
  /** Of a withdrawal: how many contributions were erased before any release. */
  erased: z.int().min(0).optional(),
  /** How many of these the custodian had been handed already, for a release not yet made. */
  handedOver: z.int().min(0).optional(),
})
export type Countersignature = z.output<typeof countersignature>

/** Signs an answer with the registry's key. */
export async function countersign(
  registry: SigningKeys,
  answer: Omit<Countersignature, 'schema'>,
): Promise<string> {
  const full: Countersignature = { schema: 'sillage/countersignature@1', ...answer }
  return await signJws('countersignature', utf8(JSON.stringify(full)), registry)
}

/** The answer to the statement of this hash, by the registry that the study names. Throws Refusal `bad-request`. */
export async function openCountersignature(
  study: Study,
  consentHash: string,
  jws: string,
): Promise<Countersignature> {
  const signed = await verifyJson('countersignature', jws, study.definition.keys.registry)
  const parsed = countersignature.safeParse(signed)
  if (!parsed.success || parsed.data.consentHash !== consentHash)
    throw new Refusal('bad-request', 'The countersignature is of another statement.')
  return parsed.data
}
