import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningProcess } from '../server/running-server.ts'
import { endProcess, startProcess } from '../server/running-server.ts'
import { filesBelow, findPosition, formsOf } from '../support/canary.ts'
import type { Owner } from '../support/owner.ts'
import { newOwner } from '../support/owner.ts'

const position = { latDeg: 48.123457, lonDeg: 2.654321 }
const token = 'canary_token_of_a_phone_0123456789'
const data = mkdtempSync(join(tmpdir(), 'sillage-at-rest-'))
let server: RunningProcess
let owner: Owner

beforeAll(async () => {
  server = await startProcess(data)
  owner = await newOwner(server.address, 'canary')
  await owner.addPhone('owntracks', token)
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

describe('no file of the server shows where a person was', () => {
  test('while the vault is locked', async () => {
    await post(60)
    expect((await owner.api('vaultInboxCount')).count).toBe(60)
    expect(findPosition(data, position)).toEqual([])
  })

  test('after the server has processed at the owner’s request', async () => {
    expect(await owner.processOnServer()).toContain('"fixes":60')
    expect((await owner.api('vaultInboxCount')).count).toBe(0)
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
