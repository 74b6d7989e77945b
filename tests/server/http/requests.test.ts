import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Route, RouteName } from '../../../shared/api/contract.ts'
import { contract, problemSchema, processPath } from '../../../shared/api/contract.ts'
import type { TestOwner, TestServer } from '../test-server.ts'
import { ownPage, randomHex, startTestServer, validBody } from '../test-server.ts'

let server: TestServer
let owner: TestOwner
beforeAll(async () => {
  server = await startTestServer()
  owner = await server.owner()
})
afterAll(() => server.close())

const rows = Object.entries(contract) as [RouteName, Route][]
const pathOf = (path: string) => path.replace(':id', randomHex())
const withBody = rows.filter(([, row]) => row.body)
const changing = rows.filter(([, row]) => row.method !== 'GET')

/** Text that no answer may repeat. */
const canary = 'CANARY-48.123457'

/** What a request that was refused must not have changed. */
async function stateOf(person: TestOwner) {
  const paths = ['/api/session', '/api/devices', '/api/vault/head', '/api/vault/inbox-keys', '/api/sessions']
  const answers = await Promise.all(paths.map((path) => person.send('GET', path).expect(200)))
  return answers.map(({ body }) => body)
}

function expectProblem(
  answer: { status: number; headers: Record<string, string>; text: string },
  status: number,
) {
  expect(answer.headers['content-type']).toContain('application/problem+json')
  const problem = problemSchema.parse(JSON.parse(answer.text))
  expect(problem.status).toBe(status)
  expect(answer.status).toBe(status)
  expect(answer.text).not.toContain('CANARY')
  return problem
}

describe.each(withBody)('%s', (name, row) => {
  const send = () => owner.send(row.method, pathOf(row.path))

  test('refuses what it does not expect, in one shape, and changes nothing', async () => {
    const before = await stateOf(owner)
    const good = validBody(name, owner) ?? {}
    const json = { 'content-type': 'application/json' }
    expectProblem(await send().set(json).send(`{"${canary}":`), 400)
    expectProblem(await send().set(json).send('null'), 400)
    expectProblem(await send().set(json).send('[]'), 400)
    expectProblem(await send().send({ ...good, [canary]: 1 }), 400)
    expectProblem(
      await send()
        .set(json)
        .send(`{"__proto__":{"role":1},${JSON.stringify(good).slice(1)}`),
      400,
    )
    expectProblem(
      await send()
        .query({ [canary]: '1' })
        .send(good),
      400,
    )
    expectProblem(await send().type('text/plain').send(JSON.stringify(good)), 415)
    expectProblem(await send().type('form').send('a=1'), 415)
    expectProblem(
      await send()
        .set({ ...json, 'content-encoding': 'gzip' })
        .send('{}'),
      415,
    )
    const tooLarge = `{"a":"${'x'.repeat((row.maxBytes ?? 128 * 1024) + 1)}"}`
    expectProblem(await send().set(json).send(tooLarge), 413)
    for (const field of Object.keys(good)) {
      const problem = expectProblem(await send().send({ ...good, [field]: { [canary]: canary } }), 400)
      expect(problem.errors?.[0]?.path.split('.')[0]).toBe(field)
    }
    expect(await stateOf(owner)).toEqual(before)
  })
})

test('any JSON at all is refused or taken, never a fault', async () => {
  const anyRow = fc.constantFrom(...withBody.filter(([name]) => name !== 'logout'))
  await fc.assert(
    fc.asyncProperty(anyRow, fc.json(), async ([, row], json) => {
      const send = owner.send(row.method, pathOf(row.path)).set('content-type', 'application/json')
      expect((await send.send(json)).status).toBeLessThan(500)
    }),
    { numRuns: 150 },
  )
})

test('the query of a row is checked like a body', async () => {
  const inbox = (query: object) => owner.send('GET', contract.vaultInbox.path).query(query)
  await inbox({ after: 0, limit: 10 }).expect(200)
  for (const query of [
    {},
    { after: canary, limit: 1 },
    { after: 0, limit: 0 },
    { after: 0, limit: 1, x: canary },
  ])
    expectProblem(await inbox(query), 400)
})

test.each(rows)('%s takes its own method only', async (_, row) => {
  const others = (['GET', 'POST', 'PUT', 'DELETE'] as const).filter(
    (method) => !rows.some(([, each]) => each.path === row.path && each.method === method),
  )
  for (const method of others) {
    const answer = await owner.send(method, pathOf(row.path))
    expectProblem(answer, 405)
    expect(answer.headers['allow']).toContain(row.method)
  }
})

test('an address that does not exist is a problem too', async () => {
  expectProblem(await owner.send('GET', `/api/${canary}`), 404)
  expectProblem(await owner.send('GET', `/in/${canary}/x`), 404)
  expectProblem(await owner.send('DELETE', '/api/sessions/%E0%A4%A'), 400)
})

describe('a page that is not ours changes nothing', () => {
  const foreign: [string, Record<string, string>][] = [
    ['without our header', { 'x-sillage': '' }],
    ['with our header alone', { 'sec-fetch-site': '' }],
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a neighbour of our site', { 'sec-fetch-site': 'same-site' }],
    ['typed into the address bar', { 'sec-fetch-site': 'none' }],
    ['from another origin', { origin: 'https://evil.example' }],
    ['from no origin', { origin: 'null' }],
  ]

  test.each(foreign)('a request %s', async (_, headers) => {
    const before = await stateOf(owner)
    for (const [name, row] of [...changing, ['process', { method: 'POST', path: processPath }] as const]) {
      const send = owner.send(row.method, pathOf(row.path))
      for (const [header, value] of Object.entries<string>({ ...ownPage, ...headers }))
        if (value === '') send.unset(header)
        else send.set(header, value)
      const body = name === 'process' ? undefined : validBody(name, owner)
      expectProblem(await (body ? send.send(body) : send), 403)
    }
    expect(await stateOf(owner)).toEqual(before)
  })

  test('our own origin is taken, with the scheme that the browser saw', async () => {
    const send = owner.send('POST', contract.noteInJournal.path).unset('sec-fetch-site')
    await send.set('origin', new URL(send.url).origin).send({ event: 'exported' }).expect(200)
  })

  test('a configured origin is the only one', async () => {
    const strict = await startTestServer({ settings: { origin: 'https://sillage.example', trustProxy: 1 } })
    const ask = (origin: string) =>
      strict
        .send('POST', contract.challenge.path)
        .set('origin', origin)
        .send({ handle: 'ada', kind: 'passphrase', action: 'login' })
    await ask('https://sillage.example').expect(200)
    await ask('http://sillage.example').expect(403)
    const { headers } = await strict.send('GET', '/api/health').expect(200)
    expect(headers['strict-transport-security']).toContain('max-age=')
    await strict.close()
  })
})

test('every answer carries the shield, and no answer of the API is stored', async () => {
  for (const path of ['/api/health', '/api/nothing', '/nothing']) {
    const { headers } = await server.send('GET', path)
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self' 'wasm-unsafe-eval';worker-src 'self';style-src 'self';" +
        "img-src 'self' data: blob:;connect-src 'self';manifest-src 'self';base-uri 'none';" +
        "form-action 'self';frame-ancestors 'none'",
    )
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['x-powered-by']).toBeUndefined()
    if (path.startsWith('/api')) expect(headers['cache-control']).toBe('no-store')
  }
})

test('too many attempts from one address are refused for a minute', async () => {
  const strict = await startTestServer({ limits: { guardedPerMinute: 3 } })
  const ask = () =>
    strict.send('POST', contract.challenge.path).send({ handle: 'ada', kind: 'passphrase', action: 'login' })
  for (let i = 0; i < 3; i++) await ask().expect(200)
  const refused = await ask()
  expectProblem(refused, 429)
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  await strict.send('GET', contract.health.path).expect(200)
  await strict.close()
})

test('the log names routes, statuses and nothing of what was sent', async () => {
  const device = await owner.addPhone()
  await server.send('POST', '/in/owntracks').auth('me', device.token).send(canary).expect(200)
  await owner.send('GET', `/api/vault/inbox?after=0&limit=7&x=${canary}`)
  await owner.send('DELETE', `/api/sessions/${canary}`)
  const log = server.logged.join('')
  expect(log).toContain('/in/:phone')
  expect(log).toContain('/api/sessions/:id')
  for (const secret of [
    canary,
    device.token,
    device.id,
    owner.handle,
    owner.vaultId,
    owner.cookie,
    '127.0.0.1',
  ])
    expect(log).not.toContain(secret)
})
