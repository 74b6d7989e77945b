/** Every view in every state of the tour (scripts/views) is accessible as far as a machine can tell, in both languages. */
import { describe, expect, test } from 'vitest'
import { tourParts } from '../../scripts/views/tour.ts'
import { axe, violations } from '../support/axe.ts'
import { faults } from '../support/faults.ts'
import { languages } from '../support/languages.ts'
import { setStage } from '../support/stage.ts'

/** All tours at once, each through dozens of views in every way of looking: minutes where other work has the cores. */
const tourMs = 300_000

const stage = setStage()

describe.concurrent.each(languages)('in %s', (language, text) => {
  test.each(Object.entries(tourParts))(
    'no view of the %s breaks a rule of WCAG 2.2 AA, in any colours, at any width',
    async (part, stops) => {
      const context = await stage.browser.newContext({ locale: text.locale, bypassCSP: true })
      const page = await context.newPage()
      await page.addInitScript(axe)
      const tour = { page, text, address: stage.address, handle: `tour-${language}`, kept: new Map() }
      const found: Record<string, string[]> = {}
      for (const stop of stops) {
        await stop.come(tour)
        const broken = await faults(page, stop)
        if (broken.length > 0) found[stop.name] = broken
      }
      expect(found, part).toEqual({})
      await context.close()
    },
    tourMs,
  )
})

test('a button without a name, without size and without an edge would be caught', async () => {
  const page = await stage.browser.newPage()
  await page.addInitScript(axe)
  await page.goto('about:blank')
  await page.setContent(
    '<main><h1>a</h1><button style="border:0;width:9px;height:9px;transition:all 1s"></button><p style="width:2000px">a</p><div style="width:9px;height:9px;background:red"></div></main>',
  )
  await page.evaluate(axe)
  expect((await violations(page)).join()).toContain('button-name')
  const found = (await faults(page, { arrives: true })).join()
  for (const fault of ['focus on', 'overflows', 'smaller than', 'no edge', 'gone', 'moves'])
    expect(found).toContain(fault)
  await page.close()
})
