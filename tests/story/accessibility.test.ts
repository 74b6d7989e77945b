import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
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

type Look = (name: string) => Promise<void>

/** The choices of footprints, in each of their states. */
async function chooseFootprints(page: Page, text: typeof en, look: Look): Promise<void> {
  const { footprints } = text
  await page.getByRole('navigation').getByRole('link', { name: text.nav.settings, exact: true }).click()
  await page.getByRole('link', { name: footprints.link }).click()
  await page.getByTestId('footprints-now').waitFor()
  await page.getByRole('button', { name: footprints.addVehicle }).click()
  await page.getByRole('button', { name: footprints.keepVehicle }).click()
  await look('footprints, vehicle not whole')
  await page.getByLabel(footprints.vehicleName).fill('W'.repeat(40))
  await page.getByLabel(footprints.size).selectOption('suv')
  await page.getByRole('button', { name: footprints.keepVehicle }).click()
  await page.getByText(footprints.factorsTitle).click()
  await page.getByRole('button', { name: footprints.preview }).click()
  await page.getByTestId('difference').waitFor()
  await look('footprints, difference')
  await page.getByRole('button', { name: footprints.apply, exact: true }).click()
  await page.getByTestId('footprint-choice').waitFor()
  await look('footprints, applied')
}

/** The coach with goals and a certificate, the check of that, and the coach turned off. */
async function coach(page: Page, text: typeof en, look: Look): Promise<void> {
  const visit = (name: string) =>
    page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
  await visit(text.nav.coach)
  await page.getByTestId('gains').waitFor()
  await page.getByText(text.coach.assumptionsTitle).click()
  await page.getByRole('button', { name: text.coach.addGoal }).click()
  await page.getByLabel(text.coach.kind).selectOption('own')
  await page.getByRole('button', { name: text.coach.saveGoal }).click()
  await look('coach, goal not whole')
  await page.getByLabel(text.coach.ownText).fill('W'.repeat(80))
  await page.getByRole('button', { name: text.coach.saveGoal }).click()
  await page.getByTestId('goal').waitFor()
  await page.getByRole('button', { name: text.coach.certify }).click()
  await page.getByTestId('certificate').waitFor()
  await look('coach, goal and certificate')
  const certificate = await page.getByTestId('certificate').innerText()
  await page.getByRole('link', { name: text.coach.checkLink }).click()
  for (const pasted of [certificate, certificate.replace('Days: ', 'Days: 1'), 'Hello']) {
    await page.getByLabel(text.check.text, { exact: true }).fill(pasted)
    await page.getByRole('button', { name: text.check.submit }).click()
    await page.locator('[data-testid=checked][data-result]').waitFor()
    await look(`check of ${pasted.length} characters`)
  }
  await visit(text.nav.settings)
  await page.getByLabel(text.coach.settingsLabel).uncheck()
  await page.getByTestId('status').getByText(text.common.saved).waitFor()
  await page.goBack()
  await page.goBack()
  await page.getByText(text.coach.off).waitFor()
  await look('coach, off')
}

const closedViews = [
  '/',
  '/create',
  '/unlock',
  '/recover',
  '/check',
  '/about',
  '/dashboard',
  '/releases',
  '/nowhere',
  `/shared/${'a'.repeat(32)}`,
]
const openViews = [
  'analysis',
  'places',
  'studies',
  'phones',
  'import',
  'takeOut',
  'journal',
  'settings',
  'about',
] as const
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
      // A colour on its way to another is neither.
      await page.waitForFunction(() =>
        document.getAnimations().every(({ playState }) => playState !== 'running'),
      )
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
    await page.getByTestId('speed').waitFor()
    for (const part of ['.reasons:not(.tool)', '.footprint > .disclosure', '.chart details'])
      await openAll(page, part)
    await page.getByTestId('multiplication').first().waitFor()
    await page.getByTestId('speed-row').first().waitFor()
    await look('trip, all that explains it open')
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
    await page.getByRole('navigation').getByRole('link', { name: text.nav.places, exact: true }).click()
    const place = page.getByTestId('place-row').first()
    await place.locator('summary').click()
    await place.getByLabel(text.places.name, { exact: true }).fill('W'.repeat(40))
    await place.getByRole('button', { name: text.places.save, exact: true }).click()
    await place.getByLabel(text.places.private, { exact: true }).click()
    await page.getByTestId('place-said').nth(1).waitFor()
    await look('places, one of them told of')
    await page.getByRole('navigation').getByRole('link', { name: text.nav.trips, exact: true }).click()
    await page.getByTestId('stay-row').filter({ hasText: 'WWW' }).first().waitFor()
    await look('trips, with the long name of a place')
    await page.getByTestId('trip-row').filter({ hasText: 'WWW' }).getByRole('link').first().click()
    await page.getByTestId('speed').waitFor()
    await look('trip, with the long name of a place')
    await page.getByRole('navigation').getByRole('link', { name: text.nav.takeOut, exact: true }).click()
    const [archive] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: text.takeOut.archive }).click(),
    ])
    await page.getByRole('link', { name: text.takeOut.share }).click()
    await page.getByLabel(text.share.withWays).check()
    await page.locator('canvas').waitFor()
    await look('share')
    await page.getByRole('navigation').getByRole('link', { name: text.nav.takeOut, exact: true }).click()
    await page.getByRole('link', { name: text.takeOut.summary }).click()
    await page.getByTestId('paper').waitFor()
    await look('summary')
    await page.getByRole('navigation').getByRole('link', { name: text.nav.import, exact: true }).click()
    await page.locator('input[type=file]').setInputFiles({
      name: 'archive.zip',
      mimeType: 'application/zip',
      buffer: readFileSync(await archive.path()),
    })
    await page.getByTestId('archive').getByRole('button').waitFor()
    await look('import, with an archive')
    await page.getByRole('navigation').getByRole('link', { name: text.nav.places, exact: true }).click()
    await page.getByTestId('place-row').first().waitFor()
    await page.getByRole('link', { name: text.places.habits }).click()
    await page.getByTestId('recurring-row').first().waitFor()
    await look('habits')
    await chooseFootprints(page, text, look)
    await coach(page, text, look)
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
