/** What a phone sends is told of while the list of trips is open, without a jump and without being asked. */
import { setTimeout as delay } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Words } from '../../client/words/en.ts'
import { fr } from '../../client/words/fr.ts'
import { phoneEncoders } from '../../shared/simulation/payloads.ts'
import { simulate } from '../../shared/simulation/simulate.ts'
import { go, said } from '../support/demo-page.ts'
import { createVault, importDay, passphrase } from '../support/own-vault.ts'
import { setStage } from '../support/stage.ts'
import { textsOf } from '../support/waiting.ts'

const stage = setStage()
const text: Words = fr
const both = simulate({ seed: 5, firstDay: '2026-05-05', days: 2, everyS: 60 })
/** What the same person did on the day after the one that is imported. */
const next = { fixes: both.fixes.filter(({ timeMs }) => timeMs >= Date.parse('2026-05-06T02:00:00Z')) }
let context: BrowserContext
let page: Page
let token: string
let asked = 0

beforeAll(async () => {
  context = await stage.browser.newContext({ locale: 'fr-FR', viewport: { width: 390, height: 600 } })
  page = await context.newPage()
  page.on('request', (request) => {
    if (request.url().endsWith('/inbox/count')) asked++
  })
  await page.clock.install()
  await page.goto(stage.address)
  await createVault(page, text, { handle: 'arriving', passphrase })
  await go(page, text.nav.phones)
  await page.getByLabel(text.phones.nameLabel).fill('Téléphone')
  await page.getByRole('button', { name: text.phones.add }).click()
  token = await page.getByTestId('token').innerText()
  await importDay(page, text)
})
afterAll(() => context.close())

async function post(fixes: typeof next.fixes): Promise<void> {
  const { encode, authorization } = phoneEncoders.owntracks
  const headers = { authorization: authorization(token), 'content-type': 'application/json' }
  for (const fix of fixes)
    await fetch(`${stage.address}/in/owntracks`, { method: 'POST', headers, body: encode([fix]) })
}

const waiting = () => page.getByTestId('waiting-count').getAttribute('data-count')

test('messages that come are counted and said, and nothing on screen moves', async () => {
  expect(await waiting()).toBe('0')
  await page.getByTestId('trip-row').last().scrollIntoViewIfNeeded()
  await page.getByTestId('trip-row').last().getByRole('link').first().focus()
  const before = await page.evaluate(() => scrollY)
  expect(before).toBeGreaterThan(0)
  await post(next.fixes.slice(0, 3))
  await page.clock.runFor(25_000)
  await said(page, '3 messages viennent d’arriver')
  expect(await waiting()).toBe('3')
  expect(await page.evaluate(() => scrollY)).toBe(before)
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('A')
  await expect.poll(() => page.getByTestId('status').getAttribute('role')).toBe('status')
})

test('they become trips once that is asked for', async () => {
  const before = await page.getByTestId('trip-row').count()
  await post(next.fixes.slice(3))
  await page.clock.runFor(25_000)
  await page.waitForFunction(
    (count) => document.querySelector('[data-testid=waiting-count]')?.getAttribute('data-count') === count,
    String(next.fixes.length),
  )
  await page.getByRole('button', { name: text.trips.whatIsNew }).click()
  await page.waitForFunction(
    (count) => document.querySelectorAll('[data-testid=trip-row]').length > count,
    before,
  )
  expect(await waiting()).toBe('0')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(text.trips.whatIsNew)
})

test('trips are told apart by the phone that recorded them, files by their own name', async () => {
  const all = await page.getByTestId('trip-row').count()
  await page.getByText(text.trips.filter.title).click()
  const source = page.getByLabel(text.trips.filter.source, { exact: true })
  await source.waitFor()
  expect(await textsOf(source.locator('option'))).toEqual(
    expect.arrayContaining([text.trips.filter.any, 'Téléphone', text.trips.filter.files]),
  )
  const counts = []
  for (const [name, day] of [
    ['Téléphone', '6 mai'],
    [text.trips.filter.files, '5 mai'],
  ] as const) {
    await source.selectOption({ label: name })
    await page.waitForFunction(
      (most) => document.querySelectorAll('[data-testid=trip-row]').length < most,
      all,
    )
    const titles = await textsOf(page.locator('h3').filter({ hasText: 'mai' }))
    expect(titles.length).toBeGreaterThan(0)
    for (const title of titles) expect(title).toContain(day)
    counts.push(await page.getByTestId('trip-row').count())
    await page.getByRole('button', { name: text.trips.filter.clear }).click()
    await page.waitForFunction(
      (count) => document.querySelectorAll('[data-testid=trip-row]').length === count,
      all,
    )
  }
  expect(counts[0]! + counts[1]!).toBe(all)
})

/** How often the server was asked, once what is on its way has been seen here. */
async function askedSoFar(): Promise<number> {
  for (;;) {
    const before = asked
    await delay(500)
    if (asked === before) return before
  }
}

test('the server is asked while somebody is there, and no longer', async () => {
  const before = asked
  await page.clock.runFor(60_000)
  await expect.poll(() => asked).toBeGreaterThan(before)
  await page.clock.fastForward(31 * 60_000)
  await page.clock.runFor(1000)
  const left = await askedSoFar()
  await page.clock.runFor(5 * 60_000)
  expect(await askedSoFar()).toBe(left)
  await page.keyboard.press('Shift')
  await page.clock.runFor(60_000)
  await expect.poll(() => asked).toBeGreaterThan(left)
  await go(page, text.nav.journal)
  await page.getByTestId('journal-row').first().waitFor()
  const away = await askedSoFar()
  await page.clock.runFor(5 * 60_000)
  expect(await askedSoFar()).toBe(away)
})
