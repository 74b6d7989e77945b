import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { en } from '../../client/words/en.ts'
import { phoneEncoders } from '../../shared/simulation/payloads.ts'
import { simulate } from '../../shared/simulation/simulate.ts'
import { cachedBeyondPublic, plantReadable, storedInBrowser } from '../support/browser-storage.ts'
import { analyseFixes } from '../support/demo.ts'
import { languages } from '../support/languages.ts'
import { createVault, narrowContext, passphrase, unlock } from '../support/own-vault.ts'
import { kilograms } from '../support/shown.ts'
import { setStage } from '../support/stage.ts'

const stage = setStage()

const day = simulate({ seed: 5, firstDay: '2026-05-05', days: 1, everyS: 15 })
/** What the command says of the same day. */
const analysis = analyseFixes(join(stage.folder, 'day.csv'), day.fixes)

/** The simulated phone: one message per fix, as OwnTracks sends them, each answered with an empty list. */
async function phonePosts(token: string): Promise<void> {
  const { encode, authorization } = phoneEncoders.owntracks
  const headers = { authorization: authorization(token), 'content-type': 'application/json' }
  for (const fix of day.fixes) {
    const answer = await fetch(`${stage.address}/in/owntracks`, {
      method: 'POST',
      headers,
      body: encode([fix]),
    })
    if ((await answer.text()) !== '[]') throw new Error(`the phone was answered ${answer.status}`)
  }
}

async function addPhone(page: Page, text: typeof en): Promise<string> {
  await page.getByRole('link', { name: text.nav.phones, exact: true }).click()
  await page.getByLabel(text.phones.nameLabel).fill('Test phone')
  await page.getByRole('button', { name: text.phones.add }).click()
  return page.getByTestId('token').innerText()
}

async function readWhatIsNew(page: Page, text: typeof en): Promise<void> {
  await page.getByRole('button', { name: text.trips.whatIsNew }).click()
  await page.getByTestId('trip-row').first().waitFor()
  await page.waitForFunction(
    () => document.querySelector('[data-testid=waiting-count]')?.getAttribute('data-count') === '0',
  )
}

/** How often the owner's journal says that this happened. */
async function timesInJournal(page: Page, text: typeof en, event: string): Promise<number> {
  await page.getByRole('link', { name: text.nav.journal, exact: true }).click()
  await page.getByTestId('journal-row').first().waitFor()
  return page.getByTestId('journal-row').filter({ hasText: event }).count()
}

/** Kilograms as the analysis says them. */
async function shownCo2(page: Page, text: typeof en): Promise<string> {
  await page.getByRole('link', { name: text.nav.analysis, exact: true }).click()
  return page.getByTestId('period-co2').first().innerText()
}

describe.each(languages)('the whole story in %s', (language, text) => {
  const handle = `story-${language}`
  let context: BrowserContext
  let page: Page
  const foreign: string[] = []
  let requests = 0
  let token = ''

  beforeAll(async () => {
    context = await narrowContext(stage.browser, text)
    page = await context.newPage()
    page.on('request', (request) => {
      const url = request.url()
      requests++
      if (!url.startsWith(stage.address) && !/^(blob|data):/.test(url)) foreign.push(url)
    })
    await page.goto(stage.address)
  })
  afterAll(() => context.close())

  test('from a new vault to a corrected trip', async () => {
    await createVault(page, text, { handle, passphrase })
    token = await addPhone(page, text)
    await page.getByRole('button', { name: text.nav.lock, exact: true }).click()
    await phonePosts(token)

    await unlock(page, text, stage.address, { handle, passphrase })
    await expect
      .poll(() => page.getByTestId('waiting-count').getAttribute('data-count'))
      .toBe(String(day.fixes.length))
    await readWhatIsNew(page, text)
    await expect.poll(() => page.getByTestId('trip-row').count()).toBe(analysis.trips.length)

    const total = analysis.trips.reduce((sum, trip) => sum + trip.co2eKg, 0)
    const shownBefore = await shownCo2(page, text)
    const shown = kilograms(shownBefore)
    expect(total).toBeGreaterThan(0)
    expect(Math.abs(shown.amount - total)).toBeLessThanOrEqual(shown.tolerance)

    await page.getByRole('link', { name: text.nav.trips, exact: true }).click()
    await page.getByTestId('trip-row').first().getByRole('link').first().click()
    const section = page.getByTestId('section-row').first()
    await section.locator('select').selectOption('motorcycle')
    await page.waitForFunction(
      () => document.querySelector('[data-testid=section-row]')?.getAttribute('data-mode') === 'motorcycle',
    )
    const shownAfter = await shownCo2(page, text)
    expect(shownAfter).not.toBe(shownBefore)

    await phonePosts(token)
    await page.getByRole('button', { name: text.nav.lock, exact: true }).click()
    await unlock(page, text, stage.address, { handle, passphrase })
    await readWhatIsNew(page, text)
    await expect.poll(() => page.getByTestId('trip-row').count()).toBe(analysis.trips.length)
    await page.getByTestId('trip-row').first().getByRole('link').first().click()
    await page.getByTestId('section-row').first().waitFor()
    await expect
      .poll(() => page.getByTestId('section-row').first().getAttribute('data-mode'))
      .toBe('motorcycle')
    expect(await shownCo2(page, text)).toBe(shownAfter)
  })

  test('to blind mode, in which the server is lent no key', async () => {
    const processedOnServer = await timesInJournal(page, text, text.journal.events.processed)
    expect(processedOnServer).toBeGreaterThan(0)
    await page.getByRole('link', { name: text.nav.settings, exact: true }).click()
    await page.getByLabel(text.settings.blind, { exact: true }).click()
    await page.getByText(text.common.saved).waitFor()
    await phonePosts(token)
    await page.getByRole('button', { name: text.nav.lock, exact: true }).click()
    await unlock(page, text, stage.address, { handle, passphrase })
    await readWhatIsNew(page, text)
    await expect.poll(() => page.getByTestId('trip-row').count()).toBe(analysis.trips.length)
    expect(await timesInJournal(page, text, text.journal.events.processed)).toBe(processedOnServer)
  })

  test('to logging out, with nothing readable left in the browser', async () => {
    await page.getByRole('link', { name: text.nav.settings, exact: true }).click()
    await page.getByRole('button', { name: text.settings.logOut }).click()
    await page.getByRole('link', { name: text.welcome.create }).waitFor()
    const kept = await storedInBrowser(page)
    expect(kept).toContain('manifestHash')
    const readable = [handle, passphrase, 'Test phone', '46.1', '-1.1', 'motorcycle', '2026-05', 'walking']
    expect(readable.filter((each) => kept.includes(each))).toEqual([])
    expect(await cachedBeyondPublic(page, stage.address)).toEqual([])
    expect((await context.cookies()).filter(({ value }) => value !== '')).toEqual([])
  })

  test('in which a readable word is found wherever a browser can keep one', async () => {
    const words = await plantReadable(page)
    const kept = await storedInBrowser(page)
    expect(words.length).toBeGreaterThan(4)
    expect(words.filter((each) => !kept.includes(each))).toEqual([])
    expect(await cachedBeyondPublic(page, stage.address)).toEqual(['/planted'])
  })

  test('without one request to another host', () => {
    expect(requests).toBeGreaterThan(20)
    expect(foreign).toEqual([])
  })
})
