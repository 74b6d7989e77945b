/** A month that leaves by itself, because its owner said so; and what waits of it when the vault is erased. */
import { expect, test } from 'vitest'
import { en } from '../../client/words/en.ts'
import type { Study } from '../../shared/research/study.ts'
import { publishTestStudy, withResearch } from '../support/beside-server.ts'
import { go, said } from '../support/demo-page.ts'
import { contextAt, startAt } from '../support/other-time.ts'
import { createVault, importDay, passphrase, typeSecrets } from '../support/own-vault.ts'
import { setStage } from '../support/stage.ts'

const owner = { handle: 'by-itself', passphrase }
const words = en.studies
const [before, after] = [Date.UTC(2026, 4, 20, 10), Date.UTC(2026, 5, 8, 10)]
let study: Study

const stage = setStage(async (data, environment) => {
  study = await publishTestStudy(data)
  return startAt(data, before, environment)
})

const waiting = () =>
  withResearch(stage.data, ({ research }) =>
    research.contributions({ studyHash: study.hash, month: '2026-05' }),
  )

test('a closed month is given when the vault is opened, where its owner ticked that, and goes with the vault', async () => {
  const first = await contextAt(stage.browser, before, en.locale)
  const page = await first.context.newPage()
  await page.goto(stage.address)
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

  await stage.stopServer()
  await stage.startServer((data, environment) => startAt(data, after, environment))
  expect(await waiting()).toEqual([])
  const second = await contextAt(stage.browser, after, en.locale)
  const later = await second.context.newPage()
  await later.goto(`${stage.address}/unlock`)
  await typeSecrets(later, en, owner)
  await said(later, '1 month was given to a study.')
  expect(await waiting()).toHaveLength(1)
  await go(later, en.nav.studies)
  await later.getByTestId('study').getByRole('link').click()
  await later.locator('[data-testid=given-row][data-outcome=sent]').waitFor()
  await later.getByText('The numbers of May 2026').click()
  const sent = later.locator('[data-testid=numbers][data-table=split-trips]')
  await expect.poll(() => sent.getAttribute('data-numbers')).toBe(seen)

  await go(later, en.nav.settings)
  await later.locator('summary', { hasText: en.settings.eraseTitle }).click()
  await expect.poll(() => later.getByTestId('erase-studies').innerText()).toBe(en.settings.eraseStudies)
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
  await said(later, en.settings.erased)
  expect(await waiting()).toEqual([])
  await second.context.close()
})
