/** A server, a browser and a new vault in it, for as long as something is measured. Everything goes through the pages themselves. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { en } from '../../client/words/en.ts'
import type { Child } from './child.ts'
import { startChild } from './child.ts'
import { chromiumOptions } from './chromium.ts'

export const handle = 'bench'
export const passphrase = 'a long passphrase for the bench'

export interface ClientRun {
  readonly page: Page
  readonly browser: Browser
  readonly server: Child
  /** Of this run alone, deleted after it. */
  readonly folder: string
}

/** Hands over the page of an open, empty vault; nothing that it waits for may take longer than `longestWaitMs`. */
export async function withNewVault<T>(
  longestWaitMs: number,
  use: (run: ClientRun) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'sillage-bench-'))
  const server = await startChild([fileURLToPath(new URL('../../server/main.ts', import.meta.url))], {
    SILLAGE_DATA: join(folder, 'data'),
    SILLAGE_PORT: '0',
    SILLAGE_LOG_LEVEL: 'error',
  })
  const browser = await chromium.launch(await chromiumOptions())
  try {
    const page = await browser.newPage({ locale: en.locale, bypassCSP: true })
    page.setDefaultTimeout(longestWaitMs)
    await page.goto(/http\S+/.exec(server.firstLine)?.[0] ?? '')
    await createVault(page)
    return await use({ page, browser, server, folder })
  } finally {
    await browser.close()
    await server.stop()
    rmSync(folder, { recursive: true })
  }
}

async function createVault(page: Page): Promise<void> {
  await page.getByRole('link', { name: en.welcome.create }).click()
  await page.getByLabel(en.handle.label, { exact: true }).fill(handle)
  await page.getByLabel(en.passphrase.label, { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: en.create.submit }).click()
  await page.getByTestId('recovery-words').waitFor()
  const words = await page.getByTestId('recovery-words').locator('li').allInnerTexts()
  await page.getByRole('button', { name: en.create.written }).click()
  await page.getByRole('button', { name: en.create.checkSubmit }).waitFor()
  const position = new RegExp(en.create.wordNumber.replace('{number}', '(\\d+)'))
  for (const label of await page.locator('label').allInnerTexts()) {
    const number = Number(position.exec(label)?.[1] ?? 0)
    const word = words[number - 1]?.replace(/^\d+\.?\s*/, '').trim()
    if (word !== undefined) await page.getByLabel(label.trim(), { exact: true }).fill(word)
  }
  await page.getByRole('button', { name: en.create.checkSubmit }).click()
  await page.getByRole('heading', { name: en.trips.emptyTitle }).waitFor()
}

/** Takes a file in; milliseconds from choosing it to its trips on the screen. */
export async function importFile(page: Page, file: string): Promise<number> {
  await page.getByRole('link', { name: en.nav.import, exact: true }).click()
  const startMs = performance.now()
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('link', { name: en.import.seeTrips }).click()
  await page.getByTestId('trip-row').first().waitFor()
  return performance.now() - startMs
}
