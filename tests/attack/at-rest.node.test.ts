import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount } from '../../client/worker/account.ts'
import type { ApiCall } from '../../shared/api/client.ts'
import { createClient } from '../../shared/api/client.ts'
import { ownRequestHeader, processPath } from '../../shared/api/contract.ts'
import { encodeBundle } from '../../shared/vault/bundle.ts'
import type { VaultKeys } from '../../shared/vault/keys.ts'
import { ready } from '../../shared/vault/sodium.ts'
import type { RunningProcess } from '../server/running-server.ts'
import { endProcess, startProcess } from '../server/running-server.ts'
import { filesBelow, findPosition, formsOf } from '../support/canary.ts'

const position = { latDeg: 48.123457, lonDeg: 2.654321 }
const token = 'canary_token_of_a_phone_0123456789'
const data = mkdtempSync(join(tmpdir(), 'sillage-at-rest-'))
let server: RunningProcess
let keys: VaultKeys
let cookie = ''
let api: ApiCall

const send = async (path: string, init: RequestInit): Promise<Response> => {
  const headers = { ...init.headers, cookie, origin: server.address, [ownRequestHeader]: '1' }
  const answer = await fetch(`${server.address}${path}`, { ...init, headers })
  cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
  return answer
}

beforeAll(async () => {
  server = await startProcess(data)
  api = createClient(async ({ path, method, headers, body }) => {
    const answer = await send(path, { method, headers, body: body ?? null })
    return { status: answer.status, text: await answer.text() }
  })
  const host = new URL(server.address).host
  const account = { handle: 'canary', passphrase: 'a passphrase for the canary', language: 'en' } as const
  keys = (await createAccount({ sodium: await ready(), api, host }, account)).keys
  const tokenHash = createHash('sha256').update(token).digest()
  await api('addDevice', { body: { id: '0d'.repeat(16), phone: 'owntracks', tokenHash } })
})
afterAll(async () => {
  await endProcess(server, 'SIGTERM')
  rmSync(data, { recursive: true })
})

async function post(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const message = {
      _type: 'location',
      tst: 1_778_000_000 + 30 * i,
      lat: position.latDeg,
      lon: position.lonDeg,
      acc: 5,
    }
    const headers = { authorization: `Basic ${btoa(`canary:${token}`)}`, 'content-type': 'application/json' }
    const answer = await fetch(`${server.address}/in/owntracks`, {
      method: 'POST',
      headers,
      body: JSON.stringify(message),
    })
    expect([answer.status, await answer.text()]).toEqual([200, '[]'])
  }
}

async function processOnServer(): Promise<string> {
  const months = (await api('vaultInboxKeys')).keys.map((key) => key.month)
  const answer = await send(processPath, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(encodeBundle(keys.access, months)),
  })
  return answer.text()
}

describe('no file of the server shows where a person was', () => {
  test('while the vault is locked', async () => {
    await post(60)
    expect((await api('vaultInboxCount')).count).toBe(60)
    expect(findPosition(data, position)).toEqual([])
  })

  test('after the server has processed at the owner’s request', async () => {
    expect(await processOnServer()).toContain('"fixes":60')
    expect((await api('vaultInboxCount')).count).toBe(0)
    expect(findPosition(data, position)).toEqual([])
    expect(filesBelow(data).length).toBeGreaterThan(2)
  })

  test('nor what a phone’s token is', () => {
    const found = filesBelow(data).filter((path) => readFileSync(path).includes(token))
    expect(found).toEqual([])
  })
})

describe('a leak would be caught', () => {
  for (const [form, bytes] of formsOf(position))
    test(`as ${form}`, () => {
      const path = join(data, 'leak.tmp')
      writeFileSync(path, Buffer.concat([Buffer.alloc(777, 1), bytes, Buffer.alloc(33, 2)]))
      expect(findPosition(data, position)).toContain(`${path} shows the position as ${form}`)
      rmSync(path)
    })
})
