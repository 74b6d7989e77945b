/** What an operator does with studies beside the running server: publishing one after review, taking in a release. */
import { Refusal } from '../../shared/api/refusal.ts'
import type { SigningKeys } from '../../shared/research/jws.ts'
import type { Study } from '../../shared/research/study.ts'
import { openStudy } from '../../shared/research/study.ts'
import { zonesOf } from '../../shared/research/zones.ts'
import { toHex } from '../../shared/vault/bytes.ts'
import type { ResearchStore } from '../store/research-store.ts'

/** A signed study with its zones, and who answers for it. */
export interface Publication {
  readonly jws: string
  readonly zones: Uint8Array
  readonly reviewer: string
  /** UTC day. */
  readonly day: string
}

/**
 * Publishes a study. Throws Refusal `bad-request` where the definition, its signature, its zones or its registry do not hold,
 * `conflict` where the version exists or the id is under another key.
 */
export async function publishStudy(
  store: ResearchStore,
  registry: Pick<SigningKeys, 'publicKey'>,
  { jws, zones, reviewer, day }: Publication,
): Promise<Study> {
  const study = await openStudy(jws)
  const { id, version, keys } = study.definition
  await zonesOf(study.definition, zones)
  if (keys.registry !== toHex(registry.publicKey))
    throw new Refusal('bad-request', 'The study names another server’s registry key.')
  if (reviewer.trim() === '') throw new Refusal('bad-request', 'Who reviewed the study is to be named.')
  await store.publish({
    id,
    version,
    hash: study.hash,
    signingKey: keys.signing,
    jws,
    publishedDay: day,
    reviewer: reviewer.trim(),
    zones,
  })
  return study
}
