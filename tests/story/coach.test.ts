/** The coach on the demo vault; figures are computed here from the command's. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { en } from '../../client/words/en.ts'
import { fr } from '../../client/words/fr.ts'
import type { TripDocument } from '../../shared/analysis/document.ts'
import { analyseDemo, dayOf, kmBy } from '../support/demo.ts'
import { demoPage, go, said } from '../support/demo-page.ts'
import { expectShown, mondayOf, shiftedDay } from '../support/exported.ts'
import { setStage } from '../support/stage.ts'
import { allOf, textsOf } from '../support/waiting.ts'

const stage = setStage()

const known = analyseDemo(stage.folder)

const text = en

const isCommute = ({ purpose }: TripDocument) => purpose === 'commute' || purpose === 'work'
const isCycled = ({ sections: own, distanceM }: TripDocument) =>
  own.reduce((all, section) => all + (section.mode === 'bicycle' ? section.distanceM : 0), 0) > distanceM / 2
const cycledDays = (holds: (day: string) => boolean) =>
  new Set(
    known.trips
      .filter((trip) => isCommute(trip) && isCycled(trip))
      .map(dayOf)
      .filter(holds),
  ).size

describe('the coach', () => {
  let context: BrowserContext
  let page: Page
  let certificate: string
  beforeAll(async () => {
    ;({ context, page } = await demoPage(stage.browser, stage.address, text))
    await go(page, text.nav.coach)
    await page.getByTestId('gains').waitFor()
  })
  afterAll(() => context.close())

  test('a week has its gains first, then the figures that the command has for it', async () => {
    const week = await page.getByLabel(text.coach.week, { exact: true }).inputValue()
    const own = known.trips.filter((trip) => mondayOf(dayOf(trip)) === week)
    const cell = (measure: string) =>
      page.locator(`[data-testid=week-row][data-measure=${measure}] td`).first().innerText()
    expect(Number.parseInt(await cell('trips'), 10)).toBe(own.length)
    expectShown(
      await cell('co2eKg'),
      own.reduce((all, { co2eKg }) => all + co2eKg, 0),
    )
    const spared = own
      .flatMap((trip) => trip.sections)
      .filter(({ mode }) => ['walking', 'running', 'bicycle', 'bus', 'train', 'tram'].includes(mode))
    const gain = await page.locator('[data-gain=avoided]').innerText()
    expectShown(
      gain.split(':')[1]!,
      spared.reduce((all, { distanceM, co2eKg }) => all + (distanceM / 1000) * 0.2176 - co2eKg, 0),
    )
  })

  test('a goal is set, counted week by week in words and figures, noted by hand where it is one’s own, and removed', async () => {
    await page.getByRole('button', { name: text.coach.addGoal }).click()
    await page.getByLabel(text.coach.targets['cycle-to-work']).fill('1')
    await page.getByRole('button', { name: text.coach.saveGoal }).click()
    await said(page, text.coach.goalSaved)
    const goal = page.locator('[data-testid=goal][data-kind=cycle-to-work]')
    const today = dayOf({ start: new Date().toISOString() } as TripDocument)
    const weeks = await allOf(goal.getByTestId('goal-week'))
    for (const [n, row] of weeks.entries()) {
      const monday = shiftedDay(mondayOf(today), -7 * n)
      const days = cycledDays((day) => mondayOf(day) === monday)
      const cells = await textsOf(row.locator('td'))
      expect(cells).toEqual([`${days} day${days === 1 ? '' : 's'}`, '1 day', days >= 1 ? 'Yes' : 'No'])
    }
    expect(weeks.length).toBeGreaterThanOrEqual(2)
    await page.getByRole('button', { name: text.coach.addGoal }).click()
    await page.getByLabel(text.coach.kind).selectOption('own')
    await page.getByLabel(text.coach.ownText).fill('Take the stairs')
    await page.getByRole('button', { name: text.coach.saveGoal }).click()
    const own = page.locator('[data-testid=goal][data-kind=own]')
    await own.getByRole('button', { name: text.coach.doneToday }).click()
    await said(page, text.coach.noted)
    await expect.poll(() => own.getByTestId('goal-progress').innerText()).toContain('1 time of 1 time')
    await own
      .getByRole('button', { name: text.coach.removeGoal.replace('{goal}', 'Take the stairs') })
      .click()
    await said(page, text.coach.goalRemoved)
    await expect.poll(() => own.count()).toBe(0)
    await expect.poll(() => goal.count()).toBe(1)
  })

  test('a trip by other means emits its own kilometres times the other factor', async () => {
    const chosen = known.trips.reduce((most, trip) => (trip.co2eKg > most.co2eKg ? trip : most))
    const km = chosen.distanceM / 1000
    const factors: Record<string, number> = {
      bicycle: 0.00017,
      ebike: 0.01095,
      bus: 0.112,
      train: 0.00876,
      carpool: 0.1088,
    }
    const rows = page.getByTestId('way')
    expectShown(await rows.first().getByTestId('way-co2').innerText(), chosen.co2eKg)
    const others = (await allOf(rows)).slice(1)
    expect(others.length).toBeGreaterThanOrEqual(3)
    for (const row of others)
      expectShown(
        await row.getByTestId('way-co2').innerText(),
        km * factors[(await row.getAttribute('data-mode'))!]!,
      )
  })

  test('an electric car and two days at home, on one’s own kilometres', async () => {
    expectShown(await page.getByTestId('electric-now').innerText(), kmBy(known, 'car') * 0.2176)
    // 20.5 kWh of French electricity per 100 km, leaks, and making the car with its battery.
    const kgPerKm = 0.205 * 0.0519 + 0.0021 + 0.0836
    expectShown(await page.getByTestId('electric-then').innerText(), kmBy(known, 'car') * kgPerKm)
    const weeks = Map.groupBy(known.trips.filter(isCommute), (trip) => mondayOf(dayOf(trip)))
    let savedKg = 0
    for (const own of weeks.values()) {
      const days = new Set(own.map(dayOf)).size
      savedKg += (own.reduce((all, { co2eKg }) => all + co2eKg, 0) * Math.min(2, days)) / days
    }
    const reading = await page.getByTestId('telework-reading').innerText()
    expectShown(/saved ([\d.,]+ k?g CO)/.exec(reading.replaceAll(/\s/g, ' '))![1]!, savedKg)
  })

  test('at most three changes are proposed, of trips by car', async () => {
    const lines = await allOf(page.getByTestId('best-change'))
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.length).toBeLessThanOrEqual(3)
    await lines[0]!.getByRole('link').click()
    await page.locator('[data-testid=section-row][data-mode=car]').first().waitFor()
    await page.goBack()
    await page.getByTestId('gains').waitFor()
  })

  test('a certificate says the days of a period and nothing else', async () => {
    const [first, last] = [dayOf(known.trips[0]!), dayOf(known.trips.at(-1)!)]
    await page.getByLabel(text.coach.first, { exact: true }).fill(first)
    await page.getByLabel(text.coach.last, { exact: true }).fill(last)
    await page.getByRole('button', { name: text.coach.certify }).click()
    certificate = await page.getByTestId('certificate').innerText()
    const lines = certificate.trim().split('\n')
    expect(lines).toHaveLength(5)
    expect(lines.slice(1, 3)).toEqual([`Period: ${first} to ${last}`, `Days: ${cycledDays(() => true)}`])
    expect(cycledDays(() => true)).toBeGreaterThan(0)
  })

  test('the coach is off with one switch, and on again with its goals', async () => {
    await go(page, text.nav.settings)
    await page.getByLabel(text.coach.settingsLabel).uncheck()
    await said(page, text.common.saved)
    const link = page.getByRole('navigation').getByRole('link', { name: text.nav.coach, exact: true })
    await link.waitFor({ state: 'detached' })
    await page.getByLabel(text.coach.settingsLabel).check()
    await link.click()
    await expect.poll(() => page.getByTestId('goal').count()).toBe(1)
  })

  test('by the keyboard alone a goal is set, noted and removed, and the focus is never lost', async () => {
    await go(page, text.nav.coach)
    await page.getByTestId('gains').waitFor()
    const press = async (name: string): Promise<void> => {
      const focused = () =>
        page.evaluate(() => {
          const element = document.activeElement
          return element?.getAttribute('aria-label') ?? element?.textContent ?? ''
        })
      for (let n = 0; n < 60 && (await focused()) !== name; n++) await page.keyboard.press('Tab')
      expect(await focused()).toBe(name)
      await page.keyboard.press('Enter')
    }
    await press(text.coach.addGoal)
    await page.getByLabel(text.coach.kind).focus()
    await page.keyboard.press('F')
    await press(text.coach.saveGoal)
    await said(page, text.coach.goalSaved)
    await page.waitForFunction((lead) => document.activeElement?.textContent === lead, text.coach.goalsText)
    await press(text.coach.removeGoal.replace('{goal}', text.coach.kinds['less-solo-car']))
    await said(page, text.coach.goalRemoved)
    await page.waitForFunction((lead) => document.activeElement?.textContent === lead, text.coach.goalsText)
    await expect.poll(() => page.getByTestId('goal').count()).toBe(1)
  })

  test('anybody checks the certificate without a vault, pasted or as a file, in their language', async () => {
    const stranger = await stage.browser.newContext({ locale: 'fr-FR' })
    const check = await stranger.newPage()
    const asked: string[] = []
    await check.goto(`${stage.address}/check`)
    check.on('request', (request) => asked.push(`${request.method()} ${request.postData() ?? ''}`))
    const finding = async (result: string) => {
      await check.locator(`[data-testid=checked][data-result=${result}]`).waitFor()
      return check.getByTestId('checked').innerText()
    }
    await check.getByLabel(fr.check.text, { exact: true }).fill(certificate)
    await check.getByRole('button', { name: fr.check.submit }).click()
    const whole = await finding('whole')
    expect(whole).toContain(fr.check.whole)
    expect(whole).toMatch(new RegExp(`${cycledDays(() => true)} jours? `.trim()))
    const days = cycledDays(() => true)
    await check
      .getByLabel(fr.check.text, { exact: true })
      .fill(certificate.replace(`Days: ${days}`, `Days: ${days + 1}`))
    await check.getByRole('button', { name: fr.check.submit }).click()
    expect(await finding('changed')).toContain(fr.check.changed)
    const file = join(stage.folder, 'certificate.txt')
    writeFileSync(file, certificate.replaceAll('\n', '\r\n'))
    await check.getByLabel(fr.check.file).setInputFiles(file)
    await finding('whole')
    await check.getByLabel(fr.check.text, { exact: true }).fill('Bonjour')
    await check.getByRole('button', { name: fr.check.submit }).click()
    await finding('unreadable')
    expect(asked.filter((line) => line.includes('Period') || !line.startsWith('GET'))).toEqual([])
    await stranger.close()
  })
})
