/** A vault with days of two years: a month beside the same one a year earlier, and weeks that start when one wants. */
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '../../client/words/en.ts'
import type { AnalysisDocument } from '../../shared/analysis/document.ts'
import { simulate } from '../../shared/simulation/simulate.ts'
import { analyseFixes, dayOf } from '../support/demo.ts'
import { go } from '../support/demo-page.ts'
import { expectShown } from '../support/exported.ts'
import { createVault, passphrase } from '../support/own-vault.ts'
import { setStage } from '../support/stage.ts'

const stage = setStage()
const text = en
let context: BrowserContext
let page: Page
let known: AnalysisDocument

beforeAll(async () => {
  const fixes = [
    ...simulate({ seed: 5, firstDay: '2025-04-28', days: 9, everyS: 60 }).fixes,
    ...simulate({ seed: 5, firstDay: '2026-05-04', days: 6, everyS: 60 }).fixes,
  ]
  known = analyseFixes(join(stage.folder, 'years.csv'), fixes)
  context = await stage.browser.newContext({ locale: 'en-GB' })
  page = await context.newPage()
  await page.goto(stage.address)
  await createVault(page, text, { handle: 'two-years', passphrase })
  await go(page, text.nav.import)
  await page.locator('input[type=file]').setInputFiles(join(stage.folder, 'years.csv'))
  await page.getByRole('link', { name: text.import.seeTrips }).waitFor()
})
afterAll(() => context.close())

test('a month is held against the same month a year earlier', async () => {
  await go(page, text.nav.analysis)
  await page.getByTestId('trend').waitFor()
  await page.getByLabel(text.analysis.unit, { exact: true }).selectOption('month')
  const beside = page.getByTestId('year-earlier')
  await expect.poll(() => page.getByTestId('year-earlier-reading').innerText()).toContain('2025')
  await beside.locator('summary').click()
  for (const [measure, of] of [
    ['distanceM', 'distanceM'],
    ['co2eKg', 'co2eKg'],
  ] as const) {
    const cells = beside.locator(`tr[data-measure=${measure}] td`)
    await cells.first().waitFor()
    for (const [n, month] of ['2026-05', '2025-05'].entries()) {
      const own = known.trips.filter((trip) => dayOf(trip).startsWith(month))
      expect(own.length).toBeGreaterThan(5)
      expectShown(
        await cells.nth(n).innerText(),
        own.reduce((sum, trip) => sum + trip[of], 0),
      )
    }
  }
  await page.getByLabel(text.analysis.unit, { exact: true }).selectOption('year')
  await beside.waitFor({ state: 'detached' })
})

test('nothing is said of a year before that was not recorded', async () => {
  await page.getByLabel(text.analysis.unit, { exact: true }).selectOption('month')
  await page.getByTestId('year-earlier').waitFor()
  for (let n = 0; n < 12; n++) await page.getByRole('button', { name: text.analysis.before }).click()
  await expect.poll(() => page.getByTestId('period').innerText()).toBe('May 2025')
  await expect.poll(() => page.getByTestId('year-earlier').count()).toBe(0)
})

test('weeks start on Monday, until their owner says Sunday', async () => {
  const weekdays = async (): Promise<number[]> => {
    await go(page, text.nav.trips)
    await page.getByTestId('week-co2').first().waitFor()
    const firsts = await page
      .getByTestId('week-co2')
      .evaluateAll((all) => all.map((each) => each.dataset['day']!))
    return [...new Set(firsts.map((day) => new Date(`${day}T12:00:00Z`).getUTCDay()))]
  }
  expect(await weekdays()).toEqual([1])
  await go(page, text.nav.settings)
  await page.getByLabel(text.settings.weekStart).selectOption({ label: 'Sunday' })
  await page.getByText(text.common.saved).waitFor()
  expect(await weekdays()).toEqual([0])
  const heads = page.getByTestId('calendar').locator('th')
  await expect.poll(() => heads.first().getAttribute('aria-label')).toBe('Sunday')
  await expect.poll(() => heads.last().getAttribute('aria-label')).toBe('Saturday')
})

test('distances and speeds are kilometres, until their owner says miles', async () => {
  const shown = async (): Promise<string> => {
    await go(page, text.nav.trips)
    const trip = page.getByTestId('trip-row').first()
    await trip.waitFor()
    return trip.innerText()
  }
  expect(await shown()).toMatch(/\d ?k?m\b/)
  await go(page, text.nav.settings)
  await page.getByLabel(text.settings.lengthUnit).selectOption({ label: text.settings.lengthUnits.mile })
  await shown()
  await page
    .getByTestId('trip-row')
    .filter({ hasText: /\d\s?(mi|yd)\b/ })
    .first()
    .waitFor()
  const inMiles = await shown()
  expect(inMiles).toMatch(/\d ?(mi|yd)\b/)
  expect(inMiles).not.toMatch(/\d ?k?m\b/)
  await page.getByTestId('trip-row').first().getByRole('link').first().click()
  await expect
    .poll(() => page.getByTestId('speed-reading').innerText())
    .toMatch(/: \d+ ?mph\. .*: \d+ ?mph\.$/)
})
