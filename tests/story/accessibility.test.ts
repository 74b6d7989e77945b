import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { en } from '../../client/words/en.ts'
import { fr } from '../../client/words/fr.ts'
import { measures } from '../../shared/analysis/figures.ts'
import { periodUnits } from '../../shared/analysis/periods.ts'
import type { RunningProcess } from '../server/running-server.ts'
import { endProcess, startProcess } from '../server/running-server.ts'
import { axe, violations } from '../support/axe.ts'
import { chromiumOptions } from '../support/chromium.ts'

const data = mkdtempSync(join(tmpdir(), 'sillage-axe-'))
let server: RunningProcess
let browser: Browser

beforeAll(async () => {
  server = await startProcess(data)
  browser = await chromium.launch(await chromiumOptions())
})
afterAll(async () => {
  await browser.close()
  await endProcess(server, 'SIGTERM')
  rmSync(data, { recursive: true })
})

/** Opens every part of the page that can be opened. */
async function openAll(page: Page, where: string): Promise<void> {
  await page.locator(`${where}:not([open]) > summary`).evaluateAll((summaries) => {
    for (const summary of summaries) (summary as HTMLElement).click()
  })
}

const closedViews = ['/', '/create', '/unlock', '/recover', '/about', '/nowhere']
const openViews = ['analysis', 'phones', 'import', 'takeOut', 'journal', 'settings', 'about'] as const
/** Ways to correct a trip by car; once it is split in two sections, there is a boundary. */
const tools = ['words', 'people', 'split', 'boundary', 'join', 'similar', 'delete'] as const
const looks = [
  ['en', en, 'light', 1200],
  ['fr', fr as typeof en, 'dark', 320],
  ['fr', fr as typeof en, 'light', 390],
  ['en', en, 'dark', 320],
] as const

describe.each(looks)('in %s, %#', (_, text, colorScheme, width) => {
  test('no view breaks a rule of WCAG 2.2 AA, and none overflows sideways', async () => {
    const context = await browser.newContext({
      locale: text.locale,
      colorScheme,
      viewport: { width, height: 800 },
      bypassCSP: true,
    })
    const page = await context.newPage()
    await page.addInitScript(axe)
    const found: Record<string, string[]> = {}
    const look = async (name: string): Promise<void> => {
      await page.locator('h1').waitFor()
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
      const broken = [...(await violations(page)), ...(overflow ? ['overflows sideways'] : [])]
      if (broken.length > 0) found[name] = broken
    }
    for (const path of closedViews) {
      await page.goto(server.address + path)
      await look(path)
    }
    await page.goto(server.address)
    await page.getByRole('button', { name: text.welcome.demo }).click()
    await page.getByTestId('trip-row').first().waitFor()
    await look('trips')
    await openAll(page, '.disclosure')
    await look('trips, calendar and filter open')
    await page.getByLabel(text.trips.filter.toConfirm).check()
    await look('trips to confirm')
    await page.getByLabel(text.trips.filter.search, { exact: true }).fill('nothing is called so')
    await look('no trip found')
    await page.getByRole('button', { name: text.trips.filter.clear }).click()
    await page.getByTestId('trip-row').first().getByRole('link').first().click()
    await page.getByTestId('section-row').first().waitFor()
    await page.locator('canvas').waitFor()
    await look('trip')
    await page.getByTestId('section-row').first().locator('select').selectOption('taxi')
    await page.getByText(text.trip.saved).waitFor()
    for (const tool of tools) {
      await page.getByTestId(`tool-${tool}`).locator('summary').click()
      if (tool === 'similar') {
        await page.getByRole('button', { name: text.correct.findSimilar }).click()
        await page.getByTestId('similar-count').waitFor()
      }
      await look(`trip, ${tool}`)
      if (tool === 'split') {
        await page.getByRole('button', { name: text.correct.split }).click()
        await page.getByText(text.correct.sectionSplit).waitFor()
      }
    }
    await page.getByTestId('tool-words').locator('summary').click()
    await page.getByLabel(text.correct.name).fill('W'.repeat(80))
    await page.getByLabel(text.correct.note, { exact: true }).fill('w'.repeat(300))
    await page.getByRole('button', { name: text.correct.save, exact: true }).click()
    await page.getByTestId('trip-note').waitFor()
    await look('trip with words')
    await page.getByRole('link', { name: text.corrections.all }).click()
    await page.getByTestId('correction-row').first().waitFor()
    await look('corrections')
    await page.getByRole('navigation').getByRole('link', { name: text.nav.trips, exact: true }).click()
    await page.getByTestId('trip-row').first().waitFor()
    await look('trips, corrected')
    await page.getByRole('link', { name: text.trips.addTrip }).click()
    await page.getByRole('button', { name: text.addTrip.submit }).click()
    await look('add a trip')
    for (const view of openViews) {
      await page.getByRole('navigation').getByRole('link', { name: text.nav[view], exact: true }).click()
      await look(view)
    }
    await page.getByRole('navigation').getByRole('link', { name: text.nav.analysis, exact: true }).click()
    await page.getByTestId('trend').waitFor()
    await openAll(page, '.chart details')
    await page.getByRole('button', { name: text.analysis.drawMap }).click()
    await page.getByTestId('heat-map').locator('canvas').waitFor()
    for (const unit of periodUnits) {
      await page.getByLabel(text.analysis.unit, { exact: true }).selectOption(unit)
      await look(`analysis by ${unit}`)
    }
    for (const measure of measures) {
      await page.getByLabel(text.analysis.measure, { exact: true }).selectOption(measure)
      await look(`analysis of ${measure}`)
    }
    await page.getByRole('navigation').getByRole('link', { name: text.nav.settings, exact: true }).click()
    await page.getByRole('link', { name: text.habits.link }).click()
    await page.getByTestId('place-row').first().waitFor()
    await look('habits')
    expect(found).toEqual({})
    await context.close()
  })

  test('a button without a name would be caught', async () => {
    const page = await browser.newPage()
    await page.addInitScript(axe)
    await page.goto('about:blank')
    await page.setContent('<main><button></button></main>')
    await page.evaluate(axe)
    expect((await violations(page)).join()).toContain('button-name')
    await page.close()
  })
})
