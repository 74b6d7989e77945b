/** A month that leaves by itself, because its owner said so; and what waits of it when the vault is erased. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '../../client/words/en.ts'
import type { Study } from '../../shared/research/study.ts'
import type { RunningProcess } from '../server/running-server.ts'
import { endProcess } from '../server/running-server.ts'
import { publishTestStudy, withResearch } from '../support/beside-server.ts'
import { chromiumOptions } from '../support/chromium.ts'
import { go } from '../support/demo-page.ts'
import { contextAt, startAt } from '../support/other-time.ts'
import { createVault, importDay, passphrase, typeSecrets } from '../support/own-vault.ts'

const folder = mkdtempSync(join(tmpdir(), 'sillage-by-itself-'))
const data = join(folder, 'data')
const owner = { handle: 'by-itself', passphrase }
const words = en.studies
const [before, after] = [Date.UTC(2026, 4, 20, 10), Date.UTC(2026, 5, 8, 10)]
let server: RunningProcess
let browser: Browser
let study: Study

beforeAll(async () => {
  study = await publishTestStudy(data)
  server = await startAt(data, before)
  browser = await chromium.launch(await chromiumOptions())
})
afterAll(async () => {
  await browser.close()
  await endProcess(server, 'SIGTERM')
  rmSync(folder, { recursive: true })
})

const waiting = () =>
  withResearch(data, ({ research }) => research.contributions({ studyHash: study.hash, month: '2026-05' }))

test('a closed month is given when the vault is opened, where its owner ticked that, and goes with the vault', async () => {
  const first = await contextAt(browser, before, en.locale)
  const page = await first.context.newPage()
  await page.goto(server.address)
  await createVault(page, en, owner)
  await importDay(page, en)
  await go(page, en.nav.studies)
  await page.getByTestId('study').getByRole('link').click()
  await page.getByRole('checkbox', { name: 'Shares of your trips by mode', exact: true }).check()
  await page.getByTestId('numbers').waitFor()
  const seen = await page.getByTestId('numbers').getAttribute('data-numbers')
  await page.getByRole('checkbox', { name: words.bySelf, exact: true }).check()
  await page.getByRole('button', { name: words.agree }).click()
  await page.getByTestId('agreed').waitFor()
  await first.context.close()
  await endProcess(server, 'SIGTERM')

  server = await startAt(data, after)
  expect(await waiting()).toEqual([])
  const second = await contextAt(browser, after, en.locale)
  const later = await second.context.newPage()
  await later.goto(`${server.address}/unlock`)
  await typeSecrets(later, en, owner)
  await later.getByTestId('status').getByText('1 month was given to a study.').waitFor()
  expect(await waiting()).toHaveLength(1)
  await go(later, en.nav.studies)
  await later.getByTestId('study').getByRole('link').click()
  await later.locator('[data-testid=given-row][data-outcome=sent]').waitFor()
  await later.getByText('The numbers of May 2026').click()
  const sent = later.locator('[data-testid=numbers][data-table=split-trips]')
  expect(await sent.getAttribute('data-numbers')).toBe(seen)

  await go(later, en.nav.settings)
  const erase = async (typed: string): Promise<void> => {
    const form = later.locator('form', { hasText: en.settings.eraseHandle })
    await form.getByLabel(en.settings.eraseHandle, { exact: true }).fill(owner.handle)
    await form.getByLabel(en.passphrase.label, { exact: true }).fill(typed)
    await form.getByRole('button', { name: en.settings.erase, exact: true }).click()
  }
  await erase('another passphrase by the sea')
  await later.getByText(en.failures['wrong-credentials']).waitFor()
  expect(await waiting()).toHaveLength(1)
  // Nobody could withdraw once the vault and its keys are gone.
  await erase(passphrase)
  await later.getByTestId('status').getByText(en.settings.erased).waitFor()
  expect(await waiting()).toEqual([])
  await second.context.close()
})
