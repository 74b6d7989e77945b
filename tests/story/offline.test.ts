/** A vault without its server: read, corrected and merged, in two tabs and two browsers. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { en } from '../../client/words/en.ts'
import { fr } from '../../client/words/fr.ts'
import { simulate } from '../../shared/simulation/simulate.ts'
import type { RunningProcess } from '../server/running-server.ts'
import { endProcess, startProcess } from '../server/running-server.ts'
import { cachedBeyondPublic, storedInBrowser } from '../support/browser-storage.ts'
import { chromiumOptions } from '../support/chromium.ts'
import { go } from '../support/demo-page.ts'
import { createVault, typeSecrets, unlock } from '../support/own-vault.ts'

const day = simulate({ seed: 5, firstDay: '2026-05-05', days: 1, everyS: 15 })
const folder = mkdtempSync(join(tmpdir(), 'sillage-offline-'))
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

async function importDay(page: Page, text: typeof en): Promise<void> {
  const rows = day.fixes.map(({ timeMs, latDeg, lonDeg }) => [timeMs / 1000, latDeg, lonDeg].join())
  await go(page, text.nav.import)
  await page.locator('input[type=file]').setInputFiles({
    name: 'day.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['t,lat,lon', ...rows, ''].join('\n')),
  })
  await page.getByRole('link', { name: text.import.seeTrips }).waitFor()
  await go(page, text.nav.trips)
  await page.getByTestId('trip-row').first().waitFor()
}

async function openTrip(page: Page, index: number): Promise<void> {
  await page.getByTestId('trip-row').nth(index).getByRole('link').first().click()
  await page.getByTestId('section-row').first().waitFor()
}

const firstMode = (page: Page) => page.getByTestId('section-row').first().getAttribute('data-mode')
const shellIsKept = (page: Page) =>
  page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')

/** Says another mode for the first section of the trip on screen. */
async function say(page: Page, mode: string): Promise<void> {
  await page.getByTestId('section-row').first().locator('select').selectOption(mode)
  await page.waitForFunction(
    (said) => document.querySelector('[data-testid=section-row]')?.getAttribute('data-mode') === said,
    mode,
  )
}

/** Waits until the page says that so many corrections wait; 0 is when it says nothing of the kind. */
async function unsent(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      (document.querySelector('[data-testid=offline]')?.getAttribute('data-unsent') ?? '0') === wanted,
    String(count),
  )
}

const isOnline = (page: Page) => page.getByTestId('offline').waitFor({ state: 'detached' })

describe('a vault that its owner keeps on the device', () => {
  const text = en
  const owner = { handle: 'offline-en', passphrase: 'a long passphrase by the sea' }
  let context: BrowserContext
  let page: Page
  let trips = 0

  beforeAll(async () => {
    context = await newContext(text)
    page = await context.newPage()
    await page.goto(server.address)
    await createVault(page, text, owner)
    await importDay(page, text)
    trips = await page.getByTestId('trip-row').count()
    await go(page, text.nav.settings)
    expect(await page.getByLabel(text.offline.keep, { exact: true }).isChecked()).toBe(false)
    await page.getByLabel(text.offline.keep, { exact: true }).click()
    await page.getByText(text.offline.kept).waitFor()
    await shellIsKept(page)
    await page.getByRole('button', { name: text.nav.lock, exact: true }).click()
  })
  afterAll(() => context.close())

  test('opens and is read without a connection, with the right passphrase alone', async () => {
    await context.setOffline(true)
    await page.goto(`${server.address}/trips`)
    await typeSecrets(page, text, { ...owner, passphrase: 'another passphrase by the sea' })
    await page.getByText(text.failures['wrong-credentials']).waitFor()
    await typeSecrets(page, text, owner)
    await page.getByTestId('trip-row').first().waitFor()
    expect(trips).toBeGreaterThan(2)
    expect(await page.getByTestId('trip-row').count()).toBe(trips)
    expect(await page.getByTestId('offline').innerText()).toMatch(/^Offline: your vault as of /)
  })

  test('is corrected without a connection, in two tabs that see each other', async () => {
    await openTrip(page, 0)
    await say(page, 'motorcycle')
    await unsent(page, 1)

    const second = await context.newPage()
    await unlock(second, text, server.address, owner)
    await unsent(second, 1)
    await openTrip(second, 0)
    expect(await firstMode(second)).toBe('motorcycle')
    await go(second, text.nav.trips)
    await openTrip(second, 1)
    await say(second, 'taxi')
    await unsent(second, 2)
    await unsent(page, 2)
    await second.close()
  })

  test('keeps nothing readable while corrections wait', async () => {
    const kept = await storedInBrowser(page)
    for (const expected of ['copied', 'unsent', 'SLG1', 'handleHash', '/index.html'])
      expect(kept).toContain(expected)
    const readable = [
      owner.handle,
      owner.passphrase,
      '46.1',
      '-1.1',
      'motorcycle',
      'taxi',
      '2026-05',
      'walking',
    ]
    expect(readable.filter((each) => kept.includes(each))).toEqual([])
    expect(await cachedBeyondPublic(page, server.address)).toEqual([])
  })

  test('says what needs the server, and changes nothing', async () => {
    await go(page, text.nav.settings)
    await page.getByLabel(text.settings.blind, { exact: true }).click()
    await page.getByText(text.failures.unavailable).first().waitFor()
    expect(await page.getByLabel(text.settings.blind, { exact: true }).isChecked()).toBe(false)
  })

  test('sends what waited once the connection is back, merged with what another browser said', async () => {
    const other = await newContext(text)
    const elsewhere = await other.newPage()
    await unlock(elsewhere, text, server.address, owner)
    await openTrip(elsewhere, 2)
    await say(elsewhere, 'coach')

    await context.setOffline(false)
    await isOnline(page)
    await go(page, text.nav.trips)
    await openTrip(page, 2)
    expect(await firstMode(page)).toBe('coach')

    await unlock(elsewhere, text, server.address, owner)
    for (const [index, mode] of ['motorcycle', 'taxi', 'coach'].entries()) {
      await openTrip(elsewhere, index)
      expect(await firstMode(elsewhere)).toBe(mode)
      await go(elsewhere, text.nav.trips)
    }
    await other.close()
  })

  test('is erased from the device when its owner no longer wants it there', async () => {
    await go(page, text.nav.settings)
    await page.getByLabel(text.offline.keep, { exact: true }).click()
    await page.getByText(text.offline.erased).waitFor()
    const kept = await storedInBrowser(page)
    expect(kept).not.toContain('SLG1')
    expect(kept).not.toContain('handleHash')
    await page.getByRole('button', { name: text.nav.lock, exact: true }).click()
    await context.setOffline(true)
    await page.goto(`${server.address}/unlock`)
    await typeSecrets(page, text, owner)
    await page.getByText(text.failures.unavailable).waitFor()
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
