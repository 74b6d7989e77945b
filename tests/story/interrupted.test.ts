/** What is interrupted loses no correction: a server that stops, a session that ends, a vault that is locked. */
import { describe, expect, test } from 'vitest'
import type { Words } from '../../client/words/en.ts'
import { en } from '../../client/words/en.ts'
import { fr } from '../../client/words/fr.ts'
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
  unlock,
  unsent,
} from '../support/own-vault.ts'
import { setStage } from '../support/stage.ts'

const stage = setStage()

describe('a session that ended elsewhere', () => {
  const text = en
  const owner = { handle: 'ended-session', passphrase: 'a long passphrase by the sea' }

  test('loses no correction: it waits until the vault is opened again', async () => {
    const context = await narrowContext(stage.browser, text)
    const page = await context.newPage()
    await page.goto(stage.address)
    await createVault(page, text, owner)
    await importDay(page, text)
    await openTrip(page, 0)
    const before = await firstMode(page)
    await context.clearCookies()

    expect(before).not.toBe('motorcycle')
    await say(page, 'motorcycle')
    await unsent(page, 1)
    await expect.poll(() => page.getByTestId('offline').innerText()).toContain(text.failures['not-signed-in'])
    await unlock(page, text, stage.address, owner)
    await openTrip(page, 0)
    expect(await firstMode(page)).toBe('motorcycle')
    expect(await page.getByTestId('offline').count()).toBe(0)
    await context.close()
  })
})

describe('two tabs of one browser with a vault each', () => {
  const text = en

  test('are not mixed up: the first says that its session is over, and keeps its correction for later', async () => {
    const context = await narrowContext(stage.browser, text)
    const page = await context.newPage()
    const first = { handle: 'first-vault', passphrase: 'a long passphrase by the sea' }
    await page.goto(stage.address)
    await createVault(page, text, first)
    await importDay(page, text)
    const other = await context.newPage()
    await other.goto(stage.address)
    await createVault(other, text, { handle: 'other-vault', passphrase: 'a long passphrase in the hills' })

    await openTrip(page, 0)
    await say(page, 'motorcycle')
    await unsent(page, 1)
    await expect.poll(() => page.getByTestId('offline').innerText()).toContain(text.failures['not-signed-in'])
    await unlock(page, text, stage.address, first)
    await openTrip(page, 0)
    expect(await firstMode(page)).toBe('motorcycle')
    await context.close()
  })
})

describe('a server that stops and starts again', () => {
  const text: Words = fr
  const owner = { handle: 'redemarrage', passphrase: 'une longue phrase au bord de la mer' }

  test('loses no correction, not even of a vault that was locked meanwhile', async () => {
    const context = await narrowContext(stage.browser, text)
    const page = await context.newPage()
    await page.goto(stage.address)
    await createVault(page, text, owner)
    await importDay(page, text)
    await shellIsKept(page)

    await stage.stopServer('SIGKILL')
    await openTrip(page, 0)
    await say(page, 'motorcycle')
    await unsent(page, 1)
    await stage.startServer()
    await page.getByRole('button', { name: text.offline.retry }).click()
    await isOnline(page)

    await stage.stopServer('SIGKILL')
    await go(page, text.nav.trips)
    await openTrip(page, 1)
    await say(page, 'taxi')
    await unsent(page, 1)
    await page.getByRole('button', { name: text.nav.lock, exact: true }).click()
    await stage.startServer()
    await unlock(page, text, stage.address, owner)
    await isOnline(page)
    for (const [index, mode] of ['motorcycle', 'taxi'].entries()) {
      await openTrip(page, index)
      expect(await firstMode(page)).toBe(mode)
      await go(page, text.nav.trips)
    }
    await context.close()
  })
})
