/** Correcting trips of the demo vault, against figures that the command computes from the same simulated days. */
import type { Locator, Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { en } from '../../client/words/en.ts'
import type { TripDocument } from '../../shared/analysis/document.ts'
import { analyseDemo, clock, dayOf, demoDriver } from '../support/demo.ts'
import { languages } from '../support/languages.ts'
import { kilograms, metres } from '../support/shown.ts'
import { setStage } from '../support/stage.ts'
import { textsOf } from '../support/waiting.ts'

const stage = setStage()

/** kg CO2e per km of a car, in the factor set of the demo. */
const carKgPerKm = 0.2176
const analysis = analyseDemo(stage.folder)
/** As the page lists them: newest first. */
const trips = analysis.trips.toReversed()

const dayCo2eKg = (day: string): number =>
  trips.filter((trip) => dayOf(trip) === day).reduce((sum, { co2eKg }) => sum + co2eKg, 0)

/** Index of the newest trip on the first page that will do. */
function indexOf(holds: (trip: TripDocument, n: number) => boolean): number {
  const found = trips.slice(0, 19).findIndex(holds)
  expect(found).not.toBe(-1)
  return found
}

describe.each(languages)('correcting in %s', (_, text) => {
  let page: Page

  const { row, tool, said, openTrip, openTool, toTimeline, shownCo2, figures, times, cell, undoLast } =
    demoDriver(() => page, text)

  beforeEach(async () => {
    const context = await stage.browser.newContext({
      locale: text.locale,
      viewport: { width: 390, height: 844 },
    })
    page = await context.newPage()
    await page.goto(stage.address)
    await page.getByRole('button', { name: text.welcome.demo }).click()
    await row(0).waitFor()
  })
  afterEach(() => page.context().close())

  const expectCo2 = (shown: string, co2eKg: number): void => {
    const { amount, tolerance } = kilograms(shown)
    expect(Math.abs(amount - co2eKg)).toBeLessThanOrEqual(tolerance + 0.0005)
  }

  test('a trip that is split is two, which make up the day as before; undone, it is one', async () => {
    const n = indexOf(({ sections }) => sections.length > 1)
    const trip = trips[n]!
    await openTrip(n)
    const split = await openTool('split')
    await split.getByLabel(text.correct.intoTrips).check()
    const at = await split.locator('output').innerText()
    await split.getByRole('button', { name: text.correct.split }).click()
    await said(text.correct.tripSplit)
    await toTimeline()
    const [first, second] = [await times(n + 1), await times(n)]
    expect([first, second]).toEqual([
      `${clock(trip.start)} – ${at.slice(0, 5)}`,
      `${at.slice(0, 5)} – ${clock(trip.end)}`,
    ])
    const parts = await Promise.all([n, n + 1].map(figures))
    const [a, b] = parts.map((part) => metres(part[2]!))
    expect(Math.abs(a!.amount + b!.amount - trip.distanceM)).toBeLessThanOrEqual(a!.tolerance + b!.tolerance)
    expectCo2(await shownCo2(dayOf(trip)), dayCo2eKg(dayOf(trip)))
    await undoLast()
    expect(await times(n)).toBe(`${clock(trip.start)} – ${clock(trip.end)}`)
    expect(await times(n + 1)).toBe(`${clock(trips[n + 1]!.start)} – ${clock(trips[n + 1]!.end)}`)
  })

  test('a section that is split can be told another mode in one half, and joined again', async () => {
    const n = indexOf(({ sections }) => sections.length === 1)
    const { distanceM } = trips[n]!
    await openTrip(n)
    const split = await openTool('split')
    await split.getByRole('button', { name: text.correct.split }).click()
    await said(text.correct.sectionSplit)
    await expect.poll(() => page.getByTestId('section-row').count()).toBe(2)
    const [first, second] = [metres(await cell(0, 2)), metres(await cell(1, 2))]
    const sum = first.amount + second.amount
    expect(Math.abs(sum - distanceM)).toBeLessThanOrEqual(first.tolerance + second.tolerance)
    await page.getByTestId('section-row').nth(1).locator('select').selectOption('car')
    await said(text.trip.saved)
    const co2 = kilograms(await cell(1, 3))
    const expectedKg = (second.amount / 1000) * carKgPerKm
    const byDistance = (second.tolerance / 1000) * carKgPerKm
    expect(Math.abs(co2.amount - expectedKg)).toBeLessThanOrEqual(co2.tolerance + byDistance)
    const boundary = await openTool('boundary')
    await boundary.getByRole('button', { name: text.correct.joinSections }).click()
    await said(text.correct.sectionsJoined)
    await expect.poll(() => page.getByTestId('section-row').count()).toBe(1)
    expect(Math.abs(metres(await cell(0, 2)).amount - distanceM)).toBeLessThanOrEqual(first.tolerance * 2)
  })

  test('two trips that are joined are one, as long and as heavy as both', async () => {
    const n = indexOf((trip, i) => dayOf(trip) === dayOf(trips[i + 1]!))
    const [trip, before] = [trips[n]!, trips[n + 1]!]
    await openTrip(n)
    const join = await openTool('join')
    const label = text.correct.joinBefore.split('{day}')[0]!
    await join.getByRole('button', { name: label }).click()
    await said(text.correct.tripsJoined)
    await expect
      .poll(() => page.getByTestId('section-row').count())
      .toBe(trip.sections.length + before.sections.length)
    await toTimeline()
    expect(await times(n)).toBe(`${clock(before.start)} – ${clock(trip.end)}`)
    const joined = await figures(n)
    const length = metres(joined[2]!)
    expect(Math.abs(length.amount - trip.distanceM - before.distanceM)).toBeLessThanOrEqual(length.tolerance)
    expectCo2(joined[3]!, trip.co2eKg + before.co2eKg)
    expectCo2(await shownCo2(dayOf(trip)), dayCo2eKg(dayOf(trip)))
  })

  test('a trip that is deleted leaves the day lighter, and comes back when that is undone', async () => {
    const n = indexOf(({ co2eKg }) => co2eKg > 0.5)
    const trip = trips[n]!
    const whole = await shownCo2(dayOf(trip))
    expectCo2(whole, dayCo2eKg(dayOf(trip)))
    await openTrip(n)
    const remove = await openTool('delete')
    await remove.getByRole('button', { name: text.correct.delete }).click()
    await row(0).waitFor()
    await said(text.correct.deleted)
    expectCo2(await shownCo2(dayOf(trip)), dayCo2eKg(dayOf(trip)) - trip.co2eKg)
    await undoLast()
    expect(await shownCo2(dayOf(trip))).toBe(whole)
    expect(await times(n)).toBe(`${clock(trip.start)} – ${clock(trip.end)}`)
  })

  test('a missing trip is added with its times, its footprint and its name', async () => {
    const day = dayOf(trips[5]!)
    await page.getByRole('link', { name: text.trips.addTrip }).click()
    const form = page.locator('form')
    const add = form.getByRole('button', { name: text.addTrip.submit })
    await add.click()
    await form.getByText(text.addTrip.wrongDistance).waitFor()
    await form.getByLabel(text.addTrip.day).fill(day)
    await form.getByLabel(text.addTrip.start).fill('03:10')
    await form.getByLabel(text.addTrip.end).fill('03:25')
    await form.getByLabel(text.trip.mode).selectOption('car')
    await form.getByLabel(text.addTrip.distance).fill(text === en ? '12.5' : '12,5')
    await form.getByLabel(text.correct.name).fill('Night pharmacy')
    await add.click()
    await page.getByRole('heading', { name: 'Night pharmacy' }).waitFor()
    expectCo2(await cell(0, 3), 12.5 * carKgPerKm)
    await toTimeline()
    expectCo2(await shownCo2(day), dayCo2eKg(day) + 12.5 * carKgPerKm)
    const added = page.getByTestId('trip-row').filter({ hasText: 'Night pharmacy' })
    await expect.poll(() => added.getByTestId('trip-figures').innerText()).toContain('03:10 – 03:25')
  })

  test('a trip over another is refused, and nothing is changed', async () => {
    const trip = trips[2]!
    await page.getByRole('link', { name: text.trips.addTrip }).click()
    const form = page.locator('form')
    await form.getByLabel(text.addTrip.day).fill(dayOf(trip))
    await form.getByLabel(text.addTrip.start).fill(clock(trip.start))
    await form.getByLabel(text.addTrip.end).fill(clock(trip.end))
    await form.getByLabel(text.addTrip.distance).fill('1')
    await form.getByRole('button', { name: text.addTrip.submit }).click()
    await form.getByText(text.failures['edit-overlap']).waitFor()
    await toTimeline()
    expectCo2(await shownCo2(dayOf(trip)), dayCo2eKg(dayOf(trip)))
  })

  test('those aboard share a car', async () => {
    const n = indexOf(({ distanceM }) => distanceM > 1500)
    await openTrip(n)
    await page.getByTestId('section-row').first().locator('select').selectOption('car')
    await said(text.trip.saved)
    const people = await openTool('people')
    await people.locator('select').first().selectOption('4')
    await said(text.common.saved)
    expectCo2(await cell(0, 3), ((trips[n]!.sections[0]!.distanceM / 1000) * carKgPerKm) / 4)
  })

  test('a purpose and a name are said of similar trips too, once these were seen and counted', async () => {
    const home = analysis.places.find(({ role }) => role === 'home')!.id
    const work = analysis.places.find(({ role }) => role === 'work')!.id
    const alike = ({ from, to }: TripDocument): boolean => from === home && to === work
    const n = indexOf(alike)
    await openTrip(n)
    const own = await openTool('words')
    await own.getByLabel(text.correct.purpose).selectOption('study')
    await own.getByLabel(text.correct.name).fill('Lecture')
    await own.getByRole('button', { name: text.correct.save }).click()
    await page.getByRole('heading', { name: 'Lecture' }).waitFor()
    const similar = await openTool('similar')
    await similar.getByRole('button', { name: text.correct.findSimilar }).click()
    await page.getByTestId('similar-row').first().waitFor()
    const rows = await textsOf(page.getByTestId('similar-row'))
    expect(rows.length).toBeGreaterThan(1)
    await expect
      .poll(() => page.getByTestId('similar-count').innerText())
      .toMatch(new RegExp(`^${rows.length} `))
    const possible = trips.filter((trip, i) => alike(trip) && i !== n)
    for (const shown of rows)
      expect(possible.some(({ start, end }) => shown.includes(`${clock(start)} – ${clock(end)}`))).toBe(true)
    await page.getByTestId('similar-row').last().getByRole('checkbox').uncheck()
    await similar.getByRole('button', { name: String(rows.length - 1) }).click()
    await said(text.correct.applied.other.replace('{count}', String(rows.length - 1)))
    await toTimeline()
    for (let more = 0; more < 3; more++) {
      const button = page.getByRole('button', { name: text.common.more })
      if (await button.count()) await button.click()
    }
    const studies = page.getByTestId('trip-row').filter({ hasText: text.purposes.study })
    await expect.poll(() => studies.count()).toBe(rows.length)
    await expect.poll(() => page.getByTestId('trip-row').filter({ hasText: 'Lecture' }).count()).toBe(1)
    await undoLast()
    await expect.poll(() => studies.count()).toBe(1)
  })

  test('all that was said is listed, latest first, and each can be taken back by itself', async () => {
    await openTrip(0)
    const own = await openTool('words')
    for (const name of ['First', 'Second']) {
      await own.getByLabel(text.correct.name).fill(name)
      await own.getByRole('button', { name: text.correct.save }).click()
      await page.getByRole('heading', { name }).waitFor()
    }
    await page.getByRole('link', { name: text.nav.settings, exact: true }).click()
    await page.getByRole('link', { name: text.corrections.all }).click()
    const told = page.getByTestId('correction-row')
    await told.first().waitFor()
    const names = (await textsOf(told.locator('p:first-child'))).map((line) => /First|Second/.exec(line)?.[0])
    expect(names).toEqual(['Second', 'First'])
    await told.nth(1).getByRole('button').click()
    await said(text.corrections.undone)
    await expect.poll(() => told.count()).toBe(1)
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe(
      'correction-count',
    )
    await toTimeline()
    await expect.poll(() => row(0).getByRole('link').innerText()).toContain('Second')
  })

  test('a boundary is moved and taken back with the keyboard alone', async () => {
    const n = indexOf(({ sections }) => sections.length > 1)
    const before = trips[n]!.sections
    await openTrip(n)
    const press = async (holds: () => Promise<boolean>): Promise<void> => {
      for (let i = 0; i < 120 && !(await holds()); i++) await page.keyboard.press('Tab')
      expect(await holds()).toBe(true)
    }
    const isOn = (within: Locator): Promise<boolean> =>
      within.evaluate((element) => element === document.activeElement)
    await press(() => isOn(tool('boundary').locator('summary')))
    await page.keyboard.press('Enter')
    await press(() => isOn(tool('boundary').locator('input[type=range]')))
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft')
    const at = await tool('boundary').locator('output').innerText()
    expect(at).not.toContain(clock(before[0]!.end))
    await press(() => isOn(tool('boundary').getByRole('button', { name: text.correct.moveBoundary })))
    await page.keyboard.press('Enter')
    await said(text.correct.boundaryMoved)
    expect(await cell(0, 0)).toBe(`${clock(before[0]!.start)} – ${at.slice(0, 5)}`)
    expect(await cell(1, 0)).toBe(`${at.slice(0, 5)} – ${clock(before[1]!.end)}`)
    await page.keyboard.press('Shift+Tab')
    await press(() => isOn(page.getByRole('button', { name: text.corrections.undoLast })))
    await page.keyboard.press('Enter')
    await said(text.corrections.undone)
    expect(await cell(0, 0)).toBe(`${clock(before[0]!.start)} – ${clock(before[0]!.end)}`)
    expect(await isOn(page.getByTestId('last-correction'))).toBe(true)
  })
})
