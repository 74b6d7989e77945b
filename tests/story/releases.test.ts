/** What was released: listed, downloaded and checked by anyone in a browser, and drawn on the open dashboard. */
import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { en } from '../../client/words/en.ts'
import { fr } from '../../client/words/fr.ts'
import { zipOf } from '../../scripts/release/zip.ts'
import { importRelease } from '../../server/services/publishing.ts'
import { utf8 } from '../../shared/vault/bytes.ts'
import { startProcess } from '../server/running-server.ts'
import { lookAt } from '../support/axe.ts'
import { keysOn, publishTestStudy, withResearch } from '../support/beside-server.ts'
import { signedPackage, testRelease, textOf } from '../support/release.ts'
import { setStage } from '../support/stage.ts'

const words = en.studies
let context: BrowserContext
let page: Page
/** The line of each month's file of participants: period, noisy count, and the interval. */
const rows = new Map<string, string[]>()

const stage = setStage(async (data, environment) => {
  const study = await publishTestStudy(data)
  const keys = await keysOn(data)
  const packed = async (month: string, seed: number, people: number) =>
    signedPackage(await testRelease({ people, seed, month, study: { keys } }))
  await withResearch(data, async ({ research }) => {
    for (const [n, month] of ['2026-02', '2026-03', '2026-04'].entries()) {
      const files = await packed(month, n + 1, 3000)
      await importRelease(research, study, files, zipOf(files))
      rows.set(month, textOf(files, 'data/participants.csv').split('\r\n')[1]!.split(','))
    }
    const forged = new Map([...(await packed('2026-01', 9, 300)), ['README.md', utf8('Trust me.')]])
    await research.addRelease({
      ...{ study: study.definition.id, version: 1, studyHash: study.hash, month: '2026-01' },
      files: [...forged].map(([path, bytes]) => ({ path, bytes })),
      zip: zipOf(forged),
    })
  })
  return startProcess(data, environment)
})

beforeAll(async () => {
  context = await stage.browser.newContext({
    ...{ locale: en.locale, viewport: { width: 390, height: 844 }, bypassCSP: true, acceptDownloads: true },
  })
  page = await context.newPage()
})

describe('what was released', () => {
  test('is listed for everyone, downloads whole, and is checked in the browser', async () => {
    await page.goto(`${stage.address}/releases`)
    const release = (month: string) => page.locator(`[data-testid=release][data-month="${month}"]`)
    await release('2026-04').waitFor()
    await expect.poll(() => page.getByTestId('release').count()).toBe(4)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      release('2026-04').getByRole('link', { name: words.releases.zip }).click(),
    ])
    expect(download.suggestedFilename()).toBe('release-modes-of-la-rochelle-2026-04.zip')
    expect(
      readFileSync(await download.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    await release('2026-04').getByRole('button', { name: words.releases.verify }).click()
    await release('2026-04').locator('[data-result=whole]').waitFor()
    await release('2026-01').getByRole('button', { name: words.releases.verify }).click()
    await release('2026-01').locator('[data-result=faulty]').waitFor()
    await expect
      .poll(() => release('2026-01').getByTestId('verified').innerText())
      .toContain('README.md was changed')
    await release('2026-04').locator('summary').click()
    await release('2026-04').getByRole('link', { name: 'data/split-km.csv' }).waitFor()
    await lookAt(page, 'releases')
  })

  test('feeds an open page with its noise: intervals, a sentence and a table for each chart', async () => {
    await page.goto(`${stage.address}/dashboard`)
    await page.getByTestId('results').waitFor()
    expect(await context.cookies()).toEqual([])
    for (const chart of ['split-trips', 'split-km', 'split-co2e', 'total-km', 'total-co2e', 'participants']) {
      const figure = page.getByTestId(chart)
      expect(await figure.locator('h2').innerText(), chart).toMatch(/\S/)
      expect(await page.getByTestId(`${chart}-reading`).innerText(), chart).toMatch(/April 2026|noise/)
      await figure.locator('summary').click()
      await figure.locator('tbody tr').first().waitFor()
    }
    const april = page.locator('[data-testid=participants] [data-month="2026-04"] td')
    // The file says period, noisy count, and the interval.
    const [, noisy] = rows.get('2026-04')!
    expect(Number((await april.first().innerText()).replace(',', ''))).toBe(Number(noisy))
    await expect.poll(() => page.locator('[data-testid=split-km] [data-month="2026-04"]').count()).toBe(8)
    const catalog = await page.getByRole('link', { name: words.dashboard.catalog }).getAttribute('href')
    const answer = await fetch(stage.address + catalog)
    expect(answer.status).toBe(200)
    await lookAt(page, 'dashboard')
  })
})

test('a visitor of the open page loads no code of a vault', async () => {
  const visitor = await stage.browser.newContext({ locale: fr.locale, viewport: { width: 390, height: 844 } })
  const open = await visitor.newPage()
  const loaded: Promise<number>[] = []
  visitor.on('requestfinished', (request) => {
    loaded.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  await open.goto(`${stage.address}/dashboard`)
  await open.getByTestId('results').waitFor()
  const bytes = (await Promise.all(loaded)).reduce((sum, each) => sum + each, 0)
  expect(bytes).toBeGreaterThan(50_000)
  expect(bytes).toBeLessThan(200_000)
  await visitor.close()
})

test('the open page speaks French to who speaks French', async () => {
  const french = await stage.browser.newContext({ locale: fr.locale, viewport: { width: 390, height: 844 } })
  const open = await french.newPage()
  await open.goto(`${stage.address}/dashboard`)
  await open.getByTestId('results').waitFor()
  const reading = await open.getByTestId('participants-reading').innerText()
  expect(reading).toMatch(/^En avril 2026, environ \d[\s\d]+ personnes ont participé, entre /u)
  await french.close()
})
