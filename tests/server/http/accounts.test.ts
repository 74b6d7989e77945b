import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sessionCookie } from '../../../server/http/session.ts'
import { absoluteLimitMs, idleLimitMs } from '../../../server/services/sessions.ts'
import { contract } from '../../../shared/api/contract.ts'
import type { TestOwner, TestServer } from '../test-server.ts'
import { cookieOf, TestOwner as Owner, startTestServer } from '../test-server.ts'

let server: TestServer
let ada: TestOwner
beforeAll(async () => {
  server = await startTestServer()
  ada = await server.owner()
})
afterAll(() => server.close())

const login = (body: object) => server.send('POST', contract.login.path).send(body)
const isIn = async (person: TestOwner) => (await person.send('GET', '/api/session')).status === 200

describe('a session', () => {
  test('never takes over a cookie that was set before', async () => {
    const planted = `${sessionCookie}=${'P'.repeat(43)}`
    const send = server.send('POST', contract.login.path).set('cookie', planted)
    const answer = await send.send({ handle: ada.handle, proof: await ada.proof('login') }).expect(200)
    expect(cookieOf(answer)).not.toBe(planted)
    await server.send('GET', '/api/session').set('cookie', planted).expect(401)
  })

  test('is another one at every sign-in, and rests as a hash', async () => {
    const person = await server.owner()
    const first = person.cookie
    await person.signIn()
    expect(person.cookie).not.toBe(first)
    const { sessions } = (await person.send('GET', '/api/sessions').expect(200)).body
    expect(sessions).toHaveLength(2)
    expect(sessions.filter(({ current }: { current: boolean }) => current)).toHaveLength(1)
    expect(JSON.stringify(sessions)).not.toContain(person.cookie.split('=')[1])
  })

  test('ends at logout, on the server too', async () => {
    const person = await server.owner()
    const answer = await person.send('POST', '/api/logout').send({}).expect(200)
    expect(String(answer.headers['set-cookie'])).toContain(`${sessionCookie}=;`)
    expect(await isIn(person)).toBe(false)
  })

  test('can be ended from another one', async () => {
    const person = await server.owner()
    const lost = person.cookie
    await person.signIn()
    const { sessions } = (await person.send('GET', '/api/sessions')).body
    const other = sessions.find(({ current }: { current: boolean }) => !current)
    await person.send('DELETE', `/api/sessions/${other.id}`).expect(200)
    await server.send('GET', '/api/session').set('cookie', lost).expect(401)
    expect(await isIn(person)).toBe(true)
  })

  test('ends when it was not used, and after its time even when it was', async () => {
    const person = await server.owner()
    server.clock.nowMs += idleLimitMs - 1
    expect(await isIn(person)).toBe(true)
    server.clock.nowMs += idleLimitMs
    expect(await isIn(person)).toBe(false)

    await person.signIn()
    for (let passedMs = 0; passedMs < absoluteLimitMs; passedMs += idleLimitMs / 2) {
      expect(await isIn(person)).toBe(true)
      server.clock.nowMs += idleLimitMs / 2
    }
    expect(await isIn(person)).toBe(false)
    await ada.signIn()
  })
})

describe('an account', () => {
  test('a handle is taken once, and who asks for it again gets nothing', async () => {
    const twin = new Owner((method, path) => server.send(method, path), ada.handle)
    await server.send('POST', '/api/accounts').send(twin.newAccount()).expect(409)
    await expect(server.vaults.open(twin.vaultId).then((vault) => vault.head())).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test("cannot be made over another person's vault", async () => {
    const thief = new Owner((method, path) => server.send(method, path), 'thief')
    const body = { ...thief.newAccount(), vaultId: ada.vaultId }
    await server.send('POST', '/api/accounts').send(body).expect(409)
    expect(await isIn(ada)).toBe(true)
    expect((await ada.send('GET', '/api/vault/inbox-keys').expect(200)).body.keys).toHaveLength(1)
  })

  test('a new passphrase ends the other sessions and the old passphrase', async () => {
    const person = await server.owner()
    const lost = person.cookie
    await person.signIn()
    const fresh = new Owner((method, path) => server.send(method, path), person.handle)
    const [credential] = fresh.newAccount().credentials
    const proof = await person.proof('credential', 'recovery')
    await person.send('PUT', '/api/credentials').send({ proof, credential }).expect(200)
    expect(await isIn(person)).toBe(true)
    await server.send('GET', '/api/session').set('cookie', lost).expect(401)
    await login({ handle: person.handle, proof: await person.proof('login') }).expect(401)
    await login({ handle: person.handle, proof: await fresh.proof('login') }).expect(200)
  })

  test('erasing needs a fresh proof, then nothing is left', async () => {
    const person = await server.owner()
    const device = await person.addPhone()
    await person
      .send('POST', '/api/account/erase')
      .send({ proof: await person.proof('login') })
      .expect(401)
    expect(await isIn(person)).toBe(true)
    await person
      .send('POST', '/api/account/erase')
      .send({ proof: await person.proof('erase') })
      .expect(200)
    expect(await isIn(person)).toBe(false)
    await login({ handle: person.handle, proof: await person.proof('login') }).expect(401)
    await server.send('POST', '/in/owntracks').auth('', device.token).send('{}').expect(401)
    await expect(server.vaults.open(person.vaultId).then((vault) => vault.head())).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})
