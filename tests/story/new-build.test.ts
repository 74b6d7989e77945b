/** The page is kept on the device, and a new build of it takes its place without breaking what is open. */
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '../../client/words/en.ts'
import type { App } from '../../server/app.ts'
import { createApp } from '../../server/app.ts'
import { openStores } from '../../server/store/open-store.ts'
import { chromiumOptions } from '../support/chromium.ts'
import { go, said } from '../support/demo-page.ts'
import { createVault } from '../support/own-vault.ts'

const folder = mkdtempSync(join(tmpdir(), 'sillage-builds-'))
const client = fileURLToPath(new URL('../../client', import.meta.url))
const newTitle = 'Your trips, kept for you alone, and built anew'
let browser: Browser
let context: BrowserContext
let page: Page
let server: Server
let address: string
let apps: App[]
let stores: Awaited<ReturnType<typeof openStores>>
/** Which build the server has. */
let current = 0

beforeAll(async () => {
  stores = await openStores(join(folder, 'data'))
  apps = [await appOf(en.welcome.title), await appOf(newTitle)]
  server = createServer((request, response) => apps[current]!.handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const listening = server.address()
  address = `http://127.0.0.1:${typeof listening === 'object' ? listening?.port : ''}`
  browser = await chromium.launch(await chromiumOptions())
  context = await browser.newContext({ locale: 'en-GB' })
  page = await context.newPage()
})
afterAll(async () => {
  await browser.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  for (const app of apps) await app.close()
  await stores.vaults.close()
  await stores.accounts.close()
  rmSync(folder, { recursive: true })
})

/** A server with the client built anew; its first screen has this title. */
async function appOf(title: string): Promise<App> {
  const clientDirectory = mkdtempSync(join(folder, 'dist-'))
  await build({
    root: client,
    configFile: join(client, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: clientDirectory },
    plugins: [
      {
        name: 'another-title',
        enforce: 'pre',
        transform: (code, id) =>
          id.endsWith('/client/words/en.ts') ? code.replaceAll(en.welcome.title, title) : undefined,
      },
    ],
  })
  return createApp({
    ...stores,
    settings: { origin: undefined, trustProxy: 0 },
    clock: Date.now,
    log: pino({ level: 'silent' }),
    clientDirectory,
  })
}

const caches = () =>
  page.evaluate(async () => (await window.caches.keys()).filter((name) => name.startsWith('shell-')))
const titled = (title: string) => page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()

test('who only looks around has nothing downloaded for later', async () => {
  await page.goto(address)
  await page.getByRole('button', { name: en.welcome.demo }).click()
  await page.getByTestId('trip-row').first().waitFor()
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
  expect(await caches()).toEqual([])
  await page.getByRole('button', { name: en.nav.lock, exact: true }).click()
})

test('a page of the build before works on after the server has changed, and says that there is a newer one', async () => {
  await createVault(page, en, { handle: 'new-build', passphrase: 'a long passphrase by the sea' })
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
  expect(await caches()).toHaveLength(1)
  current = 1
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
  await said(page, en.offline.newVersion)
  await go(page, en.nav.analysis)
  await titled(en.analysis.title)
})

test('the next load is the new build, and the one after all pages were closed is new without a connection, too', async () => {
  await page.goto(address)
  await titled(newTitle)
  await page.close()
  page = await context.newPage()
  await page.goto(address)
  await titled(newTitle)
  await page.waitForFunction(
    async () => (await window.caches.keys()).filter((name) => name.startsWith('shell-')).length === 1,
  )
  await context.setOffline(true)
  await page.goto(`${address}/about`)
  await titled(en.about.title)
  await page.goto(address)
  await titled(newTitle)
  await context.setOffline(false)
})

test('a server that answers with a fault is as good as none, and its answers about a vault are never kept', async () => {
  const [good] = apps
  apps[1] = { ...apps[1]!, handle: ((_request, response) => response.writeHead(502).end()) as App['handle'] }
  await page.goto(address)
  await titled(newTitle)
  apps[1] = good!
  const kept = await page.evaluate(async () => {
    const names = await window.caches.keys()
    const all = await Promise.all(names.map(async (name) => (await window.caches.open(name)).keys()))
    return all.flat().map(({ url }) => new URL(url).pathname)
  })
  expect(kept.length).toBeGreaterThan(20)
  expect(
    kept.filter(
      (path) => !/^\/(?:assets|geo)\/|^\/(?:index\.html|sillage\.svg|manifest\.webmanifest)$/.test(path),
    ),
  ).toEqual([])
})
