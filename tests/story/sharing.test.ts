/** A link to some trips, from its making to its end, read by somebody without a vault. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { en } from '../../client/words/en.ts'
import type { AnalysisDocument } from '../../shared/analysis/document.ts'
import { analyseDemo, dayOf } from '../support/demo.ts'
import { languages } from '../support/languages.ts'
import { createVault, passphrase } from '../support/own-vault.ts'
import { kilograms, metres } from '../support/shown.ts'
import { setStage } from '../support/stage.ts'
import { textsOf } from '../support/waiting.ts'

const stage = setStage()

const analysis = analyseDemo(stage.folder)

describe.each(languages)('sharing in %s', (language, text) => {
  test('a link shows what was chosen, without a vault, until it is taken back', async () => {
    const owner = await newPage(text.locale)
    await owner.goto(stage.address)
    await createVault(owner, text, { handle: `sharing-${language}`, passphrase })
    await owner.getByRole('navigation').getByRole('link', { name: text.nav.import, exact: true }).click()
    await owner.locator('input[type=file]').setInputFiles(join(stage.folder, 'demo.csv'))
    await owner.getByText(text.import.finished).waitFor()

    await owner.getByRole('navigation').getByRole('link', { name: text.nav.takeOut, exact: true }).click()
    await owner.getByRole('link', { name: text.takeOut.share }).click()
    const day = dayOf(analysis.trips[Math.floor(analysis.trips.length / 2)]!)
    const trips = analysis.trips.filter((trip) => dayOf(trip) === day)
    const [from, to] = [text.summary.from, text.summary.to]
    await owner.getByLabel(from, { exact: true }).fill(day)
    await owner.getByLabel(to, { exact: true }).fill(day)
    await owner.getByLabel(text.share.withWays).check()
    await owner.waitForFunction(
      (count) => document.querySelectorAll('[data-testid=shared-trip]').length === count,
      trips.length,
    )
    await owner.getByRole('button', { name: text.share.create }).click()
    const link = await owner.getByTestId('share-link').innerText()
    const key = new URL(link).hash.slice(1)
    expect(key).toMatch(/^[\w-]{43}$/)

    const reader = await newPage(text.locale)
    const asked: string[] = []
    reader.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`))
    await reader.goto(link)
    await reader.getByTestId('snapshot').waitFor()
    await reader.locator('canvas').waitFor()
    await expectFigures(reader, trips)
    expect(await reader.getByTestId('shared-trip').first().innerText()).not.toMatch(/\d\d:\d\d/)
    expect(await reader.context().cookies()).toEqual([])
    expect(asked.length).toBeGreaterThan(3)
    // The page's own address comes with its fragment here; servers are asked without it.
    for (const each of asked.filter((url) => !url.startsWith(`${stage.address}/shared/`)))
      expect(each).not.toContain(key)

    const broken = await newPage(text.locale)
    await broken.goto(link.slice(0, -1))
    await broken.getByRole('alert').getByText(text.shared.broken).waitFor()

    await owner.reload()
    await owner.getByLabel(text.handle.label, { exact: true }).waitFor()
    await unlock(owner, text, `sharing-${language}`)
    await owner.getByRole('navigation').getByRole('link', { name: text.nav.takeOut, exact: true }).click()
    await owner.getByRole('link', { name: text.takeOut.share }).click()
    const row = owner.getByTestId('share-row')
    await row.waitFor()
    await expect.poll(() => row.getAttribute('data-opened')).toBe('2')
    await row.getByRole('button').click()
    await owner.getByText(text.share.removed).waitFor()
    await reader.reload()
    await reader.getByRole('alert').getByText(text.shared.gone).waitFor()
    await owner.getByRole('navigation').getByRole('link', { name: text.nav.journal, exact: true }).click()
    await owner.getByTestId('journal-row').first().waitFor()
    const events = await textsOf(owner.getByTestId('journal-row').locator('td:nth-child(3)'))
    const { 'share-added': added, 'share-removed': removed } = text.journal.events
    expect(events.filter((event) => event === added || event === removed)).toEqual([removed, added])
    for (const page of [owner, reader, broken]) await page.context().close()
  })
})

const newPage = async (locale: string): Promise<Page> =>
  (await stage.browser.newContext({ locale, viewport: { width: 390, height: 844 } })).newPage()

async function unlock(page: Page, text: typeof en, handle: string): Promise<void> {
  await page.getByLabel(text.handle.label, { exact: true }).fill(handle)
  await page.getByLabel(text.passphrase.label, { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: text.unlock.submit, exact: true }).click()
  await page
    .getByTestId('trip-row')
    .or(page.getByRole('heading', { level: 1 }))
    .first()
    .waitFor()
}

/** Distance and footprint by mode, against the command's own. */
async function expectFigures(page: Page, trips: AnalysisDocument['trips']): Promise<void> {
  const sections = trips.flatMap((trip) => trip.sections)
  const byMode = Map.groupBy(sections, ({ mode }) => mode)
  await expect.poll(() => page.getByTestId('shared-mode').count()).toBe(byMode.size)
  for (const [mode, its] of byMode) {
    const cells = await textsOf(page.locator(`[data-testid=shared-mode][data-mode=${mode}] td`))
    const [lengthM, massKg] = [metres(cells[2]!), kilograms(cells[3]!)]
    const sum = (figure: 'distanceM' | 'co2eKg') => its.reduce((all, each) => all + each[figure], 0)
    expect(cells[0]).toBe(String(its.length))
    expect(Math.abs(lengthM.amount - sum('distanceM'))).toBeLessThanOrEqual(lengthM.tolerance)
    expect(Math.abs(massKg.amount - sum('co2eKg'))).toBeLessThanOrEqual(massKg.tolerance)
  }
}
