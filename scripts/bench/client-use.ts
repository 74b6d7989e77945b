/**
 * The client as a person meets it, in Chromium with software rendering: a long recording taken in, the vault opened
 * again with it, and its pages shown. Everything goes through the pages themselves.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { en } from '../../client/words/en.ts'
import { simulate } from '../../shared/simulation/simulate.ts'
import { handle, importFile, passphrase, withNewVault } from './client-run.ts'
import type { MapUse } from './map-use.ts'
import { yearMap } from './map-use.ts'
import type { Table } from './table.ts'
import { duration, grouped } from './table.ts'

/** A calendar year of the simulated person: with a fix a second at first, then every other second, a million fixes. */
const year = [
  { firstDay: '2025-01-01', days: 68, everyS: 1 },
  { firstDay: '2025-03-10', days: 297, everyS: 2 },
] as const
const waitMs = 3 * 60_000

/** Seconds and counts of one run. */
interface Use {
  readonly fixes: number
  readonly importMs: number
  readonly trips: number
  readonly unlockMs: number
  readonly longestTaskMs: number
  readonly analysisMs: number
  readonly map: MapUse
}

/** Imports, opens, shows; takes minutes. */
export async function clientUseTable(): Promise<Table> {
  return tableOf(await withNewVault(waitMs, ({ page, folder }) => measured(page, folder)))
}

async function measured(page: Page, folder: string): Promise<Use> {
  const { file, fixes } = recordingIn(folder)
  const importMs = await importFile(page, file)
  await page.getByRole('button', { name: en.nav.lock }).click()
  const opened = await unlock(page)
  const analysisStartMs = performance.now()
  await page.getByRole('link', { name: en.nav.analysis, exact: true }).click()
  await page.locator('figure').first().waitFor()
  const analysisMs = performance.now() - analysisStartMs
  const map = await yearMap(page)
  return { fixes, importMs, ...opened, analysisMs, map, trips: await tripsIn(page) }
}

function recordingIn(folder: string): { file: string; fixes: number } {
  const fixes = year.flatMap((part) => simulate({ seed: 17, ...part }).fixes)
  const file = join(folder, 'recording.csv')
  const rows = fixes.map((fix) => [fix.timeMs / 1000, fix.latDeg, fix.lonDeg, fix.accuracyM ?? ''].join())
  writeFileSync(file, ['t,lat,lon,accuracy', ...rows, ''].join('\n'))
  return { file, fixes: fixes.length }
}

/**
 * Presses the button and watches the page, frame by frame, until the first trip is seen; and the longest task on the
 * page's own thread meanwhile.
 */
const watch = `new Promise((resolve) => {
  let longestTaskMs = 0
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration)
  }).observe({ type: 'longtask' })
  const startMs = performance.now()
  const look = () => {
    if (document.querySelector('[data-testid=trip-row]') === null) return requestAnimationFrame(look)
    const unlockMs = performance.now() - startMs
    setTimeout(() => resolve({ unlockMs, longestTaskMs }), 500)
  }
  document.querySelector('form button[type=submit]').click()
  look()
})`

async function unlock(page: Page): Promise<Pick<Use, 'unlockMs' | 'longestTaskMs'>> {
  await page.getByRole('navigation').getByRole('link', { name: en.nav.open, exact: true }).click()
  await page.getByLabel(en.handle.label, { exact: true }).fill(handle)
  await page.getByLabel(en.passphrase.label, { exact: true }).fill(passphrase)
  return page.evaluate(watch)
}

/** All trips of the vault, as the file of all trips lists them. */
async function tripsIn(page: Page): Promise<number> {
  await page.getByRole('link', { name: en.nav.takeOut, exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /CSV/ }).click(),
  ])
  const chunks = await (await download.createReadStream()).toArray()
  const lines = Buffer.concat(chunks).toString('utf8').trimEnd().split('\n').slice(1)
  return new Set(lines.map((line) => line.split(',')[0])).size
}

function tableOf(use: Use): Table {
  return {
    title:
      'Client in use (budgets: import of 10⁶ fixes ≤ 15 s; unlock to timeline ≤ 1.5 s after key derivation; no task > 200 ms; map of a year drawn ≤ 1 s, ≥ 30 frames/s)',
    head: ['what', 'measured'],
    rows: [
      [`import of ${grouped(use.fixes)} fixes, file chosen to trips on screen`, duration(use.importMs)],
      [
        `unlock to the timeline of ${grouped(use.trips)} trips, key derivation included`,
        duration(use.unlockMs),
      ],
      ['longest task on the main thread while unlocking', duration(use.longestTaskMs)],
      ['from the timeline to the analysis', duration(use.analysisMs)],
      ['map of the year, asked for to first drawn', duration(use.map.firstDrawnMs)],
      ['frames a second while it is panned', use.map.panned.framesPerS.toFixed(0)],
      ['frames a second while it is zoomed', use.map.zoomed.framesPerS.toFixed(0)],
      ['longest frame meanwhile', duration(Math.max(use.map.panned.longestMs, use.map.zoomed.longestMs))],
      ['longest task on the main thread meanwhile', duration(use.map.longestTaskMs)],
    ],
  }
}
