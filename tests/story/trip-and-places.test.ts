/** One trip, and the places of the demo vault, against what the command says of the same days and what the simulator did. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { StayDocument, TripDocument } from '../../shared/analysis/document.ts'
import { analyseDemo, clock, demoDriver } from '../support/demo.ts'
import { languages } from '../support/languages.ts'
import { setStage } from '../support/stage.ts'
import { textsOf } from '../support/waiting.ts'

const stage = setStage()

/** kg CO2e per km for one passenger, as ADEME publishes them. */
const factors: Partial<Record<string, number>> = { bus: 0.112, car: 0.2176, train: 0.00876, walking: 0 }
const analysis = analyseDemo(stage.folder)
/** As the page lists them: newest first. */
const trips = analysis.trips.toReversed()

/** Numbers in a text, in French or English. */
const numbersIn = (text: string): number[] =>
  [...text.matchAll(/\d+(?:[.,]\d+)?/g)].map(([found]) => Number(found.replace(',', '.')))
const seconds = ({ start, end }: { start: string; end: string }): number =>
  (Date.parse(end) - Date.parse(start)) / 1000
/** Metres on a plane near La Rochelle. */
const apartM = (a: { lat: number; lon: number }, b: { lat: number; lon: number }): number =>
  Math.hypot((a.lat - b.lat) * 111_195, (a.lon - b.lon) * 77_020)
/** Where the person sleeps: the stay that lasts over the first three o'clock. */
function bed(): StayDocument {
  const night = analysis.stays.find(({ start, end }) => {
    const three = Date.parse(`${end.slice(0, 10)}T02:00:00Z`)
    return Date.parse(start) < three && Date.parse(end) > three
  })
  return night!
}

describe.each(languages)('in %s', (_, text) => {
  let page: Page
  const { row, said, openTrip, toTimeline } = demoDriver(() => page, text)

  beforeEach(async () => {
    const context = await stage.browser.newContext({
      locale: text.locale,
      viewport: { width: 390, height: 844 },
      timezoneId: 'Pacific/Auckland',
    })
    page = await context.newPage()
    await page.goto(stage.address)
    await page.getByRole('button', { name: text.welcome.demo }).click()
    await row(0).waitFor()
  })
  afterEach(() => page.context().close())

  const toPlaces = async (): Promise<void> => {
    await page.getByRole('navigation').getByRole('link', { name: text.nav.places, exact: true }).click()
    await page.getByTestId('place-row').first().waitFor()
  }
  const home = () => page.locator('[data-testid=place-row][data-role=home]')
  const exported = async (format: 'CSV' | 'GeoJSON'): Promise<string> => {
    await page.getByRole('navigation').getByRole('link', { name: text.nav.takeOut, exact: true }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: text.takeOut.download.replace('{format}', format) }).click(),
    ])
    const path = join(stage.folder, `out.${format}`)
    await download.saveAs(path)
    return readFileSync(path, 'utf8')
  }
  const indexOf = (holds: (trip: TripDocument) => boolean): number => {
    const found = trips.slice(0, 19).findIndex(holds)
    expect(found).not.toBe(-1)
    return found
  }

  test('each section writes out its multiplication, with factors that ADEME publishes', async () => {
    const n = indexOf(({ sections }) => sections.some(({ mode }) => mode === 'bus' || mode === 'car'))
    const { sections } = trips[n]!
    await openTrip(n)
    await page.getByTestId('footprint').first().waitFor()
    await expect.poll(() => page.getByTestId('footprint').count()).toBe(sections.length)
    for (const [at, { mode, distanceM, co2eKg }] of sections.entries()) {
      if (factors[mode] === undefined) continue
      const part = page.getByTestId('footprint').nth(at)
      await part.locator('summary').click()
      const written = await part.getByTestId('multiplication').innerText()
      const [km, factor] = numbersIn(written)
      expect([km, factor]).toEqual([distanceM / 1000, factors[mode]])
      expect(numbersIn(written.split('=')[1]!)[0]).toBeCloseTo(co2eKg, 3)
      await expect.poll(() => part.innerText()).toMatch(/ADEME .*20\d\d/)
    }
  })

  test('each section has its candidates with their probabilities', async () => {
    const n = indexOf(({ sections }) => sections.length > 1)
    await openTrip(n)
    for (const [at, { probabilities }] of trips[n]!.sections.entries()) {
      const part = page.getByTestId('mode-reasons').nth(at)
      await part.locator('summary').click()
      const shown = await textsOf(part.getByTestId('candidate'))
      const expected = Object.values(probabilities).filter((share) => share >= 0.005)
      expect(shown.flatMap(numbersIn)).toEqual(
        expected.sort((a, b) => b - a).map((share) => Math.round(share * 100)),
      )
    }
  })

  test('the speed along the way is that of the phone, and its mean that of the whole trip', async () => {
    const n = indexOf(({ sections }) => sections.some(({ mode }) => mode === 'bus' || mode === 'car'))
    const trip = trips[n]!
    await openTrip(n)
    const reading = await page.getByTestId('speed-reading').innerText()
    const [hour, minute, top, mean] = numbersIn(reading)
    expect(Math.abs(mean! - (trip.distanceM / seconds(trip)) * 3.6)).toBeLessThanOrEqual(0.51)
    const own = readFileSync(join(stage.folder, 'demo.csv'), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').map(Number))
      .filter(([t]) => t! * 1000 >= Date.parse(trip.start) && t! * 1000 <= Date.parse(trip.end))
    const fastestKmh = Math.max(...own.map((cells) => cells[5]! * 3.6))
    expect(top).toBeGreaterThan(fastestKmh * 0.7)
    expect(top).toBeLessThan(fastestKmh * 1.2)
    const at = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
    expect(at >= clock(trip.start) && at <= clock(trip.end)).toBe(true)
    await page.locator('[data-testid=speed] summary').click()
    const rows = await textsOf(page.getByTestId('speed-row'))
    expect(rows[0]).toContain(clock(trip.start))
    expect(rows.at(-1)).toContain(clock(trip.end))
  })

  test('the way is told in words, and no title of a window says who went where, or when', async () => {
    const ids = new Map(analysis.places.map(({ id, role }) => [role, id]))
    const n = indexOf(({ from, to }) => from === ids.get('work') && to === ids.get('home'))
    const trip = trips[n]!
    await openTrip(n)
    const title = text.trips.titleBetween
      .replace('{from}', text.habits.work)
      .replace('{to}', text.habits.home)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.getByTestId('way').getByText('La Rochelle').first().waitFor()
    const lines = await textsOf(page.getByTestId('way').locator('li'))
    expect(lines).toHaveLength(trip.sections.length + 2)
    expect(lines[0]).toContain(clock(trip.start))
    expect(lines[0]).toContain(text.habits.work)
    expect(lines.at(-1)).toContain(clock(trip.end))
    expect(lines.at(-1)).toContain(text.habits.home)
    for (const [at, { mode }] of trip.sections.entries())
      expect(lines[at + 1]!.toLowerCase()).toContain(text.modes[mode])
    expect(await page.title()).toBe(`${text.trip.windowTitle} – ${text.product}`)
  })

  test('home has the visits and the time that the stays there add up to', async () => {
    const there = analysis.stays.filter((stay) => apartM(stay, bed()) <= 100)
    const hours = there.reduce((sum, stay) => sum + seconds(stay), 0) / 3600
    await toPlaces()
    const figures = await textsOf(home().locator('dd'))
    expect(numbersIn(figures[0]!)).toEqual([there.length])
    const [shownHours, shownMinutes = 0] = numbersIn(figures[1]!)
    expect(shownHours! + shownMinutes / 60).toBeCloseTo(hours, 1)
    await expect
      .poll(() => home().innerText())
      .toContain((text.places.suggestedHome.other as string).split('{count}')[0]!)
  })

  test('home is confirmed and named, and the name goes into titles, filters and exports', async () => {
    await toPlaces()
    await home().getByRole('button', { name: text.places.confirmHome }).click()
    await home().getByText(text.places.saidHome).waitFor()
    await home().locator('summary').click()
    await home().getByLabel(text.places.name, { exact: true }).fill('Chez Léa')
    await home().getByRole('button', { name: text.places.save }).click()
    await page.getByRole('heading', { level: 2, name: 'Chez Léa' }).waitFor()
    expect(await page.title()).toBe(`${text.places.title} – ${text.product}`)
    await toTimeline()
    await page.getByTestId('trip-row').getByRole('link').filter({ hasText: 'Chez Léa' }).first().waitFor()
    await page.locator('.disclosure').nth(1).locator('summary').click()
    const options = page.getByLabel(text.trips.filter.place).locator('option')
    expect(await textsOf(options)).toContain('Chez Léa')
    expect(await exported('CSV')).toMatch(/,Chez Léa,work\r\n/)
    await toPlaces()
    await page.getByTestId('place-said').first().getByRole('button').click()
    await said(text.corrections.undone)
    await page.getByRole('heading', { level: 2, name: text.habits.home, exact: true }).waitFor()
  })

  test('no position within 200 m of a private place leaves the vault, until that is undone', async () => {
    const nearestM = async (): Promise<number> => {
      const { features } = JSON.parse(await exported('GeoJSON'))
      const positions = features.flatMap((feature: { geometry: { coordinates: number[][] } | null }) =>
        (feature.geometry?.coordinates ?? []).map(([lon, lat]) => ({ lat: lat!, lon: lon! })),
      )
      expect(positions.length).toBeGreaterThan(1000)
      return Math.min(...positions.map((at: { lat: number; lon: number }) => apartM(at, bed())))
    }
    expect(await nearestM()).toBeLessThan(60)
    await toPlaces()
    await home().locator('summary').click()
    await home().getByLabel(text.places.private, { exact: true }).click()
    await page.locator('[data-testid=place-row][data-role=home][data-private=true]').waitFor()
    // The stay of one night may lie some metres from the middle of the place.
    expect(await nearestM()).toBeGreaterThan(170)
    await page.getByText(text.places.leftOut).waitFor()
    await toPlaces()
    await page.getByTestId('place-said').first().getByRole('button').click()
    await said(text.corrections.undone)
    expect(await nearestM()).toBeLessThan(60)
  })

  test('a place that is none is gone, and one that is another brings it its visits', async () => {
    await toPlaces()
    const cards = page.getByTestId('place-row')
    const before = await cards.count()
    const visitsOf = async (n: number): Promise<number> =>
      numbersIn(await cards.nth(n).locator('dd').first().innerText())[0]!
    const [first, third] = [await visitsOf(0), await visitsOf(2)]
    await cards.nth(2).locator('summary').click()
    await cards.nth(2).getByLabel(text.places.join).selectOption({ label: text.habits.home })
    await cards.nth(2).getByRole('button', { name: text.places.joinButton }).click()
    await said(text.places.joined)
    await expect.poll(() => cards.count()).toBe(before - 1)
    expect(await visitsOf(0)).toBe(first + third)
    await cards.last().locator('summary').click()
    await cards.last().getByRole('button', { name: text.places.dismiss }).click()
    await said(text.places.dismissed)
    await expect.poll(() => cards.count()).toBe(before - 2)
    // The focus is not lost with the card that had it.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('place-count')
  })

  test('trips made again and again have their count, their duration and their purpose', async () => {
    await toPlaces()
    await page.getByRole('link', { name: text.places.habits }).click()
    const rows = page.getByTestId('recurring-row')
    await rows.first().waitFor()
    const commute = text.habits.fromTo.replace('{from}', text.habits.home).replace('{to}', text.habits.work)
    const shown = await textsOf(rows.filter({ hasText: commute }))
    const ids = new Map(analysis.places.map(({ id, role }) => [role, id]))
    const own = analysis.trips.filter(({ from, to }) => from === ids.get('home') && to === ids.get('work'))
    const counts = await textsOf(rows.filter({ hasText: commute }).locator('td').nth(0))
    expect(shown.length).toBeGreaterThan(0)
    expect(numbersIn(counts.join())[0]).toBeLessThanOrEqual(own.length)
    expect(numbersIn(counts.join())[0]).toBeGreaterThanOrEqual(3)
    expect(shown[0]).toContain(text.purposes.commute)
    const minutes = own.map((trip) => seconds(trip) / 60)
    const usual = numbersIn(await rows.filter({ hasText: commute }).locator('td').nth(2).innerText())[0]!
    expect(usual).toBeGreaterThanOrEqual(Math.floor(Math.min(...minutes)))
    expect(usual).toBeLessThanOrEqual(Math.ceil(Math.max(...minutes)))
  })
})
