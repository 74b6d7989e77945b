/** Studies on a test server, and people who join, agree, contribute and stop. */
import type supertest from 'supertest'
import { publishStudy } from '../../server/services/publishing.ts'
import { contract } from '../../shared/api/contract.ts'
import type { Consent } from '../../shared/research/consent.ts'
import { signConsent } from '../../shared/research/consent.ts'
import type { SealedContribution, Vectors } from '../../shared/research/contribution.ts'
import { emptyVector, sealContribution } from '../../shared/research/contribution.ts'
import { signDelivery } from '../../shared/research/delivery.ts'
import type { Study, StudyDefinition } from '../../shared/research/study.ts'
import type { StudyKeys } from '../../shared/research/study-keys.ts'
import { toBase64, toHex } from '../../shared/vault/bytes.ts'
import { ready } from '../../shared/vault/sodium.ts'
import { personKeys, releaseKeys, signingKeys, testStudy, yesTo, zonesFile } from '../support/study.ts'
import type { TestServer } from './test-server.ts'

const sodium = await ready()
export const dayMs = 86_400_000
/** A day on which April is closed, and May is not. */
export const now = Date.UTC(2026, 4, 10)
export const april = '2026-04'

export interface Volunteer {
  readonly keys: StudyKeys
  readonly consent: Consent
}

let count = 0
/** Keys of someone new. */
export const someone = (study: Study): Promise<StudyKeys> => personKeys(study, count++)

/** Yes to all tables. */
export const given = (study: Study, keys: StudyKeys, atMs: number, previous: string | null = null) =>
  signConsent(study, keys, { event: 'given', atMs, previous, choice: yesTo(study, atMs) })
/** A withdrawal, after the consent unless it is said after what. */
export const stop = (study: Study, { keys, consent }: Volunteer, previous = consent.hash) =>
  signConsent(study, keys, { event: 'withdrawn', atMs: now, previous })

/** A sealed contribution of who did not travel, or with these vectors. */
export async function sealed(
  study: Study,
  { keys, consent }: Volunteer,
  month = april,
  vectors?: Vectors,
): Promise<SealedContribution> {
  const none = Object.fromEntries(study.definition.tables.map((each) => [each.id, emptyVector(each)]))
  return await sealContribution(sodium, {
    ...{ study, keys, consent, month },
    vectors: vectors ?? { ...none, participants: [1] },
  })
}

/** What is posted of a contribution. */
export async function bodyOf(study: Study, keys: StudyKeys, contribution: SealedContribution) {
  const proof = await signDelivery(keys, study.hash, contribution)
  const { pseudonym, month } = contribution
  return { studyHash: study.hash, pseudonym, month, sealed: toBase64(contribution.sealed), proof }
}

/** What people do on a server. */
export function researchOn(server: TestServer) {
  const post = (path: string, body: object): supertest.Test => server.send('POST', path).send(body)
  const register = (jws: string, token?: string): supertest.Test =>
    post(contract.registerConsent.path, { jws, ...(token !== undefined && { token }) })

  /** A new study, published on this server, which names its registry. */
  async function published(changes: Partial<StudyDefinition> = {}): Promise<Study> {
    server.clock.nowMs = now
    const keys = {
      signing: toHex(signingKeys.publicKey),
      release: toHex(releaseKeys.publicKey),
      registry: toHex(server.registry.publicKey),
    }
    const study = await testStudy({ id: `study-${count++}`, keys, ...changes })
    const about = { zones: zonesFile, reviewer: 'Ada Example', day: '2026-01-01' }
    await publishStudy(server.research, server.registry, { jws: study.jws, ...about })
    return study
  }

  async function tokenFor(study: Study): Promise<string> {
    const owner = await server.owner()
    const join = owner.send('POST', contract.joinStudy.path).send({ study: study.definition.id })
    return (await join.expect(200)).body.token
  }

  return {
    published,
    tokenFor,
    register,
    withdraw: (jws: string): supertest.Test => post(contract.withdrawConsent.path, { jws }),
    deliver: (body: object): supertest.Test => post(contract.contribute.path, body),

    /** Someone who has joined and agreed in April. */
    async volunteer(study: Study): Promise<Volunteer> {
      const keys = await someone(study)
      const consent = await given(study, keys, Date.UTC(2026, 3, 2))
      await register(consent.jws, await tokenFor(study)).expect(200)
      return { keys, consent }
    },

    async contribute(
      study: Study,
      who: Volunteer,
      month = april,
    ): Promise<{ contribution: SealedContribution; answer: supertest.Response }> {
      const contribution = await sealed(study, who, month)
      const body = await bodyOf(study, who.keys, contribution)
      return { contribution, answer: await post(contract.contribute.path, body) }
    },

    /** The bytes of every contribution that waits. */
    async kept(study: Study, month = april): Promise<number[][]> {
      const found = await server.research.contributions({ studyHash: study.hash, month })
      return found.map(({ contribution }) => [...contribution.sealed])
    },
  }
}
