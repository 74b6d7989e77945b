import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { modelPath, transitPath } from '../../../shared/api/contract.ts'
import { writeNetwork } from '../../../shared/transit/network-file.ts'
import { temporaryDirectories } from '../store/directory.ts'
import type { TestServer } from '../test-server.ts'
import { startTestServer } from '../test-server.ts'

const newDirectory = temporaryDirectories()
const noStops = { lat: new Int32Array(), lon: new Int32Array(), modes: new Uint8Array() }
const networkOf = (name: string) => writeNetwork([{ name, credit: '', stops: noStops, lines: [] }])
let server: TestServer
let file = ''
beforeAll(async () => {
  file = join(newDirectory(), 'transit.sillage')
  server = await startTestServer({
    aidFiles: { transitFile: file, modelFile: join(newDirectory(), 'none.model') },
  })
})
afterAll(() => server.close())

const get = () => server.send('GET', transitPath)

test('without a network there is nothing to send, and a later one is noticed', async () => {
  await get().expect(204)
  const bytes = networkOf('town')
  writeFileSync(file, bytes)
  const { body, headers } = await get().expect(200)
  expect(new Uint8Array(body)).toEqual(bytes)
  expect(headers['cache-control']).toBe('public, no-cache')
  expect(headers['content-type']).toBe('application/octet-stream')
  rmSync(file)
  await get().expect(204)
})

test('a browser that has the network is not sent it again until it changes', async () => {
  writeFileSync(file, networkOf('town'))
  const { headers } = await get().expect(200)
  const tag = String(headers['etag'])
  await get().set('if-none-match', tag).expect(304)
  writeFileSync(file, networkOf('another town'))
  const changed = await get().set('if-none-match', tag).expect(200)
  expect(changed.headers['etag']).not.toBe(tag)
  await server.send('POST', transitPath).expect(405)
})

test('a model that is no longer there is none: the shipped one is used, here and in browsers', async () => {
  await server.send('GET', modelPath).expect(204)
  await server.send('POST', modelPath).expect(405)
})
