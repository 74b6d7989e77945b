/** Who opens a vault sees its trips, and who is quicker than the vault stays where they went. */
import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { en } from '../../client/words/en.ts'
import { said } from '../support/demo-page.ts'
import { createVault, passphrase } from '../support/own-vault.ts'
import { setStage } from '../support/stage.ts'

const stage = setStage()
let context: BrowserContext
let page: Page

beforeEach(async () => {
  context = await stage.browser.newContext({ locale: en.locale, viewport: { width: 1280, height: 900 } })
  page = await context.newPage()
  await page.goto(stage.address)
})
afterEach(() => context.close())

const enterDemo = async (): Promise<string> => {
  await page.getByRole('button', { name: en.welcome.demo }).click()
  await said(page, en.unlock.opened)
  await page.getByRole('heading', { level: 1 }).waitFor()
  return new URL(page.url()).pathname
}

test('an opened vault shows its trips', async () => {
  expect(await enterDemo()).toBe('/trips')
})

test('a link that is followed before the trips are read is not taken back', async () => {
  await page.evaluate((href) => {
    new MutationObserver((_, observer) => {
      const link = document.querySelector<HTMLAnchorElement>(`nav a[href='${href}']`)
      if (!link) return
      observer.disconnect()
      link.click()
    }).observe(document.body, { childList: true, subtree: true })
  }, '/settings')
  expect(await enterDemo()).toBe('/settings')
})

test('a passphrase is stretched in a thread of its own, of which nothing is left when the vault is open', async () => {
  const started: string[] = []
  page.on('worker', (worker) => started.push(worker.url()))
  await createVault(page, en, { handle: 'stretching', passphrase })
  const isStretching = (url: string): boolean => url.includes('/stretch-worker-')
  expect(started.filter(isStretching).length).toBeGreaterThan(0)
  const left = page.workers().map((worker) => worker.url())
  expect(left.filter(isStretching)).toEqual([])
  expect(left).toHaveLength(1)
})
