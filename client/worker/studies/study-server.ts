/** What studies need of a server. What a person says or gives goes without a session: no request ties it to the account. */
import type { ApiCall } from '../../../shared/api/client.ts'
import { createClient, refusalFrom } from '../../../shared/api/client.ts'
import type { BodyOf, ReplyOf } from '../../../shared/api/contract.ts'
import { releaseFilePath, zonesPath } from '../../../shared/api/research-contract.ts'
import type { StudyDefinition } from '../../../shared/research/study.ts'
import { reachUnnamed, sendUnnamed } from '../http.ts'

export type PublishedStudy = ReplyOf<'studies'>['studies'][number]

export interface StudyServer {
  /** Whether it is made on this device, and sends nothing. */
  readonly isDemo: boolean
  /** Version of the software. */
  version(): Promise<string>
  /** Newest first. */
  studies(): Promise<readonly PublishedStudy[]>
  /** The zones' file. */
  zones(study: StudyDefinition): Promise<Uint8Array>
  /** A token to join with; the only request that the account is known to. Throws Refusal `conflict` for a second one. */
  join(study: string): Promise<string>
  /** The countersignature of a consent. */
  register(jws: string, token: string | undefined): Promise<string>
  /** The acknowledgement of a withdrawal. */
  withdraw(jws: string): Promise<string>
  contribute(contribution: BodyOf<'contribute'>): Promise<void>
}

/** What a server publishes for everyone. */
export interface ReleaseServer {
  studies(): Promise<readonly PublishedStudy[]>
  releases(): Promise<ReplyOf<'releases'>['releases']>
  /** One file of a release. Throws Refusal `not-found`. */
  file(study: string, month: string, path: string): Promise<Uint8Array>
}

const unnamed = createClient(sendUnnamed)
const publishedStudies = async () => (await unnamed('studies')).studies

async function bytesOf(path: string): Promise<Uint8Array> {
  const answer = await reachUnnamed(path, { cache: 'no-cache' })
  if (!answer.ok) throw refusalFrom({ status: answer.status, text: await answer.text() })
  return new Uint8Array(await answer.arrayBuffer())
}

/** What the server that this page came from publishes. */
export const httpReleaseServer: ReleaseServer = {
  studies: publishedStudies,
  releases: async () => (await unnamed('releases')).releases,
  file: (study, month, path) => bytesOf(releaseFilePath(study, month, path)),
}

/** The server that this page came from; `api` speaks with the owner's session. */
export const httpStudyServer = (api: ApiCall): StudyServer => ({
  isDemo: false,
  version: async () => (await unnamed('health')).version,
  studies: publishedStudies,
  zones: ({ id, version }) => bytesOf(zonesPath(id, version)),
  join: async (study) => (await api('joinStudy', { body: { study } })).token,
  register: async (jws, token) =>
    (await unnamed('registerConsent', { body: { jws, ...(token !== undefined && { token }) } }))
      .countersignature,
  withdraw: async (jws) => (await unnamed('withdrawConsent', { body: { jws } })).acknowledgement,
  async contribute(body) {
    await unnamed('contribute', { body })
  },
})
