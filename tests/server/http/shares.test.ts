import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestOwner, TestServer } from '../test-server.ts'
import { base64, randomHex, startTestServer } from '../test-server.ts'

const dayMs = 86_400_000
let server: TestServer
let ada: TestOwner
let eve: TestOwner
beforeAll(async () => {
  server = await startTestServer()
  ada = await server.owner()
  eve = await server.owner()
})
afterAll(() => server.close())

const share = async (owner: TestOwner, days = 7) => {
  const body = { id: randomHex(), days, sealed: base64(600) }
  const { expiresAt } = (await owner.send('POST', '/api/shares').send(body).expect(200)).body
  return { ...body, expiresAt }
}
const list = async (owner: TestOwner) => (await owner.send('GET', '/api/shares').expect(200)).body.shares
const fetched = (id: string) => server.send('GET', `/api/shared/${id}`)

test('whoever has the link fetches the ciphertext without a session, and the owner sees how often', async () => {
  const { id, sealed, expiresAt } = await share(ada)
  expect(Date.parse(expiresAt)).toBe(server.clock.nowMs + 7 * dayMs)
  for (let i = 0; i < 2; i++) expect((await fetched(id).expect(200)).body).toEqual({ sealed, expiresAt })
  expect((await list(ada)).find((each: { id: string }) => each.id === id)).toMatchObject({
    expiresAt,
    opened: 2,
  })
  expect(await list(eve)).toEqual([])
})

test('a link that was taken back, has expired or never was are answered alike', async () => {
  const [back, late] = [await share(ada), await share(ada, 1)]
  await eve.send('DELETE', `/api/shares/${back.id}`).expect(404)
  await fetched(back.id).expect(200)
  await ada.send('DELETE', `/api/shares/${back.id}`).expect(200)
  server.clock.nowMs += dayMs - 1
  await ada.signIn()
  await fetched(late.id).expect(200)
  server.clock.nowMs += 1
  const answers = await Promise.all([back.id, late.id, randomHex()].map((id) => fetched(id)))
  for (const answer of answers) expect([answer.status, answer.text]).toEqual([404, answers[2]!.text])
  expect((await list(ada)).map(({ id }: { id: string }) => id)).not.toContain(late.id)
})

test('a link lasts thirty days at most, a snapshot has at most 4 MiB, a vault at most twenty links', async () => {
  await eve.signIn()
  const wrong = (body: object) =>
    eve.send('POST', '/api/shares').send({ id: randomHex(), days: 7, sealed: base64(64), ...body })
  for (const days of [0, 31, 1.5]) await wrong({ days }).expect(400)
  await wrong({ sealed: base64(4 * 1024 * 1024 + 1) }).expect(400)
  await wrong({ sealed: base64(4 * 1024 * 1024) }).expect(200)
  while ((await list(eve)).length < 20) await share(eve)
  await wrong({}).expect(409)
})

test('what is shared and taken back is noted in the journal', async () => {
  const { id } = await share(ada)
  await ada.send('DELETE', `/api/shares/${id}`).expect(200)
  const { entries } = (await ada.send('GET', '/api/journal').expect(200)).body
  const told = entries
    .slice(-2)
    .map(({ event, subject }: { event: string; subject: string }) => [event, subject])
  expect(told).toEqual([
    ['share-added', id],
    ['share-removed', id],
  ])
})
