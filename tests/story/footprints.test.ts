/** Choosing how footprints are computed, on the demo vault; figures are computed here from the command's. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { en } from '../../client/words/en.ts'
import { startProcess } from '../server/running-server.ts'
import { analyseDemo, dayOf, kmBy } from '../support/demo.ts'
import { demoPage, go, said } from '../support/demo-page.ts'
import { expectShown, exportedCsv, sectionsOf, sum } from '../support/exported.ts'
import { setStage } from '../support/stage.ts'
import { allOf } from '../support/waiting.ts'

const territory = {
  ...{ schema: 'sillage/territory@1', name: 'Test network', source: 'Its operator', year: 2025 },
  licence: 'Licence Ouverte 2.0',
  factors: [{ mode: 'bus', total: 0.08, reference: 'fleet of 2025' }],
}
const stage = setStage((data, environment) => {
  const file = join(stage.folder, 'territory.json')
  writeFileSync(file, JSON.stringify(territory))
  return startProcess(data, { ...environment, TERRITORY_FILE: file })
})
const known = analyseDemo(stage.folder)

const text = en
const allKg = () => known.trips.reduce((all, { co2eKg }) => all + co2eKg, 0)

async function toFootprints(page: Page): Promise<void> {
  await go(page, text.nav.settings)
  await page.getByRole('link', { name: text.footprints.link }).click()
  await page.getByTestId('footprints-now').waitFor()
}

describe('how footprints are computed', () => {
  let context: BrowserContext
  let page: Page
  let before: string
  beforeAll(async () => {
    ;({ context, page } = await demoPage(stage.browser, stage.address, text))
    before = await exportedCsv(page, text)
  })
  afterAll(() => context.close())

  test('one’s own car is proposed, its difference shown by month, and nothing changes before it is applied', async () => {
    await toFootprints(page)
    await page.getByRole('button', { name: text.footprints.addVehicle }).click()
    await page.getByRole('button', { name: text.footprints.keepVehicle }).click()
    await page.getByText(text.footprints.nameMissing).waitFor()
    await page.getByLabel(text.footprints.vehicleName).fill('Old Clio')
    await page.getByLabel(text.footprints.litres).fill('6,5')
    await page.getByRole('button', { name: text.footprints.keepVehicle }).click()
    await expect.poll(() => page.getByTestId('vehicle-row').innerText()).toContain('6.5 l per 100 km')
    const carIs = text.footprints.defaultOf.replace('{mode}', text.modes.car)
    await page.getByLabel(carIs, { exact: true }).selectOption({ label: 'Old Clio' })
    await page.getByLabel(text.footprints.reachAll).check()
    await page.getByRole('button', { name: text.footprints.preview }).click()
    const rows = page.getByTestId('difference-row')
    await rows.first().waitFor()
    // 6.5 l of petrol, leaks of the air conditioning and making the car, in place of the mean car.
    const kgPerKm = 0.065 * 2.7 + 0.0021 + 0.0256
    const byMonth = Map.groupBy(known.trips, (trip) => dayOf(trip).slice(0, 7))
    await expect.poll(() => rows.count()).toBe(byMonth.size)
    for (const row of await allOf(rows)) {
      const own = byMonth.get((await row.getAttribute('data-month'))!)!
      const was = own.reduce((all, { co2eKg }) => all + co2eKg, 0)
      const km = own
        .flatMap((trip) => trip.sections)
        .reduce((all, { mode, distanceM }) => all + (mode === 'car' ? distanceM / 1000 : 0), 0)
      expectShown(await row.getByTestId('before').innerText(), was)
      expectShown(await row.getByTestId('after').innerText(), was + km * (kgPerKm - 0.2176))
    }
    expect(await exportedCsv(page, text)).toBe(before)
  })

  test('applied to all trips, it is in what is exported; undone, that is the same to the letter', async () => {
    await toFootprints(page)
    // The vehicle is kept, though no mode stands for it yet.
    await expect.poll(() => page.getByTestId('vehicle-row').count()).toBe(1)
    await page.getByLabel(text.footprints.partsUsage).check()
    await page.getByLabel(text.footprints.territory.replace('{name}', 'Test network')).check()
    await page.getByText('Source: Its operator, 2025').waitFor()
    await page.getByLabel(text.footprints.reachAll).check()
    await page.getByRole('button', { name: text.footprints.preview }).click()
    await page.getByRole('button', { name: text.footprints.apply, exact: true }).click()
    await said(page, text.footprints.applied)
    await page.waitForFunction(
      (lead) => document.activeElement?.textContent === lead,
      text.footprints.historyText,
    )
    const after = sectionsOf(await exportedCsv(page, text))
    for (const { mode, distanceM, co2eKg } of after) {
      if (mode === 'car') expect(co2eKg).toBeCloseTo(0.192 * (distanceM / 1000), 2)
      if (mode === 'bus') expect(co2eKg).toBeCloseTo(0.08 * (distanceM / 1000), 2)
    }
    expect(kmBy(known, 'bus')).toBeGreaterThan(0)
    const changed =
      kmBy(known, 'car') * (0.192 - 0.2176) +
      kmBy(known, 'bus') * (0.08 - 0.112) +
      kmBy(known, 'bicycle') * -0.00017
    expect(sum(after, ({ co2eKg }) => co2eKg)).toBeCloseTo(allKg() + changed, 1)
    await toFootprints(page)
    await page.getByRole('button', { name: text.footprints.undoThis.replace('{what}', '') }).click()
    await said(page, text.footprints.undone)
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(text.footprints.historyNone)
    expect(await exportedCsv(page, text)).toBe(before)
  })

  test('from a day on, every earlier trip keeps its figure', async () => {
    await toFootprints(page)
    const middle = dayOf(known.trips[Math.floor(known.trips.length / 2)]!)
    await page.getByLabel(text.footprints.bicycleIsEbike).check()
    await page.getByLabel(text.footprints.fromDay, { exact: true }).fill(middle)
    await page.getByRole('button', { name: text.footprints.preview }).click()
    await page.getByRole('button', { name: text.footprints.apply, exact: true }).click()
    await said(page, text.footprints.applied)
    const [was, now] = [sectionsOf(before), sectionsOf(await exportedCsv(page, text))]
    for (const [n, section] of now.entries()) {
      const isLater = section.day >= middle
      const mode = isLater && was[n]!.mode === 'bicycle' ? 'ebike' : was[n]!.mode
      expect(section.mode).toBe(mode)
      const kg = mode === was[n]!.mode ? was[n]!.co2eKg : (section.distanceM / 1000) * 0.01095
      expect(section.co2eKg).toBeCloseTo(kg, 2)
    }
    expect(now.some(({ mode }) => mode === 'ebike')).toBe(true)
  })
})
