/** What studies need of a server. What a person says or gives goes without a session: no request ties it to the account. */
import type { ApiCall } from '../../../shared/api/client.ts'
import { createClient, refusalFrom } from '../../../shared/api/client.ts'
import type { BodyOf, ReplyOf } from '../../../shared/api/contract.ts'
import { zonesPath } from '../../../shared/api/research-contract.ts'
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

/** The server that this page came from; `api` speaks with the owner's session. */
export function httpStudyServer(api: ApiCall): StudyServer {
  const unnamed = createClient(sendUnnamed)
  return {
    isDemo: false,
    version: async () => (await unnamed('health')).version,
    studies: async () => (await unnamed('studies')).studies,
    async zones({ id, version }) {
      const answer = await reachUnnamed(zonesPath(id, version), { cache: 'no-cache' })
      if (!answer.ok) throw refusalFrom({ status: answer.status, text: await answer.text() })
      return new Uint8Array(await answer.arrayBuffer())
    },
    join: async (study) => (await api('joinStudy', { body: { study } })).token,
    register: async (jws, token) =>
      (await unnamed('registerConsent', { body: { jws, ...(token !== undefined && { token }) } }))
        .countersignature,
    withdraw: async (jws) => (await unnamed('withdrawConsent', { body: { jws } })).acknowledgement,
    async contribute(body) {
      await unnamed('contribute', { body })
    },
  }
}
