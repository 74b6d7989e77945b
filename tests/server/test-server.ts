/** A real server on a temporary directory and people who use it, over HTTP. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import supertest from 'supertest'
import type { AppOptions } from '../../server/app.ts'
import { createApp } from '../../server/app.ts'
import { sessionCookie } from '../../server/http/session.ts'
import { tokenHash } from '../../server/services/secrets.ts'
import type { AccountStore } from '../../server/store/account-store.ts'
import { openStores } from '../../server/store/open-store.ts'
import type { ResearchStore } from '../../server/store/research-store.ts'
import type { VaultStores } from '../../server/store/vault-stores.ts'
import type { CredentialKind } from '../../shared/api/contract.ts'
import { contract } from '../../shared/api/contract.ts'
import type { SigningKeys } from '../../shared/research/jws.ts'
import { toBase64 } from '../../shared/vault/bytes.ts'
import type { VaultKeys } from '../../shared/vault/keys.ts'
import { proofMessage, publishInboxKey, vaultKeys } from '../../shared/vault/keys.ts'
import { ready } from '../../shared/vault/sodium.ts'

const sodium = await ready()

export const randomHex = (): string => randomBytes(16).toString('hex')
export const base64 = (size: number): string => toBase64(randomBytes(size))
export const ownPage = { 'x-sillage': '1', 'sec-fetch-site': 'same-origin' } as const

type Method = (typeof contract)[keyof typeof contract]['method']
/** What every account of the tests publishes its inbox key for. */
export const inboxMonth = 202605

export interface TestServer {
  readonly directory: string
  readonly accounts: AccountStore
  readonly vaults: VaultStores
  readonly research: ResearchStore
  /** With which this server countersigns. */
  readonly registry: SigningKeys
  readonly clock: { nowMs: number }
  readonly logged: string[]
  /** A request as our page sends it, without a session. */
  send(method: Method, path: string): supertest.Test
  /** A person with a new account who is signed in. */
  owner(handle?: string): Promise<TestOwner>
  close(): Promise<void>
}

export async function startTestServer(options: Partial<AppOptions> = {}): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'sillage-test-'))
  const { accounts, vaults, research, registry } = await openStores(directory)
  const clock = { nowMs: Date.UTC(2026, 4, 4, 8) }
  const logged: string[] = []
  const app = await createApp({
    accounts,
    vaults,
    research,
    registry,
    settings: { origin: undefined, trustProxy: 0 },
    clock: () => clock.nowMs,
    log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
    limits: { guardedPerMinute: 100_000, strangersPerMinute: 100_000 },
    ...options,
  })
  const server = await listen(createServer(app.handle))
  const send: TestServer['send'] = (method, path) => supertest(server)[lower(method)](path).set(ownPage)
  return {
    directory,
    accounts,
    vaults,
    research,
    registry,
    clock,
    logged,
    send,
    async owner(handle = `ada.${randomHex().slice(0, 12)}`) {
      const owner = new TestOwner(send, handle)
      await send('POST', contract.createAccount.path).send(owner.newAccount()).expect(200)
      await owner.signIn()
      return owner
    },
    async close() {
      await new Promise((resolve) => server.close(resolve))
      await app.close()
      await vaults.close()
      await research.close()
      await accounts.close()
      await rm(directory, { recursive: true })
    },
  }
}

const lower = (method: Method) => method.toLowerCase() as Lowercase<Method>

function listen(server: Server): Promise<Server> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

/** The port as part of the host that proofs are signed for. */
export const hostOf = (test: supertest.Test): string => new URL(test.url).host

/** A person's browser: holds the keys, knows the handle, keeps the cookie. */
export class TestOwner {
  readonly handle: string
  readonly vaultId = randomHex()
  readonly keys: VaultKeys = vaultKeys(sodium, this.vaultId, randomBytes(32))
  readonly wrap = randomBytes(120)
  readonly salt = randomBytes(16)
  cookie = ''
  readonly #send: TestServer['send']
  readonly #loginKeys = {
    passphrase: sodium.crypto_sign_keypair(),
    recovery: sodium.crypto_sign_keypair(),
  }

  constructor(send: TestServer['send'], handle: string) {
    this.#send = send
    this.handle = handle
  }

  newAccount() {
    const credential = (kind: CredentialKind) => ({
      kind,
      salt: toBase64(this.salt),
      publicKey: toBase64(this.#loginKeys[kind].publicKey),
      wrap: toBase64(this.wrap),
    })
    const key = publishInboxKey(sodium, this.keys, inboxMonth)
    return {
      handle: this.handle,
      vaultId: this.vaultId,
      identityKey: toBase64(this.keys.identity.publicKey),
      credentials: [credential('passphrase'), credential('recovery')],
      inboxKeys: [
        { month: key.month, publicKey: toBase64(key.publicKey), signature: toBase64(key.signature) },
      ],
    }
  }

  /** A request of this person's page, with the session. */
  send(method: Method, path: string): supertest.Test {
    return this.#send(method, path).set('cookie', this.cookie)
  }

  async proof(
    action: 'login' | 'erase' | 'credential',
    kind: CredentialKind = 'passphrase',
    handle = this.handle,
  ) {
    const asked = this.#send('POST', contract.challenge.path)
    const { body } = await asked.send({ handle, kind, action }).expect(200)
    const signature = sodium.crypto_sign_detached(
      proofMessage({ action, host: hostOf(asked), challenge: body.challenge }),
      this.#loginKeys[kind].privateKey,
    )
    return { kind, challenge: String(body.challenge), signature: toBase64(signature) }
  }

  /** Begins a session, beside those that there are. */
  async signIn(): Promise<supertest.Response> {
    const login = this.#send('POST', contract.login.path)
    const answer = await login.send({ handle: this.handle, proof: await this.proof('login') }).expect(200)
    this.cookie = cookieOf(answer)
    return answer
  }

  /** Adds a phone and returns its id and token. */
  async addPhone(phone = 'owntracks'): Promise<{ id: string; token: string }> {
    const device = { id: randomHex(), token: randomBytes(24).toString('hex') }
    const body = { id: device.id, phone, tokenHash: toBase64(tokenHash(device.token)) }
    await this.send('POST', contract.addDevice.path).send(body).expect(200)
    return device
  }
}

/** The session cookie that an answer sets, as the browser sends it back. */
export function cookieOf(answer: supertest.Response): string {
  const lines: string[] = [answer.headers['set-cookie'] ?? []].flat()
  const line = lines.find((each) => each.startsWith(`${sessionCookie}=`))
  if (line === undefined) throw new Error('The answer sets no session cookie.')
  return line.split(';')[0] ?? ''
}

/** A body that each row of the contract takes, so that whatever refuses it refuses it for another reason. */
export function validBody(name: keyof typeof contract, owner: TestOwner): object | undefined {
  const head = { counter: 1, manifestHash: base64(32), mac: base64(32) }
  const proof = { kind: 'passphrase', challenge: 'x', signature: base64(64) }
  const credential = { kind: 'passphrase', salt: base64(16), publicKey: base64(32), wrap: base64(64) }
  const bodies: Partial<Record<keyof typeof contract, object>> = {
    createAccount: { ...owner.newAccount(), handle: 'someone-new', vaultId: randomHex() },
    challenge: { handle: owner.handle, kind: 'passphrase', action: 'login' },
    login: { handle: owner.handle, proof },
    logout: {},
    replaceCredential: { proof, credential },
    eraseAccount: { proof },
    addDevice: { id: randomHex(), phone: 'owntracks', tokenHash: base64(32) },
    addShare: { id: randomHex(), days: 7, sealed: base64(64) },
    noteInJournal: { event: 'exported' },
    vaultRecords: { ids: [randomHex()] },
    vaultCommit: { expectedCounter: 0, head, put: [], remove: [], drained: [] },
    joinStudy: { study: 'no-such-study' },
    registerConsent: { jws: 'a.b.c' },
    withdrawConsent: { jws: 'a.b.c' },
    contribute: {
      studyHash: '0'.repeat(64),
      pseudonym: randomHex(),
      month: '2026-05',
      sealed: base64(64),
      proof: 'a.b.c',
    },
    putInboxKeys: { keys: [{ month: 202606, publicKey: base64(32), signature: base64(64) }] },
  }
  return bodies[name]
}
