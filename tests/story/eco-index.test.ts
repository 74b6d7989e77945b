/** The views are light: EcoIndex (ecoindex.fr) of at least 75, as a browser that comes for the first time sees them. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { fr } from '../../client/words/fr.ts'
import { tourParts } from '../../scripts/views/tour.ts'
import { setStage } from '../support/stage.ts'

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

const stage = setStage()

test('the formula gives an empty page 100 and a page like the web’s median 50', () => {
  expect(ecoIndex({ elements: 0, requests: 0, kilobytes: 0 })).toBe(100)
  expect(ecoIndex({ elements: 603, requests: 78, kilobytes: 1448.32 })).toBe(50)
})

/** A view as it opens; and one in which its reader has opened all there is, which is still lighter than the web's median. */
const least = { opening: 75, opened: 55 }

test.concurrent.each([390, 1280])('every view in every state is light at %i pixels', async (width) => {
  const tooHeavy: Record<string, number> = {}
  for (const [part, stops] of Object.entries(tourParts)) {
    const context = await stage.browser.newContext({ locale: 'fr-FR', viewport: { width, height: 900 } })
    const page = await context.newPage()
    const visit = visitOf(page)
    const handle = `eco-${part}-${width}`
    const tour = { page, text: fr, address: stage.address, handle, kept: new Map() }
    for (const stop of stops) {
      const isOpening = stop.arrives === true || stop.loads === true
      if (isOpening) visit.goOn(stop.loads === true)
      await stop.come(tour)
      await page.waitForLoadState('networkidle')
      const index = ecoIndex({ ...visit.sums(), elements: await elementsOf(page) })
      if (index < (isOpening ? least.opening : least.opened)) tooHeavy[stop.name] = index
      if (stop.loads) visit.isFirstView()
    }
    await context.close()
  }
  expect(tooHeavy).toEqual({})
})

interface Transfer {
  requests: number
  kilobytes: number
}

/** What a visitor fetches who goes from the first view straight to one other: that of the first, and that of the other. */
function visitOf(page: Page) {
  let first: Transfer = { requests: 0, kilobytes: 0 }
  let own: Transfer = { requests: 0, kilobytes: 0 }
  page.on('requestfinished', (request) => {
    const counted = own
    counted.requests++
    void request.sizes().then(({ responseBodySize }) => {
      counted.kilobytes += responseBodySize / 1000
    })
  })
  return {
    goOn(isAnew: boolean): void {
      if (isAnew) first = { requests: 0, kilobytes: 0 }
      own = { requests: 0, kilobytes: 0 }
    },
    isFirstView(): void {
      first = own
      own = { requests: 0, kilobytes: 0 }
    },
    sums: (): Transfer => ({
      requests: first.requests + own.requests,
      kilobytes: first.kilobytes + own.kilobytes,
    }),
  }
}

/** Elements as the EcoIndex counts them: what is drawn within an SVG does not count. */
const elementsOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelectorAll('*').length - document.querySelectorAll('svg *').length)
