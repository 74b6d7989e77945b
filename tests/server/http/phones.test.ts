import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { phoneBodyBytes } from '../../../shared/api/contract.ts'
import { openInboxItem } from '../../../shared/vault/inbox.ts'
import { ready } from '../../../shared/vault/sodium.ts'
import type { InboxItem } from '../../../shared/vault/store.ts'
import type { TestOwner, TestServer } from '../test-server.ts'
import { base64, inboxMonth, startTestServer } from '../test-server.ts'

const sodium = await ready()
let server: TestServer
let ada: TestOwner
let token: string
let deviceId: string
beforeAll(async () => {
  server = await startTestServer()
  ada = await server.owner()
  const device = await ada.addPhone()
  token = device.token
  deviceId = device.id
})
afterAll(() => server.close())

const post = (path = '/in/owntracks') =>
  server.send('POST', path).unset('x-sillage').unset('sec-fetch-site').set('content-type', 'application/json')
const inbox = async (person = ada): Promise<InboxItem[]> => {
  const store = await server.vaults.open(person.vaultId)
  return store.inbox(0, 1000)
}
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`

describe('a phone with its token', () => {
  const ways: [string, (token: string) => string][] = [
    ['as Basic password, under any user', (t) => basic(`anyone:${t}`)],
    ['as Basic user without a password', (t) => basic(`${t}:`)],
    ['as Bearer', (t) => `Bearer ${t}`],
    ['as Basic in clear, as one app sends it', (t) => `Basic ${t}:`],
  ]

  test.each(ways)('may write: %s', async (_, header) => {
    const before = (await inbox()).length
    const answer = await post().set('authorization', header(token)).send('{"_type":"location"}')
    expect([answer.status, answer.headers['content-type'], answer.text]).toEqual([
      200,
      'application/json; charset=utf-8',
      '[]',
    ])
    expect((await inbox()).length).toBe(before + 1)
  })

  test('of Overland hears what Overland wants to hear', async () => {
    const answer = await post('/in/overland').set('authorization', `Bearer ${token}`).send('{"locations":[]}')
    expect([answer.status, answer.body]).toEqual([200, { result: 'ok' }])
  })

  test('is acknowledged for an empty message, which is not kept', async () => {
    const before = (await inbox()).length
    await post().set('authorization', `Bearer ${token}`).expect(200, '[]')
    expect((await inbox()).length).toBe(before)
  })

  test('may send anything: it is kept byte for byte, readable by the owner alone', async () => {
    const body = randomBytes(5000)
    const before = (await inbox()).at(-1)?.number ?? 0
    const send = post().set('authorization', `Bearer ${token}`)
    await send.set({ 'content-type': 'text/odd', 'content-encoding': 'gzip' }).send(body).expect(200)
    const [item] = (await inbox()).filter(({ number }) => number > before)
    if (item === undefined) throw new Error('The message is not in the inbox.')
    expect(Buffer.from(item.sealed).includes(body.subarray(0, 32))).toBe(false)
    expect([item.deviceId, item.keyMonth]).toEqual([deviceId, inboxMonth])
    const message = openInboxItem(sodium, ada.keys.access, item)
    expect(Buffer.from(message.body).equals(body)).toBe(true)
    expect(message).toMatchObject({ phone: 'owntracks', contentType: 'text/odd', contentEncoding: 'gzip' })
    expect(message.receivedMs).toBe(server.clock.nowMs)
  })

  test('is refused above the limit, announced or not, and nothing is kept', async () => {
    const before = (await inbox()).length
    const authorization = `Bearer ${token}`
    const bytes = () => post().set({ authorization, 'content-type': 'application/octet-stream' })
    await bytes()
      .send(Buffer.alloc(phoneBodyBytes + 1))
      .expect(413)
    expect(await statusOfEndlessBody(new URL(post().url), authorization)).toBe(413)
    expect((await inbox()).length).toBe(before)
    await bytes().send(Buffer.alloc(phoneBodyBytes)).expect(200)
  })

  test('is counted for its owner: messages, day, and nothing finer', async () => {
    const { devices } = (await ada.send('GET', '/api/devices').expect(200)).body
    expect(devices[0]).toMatchObject({ phone: 'owntracks', lastSeenDay: '2026-05-04', lastError: null })
    expect(devices[0].messages).toBe((await inbox()).length)
  })
})

/** What is answered to a body that has gone past the limit and does not end. */
function statusOfEndlessBody(url: URL, authorization: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', headers: { authorization } }, (answer) => {
      resolve(answer.statusCode)
      sending.destroy()
    })
    sending.once('error', reject)
    sending.write(Buffer.alloc(phoneBodyBytes + 1))
  })
}

describe('a stranger', () => {
  const strangers: [string, string][] = [
    ['without a token', ''],
    ['with another token', `Bearer ${'a'.repeat(48)}`],
    ['with a token of a strange shape', `Bearer ${'a'.repeat(19)}`],
    ['with a token that is no text', 'Basic ////'],
    ['with another scheme', `Digest ${'a'.repeat(48)}`],
  ]

  test.each(strangers)('%s is asked for one', async (_, authorization) => {
    const answer = await post().set('authorization', authorization).send('{}')
    expect(answer.status).toBe(401)
    expect(answer.headers['www-authenticate']).toContain('Basic')
  })

  test('who tries too often is told to come back, while the phone beside it goes on', async () => {
    const strict = await startTestServer({ limits: { strangersPerMinute: 2 } })
    const person = await strict.owner()
    const device = await person.addPhone()
    const knock = (t: string) => strict.send('POST', '/in/owntracks').auth('', t).send('{}')
    await knock('x').expect(401)
    await knock('x').expect(401)
    const refused = await knock('x').expect(503)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    await knock(device.token).expect(200)
    await strict.close()
  })

  test('a phone app that nobody knows is not found', async () => {
    await post('/in/carrier-pigeon').set('authorization', `Bearer ${token}`).send('{}').expect(404)
  })
})

test('a phone that was removed may not write any more', async () => {
  const device = await ada.addPhone('overland')
  await post().set('authorization', `Bearer ${device.token}`).send('{}').expect(200)
  await ada.send('DELETE', `/api/devices/${device.id}`).expect(200)
  await post().set('authorization', `Bearer ${device.token}`).send('{}').expect(401)
})

test('a device is of an app that is known, and one token opens one device', async () => {
  const add = (body: object) => ada.send('POST', '/api/devices').send({ id: 'ab'.repeat(16), ...body })
  await add({ phone: 'carrier-pigeon', tokenHash: base64(32) }).expect(400)
  const tokenHash = base64(32)
  await add({ phone: 'overland', tokenHash }).expect(200)
  await add({ id: 'cd'.repeat(16), phone: 'overland', tokenHash }).expect(409)
})

test('messages are sealed to the newest key whose month has begun', async () => {
  const person = await server.owner()
  const device = await person.addPhone()
  const key = (month: number) => ({ month, publicKey: base64(32), signature: base64(64) })
  await person
    .send('PUT', '/api/vault/inbox-keys')
    .send({ keys: [key(202606), key(202607)] })
    .expect(200)
  const now = server.clock.nowMs
  for (const [time, month] of [
    [Date.UTC(2026, 3, 1), 202605],
    [Date.UTC(2026, 4, 31, 23, 59), 202605],
    [Date.UTC(2026, 5, 1), 202606],
    [Date.UTC(2027, 0, 1), 202607],
  ] as const) {
    server.clock.nowMs = time
    await post().set('authorization', `Bearer ${device.token}`).send('{}').expect(200)
    expect((await inbox(person)).at(-1)?.keyMonth).toBe(month)
  }
  server.clock.nowMs = now
})

test('a vault that cannot be written makes phones wait, not forget', async () => {
  const person = await server.owner()
  const device = await person.addPhone()
  await server.vaults.erase(person.vaultId)
  const answer = await post().set('authorization', `Bearer ${device.token}`).send('{}')
  expect(answer.status).toBe(503)
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  const { devices } = (await person.send('GET', '/api/devices').expect(200)).body
  expect(devices[0].lastError).toBe('unavailable')
})
