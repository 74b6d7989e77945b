import { createHmac } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sessionCookie } from '../../../server/http/session.ts'
import type { Route, RouteName } from '../../../shared/api/contract.ts'
import { contract, processPath, vaultHeader } from '../../../shared/api/contract.ts'
import type { TestOwner, TestServer } from '../test-server.ts'
import { base64, TestOwner as Owner, randomHex, startTestServer, validBody } from '../test-server.ts'

let server: TestServer
let ada: TestOwner
let eve: TestOwner
beforeAll(async () => {
  server = await startTestServer()
  ada = await server.owner()
  eve = await server.owner()
})
afterAll(() => server.close())

const rows = Object.entries(contract) as [RouteName, Route][]
const ownerRows = rows.filter(([, row]) => row.who === 'owner')
const login = (body: object) => server.send('POST', contract.login.path).send(body)
const isIn = async (person: TestOwner) => (await person.send('GET', '/api/session')).status === 200

describe('who is not signed in', () => {
  test.each(ownerRows)('cannot use %s', async (name, row) => {
    for (const cookie of ['', `${sessionCookie}=`, `${sessionCookie}=${'A'.repeat(43)}`]) {
      const send = server.send(row.method, row.path.replace(':id', randomHex())).set('cookie', cookie)
      const answer = await send.send(validBody(name, ada))
      expect([answer.status, answer.body.code]).toEqual([401, 'not-signed-in'])
    }
  })

  test('cannot start processing', async () => {
    await server.send('POST', processPath).type('application/octet-stream').send('x').expect(401)
  })
})

describe('a page that means another vault than its browser has signed in to', () => {
  test.each(ownerRows)('is spoken to as if it had signed out: %s', async (name, row) => {
    const send = ada.send(row.method, row.path.replace(':id', randomHex())).set(vaultHeader, eve.vaultId)
    const answer = await send.send(validBody(name, ada))
    expect([answer.status, answer.body.code]).toEqual([401, 'not-signed-in'])
    expect(await isIn(ada)).toBe(true)
  })

  test('has no keys taken for processing, and is answered when it means its own', async () => {
    const processing = ada.send('POST', processPath).set(vaultHeader, eve.vaultId)
    await processing.type('application/octet-stream').send('x').expect(401)
    await ada.send('GET', '/api/session').set(vaultHeader, ada.vaultId).expect(200)
  })
})

describe('a device token', () => {
  const attempts = (token: string) => [
    { authorization: `Bearer ${token}` },
    { authorization: `Basic ${Buffer.from(`me:${token}`).toString('base64')}` },
    { cookie: `${sessionCookie}=${token}` },
  ]

  test.each(ownerRows)('opens nothing of %s', async (name, row) => {
    const { token } = await ada.addPhone()
    for (const headers of attempts(token)) {
      const send = server.send(row.method, row.path.replace(':id', randomHex())).set(headers)
      await send.send(validBody(name, ada)).expect(401)
    }
    await ada.send('DELETE', `/api/devices/${(await listDevices(ada))[0]?.id}`).expect(200)
  })

  test('reads nothing where it may write', async () => {
    const { token } = await ada.addPhone()
    for (const headers of attempts(token).slice(0, 2))
      await server.send('GET', '/in/owntracks').set(headers).expect(405)
  })
})

const listDevices = async (person: TestOwner): Promise<{ id: string }[]> =>
  (await person.send('GET', '/api/devices').expect(200)).body.devices

describe("another person's ids", () => {
  const withIds = ownerRows.filter(([, row]) => row.path.includes(':id'))

  test.each(withIds)('are answered by %s like ids that do not exist', async (_, row) => {
    const device = await ada.addPhone()
    const sessions = (await ada.send('GET', '/api/sessions')).body.sessions
    for (const id of [device.id, sessions[0].id]) {
      const foreign = await eve.send(row.method, row.path.replace(':id', id))
      const unknown = await eve.send(row.method, row.path.replace(':id', randomHex()))
      expect([foreign.status, foreign.text]).toEqual([404, unknown.text])
    }
    expect(await isIn(ada)).toBe(true)
    expect((await listDevices(ada)).map(({ id }) => id)).toContain(device.id)
  })

  test('reach no record and no inbox item', async () => {
    const record = { id: randomHex(), collection: 'raw', seq: 1, envelope: base64(64) }
    const change = validBody('vaultCommit', ada)
    await ada
      .send('POST', '/api/vault/commit')
      .send({ ...change, put: [record] })
      .expect(200)
    const device = await ada.addPhone()
    await server.send('POST', '/in/owntracks').auth('', device.token).send('{"a":1}').expect(200)
    const inbox = await ada.send('GET', '/api/vault/inbox?after=0&limit=10').expect(200)

    const read = await eve
      .send('POST', '/api/vault/records')
      .send({ ids: [record.id] })
      .expect(200)
    expect(read.body.records).toEqual([])
    const drained = inbox.body.items.map(({ id }: { id: string }) => id)
    expect(drained.length).toBeGreaterThan(0)
    await eve
      .send('POST', '/api/vault/commit')
      .send({ ...change, remove: [record.id], drained })
      .expect(200)
    const mine = await ada
      .send('POST', '/api/vault/records')
      .send({ ids: [record.id] })
      .expect(200)
    expect(mine.body.records).toEqual([record])
    const count = await ada.send('GET', '/api/vault/inbox/count').expect(200)
    expect(count.body.count).toBe(drained.length)
  })

  test('a proof of one person changes nothing of another', async () => {
    const proof = await eve.proof('erase')
    await ada.send('POST', '/api/account/erase').send({ proof }).expect(401)
    expect(await isIn(ada)).toBe(true)
  })
})

describe('signing in', () => {
  test('an unknown handle and a wrong secret are answered alike', async () => {
    const stranger = new Owner((method, path) => server.send(method, path), 'nobody.at.all')
    const wrong = { ...(await ada.proof('login')), signature: base64(64) }
    const known = await login({ handle: ada.handle, proof: wrong })
    const unknown = await login({ handle: stranger.handle, proof: await stranger.proof('login') })
    expect([unknown.status, unknown.text]).toEqual([known.status, known.text])
    expect(known.body.code).toBe('wrong-credentials')
    expect(Object.keys(unknown.headers).sort()).toEqual(Object.keys(known.headers).sort())
  })

  test('an unknown handle gets a salt and a challenge that look like any, and the same salt again', async () => {
    const ask = async (handle: string, kind = 'passphrase') =>
      (await server.send('POST', '/api/challenge').send({ handle, kind, action: 'login' }).expect(200)).body
    const [known, unknown, again] = [await ask(ada.handle), await ask('nobody'), await ask('nobody')]
    expect(Object.keys(unknown)).toEqual(Object.keys(known))
    expect(unknown.salt).toBe(again.salt)
    expect(unknown.salt.length).toBe(known.salt.length)
    expect((await ask('nobody', 'recovery')).salt).not.toBe(unknown.salt)
    expect(unknown.challenge).not.toBe(again.challenge)
  })

  test('gives the wrap and a cookie that only https and our own pages carry', async () => {
    const answer = await ada.signIn()
    expect(answer.body.wrap).toBe(ada.wrap.toString('base64'))
    expect(answer.body.vaultId).toBe(ada.vaultId)
    const [cookie] = [answer.headers['set-cookie'] ?? []].flat()
    expect(cookie).toMatch(
      /^__Host-sid=[\w-]{43}; Max-Age=2592000; Path=\/; .*HttpOnly; Secure; SameSite=Strict$/,
    )
  })

  test('a challenge is worth nothing twice, late, for another action, kind or handle', async () => {
    const proof = await ada.proof('login')
    await login({ handle: ada.handle, proof }).expect(200)
    await login({ handle: ada.handle, proof }).expect(401)
    await login({ handle: ada.handle, proof: await ada.proof('erase') }).expect(401)
    await login({ handle: ada.handle, proof: { ...(await ada.proof('login')), kind: 'recovery' } }).expect(
      401,
    )
    await login({ handle: eve.handle, proof: await ada.proof('login') }).expect(401)
    const late = await ada.proof('login')
    server.clock.nowMs += 2 * 60_000 + 1000
    await login({ handle: ada.handle, proof: late }).expect(401)
  })

  test('a challenge for another host is refused', async () => {
    const proof = await ada.proof('login')
    const send = server.send('POST', contract.login.path).set('host', 'evil.example')
    await send.send({ handle: ada.handle, proof }).expect(401)
  })

  test('a challenge that this server did not sign is refused', async () => {
    const claims = {
      nonce: randomHex(),
      host: 'x',
      action: 'login',
      handle: ada.handle,
      kind: 'passphrase',
      exp: 4e9,
    }
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const unsigned = `${part({ alg: 'none', typ: 'sillage-challenge+jwt' })}.${part(claims)}.`
    const signed = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', typ: 'sillage-challenge+jwt' })
      .sign(new Uint8Array(32))
    const otherKind = await otherTokenOfThisServer(claims)
    for (const challenge of [unsigned, signed, otherKind, 'x', '']) {
      const proof = { kind: 'passphrase', challenge, signature: base64(64) }
      await login({ handle: ada.handle, proof }).expect(401)
    }
  })

  /** Rightly signed, but not typed as a challenge. */
  async function otherTokenOfThisServer(claims: object): Promise<string> {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const content = `${part({ alg: 'HS256' })}.${part(claims)}`
    const secret = await server.accounts.serverSecret('challenge')
    return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
  }
})
