/** Challenges: what a person signs to prove that they hold a credential. Each is for one action and serves once. */
import { createHmac } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { BodyOf, CredentialKind } from '../../shared/api/contract.ts'
import { actions, credentialKinds, handleSchema } from '../../shared/api/contract.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import { proofMessage } from '../../shared/vault/keys.ts'
import type { Sodium } from '../../shared/vault/sodium.ts'
import type { Account, AccountStore, Credential } from '../store/account-store.ts'
import type { Clock } from './clock.ts'
import { randomId } from './secrets.ts'

/** Long enough to derive a key on a slow phone. */
const lifetimeMs = 2 * 60_000
const algorithm = 'HS256'
const tokenType = 'sillage-challenge+jwt'

type Action = (typeof actions)[number]
type Proof = BodyOf<'login'>['proof']

const claimsSchema = z.object({
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  host: z.string(),
  action: z.enum(actions),
  handle: handleSchema,
  kind: z.enum(credentialKinds),
  exp: z.int(),
})

/** What a proof must be about. */
export interface ProofSubject {
  readonly handle: string
  readonly action: Action
  /** Host that the request came to, with its port. */
  readonly host: string
}

export interface Challenges {
  /** A challenge and the salt to derive the credential with; a handle that nobody has gets an answer like any other. */
  make(subject: ProofSubject, kind: CredentialKind): Promise<{ salt: Uint8Array; challenge: string }>
  /** The account that the proof belongs to. Throws Refusal `wrong-credentials`, with one text for every reason. */
  check(subject: ProofSubject, proof: Proof): Promise<Account & Credential>
}

const wrong = (cause?: unknown): Refusal =>
  new Refusal('wrong-credentials', 'The handle or the secret is wrong, or the request took too long.', {
    cause,
  })

/** Challenges signed with a secret of this server, so that none has to be stored before it is used. */
export async function createChallenges(
  accounts: AccountStore,
  clock: Clock,
  sodium: Sodium,
): Promise<Challenges> {
  const signingSecret = await accounts.serverSecret('challenge')
  const saltSecret = await accounts.serverSecret('salt-of-nobody')
  const keyOfNobody = sodium.crypto_sign_seed_keypair(await accounts.serverSecret('key-of-nobody')).publicKey

  async function readClaims(challenge: string) {
    try {
      const { payload } = await jwtVerify(challenge, signingSecret, {
        algorithms: [algorithm],
        typ: tokenType,
        currentDate: new Date(clock()),
      })
      return claimsSchema.parse(payload)
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) throw wrong(error)
      throw error
    }
  }

  return {
    async make({ handle, action, host }, kind) {
      const expiresS = Math.ceil((clock() + lifetimeMs) / 1000)
      const found = await accounts.findCredential(handle, kind)
      const saltOfNobody = createHmac('sha256', saltSecret)
        .update(`${kind}\n${handle}`)
        .digest()
        .subarray(0, 16)
      const challenge = await new SignJWT({ nonce: randomId(), host, action, handle, kind })
        .setProtectedHeader({ alg: algorithm, typ: tokenType })
        .setExpirationTime(expiresS)
        .sign(signingSecret)
      return { salt: found?.salt ?? saltOfNobody, challenge }
    },

    async check({ handle, action, host }, { kind, challenge, signature }) {
      const claims = await readClaims(challenge)
      if (
        claims.handle !== handle ||
        claims.action !== action ||
        claims.host !== host ||
        claims.kind !== kind
      )
        throw wrong()
      if (!(await accounts.useChallenge(claims.nonce, claims.exp * 1000, clock()))) throw wrong()
      const found = await accounts.findCredential(handle, kind)
      const message = proofMessage({ action, host, challenge })
      const valid = sodium.crypto_sign_verify_detached(signature, message, found?.publicKey ?? keyOfNobody)
      if (!valid || found === undefined) throw wrong()
      return found
    },
  }
}
