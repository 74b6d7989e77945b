import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { processPath } from '../../../shared/api/contract.ts'
import { phoneEncoders } from '../../../shared/simulation/payloads.ts'
import type { Fix } from '../../../shared/trace/trace.ts'
import { encodeBundle } from '../../../shared/vault/bundle.ts'
import { VaultRecords } from '../../../shared/vault/records.ts'
import { ready } from '../../../shared/vault/sodium.ts'
import type { TestOwner, TestServer } from '../test-server.ts'
import { inboxMonth, ownPage, startTestServer } from '../test-server.ts'

const sodium = await ready()
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const bundleOf = (person: TestOwner) => Buffer.from(encodeBundle(person.keys.access, [inboxMonth]))
const start = (person: TestOwner, bundle: Buffer = bundleOf(person)) =>
  person.send('POST', processPath).type('application/octet-stream').send(bundle)

/** An hour of walking, one fix a minute. */
const walk: Fix[] = Array.from({ length: 60 }, (_, i) => ({
  timeMs: Date.UTC(2026, 4, 4, 8, i),
  latDeg: 46.16 + i * 0.0007,
  lonDeg: -1.15,
  accuracyM: 8,
}))

async function postWalk(person: TestOwner): Promise<void> {
  const { token } = await person.addPhone('overland')
  await server
    .send('POST', '/in/overland')
    .auth('', token)
    .send(phoneEncoders.overland.encode(walk))
    .expect(200)
}

interface ServerSentEvent {
  readonly event: string
  readonly data: Record<string, unknown>
}

const eventsOf = (text: string): ServerSentEvent[] =>
  [...text.matchAll(/event: (\w+)\ndata: (.*)\n\n/g)].map(([, event = '', data = '']) => ({
    event,
    data: JSON.parse(data),
  }))

test('an inbox becomes records, with progress on the way and an entry in the journal', async () => {
  const person = await server.owner()
  await postWalk(person)
  const answer = await start(person).expect(200)
  expect(answer.headers['content-type']).toContain('text/event-stream')
  const events = eventsOf(answer.text)
  expect(events.at(-1)).toMatchObject({ event: 'result', data: { fixes: 60 } })
  expect(events.slice(0, -1).every(({ event }) => event === 'progress')).toBe(true)
  expect(events.length).toBeGreaterThan(1)

  const store = await server.vaults.open(person.vaultId)
  expect(await store.inboxCount()).toBe(0)
  const records = await VaultRecords.open(sodium, store, person.keys.access)
  expect(records.names('').length).toBeGreaterThan(0)
  const { entries } = (await person.send('GET', '/api/journal').expect(200)).body
  expect(entries.at(-1).event).toBe('processed')

  const again = await start(person).expect(200)
  expect(eventsOf(again.text).at(-1)).toMatchObject({ event: 'result', data: { fixes: 0 } })
})

test('no file and no log holds a key of the bundle', async () => {
  const { filesHolding } = await import('../store/directory.ts')
  const person = await server.owner()
  await postWalk(person)
  await start(person).expect(200)
  for (const key of person.keys.access.collections.values())
    expect(filesHolding(server.directory, key)).toEqual([])
  expect(filesHolding(server.directory, Buffer.from('"locations"'))).toEqual([])
  expect(server.logged.join('')).not.toContain('46.16')
})

test('a bundle that is none, or of another vault, opens nothing', async () => {
  const [person, other] = [await server.owner(), await server.owner()]
  const none = await start(person, Buffer.from('not a bundle')).expect(400)
  expect(none.body.code).toBe('bad-request')
  await start(person, bundleOf(other)).expect(403)
  await start(person, Buffer.alloc(64 * 1024 + 1)).expect(413)
  await person.send('POST', processPath).send({}).expect(415)
})

test('a vault is processed once at a time, and two vaults at most', async () => {
  const [one, two, three] = [await server.owner(), await server.owner(), await server.owner()]
  const statuses = await Promise.all(
    [one, one, two, three].map(async (person) => (await start(person)).status),
  )
  expect(statuses.filter((status) => status === 200)).toHaveLength(2)
  expect(statuses.toSorted()).toEqual([200, 200, 409, 429])
})

test('when the page goes away the work ends, and can be done again', async () => {
  const person = await server.owner()
  await postWalk(person)
  const url = new URL(start(person).url)
  const headers = { ...ownPage, cookie: person.cookie, 'content-type': 'application/octet-stream' }
  const leaving = request(url, { method: 'POST', headers })
  leaving.on('error', () => {})
  leaving.end(bundleOf(person))
  await new Promise((resolve) => setTimeout(resolve, 60))
  leaving.destroy()
  await expect.poll(async () => (await start(person)).status, { timeout: 5000, interval: 50 }).toBe(200)
  const store = await server.vaults.open(person.vaultId)
  expect(await store.inboxCount()).toBe(0)
})
