/** A trip said of one of the owner's vehicles, in the demo vault; figures are computed here from the command's. */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '../../client/words/en.ts'
import { openAll } from '../../scripts/views/stop.ts'
import type { TripDocument } from '../../shared/analysis/document.ts'
import { analyseDemo } from '../support/demo.ts'
import { demoPage, go, said } from '../support/demo-page.ts'
import { expectShown } from '../support/exported.ts'
import { setStage } from '../support/stage.ts'
import { textsOf } from '../support/waiting.ts'

const stage = setStage()
const text = en
/** A mean car in the factor set of the demo, and one of 17 kWh per 100 km with its making, kg CO2e per km. */
const [meanKgPerKm, ownKgPerKm] = [0.2176, 0.17 * 0.0519 + 0.0021 + 0.0836]
let context: BrowserContext
let page: Page
/** A trip with a section by car, as the list has it: newest first. */
let trip: TripDocument
let place: number

beforeAll(async () => {
  const trips = analyseDemo(stage.folder).trips.toReversed()
  place = trips.slice(0, 19).findIndex(({ sections }) => sections.some(({ mode }) => mode === 'car'))
  trip = trips[place]!
  ;({ context, page } = await demoPage(stage.browser, stage.address, text))
})
afterAll(() => context.close())

const carKm = () =>
  trip.sections.reduce((sum, { mode, distanceM }) => sum + (mode === 'car' ? distanceM / 1000 : 0), 0)
const afterKg = () => trip.co2eKg + carKm() * (ownKgPerKm - meanKgPerKm)
const shownKg = async () =>
  (await page.getByTestId('trip-summary').innerText()).split(', ').at(-1)!.replace(/\.$/, '')

async function openTool(id: string) {
  const tool = page.getByTestId(`tool-${id}`)
  await tool.locator('summary').click()
  return tool
}

test('a vehicle is offered once it is named, and what it changes is shown before it is said', async () => {
  await page.getByTestId('trip-row').nth(place).getByRole('link').first().click()
  const empty = await openTool('vehicle')
  await empty.getByText(text.correct.noVehicles).waitFor()
  await empty.getByRole('link', { name: text.footprints.link }).click()
  await page.getByRole('button', { name: text.footprints.addVehicle }).click()
  await page.getByLabel(text.footprints.vehicleName).fill('Zoe')
  await page.getByLabel(text.footprints.fuel, { exact: true }).selectOption('electric')
  await page.getByLabel(text.footprints.kwh).fill('17')
  await page.getByRole('button', { name: text.footprints.keepVehicle }).click()
  await page.getByTestId('vehicle-row').waitFor()
  await page.goBack()
  await page.getByTestId('trip-summary').waitFor()
  expectShown(await shownKg(), trip.co2eKg)
  const tool = await openTool('vehicle')
  const sections = trip.sections.filter(({ mode }) => mode === 'car').length
  for (let n = 0; n < sections; n++) {
    await tool.locator('select').nth(n).selectOption({ label: 'Zoe' })
    const now = await shownKg()
    const told = async () =>
      (await page.getByTestId('vehicle-difference').nth(n).innerText()).split(' now, ')[1]
    // Until it is known what another vehicle changes, nothing is said, or that nothing changes yet.
    await expect.poll(async () => ((await told()) ?? now).includes(now)).toBe(false)
    if (n === sections - 1) expectShown((await told())!, afterKg())
    expect(await shownKg()).toBe(now)
    await tool.getByRole('button', { name: text.correct.save, exact: true }).nth(n).click()
    await page.waitForFunction(
      (before) => !document.querySelector('[data-testid=trip-summary]')?.textContent?.includes(before),
      now,
    )
  }
  expectShown(await shownKg(), afterKg())
})

test('the section names it with its figure, and the history has it', async () => {
  await page.getByTestId('section-row').filter({ hasText: 'Zoe' }).first().waitFor()
  const basis = page.getByTestId('multiplication').first()
  await openAll(page, '.footprint > .disclosure')
  await basis.waitFor()
  await page.locator('.footprint').filter({ hasText: 'Zoe, from what it takes per 100 km' }).first().waitFor()
  await page.getByRole('link', { name: text.corrections.all }).click()
  await page.getByTestId('correction-row').filter({ hasText: 'Vehicle: Zoe.' }).first().waitFor()
  await page.goBack()
  await page.getByTestId('trip-summary').waitFor()
})

test('the same is said of similar trips, once these were counted, and taken back at one go', async () => {
  const tool = await openTool('similar')
  const aspect = tool.getByLabel(text.correct.whatToApply)
  const offered = await textsOf(aspect.locator('option'))
  const vehicle = offered.find((each) => each.startsWith('Vehicle of section'))!
  await aspect.selectOption({ label: vehicle })
  await tool.getByRole('button', { name: text.correct.findSimilar }).click()
  await page.getByTestId('similar-count').waitFor()
  const found = await page.getByTestId('similar-row').count()
  expect(found).toBeGreaterThan(0)
  await tool.getByRole('button', { name: String(found) }).click()
  const applied = text.correct.applied[found === 1 ? 'one' : 'other'].replace('{count}', String(found))
  await said(page, applied)
  await page.getByRole('link', { name: text.corrections.all }).click()
  const last = page.getByTestId('correction-row').first()
  await last.filter({ hasText: 'Vehicle: Zoe.' }).waitFor()
  await last.getByRole('button').click()
  await page.getByText(text.corrections.undone).waitFor()
  await page.goBack()
  await page.getByTestId('trip-summary').waitFor()
})

test('taken back, the trip is as it was, to the gram', async () => {
  for (let n = 0; n < trip.sections.filter(({ mode }) => mode === 'car').length; n++) {
    const now = await shownKg()
    await page.getByRole('button', { name: text.corrections.undoLast }).click()
    await page.waitForFunction(
      (before) => !document.querySelector('[data-testid=trip-summary]')?.textContent?.includes(before),
      now,
    )
  }
  expectShown(await shownKg(), trip.co2eKg)
  await expect.poll(() => page.getByTestId('section-row').filter({ hasText: 'Zoe' }).count()).toBe(0)
  await go(page, text.nav.trips)
})
