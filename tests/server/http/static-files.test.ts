import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestServer } from '../test-server.ts'
import { startTestServer } from '../test-server.ts'

const clientDirectory = mkdtempSync(join(tmpdir(), 'sillage-client-'))
const page = '<!doctype html><title>Sillage</title>'
const script = 'export const wake = 1'
let server: TestServer
beforeAll(async () => {
  await mkdir(join(clientDirectory, 'assets'))
  await writeFile(join(clientDirectory, 'index.html'), page)
  await writeFile(join(clientDirectory, 'assets/app-1a2b.js'), script)
  await writeFile(join(clientDirectory, 'assets/app-1a2b.js.br'), brotliCompressSync(script))
  await writeFile(join(clientDirectory, 'service-worker.js'), script)
  await writeFile(join(clientDirectory, '../outside.txt'), 'outside')
  server = await startTestServer({ clientDirectory })
})
afterAll(async () => {
  await server.close()
  rmSync(clientDirectory, { recursive: true })
})

const get = (path: string, accept = 'text/html', encoding = 'identity') =>
  server.send('GET', path).set({ accept, 'accept-encoding': encoding })

test('a file with its content in its name is kept for ever, the page is asked for again', async () => {
  const asset = await get('/assets/app-1a2b.js', '*/*').expect(200)
  expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  expect(asset.headers['content-type']).toContain('text/javascript')
  const { headers, text } = await get('/').expect(200)
  expect([headers['cache-control'], text]).toEqual(['no-cache', page])
})

test('the service worker is asked for again each time, and may do what the page may', async () => {
  const { headers } = await get('/service-worker.js', '*/*').expect(200)
  expect(headers['cache-control']).toBe('no-cache')
  expect(headers['content-type']).toContain('text/javascript')
  expect(headers['content-security-policy']).toContain("connect-src 'self'")
  expect(headers['content-security-policy']).toContain("worker-src 'self'")
})

test('a browser that reads brotli gets the compressed file', async () => {
  const { headers } = await get('/assets/app-1a2b.js', '*/*', 'gzip, br').expect(200)
  expect([headers['content-encoding'], headers['vary']]).toEqual(['br', 'Accept-Encoding'])
  expect(headers['content-type']).toContain('text/javascript')
  expect(Number(headers['content-length'])).toBe(brotliCompressSync(script).length)
  const plain = await get('/assets/app-1a2b.js', '*/*', 'gzip').expect(200)
  expect(plain.headers['content-encoding']).toBeUndefined()
})

test("the client's own addresses get the page", async () => {
  expect((await get('/trips/2026-05').expect(200)).text).toBe(page)
  await get('/trips/2026-05', 'application/json').expect(404)
  await get('/assets/gone.js').expect(404)
  await get('/api/trips').expect(404)
  await get('/in/trips').expect(405)
})

test.each(['/../outside.txt', '/%2e%2e/outside.txt', '/assets/..%2f..%2foutside.txt', '/assets'])(
  'nothing outside the list of files is served: %s',
  async (path) => {
    expect((await get(path, '*/*')).text).not.toBe('outside')
  },
)
