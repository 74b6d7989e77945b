/** What an operator does with studies beside the running server: publishing one after review, taking in a release. */
import { Refusal } from '../../shared/api/refusal.ts'
import type { SigningKeys } from '../../shared/research/jws.ts'
import type { PackageFiles } from '../../shared/research/package/given.ts'
import { readRelease } from '../../shared/research/package/read.ts'
import type { PackageFault } from '../../shared/research/package/verify.ts'
import { verifyPackage } from '../../shared/research/package/verify.ts'
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

/**
 * Publishes a release of a study that is published here; gives its month. The month's contributions are destroyed. Throws
 * Refusal `bad-request` where the package is not what the custodian signed, `conflict` where the month was released before.
 */
export async function importRelease(
  store: ResearchStore,
  { definition, hash, jws }: Study,
  files: PackageFiles,
  zip: Uint8Array,
): Promise<string> {
  const published = (await store.studies()).some((each) => each.hash === hash)
  if (!published) throw new Refusal('not-found', 'This study, in this version, is not published here.')
  const faults = await verifyPackage(files, { definition, hash, jws })
  if (faults.length > 0)
    throw new Refusal('bad-request', `The release does not hold. ${faults.map(faultText).join(' ')}`)
  const { month } = readRelease(files).release
  await store.addRelease({
    ...{ study: definition.id, version: definition.version, studyHash: hash, month, zip },
    files: [...files].map(([path, bytes]) => ({ path, bytes })),
  })
  return month
}

function faultText(fault: PackageFault): string {
  switch (fault.kind) {
    case 'unsigned':
      return 'It is not signed.'
    case 'signature':
      return 'Its signature is not by this study’s key, or over other sums.'
    case 'sums':
      return 'It has no list of sums.'
    case 'study':
      return 'It is of another study or version.'
    case 'missing':
      return `${fault.path} is missing.`
    case 'extra':
      return `${fault.path} is in no sum.`
    case 'changed':
      return `${fault.path} was changed.`
  }
}
