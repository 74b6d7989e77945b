/** What is interrupted loses no correction: a server that stops, a session that ends, a vault that is locked. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { en } from '../../client/words/en.ts'
import { fr } from '../../client/words/fr.ts'
import type { RunningProcess } from '../server/running-server.ts'
import { endProcess, startProcess } from '../server/running-server.ts'
import { chromiumOptions } from '../support/chromium.ts'
import { go } from '../support/demo-page.ts'
import {
  createVault,
  firstMode,
  importDay,
  isOnline,
  openTrip,
  say,
  shellIsKept,
  unlock,
  unsent,
} from '../support/own-vault.ts'

const folder = mkdtempSync(join(tmpdir(), 'sillage-interrupted-'))
let server: RunningProcess
let browser: Browser
let port: string

beforeAll(async () => {
  port = await freePort()
  await startServer()
  browser = await chromium.launch(await chromiumOptions())
})
afterAll(async () => {
  await browser.close()
  await endProcess(server, 'SIGTERM')
  rmSync(folder, { recursive: true })
})

/** A server that comes back has to be found where it was. */
function freePort(): Promise<string> {
  const listener = createServer()
  return new Promise((resolve) => {
    listener.listen(0, '127.0.0.1', () => {
      const address = listener.address()
      listener.close(() => resolve(String(typeof address === 'object' ? address?.port : '')))
    })
  })
}

async function startServer(): Promise<void> {
  server = await startProcess(join(folder, 'data'), { SILLAGE_PORT: port })
}

function newContext(text: typeof en): Promise<BrowserContext> {
  return browser.newContext({ locale: text.locale, viewport: { width: 390, height: 844 } })
}

describe('a session that ended elsewhere', () => {
  const text = en
  const owner = { handle: 'ended-session', passphrase: 'a long passphrase by the sea' }

  test('loses no correction: it waits until the vault is opened again', async () => {
    const context = await newContext(text)
    const page = await context.newPage()
    await page.goto(server.address)
    await createVault(page, text, owner)
    await importDay(page, text)
    await openTrip(page, 0)
    const before = await firstMode(page)
    await context.clearCookies()

    expect(before).not.toBe('motorcycle')
    await say(page, 'motorcycle')
    await unsent(page, 1)
    expect(await page.getByTestId('offline').innerText()).toContain(text.failures['not-signed-in'])
    await unlock(page, text, server.address, owner)
    await openTrip(page, 0)
    expect(await firstMode(page)).toBe('motorcycle')
    expect(await page.getByTestId('offline').count()).toBe(0)
    await context.close()
  })
})

describe('two tabs of one browser with a vault each', () => {
  const text = en

  test('are not mixed up: the first says that its session is over, and keeps its correction for later', async () => {
    const context = await newContext(text)
    const page = await context.newPage()
    const first = { handle: 'first-vault', passphrase: 'a long passphrase by the sea' }
    await page.goto(server.address)
    await createVault(page, text, first)
    await importDay(page, text)
    const other = await context.newPage()
    await other.goto(server.address)
    await createVault(other, text, { handle: 'other-vault', passphrase: 'a long passphrase in the hills' })

    await openTrip(page, 0)
    await say(page, 'motorcycle')
    await unsent(page, 1)
    expect(await page.getByTestId('offline').innerText()).toContain(text.failures['not-signed-in'])
    await unlock(page, text, server.address, first)
    await openTrip(page, 0)
    expect(await firstMode(page)).toBe('motorcycle')
    await context.close()
  })
})

describe('a server that stops and starts again', () => {
  const text = fr as typeof en
  const owner = { handle: 'redemarrage', passphrase: 'une longue phrase au bord de la mer' }

  test('loses no correction, not even of a vault that was locked meanwhile', async () => {
    const context = await newContext(text)
    const page = await context.newPage()
    await page.goto(server.address)
    await createVault(page, text, owner)
    await importDay(page, text)
    await shellIsKept(page)

    await endProcess(server, 'SIGKILL')
    await openTrip(page, 0)
    await say(page, 'motorcycle')
    await unsent(page, 1)
    await startServer()
    await page.getByRole('button', { name: text.offline.retry }).click()
    await isOnline(page)

    await endProcess(server, 'SIGKILL')
    await go(page, text.nav.trips)
    await openTrip(page, 1)
    await say(page, 'taxi')
    await unsent(page, 1)
    await page.getByRole('button', { name: text.nav.lock, exact: true }).click()
    await startServer()
    await unlock(page, text, server.address, owner)
    await isOnline(page)
    for (const [index, mode] of ['motorcycle', 'taxi'].entries()) {
      await openTrip(page, index)
      expect(await firstMode(page)).toBe(mode)
      await go(page, text.nav.trips)
    }
    await context.close()
  })
})
