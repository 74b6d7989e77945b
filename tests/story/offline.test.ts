/** A vault without its server: read, corrected and merged, in two tabs and two browsers. */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { en } from '../../client/words/en.ts'
import { axe, violations } from '../support/axe.ts'
import { cachedBeyondPublic, storedInBrowser } from '../support/browser-storage.ts'
import { go } from '../support/demo-page.ts'
import {
  createVault,
  firstMode,
  importDay,
  isOnline,
  narrowContext,
  openTrip,
  say,
  shellIsKept,
  typeSecrets,
  unlock,
  unsent,
} from '../support/own-vault.ts'
import { setStage } from '../support/stage.ts'

const stage = setStage()

describe('a vault that its owner keeps on the device', () => {
  const text = en
  const owner = { handle: 'offline-en', passphrase: 'a long passphrase by the sea' }
  let context: BrowserContext
  let page: Page
  let trips = 0

  beforeAll(async () => {
    context = await narrowContext(stage.browser, text)
    page = await context.newPage()
    await page.goto(stage.address)
    await createVault(page, text, owner)
    await importDay(page, text)
    trips = await page.getByTestId('trip-row').count()
    await go(page, text.nav.settings)
    expect(await page.getByLabel(text.offline.keep, { exact: true }).isChecked()).toBe(false)
    await page.getByLabel(text.offline.keep, { exact: true }).click()
    await page.getByText(text.offline.kept).waitFor()
    await shellIsKept(page)
    await page.getByRole('button', { name: text.nav.lock, exact: true }).click()
  })
  afterAll(() => context.close())

  test('opens and is read without a connection, with the right passphrase alone', async () => {
    await context.setOffline(true)
    await page.goto(`${stage.address}/trips`)
    await typeSecrets(page, text, { ...owner, passphrase: 'another passphrase by the sea' })
    await page.getByText(text.failures['wrong-credentials']).waitFor()
    await typeSecrets(page, text, owner)
    await page.getByTestId('trip-row').first().waitFor()
    expect(trips).toBeGreaterThan(2)
    await expect.poll(() => page.getByTestId('trip-row').count()).toBe(trips)
    await expect.poll(() => page.getByTestId('offline').innerText()).toMatch(/^Offline: your vault as of /)
  })

  test('is corrected without a connection, in two tabs that see each other', async () => {
    await openTrip(page, 0)
    await say(page, 'motorcycle')
    await unsent(page, 1)

    const second = await context.newPage()
    await unlock(second, text, stage.address, owner)
    await unsent(second, 1)
    await openTrip(second, 0)
    expect(await firstMode(second)).toBe('motorcycle')
    await go(second, text.nav.trips)
    await openTrip(second, 1)
    await say(second, 'taxi')
    await unsent(second, 2)
    await unsent(page, 2)
    await second.close()
  })

  test('keeps nothing readable while corrections wait', async () => {
    const kept = await storedInBrowser(page)
    for (const expected of ['copied', 'unsent', 'SLG1', 'handleHash', '/index.html'])
      expect(kept).toContain(expected)
    const readable = [
      owner.handle,
      owner.passphrase,
      '46.1',
      '-1.1',
      'motorcycle',
      'taxi',
      '2026-05',
      'walking',
    ]
    expect(readable.filter((each) => kept.includes(each))).toEqual([])
    expect(await cachedBeyondPublic(page, stage.address)).toEqual([])
  })

  test('says what needs the server, and changes nothing', async () => {
    await go(page, text.nav.settings)
    await page.getByLabel(text.settings.blind, { exact: true }).click()
    await page.getByText(text.failures.unavailable).first().waitFor()
    await expect.poll(() => page.getByLabel(text.settings.blind, { exact: true }).isChecked()).toBe(false)
    await go(page, text.nav.coach)
    await page.getByRole('button', { name: text.coach.addGoal }).click()
    await page.getByLabel(text.coach.kind).selectOption('own')
    await page.getByLabel(text.coach.ownText).fill('Walk by the harbour')
    await page.getByRole('button', { name: text.coach.saveGoal }).click()
    await page.getByText(text.failures.unavailable).first().waitFor()
    expect(await page.getByTestId('goal').count()).toBe(0)
    await go(page, text.nav.settings)
    await page.getByRole('link', { name: text.footprints.link }).click()
    // The figures of the territory are the server's; what would change is computed here.
    await page.getByText(text.failures.unavailable).first().waitFor()
    await page.getByRole('button', { name: text.footprints.preview }).click()
    await page.getByTestId('difference').waitFor()
    await page.getByRole('button', { name: text.footprints.apply, exact: true }).click()
    await page.getByText(text.failures.unavailable).nth(1).waitFor()
    expect(await page.getByTestId('footprint-choice').count()).toBe(0)
  })

  test('breaks no rule of WCAG 2.2 AA while it is offline, and does not overflow a narrow screen', async () => {
    await page.setViewportSize({ width: 320, height: 800 })
    await page.evaluate(axe)
    for (const colorScheme of ['light', 'dark'] as const)
      for (const view of ['trips', 'settings', 'journal'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await go(page, text.nav[view])
        await page.getByRole('heading', { level: 1, name: text[view].title }).waitFor()
        expect(await violations(page), view).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
      }
  })

  test('sends what waited once the connection is back, merged with what another browser said', async () => {
    const other = await narrowContext(stage.browser, text)
    const elsewhere = await other.newPage()
    await unlock(elsewhere, text, stage.address, owner)
    await openTrip(elsewhere, 2)
    await say(elsewhere, 'coach')

    await context.setOffline(false)
    await isOnline(page)
    await go(page, text.nav.trips)
    await openTrip(page, 2)
    expect(await firstMode(page)).toBe('coach')

    await unlock(elsewhere, text, stage.address, owner)
    for (const [index, mode] of ['motorcycle', 'taxi', 'coach'].entries()) {
      await openTrip(elsewhere, index)
      expect(await firstMode(elsewhere)).toBe(mode)
      await go(elsewhere, text.nav.trips)
    }
    await other.close()
  })

  test('opens with a new passphrase alone once it was changed', async () => {
    const changed = { ...owner, passphrase: 'a newer passphrase by the sea' }
    await go(page, text.nav.settings)
    await page.locator('summary', { hasText: text.settings.passphraseTitle }).click()
    await page.getByLabel(text.passphrase.currentLabel, { exact: true }).fill(owner.passphrase)
    await page.getByLabel(text.passphrase.newLabel, { exact: true }).fill(changed.passphrase)
    await page.getByRole('button', { name: text.settings.change }).click()
    await page.getByText(text.settings.changed).waitFor()
    await page.getByRole('button', { name: text.nav.lock, exact: true }).click()
    await context.setOffline(true)
    await page.goto(`${stage.address}/unlock`)
    await typeSecrets(page, text, owner)
    await page.getByText(text.failures['wrong-credentials']).waitFor()
    await typeSecrets(page, text, changed)
    await page.getByTestId('trip-row').first().waitFor()
    await context.setOffline(false)
    await page.getByRole('button', { name: text.offline.retry }).click()
    await isOnline(page)
  })

  test('is erased from the device when its owner no longer wants it there', async () => {
    await go(page, text.nav.settings)
    await page.getByLabel(text.offline.keep, { exact: true }).click()
    await page.getByText(text.offline.erased).waitFor()
    const kept = await storedInBrowser(page)
    expect(kept).not.toContain('SLG1')
    expect(kept).not.toContain('handleHash')
    await page.getByRole('button', { name: text.nav.lock, exact: true }).click()
    await context.setOffline(true)
    await page.goto(`${stage.address}/unlock`)
    await typeSecrets(page, text, owner)
    await page.getByText(text.failures.unavailable).waitFor()
  })
})
