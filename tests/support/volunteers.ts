/**
 * Simulated volunteers on a running server, over HTTP as a browser speaks to it: each has an account of their own, joins,
 * agrees, gives months and stops. Their login keys come from no passphrase, so that hundreds are made in seconds.
 */
import type { ApiCall } from '../../shared/api/client.ts'
import { createClient } from '../../shared/api/client.ts'
import { ownRequestHeader } from '../../shared/api/contract.ts'
import type { Consent, ConsentChoice } from '../../shared/research/consent.ts'
import { signConsent } from '../../shared/research/consent.ts'
import type { Vectors } from '../../shared/research/contribution.ts'
import { contribute, sealContribution } from '../../shared/research/contribution.ts'
import { signDelivery } from '../../shared/research/delivery.ts'
import type { OwnTrips } from '../../shared/research/own-month.ts'
import { nextStatementMs } from '../../shared/research/standing.ts'
import type { Study } from '../../shared/research/study.ts'
import type { StudyKeys } from '../../shared/research/study-keys.ts'
import { studyKeys } from '../../shared/research/study-keys.ts'
import type { Zones } from '../../shared/research/zones.ts'
import type { VaultKeys } from '../../shared/vault/keys.ts'
import { newMasterKey, proofMessage, publishInboxKey, vaultKeys } from '../../shared/vault/keys.ts'
import { randomBytes, ready } from '../../shared/vault/sodium.ts'
import { yesTo } from './study.ts'

const sodium = await ready()
const randomHex = (): string => sodium.to_hex(randomBytes(16))

export interface Volunteer {
  readonly keys: VaultKeys
  /** With the session of the account. */
  readonly owned: ApiCall
  /** Without it, as research is spoken of. */
  readonly unnamed: ApiCall
  readonly studies: Map<
    string,
    { readonly keys: StudyKeys; readonly said: Consent[]; token: string | undefined }
  >
}

/** Someone with a new account at `address`, who is signed in. */
export async function newVolunteer(address: string): Promise<Volunteer> {
  const keys = vaultKeys(sodium, randomHex(), newMasterKey())
  let cookie = ''
  const client = (isNamed: boolean) =>
    createClient(async ({ path, method, headers, body }) => {
      const named = { ...headers, origin: address, [ownRequestHeader]: '1', ...(isNamed && { cookie }) }
      const answer = await fetch(address + path, { method, headers: named, body: body ?? null })
      if (isNamed) cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
      return { status: answer.status, text: await answer.text() }
    })
  const owned = client(true)
  await signUp(owned, keys, new URL(address).host)
  return { keys, owned, unnamed: client(false), studies: new Map() }
}

async function signUp(api: ApiCall, keys: VaultKeys, host: string): Promise<void> {
  const handle = `volunteer-${keys.vaultId.slice(0, 16)}`
  const login = sodium.crypto_sign_keypair()
  const credential = (kind: 'passphrase' | 'recovery') => ({
    ...{ kind, salt: randomBytes(16), wrap: randomBytes(120) },
    publicKey: (kind === 'passphrase' ? login : sodium.crypto_sign_keypair()).publicKey,
  })
  await api('createAccount', {
    body: {
      ...{ handle, vaultId: keys.vaultId, identityKey: keys.identity.publicKey },
      credentials: [credential('passphrase'), credential('recovery')],
      inboxKeys: [publishInboxKey(sodium, keys, 202605)],
    },
  })
  const { challenge } = await api('challenge', { body: { handle, kind: 'passphrase', action: 'login' } })
  const signature = sodium.crypto_sign_detached(
    proofMessage({ action: 'login', host, challenge }),
    login.privateKey,
  )
  await api('login', { body: { handle, proof: { kind: 'passphrase', challenge, signature } } })
}

function seatOf(volunteer: Volunteer, study: Study) {
  const { id } = study.definition
  const known = volunteer.studies.get(id)
  if (known) return known
  const seat = {
    keys: studyKeys(sodium, volunteer.keys.studies, study.definition),
    said: [],
    token: undefined,
  }
  volunteer.studies.set(id, seat)
  return seat
}

/** Joins a study and agrees on the day of `atMs`: to everything, unless another choice is named. */
export async function consentTo(
  volunteer: Volunteer,
  study: Study,
  atMs: number,
  changes: Partial<Pick<ConsentChoice, 'tables' | 'withHome'>> = {},
): Promise<Consent> {
  const seat = seatOf(volunteer, study)
  seat.token ??= (await volunteer.owned('joinStudy', { body: { study: study.definition.id } })).token
  const dayMs = nextStatementMs(seat.said, atMs)
  const previous = seat.said.at(-1)?.hash ?? null
  const choice = yesTo(study, dayMs, changes)
  const consent = await signConsent(study, seat.keys, { event: 'given', atMs: dayMs, previous, choice })
  const token = previous === null ? { token: seat.token } : {}
  await volunteer.unnamed('registerConsent', { body: { jws: consent.jws, ...token } })
  seat.said.push(consent)
  return consent
}

/** The vectors of a month from trips, under the volunteer's last consent. */
export function vectorsOf(
  volunteer: Volunteer,
  study: Study,
  month: string,
  from: { trips: OwnTrips; zones: Zones },
): Vectors {
  const choice = seatOf(volunteer, study).said.at(-1)?.statement.choice
  if (!choice) throw new Error('a volunteer agrees before they give')
  return contribute(from.trips, { study: study.definition, zones: from.zones, month, choice })
}

/** Seals the vectors of a closed month and sends them. */
export async function giveTo(
  volunteer: Volunteer,
  study: Study,
  month: string,
  vectors: Vectors,
): Promise<void> {
  const { keys, said } = seatOf(volunteer, study)
  const consent = said.at(-1)
  if (!consent) throw new Error('a volunteer agrees before they give')
  const { pseudonym, sealed } = await sealContribution(sodium, { study, keys, consent, month, vectors })
  const proof = await signDelivery(keys, study.hash, { month, sealed })
  await volunteer.unnamed('contribute', { body: { studyHash: study.hash, pseudonym, month, sealed, proof } })
}

/** Stops; the server's signed acknowledgement. */
export async function withdrawFrom(volunteer: Volunteer, study: Study, atMs: number): Promise<string> {
  const { keys, said } = seatOf(volunteer, study)
  const stop = await signConsent(study, keys, {
    ...{ event: 'withdrawn', atMs: nextStatementMs(said, atMs) },
    previous: said.at(-1)?.hash ?? null,
  })
  const { acknowledgement } = await volunteer.unnamed('withdrawConsent', { body: { jws: stop.jws } })
  said.push(stop)
  return acknowledgement
}
