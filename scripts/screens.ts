/**
 * Pictures of every view, for those who look after its design: `npm run screens -- [--out DIR] [--only NAME] [--all]`. The
 * tour of scripts/views in French, on a phone and on a desktop, in light and in dark, into docs/screens/; with `--all`, of
 * every state of every view, and whole pages.
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
import { releaseCity } from './views/released-city.ts'
import type { Stop } from './views/stop.ts'
import { tourParts } from './views/tour.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: fileURLToPath(new URL('../docs/screens', import.meta.url)) },
    only: { type: 'string', default: '' },
    all: { type: 'boolean', default: false },
  },
})

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } } as const
const schemes = ['light', 'dark'] as const
/** Of a picture of a whole page. */
const highestPx = 4000

const data = mkdtempSync(join(tmpdir(), 'sillage-screens-'))
await releaseCity(data)
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
    for (const scheme of schemes) await pictures(browser, address, size, scheme)
} finally {
  await browser.close()
  await server.stop()
  rmSync(data, { recursive: true })
}

async function pictures(
  from: Browser,
  address: string,
  size: keyof typeof sizes,
  colorScheme: (typeof schemes)[number],
): Promise<void> {
  for (const [part, stops] of Object.entries(tourParts)) {
    const context = await from.newContext({
      locale: 'fr-FR',
      colorScheme,
      reducedMotion: 'reduce',
      viewport: sizes[size],
    })
    const page = await context.newPage()
    const handle = `screens-${size}-${colorScheme}`
    const tour = { page, address, text: fr, handle, kept: new Map<string, string>() }
    const wanted = wantedOf(stops)
    for (const stop of stops.slice(0, stops.lastIndexOf(wanted.at(-1)!) + 1)) {
      await stop.come(tour)
      if (wanted.includes(stop)) await take(page, `${nameOf(stop)}-${size}-${colorScheme}`)
    }
    console.log(`${size}, ${colorScheme}, ${part}: ${wanted.length}`)
    await context.close()
  }
}

function wantedOf(stops: readonly Stop[]): Stop[] {
  return stops.filter((stop) => (values.all || stop.picture) && nameOf(stop).includes(values.only))
}

/** The name of a stop as a file has it. */
function nameOf({ name }: Stop): string {
  return name.replace(/[^\p{L}\d]+/gu, '-')
}

async function take(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  const size = page.viewportSize()
  const whole = await page.locator('html').boundingBox()
  // Playwright's own pictures of whole pages leave the next click beside what it is meant for.
  if (values.all && size && whole)
    await page.setViewportSize({ ...size, height: Math.min(Math.ceil(whole.height), highestPx) })
  // What was done a moment ago is said at the bottom for a while.
  const status = page.getByTestId('status')
  await status.evaluate((said) => void said.style.setProperty('visibility', 'hidden'))
  await page.screenshot({ path: join(values.out, `${name}.png`) })
  await status.evaluate((said) => void said.style.removeProperty('visibility'))
  if (values.all && size) await page.setViewportSize(size)
}
