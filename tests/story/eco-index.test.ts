/** The views are light: EcoIndex (ecoindex.fr) of at least 75, as a browser that comes for the first time sees them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fr } from '../../client/words/fr.ts'
import type { RunningProcess } from '../server/running-server.ts'
import { endProcess, startProcess } from '../server/running-server.ts'
import { chromiumOptions } from '../support/chromium.ts'
import { go } from '../support/demo-page.ts'

/** Twentieths of the web's pages by elements, requests and kilobytes, as the EcoIndex publishes them. */
const elements = [
  0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459, 1801, 2479,
  594_601,
]
const requests = [0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920]
const kilobytes = [
  0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27, 1876.08,
  2142.06, 2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223_212.26,
]

function twentieth(limits: readonly number[], value: number): number {
  const n = limits.findIndex((limit) => value < limit)
  return n < 0 ? 20 : n - 1 + (value - limits[n - 1]!) / (limits[n]! - limits[n - 1]!)
}

const ecoIndex = (page: { elements: number; requests: number; kilobytes: number }): number =>
  100 -
  (5 *
    (3 * twentieth(elements, page.elements) +
      2 * twentieth(requests, page.requests) +
      twentieth(kilobytes, page.kilobytes))) /
    6

const folder = mkdtempSync(join(tmpdir(), 'sillage-eco-'))
let server: RunningProcess
let browser: Browser

beforeAll(async () => {
  server = await startProcess(join(folder, 'data'))
  browser = await chromium.launch(await chromiumOptions())
})
afterAll(async () => {
  await browser.close()
  await endProcess(server, 'SIGTERM')
  rmSync(folder, { recursive: true })
})

test('the formula gives an empty page 100 and a page like the web’s median 50', () => {
  expect(ecoIndex({ elements: 0, requests: 0, kilobytes: 0 })).toBe(100)
  expect(ecoIndex({ elements: 603, requests: 78, kilobytes: 1448.32 })).toBe(50)
})

test.each([390, 1280])(
  'the welcome, the trips, the analysis and the coach are light at %i pixels',
  async (width) => {
    const context = await browser.newContext({ locale: 'fr-FR', viewport: { width, height: 900 } })
    const page = await context.newPage()
    const seen = { requests: 0, kilobytes: 0 }
    page.on('requestfinished', (request) => {
      seen.requests++
      void request.sizes().then(({ responseBodySize }) => {
        seen.kilobytes += responseBodySize / 1000
      })
    })
    await page.goto(server.address)
    await page.getByRole('button', { name: fr.welcome.demo }).waitFor()
    const found: Record<string, number> = { welcome: ecoIndex({ ...seen, elements: await elementsOf(page) }) }
    await page.getByRole('button', { name: fr.welcome.demo }).click()
    await page.getByTestId('trip-row').filter({ hasText: 'Domicile' }).first().waitFor()
    await page.waitForLoadState('networkidle')
    found['trips'] = ecoIndex({ ...seen, elements: await elementsOf(page) })
    await go(page, fr.nav.analysis)
    await page.getByTestId('trend').waitFor()
    await page.waitForLoadState('networkidle')
    found['analysis'] = ecoIndex({ ...seen, elements: await elementsOf(page) })
    await go(page, fr.nav.coach)
    await page.getByTestId('gains').waitFor()
    await page.waitForLoadState('networkidle')
    found['coach'] = ecoIndex({ ...seen, elements: await elementsOf(page) })
    for (const [view, index] of Object.entries(found)) expect(index, view).toBeGreaterThanOrEqual(75)
    await context.close()
  },
)

/** Elements as the EcoIndex counts them: what is drawn within an SVG does not count. */
const elementsOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelectorAll('*').length - document.querySelectorAll('svg *').length)
