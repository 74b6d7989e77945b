/** What the owner of a vault does in a browser. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { en } from '../../client/words/en.ts'
import { simulate } from '../../shared/simulation/simulate.ts'
import { go } from './demo-page.ts'
import { textsOf } from './waiting.ts'

const day = simulate({ seed: 5, firstDay: '2026-05-05', days: 1, everyS: 15 })

/** For owners whose passphrase does not matter. */
export const passphrase = 'a long passphrase by the sea'

export interface Secrets {
  readonly handle: string
  readonly passphrase: string
}

/** A browser of its own, as narrow as a phone. */
export const narrowContext = (browser: Browser, text: typeof en): Promise<BrowserContext> =>
  browser.newContext({ locale: text.locale, viewport: { width: 390, height: 844 } })

/** Makes a vault from the first screen on, until its empty list of trips. */
export async function createVault(page: Page, text: typeof en, owner: Secrets): Promise<void> {
  await page.getByRole('link', { name: text.welcome.create }).click()
  await page.getByLabel(text.handle.label, { exact: true }).fill(owner.handle)
  await page.getByLabel(text.passphrase.label, { exact: true }).fill(owner.passphrase)
  await page.getByRole('button', { name: text.create.submit }).click()
  await page.getByTestId('recovery-words').waitFor()
  const words = await textsOf(page.getByTestId('recovery-words').locator('li'))
  expect(words).toHaveLength(24)
  await page.getByRole('button', { name: text.create.written }).click()
  const template = text.create.wordNumber.replace('{number}', '(\\d+)')
  for (const label of await textsOf(page.locator('label'))) {
    const position = new RegExp(template).exec(label)?.[1]
    if (position)
      await page
        .getByLabel(label.trim(), { exact: true })
        .fill(words[Number(position) - 1]!.replace(/^\d+\.?\s*/, '').trim())
  }
  await page.getByRole('button', { name: text.create.checkSubmit }).click()
  await page.getByRole('heading', { name: text.trips.emptyTitle }).waitFor()
}

/** Opens a vault from a page that is loaded anew, until its list of trips. */
export async function unlock(page: Page, text: typeof en, address: string, owner: Secrets): Promise<void> {
  await page.goto(`${address}/unlock`)
  await typeSecrets(page, text, owner)
  await page.getByTestId('waiting-count').waitFor()
}

/** Fills in the form that opens a vault and sends it. */
export async function typeSecrets(page: Page, text: typeof en, owner: Secrets): Promise<void> {
  await page.getByLabel(text.handle.label, { exact: true }).fill(owner.handle)
  await page.getByLabel(text.passphrase.label, { exact: true }).fill(owner.passphrase)
  await page.getByRole('button', { name: text.unlock.submit, exact: true }).click()
}

/** Imports the file of a simulated day, which holds several trips. */
export async function importDay(page: Page, text: typeof en): Promise<void> {
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

/** Opens a trip of the list by its place there. */
export async function openTrip(page: Page, index: number): Promise<void> {
  await page.getByTestId('trip-row').nth(index).getByRole('link').first().click()
  await page.getByTestId('section-row').first().waitFor()
}

/** The mode of the first section of the trip on screen. */
export const firstMode = (page: Page) => page.getByTestId('section-row').first().getAttribute('data-mode')
/** Waits until the page would open without a connection. */
export const shellIsKept = (page: Page) =>
  page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')

/** Says another mode for the first section of the trip on screen. */
export async function say(page: Page, mode: string): Promise<void> {
  await page.getByTestId('section-row').first().locator('select').selectOption(mode)
  await page.waitForFunction(
    (said) => document.querySelector('[data-testid=section-row]')?.getAttribute('data-mode') === said,
    mode,
  )
}

/** Waits until the page says that so many corrections wait; 0 is when it says nothing of the kind. */
export async function unsent(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      (document.querySelector('[data-testid=offline]')?.getAttribute('data-unsent') ?? '0') === wanted,
    String(count),
  )
}

/** Waits until nothing is said of a missing server any more. */
export const isOnline = (page: Page) => page.getByTestId('offline').waitFor({ state: 'detached' })
