/** What is typed and not yet saved is not lost without a question, and is held nowhere but in the page's memory. */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Words } from '../../client/words/en.ts'
import { fr } from '../../client/words/fr.ts'
import { storedInBrowser } from '../support/browser-storage.ts'
import { demoPage, go } from '../support/demo-page.ts'
import { setStage } from '../support/stage.ts'

const stage = setStage()
const text: Words = fr
const note = 'Vent debout jusqu’au pont'
let context: BrowserContext
let page: Page

beforeAll(async () => {
  ;({ context, page } = await demoPage(stage.browser, stage.address, text))
})
afterAll(() => context.close())

const field = () => page.getByLabel(text.correct.note, { exact: true })
const lock = () => page.getByRole('button', { name: text.nav.lock, exact: true })

async function openWords(): Promise<void> {
  await page.getByTestId('trip-row').first().getByRole('link').first().click()
  await page.getByTestId('tool-words').locator('summary').click()
}

test('it is still there after a look at another page, and in no storage of the browser', async () => {
  await openWords()
  await field().fill(note)
  await go(page, text.nav.analysis)
  await page.getByTestId('trend').waitFor()
  await go(page, text.nav.trips)
  await openWords()
  expect(await field().inputValue()).toBe(note)
  expect(await storedInBrowser(page)).not.toContain(note)
})

test('the browser asks before the page is loaded anew, and only while there is something to lose', async () => {
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    void dialog.dismiss()
  })
  await page.reload({ timeout: 3000 }).catch(() => {})
  expect(asked).toEqual(['beforeunload'])
  expect(await field().inputValue()).toBe(note)
  await field().fill('')
  const second = await context.newPage()
  await second.close()
  expect(
    await page.evaluate(() => {
      const event = new Event('beforeunload', { cancelable: true })
      dispatchEvent(event)
      return event.defaultPrevented
    }),
  ).toBe(false)
  await field().fill(note)
})

test('locking asks first; who stays loses nothing', async () => {
  await lock().click()
  await page.getByRole('alertdialog').getByText(text.unsaved.question).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(text.nav.lock)
  expect(await field().inputValue()).toBe(note)
})

test('once it is saved nothing is asked any more', async () => {
  await page.getByTestId('tool-words').getByRole('button', { name: text.correct.save }).click()
  await page.getByTestId('trip-note').getByText(note).waitFor()
  await field().fill('Autre chose')
  await lock().click()
  await page.getByRole('alertdialog').waitFor()
  await page.getByRole('button', { name: text.unsaved.stay }).click()
  await field().fill(note)
  await lock().click()
  await page.getByRole('button', { name: text.welcome.demo }).waitFor()
  expect(await page.getByRole('alertdialog').count()).toBe(0)
})

test('locked all the same, it is forgotten', async () => {
  await page.getByRole('button', { name: text.welcome.demo }).click()
  await page.getByTestId('trip-row').first().waitFor()
  await page.getByRole('link', { name: text.trips.addTrip }).click()
  await page.getByLabel(text.correct.name, { exact: true }).fill('Marché')
  await lock().click()
  await page.getByRole('button', { name: text.unsaved.lock }).click()
  await page.getByRole('button', { name: text.welcome.demo }).click()
  await page.getByTestId('trip-row').first().waitFor()
  await page.getByRole('link', { name: text.trips.addTrip }).click()
  expect(await page.getByLabel(text.correct.name, { exact: true }).inputValue()).toBe('')
})
