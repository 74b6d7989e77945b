/**
 * Pictures of every view, for those who look after its design: `npm run screens -- [--out DIR] [--only NAME]`. The demo
 * vault in French, on a phone and on a desktop, in light and in dark, into docs/screens/.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { fr } from '../client/words/fr.ts'
import { startChild } from './bench/child.ts'
import { chromiumOptions } from './bench/chromium.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: fileURLToPath(new URL('../docs/screens', import.meta.url)) },
    only: { type: 'string', default: '' },
  },
})

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } } as const
const schemes = ['light', 'dark'] as const

/** Views that need no vault, by the name of their picture. */
const closed: Readonly<Record<string, string>> = {
  welcome: '/',
  create: '/create',
  unlock: '/unlock',
  recover: '/recover',
  check: '/check',
}

/** How to come to each view of an open vault. */
const open: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  trips: async () => {},
  trip: async (page) => {
    await page.getByTestId('trip-row').nth(1).getByRole('link').first().click()
    await page.getByTestId('section-row').first().waitFor()
    await page.locator('canvas').waitFor()
  },
  correct: async (page) => {
    await page.getByTestId('tool-split').locator('summary').click()
    await page.getByTestId('tool-split').scrollIntoViewIfNeeded()
  },
  analysis: follow(fr.nav.analysis),
  places: follow(fr.nav.places),
  habits: (page) => page.getByRole('link', { name: fr.places.habits }).click(),
  coach: follow(fr.nav.coach),
  phones: follow(fr.nav.phones),
  import: follow(fr.nav.import),
  'take-out': follow(fr.nav.takeOut),
  journal: follow(fr.nav.journal),
  settings: follow(fr.nav.settings),
  footprints: (page) => page.getByRole('link', { name: fr.footprints.link }).click(),
  corrections: async (page) => {
    await page.goBack()
    await page.locator('a[href="/corrections"]').click()
  },
  about: follow(fr.nav.about),
}

function follow(name: string) {
  return async (page: Page): Promise<void> => {
    await page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
}

const data = mkdtempSync(join(tmpdir(), 'sillage-screens-'))
const server = await startChild([fileURLToPath(new URL('../server/main.ts', import.meta.url))], {
  SILLAGE_DATA: data,
  SILLAGE_PORT: '0',
  SILLAGE_LOG_LEVEL: 'error',
})
const browser = await chromium.launch(await chromiumOptions())
try {
  const address = /http\S+/.exec(server.firstLine)?.[0] ?? ''
  mkdirSync(values.out, { recursive: true })
  for (const size of Object.keys(sizes) as (keyof typeof sizes)[])
    for (const scheme of schemes) await picture(browser, address, size, scheme)
} finally {
  await browser.close()
  await server.stop()
  rmSync(data, { recursive: true })
}

async function picture(
  from: Browser,
  address: string,
  size: keyof typeof sizes,
  colorScheme: (typeof schemes)[number],
): Promise<void> {
  const context = await from.newContext({
    locale: 'fr-FR',
    colorScheme,
    reducedMotion: 'reduce',
    viewport: sizes[size],
  })
  const page = await context.newPage()
  const take = async (name: string): Promise<void> => {
    if (!name.includes(values.only)) return
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    // What was done a moment ago is said at the bottom for a while.
    await page.getByTestId('status').evaluate((said) => {
      said.style.display = 'none'
    })
    await page.screenshot({ path: join(values.out, `${name}-${size}-${colorScheme}.png`) })
  }
  for (const [name, path] of Object.entries(closed)) {
    await page.goto(address + path)
    await take(name)
  }
  await page.goto(address)
  await page.getByRole('button', { name: fr.welcome.demo }).click()
  await page.getByTestId('trip-row').first().waitFor()
  for (const [name, go] of Object.entries(open)) {
    await go(page)
    await take(name)
  }
  await context.close()
}
