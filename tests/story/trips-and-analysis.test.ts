/** The demo vault's trips and analysis, held against sums over the table that the vault itself exports. */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Words } from '../../client/words/en.ts'
import { en } from '../../client/words/en.ts'
import { fr } from '../../client/words/fr.ts'
import { demoPage, go, showAll } from '../support/demo-page.ts'
import type { Section } from '../support/exported.ts'
import {
  dayInParis,
  expectShown,
  exportedCsv,
  minutesOf,
  mondayOf,
  sectionsOf,
  shiftedDay,
  shown,
  sum,
  tripCount,
} from '../support/exported.ts'
import { setStage } from '../support/stage.ts'
import { allOf, textsOf } from '../support/waiting.ts'

const stage = setStage()

const hourInParis = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: '2-digit' })

const openDemo = (text: Words) => demoPage(stage.browser, stage.address, text)

describe('in the demo vault', () => {
  const text = en
  let context: BrowserContext
  let page: Page
  let sections: Section[]

  beforeAll(async () => {
    ;({ context, page } = await openDemo(text))
    sections = sectionsOf(await exportedCsv(page, text))
  })
  afterAll(() => context.close())

  test('the list is windowed, and days and weeks add up to what is exported', async () => {
    await go(page, text.nav.trips)
    await page.getByTestId('trip-row').first().waitFor()
    await expect.poll(() => page.getByTestId('trip-row').count()).toBe(20)
    await showAll(page, text)
    await expect.poll(() => page.getByTestId('trip-row').count()).toBe(tripCount(sections))
    for (const [testId, keyOf] of [
      ['day-co2', (day: string) => day],
      ['week-co2', mondayOf],
    ] as const) {
      const expected = Map.groupBy(sections, ({ day }) => keyOf(day))
      const cells = await allOf(page.getByTestId(testId))
      expect(cells).toHaveLength(expected.size)
      for (const cell of cells) {
        const own = expected.get((await cell.getAttribute('data-day'))!)!
        expectShown(
          await cell.innerText(),
          sum(own, ({ co2eKg }) => co2eKg),
        )
      }
    }
  })

  test('trips have titles from places and towns, and times of the place', async () => {
    const titles = await textsOf(page.getByTestId('trip-row').getByRole('link'))
    expect(titles).toContain('Home → Work')
    expect(titles.join()).toMatch(/Aytré|La Rochelle|Périgny|Lagord/)
    const newest = await page.getByTestId('trip-row').first().innerText()
    const last = sections.findLast((section) => section.trip === sections.at(-1)!.trip)!
    const first = sections.find((section) => section.trip === last.trip)!
    expect(newest).toMatch(
      new RegExp(`${hourInParis.format(first.startMs)}:\\d\\d – ${hourInParis.format(last.endMs)}:\\d\\d`),
    )
  })

  test('the calendar has every day with trips, and the keyboard alone leads to one', async () => {
    const month = sections.at(-1)!.day.slice(0, 7)
    const days = [...Map.groupBy(sections, ({ day }) => day)].filter(([day]) => day.startsWith(month))
    const calendar = page.getByTestId('calendar')
    await expect.poll(() => calendar.getByRole('button').count()).toBe(days.length)
    for (const [day, own] of days) {
      const label = await calendar.locator(`[data-day="${day}"]`).getAttribute('aria-label')
      expect(label).toContain(`${tripCount(own)} trip`)
    }
    await page.locator('[data-testid=calendar] button[tabindex="0"]').focus()
    await page.keyboard.press('Home')
    if (days.length > 1) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    const sought = days[Math.min(1, days.length - 1)]![0]
    await page.waitForFunction((day) => document.activeElement?.id === `day-${day}`, sought)
    expect(new URL(page.url()).pathname + new URL(page.url()).search + new URL(page.url()).hash).toBe(
      '/trips',
    )
  })

  test('search and filters show the trips that the table has, and the address says nothing of them', async () => {
    await page.getByText(text.trips.filter.title).click()
    const found = page.getByTestId('trips-found')
    const count = async (): Promise<number> => Number(await found.getAttribute('data-count'))
    const { filter } = text.trips
    for (const mode of new Set(sections.map((section) => section.mode))) {
      await page.getByLabel(filter.mode, { exact: true }).selectOption(mode)
      expect(await count()).toBe(tripCount(sections.filter((section) => section.mode === mode)))
    }
    await page.getByRole('button', { name: filter.clear }).click()
    await page.getByLabel(filter.toConfirm).check()
    expect(await count()).toBe(tripCount(sections.filter(({ confidence }) => confidence < 0.6)))
    await page.getByLabel(filter.toConfirm).uncheck()
    const day = sections[0]!.day
    await page.getByLabel(filter.last, { exact: true }).fill(day)
    expect(await count()).toBe(tripCount(sections.filter((section) => section.day <= day)))
    await page.getByRole('button', { name: filter.clear }).click()
    await page.getByLabel(filter.search, { exact: true }).fill('HOME work')
    const rows = await textsOf(page.getByTestId('trip-row').getByRole('link'))
    expect(rows.length).toBeGreaterThan(0)
    await page.getByLabel(filter.search, { exact: true }).fill('nothing is called so')
    expect(await count()).toBe(0)
    await expect.poll(() => found.innerText()).toBe(filter.none)
    expect(page.url()).toBe(`${stage.address}/trips`)
    await page.getByRole('button', { name: filter.clear }).click()
  })

  test('the analysis of each period and each mode is the sum of its sections', async () => {
    await go(page, text.nav.analysis)
    await page.getByTestId('trend').waitFor()
    const newest = sections.at(-1)!.day
    const inPeriod: Readonly<Record<string, (day: string) => boolean>> = {
      day: (day) => day === newest,
      week: (day) => mondayOf(day) === mondayOf(newest),
      month: (day) => day.slice(0, 7) === newest.slice(0, 7),
      year: (day) => day.slice(0, 4) === newest.slice(0, 4),
    }
    for (const [unit, holds] of Object.entries(inPeriod)) {
      await page.getByLabel(text.analysis.unit, { exact: true }).selectOption(unit)
      const own = sections.filter(({ day }) => holds(day))
      await expect.poll(() => page.getByTestId('sum-trips').innerText()).toBe(String(tripCount(own)))
      expectShown(
        await page.getByTestId('sum-distanceM').innerText(),
        sum(own, ({ distanceM }) => distanceM),
      )
      expectShown(
        await page.getByTestId('sum-co2eKg').innerText(),
        sum(own, ({ co2eKg }) => co2eKg),
      )
      const byMode = Map.groupBy(own, ({ mode }) => mode)
      await expect.poll(() => page.getByTestId('mode-row').count()).toBe(byMode.size)
      for (const [mode, rows] of byMode) {
        const cell = (measure: string) =>
          page.locator(`[data-testid=mode-row][data-mode=${mode}] [data-measure=${measure}]`).innerText()
        expectShown(
          await cell('distanceM'),
          sum(rows, ({ distanceM }) => distanceM),
        )
        expectShown(await cell('durationMs'), sum(rows, minutesOf))
        expectShown(await cell('trips'), tripCount(rows))
      }
    }
  })

  test('the energy of cycling follows the weight that its owner gives', async () => {
    await page.getByLabel(text.analysis.unit, { exact: true }).selectOption('year')
    const kcal = async (): Promise<number> => {
      const cell = page.locator('[data-testid=mode-row][data-mode=bicycle] [data-measure=kcal]')
      return shown(await cell.innerText()).amount
    }
    // MET by km/h, from the 2024 Compendium of Physical Activities.
    const met = (kmh: number): number =>
      kmh < 9
        ? 3.5
        : kmh < 16
          ? 5.8
          : kmh < 19
            ? 6.8
            : kmh < 22.5
              ? 8
              : kmh < 25.6
                ? 10
                : kmh < 31
                  ? 12
                  : 16.8
    const year = sections.at(-1)!.day.slice(0, 4)
    const perKg = sum(
      sections.filter(({ mode, day }) => mode === 'bicycle' && day.startsWith(year)),
      (section) => {
        const hours = minutesOf(section) / 60
        return met(section.distanceM / 1000 / hours) * hours
      },
    )
    expect(Math.abs((await kcal()) - perKg * 74.25)).toBeLessThanOrEqual(0.51)
    await go(page, text.nav.settings)
    await page.getByLabel(text.settings.weight).fill('60.5')
    await page.getByRole('button', { name: text.settings.save, exact: true }).click()
    await page.getByText(text.common.saved).waitFor()
    await go(page, text.nav.analysis)
    await page.getByLabel(text.analysis.unit, { exact: true }).selectOption('year')
    expect(Math.abs((await kcal()) - perKg * 60.5)).toBeLessThanOrEqual(0.51)
  })

  test('this week is held against as many days of the week before, in words', async () => {
    await page.getByLabel(text.analysis.unit, { exact: true }).selectOption('week')
    const today = dayInParis.format(Date.now())
    const newest = sections.at(-1)!.day
    const monday = mondayOf(newest)
    const isCut = mondayOf(today) === monday && new Date(`${today}T12:00:00Z`).getUTCDay() !== 0
    const last = isCut ? today : shiftedDay(monday, 6)
    const cycled = (first: string, to: string): number =>
      sum(
        sections.filter(({ mode, day }) => mode === 'bicycle' && day >= first && day <= to),
        ({ distanceM }) => distanceM,
      )
    const [now, before] = [cycled(monday, last), cycled(shiftedDay(monday, -7), shiftedDay(last, -7))]
    const sentence = await page.getByTestId('gain').innerText()
    if (now === 0) return expect(sentence).toMatch(/^You walked/)
    expectShown(sentence, now)
    expect(sentence).toMatch(now > before ? / more than / : now < before ? / less than / : / as much /)
    expectShown(sentence.split(', ')[1]!, Math.abs(now - before))
  })

  test('the two-tonne year has the share that the year’s sections make of 2,000 kg', async () => {
    const year = sections.at(-1)!.day.slice(0, 4)
    const co2eKg = sum(
      sections.filter(({ day }) => day.startsWith(year)),
      (section) => section.co2eKg,
    )
    const sentence = await page.getByTestId('budget-reading').innerText()
    expect(sentence).toContain(`${Math.round(co2eKg / 20)}%`)
    expect(sentence).toContain('2,000 kg')
  })

  test('every trip of the year led somewhere, and the map of them is drawn when it is asked for', async () => {
    await page.getByLabel(text.analysis.unit, { exact: true }).selectOption('year')
    const year = sections.at(-1)!.day.slice(0, 4)
    const own = sections.filter(({ day }) => day.startsWith(year))
    const cells = await textsOf(page.locator('[data-testid=where-row] [data-measure=trips]'))
    expect(cells.reduce((total, cell) => total + shown(cell).amount, 0)).toBe(tripCount(own))
    expect(await textsOf(page.getByTestId('where-row').getByRole('rowheader'))).toContain('Home')
    await page.getByRole('button', { name: text.analysis.drawMap }).click()
    const map = page.getByTestId('heat-map')
    await map.locator('canvas').waitFor()
    await page.waitForFunction(() =>
      document.querySelector('[data-testid=heat-map]')?.hasAttribute('data-cells'),
    )
    // Ways were passed at most once per 26 m cell and section: fewer cells than half-cells of all ways.
    const drawn = Number(await map.getAttribute('data-cells'))
    expect(drawn).toBeGreaterThan(100)
    expect(drawn).toBeLessThan(sum(own, ({ distanceM }) => distanceM) / 13)
  })

  test('a mode leads to its trips of the period', async () => {
    const row = page.getByTestId('mode-row').first()
    const [mode, trips] = [await row.getAttribute('data-mode'), row.locator('[data-measure=trips]')]
    const count = shown(await trips.innerText()).amount
    await trips.getByRole('link').click()
    await page.getByTestId('trip-row').first().waitFor()
    await showAll(page, text)
    await expect.poll(() => page.getByTestId('trip-row').count()).toBe(count)
    expect(mode).not.toBeNull()
    expect(page.url()).toBe(`${stage.address}/trips`)
  })
})

test('a French reader finds French titles, periods and sentences', async () => {
  const text: Words = fr
  const { context, page } = await openDemo(text)
  const titles = await textsOf(page.getByTestId('trip-row').getByRole('link'))
  expect(titles).toContain('Domicile → Travail')
  await go(page, text.nav.analysis)
  await page.getByLabel(text.analysis.unit, { exact: true }).selectOption('month')
  await expect
    .poll(() => page.getByTestId('gain').innerText())
    .toMatch(/^Vous avez (fait|marché) [\d,]+\s?k?m/)
  expect(await page.locator('main').innerText()).not.toMatch(/\b(trips|distance by|You|week)\b/)
  await context.close()
})
