/** What an operator or a custodian does on a data directory, beside the running server or before it. */
import { publishStudy } from '../../server/services/publishing.ts'
import type { Stores } from '../../server/store/open-store.ts'
import { openStores } from '../../server/store/open-store.ts'
import type { Study, StudyDefinition } from '../../shared/research/study.ts'
import { toHex } from '../../shared/vault/bytes.ts'
import { releaseKeys, signingKeys, testStudy, zonesFile } from './study.ts'

/** Works with what research keeps on this data directory. */
export async function withResearch<T>(
  data: string,
  work: (stores: Pick<Stores, 'research' | 'registry'>) => Promise<T>,
): Promise<T> {
  const { accounts, vaults, research, registry } = await openStores(data)
  try {
    return await work({ research, registry })
  } finally {
    await vaults.close()
    await accounts.close()
    await research.close()
  }
}

/** The keys of a test study that names the registry of this data directory. */
export const keysOn = (data: string): Promise<StudyDefinition['keys']> =>
  withResearch(data, async ({ registry }) => ({
    signing: toHex(signingKeys.publicKey),
    release: toHex(releaseKeys.publicKey),
    registry: toHex(registry.publicKey),
  }))

/** Publishes the test study on this data directory. */
export async function publishTestStudy(data: string, changes: Partial<StudyDefinition> = {}): Promise<Study> {
  const study = await testStudy({ keys: await keysOn(data), ...changes })
  const about = { zones: zonesFile, reviewer: 'Ada Example', day: '2026-05-01' }
  await withResearch(data, ({ research, registry }) =>
    publishStudy(research, registry, { jws: study.jws, ...about }),
  )
  return study
}
