/** The demo vault in a browser, and what the command says of the same simulated days. */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Locator, Page } from 'playwright-core'
import type { en } from '../../client/words/en.ts'
import type { AnalysisDocument, TripDocument } from '../../shared/analysis/document.ts'
import { simulate } from '../../shared/simulation/simulate.ts'
import type { Fix } from '../../shared/trace/trace.ts'
import { said as saidOn } from './demo-page.ts'

/** What the command says of the days that the demo vault holds. */
export function analyseDemo(folder: string): AnalysisDocument {
  const today = new Date().toISOString().slice(0, 10)
  const firstDay = new Date(Date.parse(today) - 14 * 86_400_000).toISOString().slice(0, 10)
  return analyseFixes(join(folder, 'demo.csv'), simulate({ seed: 17, firstDay, days: 14, everyS: 10 }).fixes)
}

/** Writes fixes into a file; what the command says of it. */
export function analyseFixes(file: string, fixes: readonly Fix[]): AnalysisDocument {
  const rows = fixes.map((fix) =>
    [
      fix.timeMs / 1000,
      fix.latDeg,
      fix.lonDeg,
      fix.altitudeM ?? '',
      fix.accuracyM ?? '',
      fix.speedMps ?? '',
    ].join(),
  )
  writeFileSync(file, ['t,lat,lon,alt,accuracy,speed', ...rows, ''].join('\n'))
  const command = fileURLToPath(new URL('../../scripts/sillage.mjs', import.meta.url))
  const printed = execFileSync(process.execPath, [command, 'analyse', '--json', file], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  return JSON.parse(printed)
}

/** Clock time at the demo's place. */
export const clock = (iso: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/Paris' }).format(new Date(iso))
/** The calendar day of a trip at the demo's place. */
export const dayOf = ({ start }: TripDocument): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date(start))

/** Kilometres by a mode. */
export const kmBy = ({ trips }: AnalysisDocument, mode: string): number =>
  trips
    .flatMap(({ sections }) => sections)
    .reduce((km, section) => km + (section.mode === mode ? section.distanceM / 1000 : 0), 0)

/** What a person does on the pages of the demo, in the language of `text`. */
export function demoDriver(page: () => Page, text: typeof en) {
  const row = (n: number): Locator => page().getByTestId('trip-row').nth(n)
  const tool = (id: string): Locator => page().getByTestId(`tool-${id}`)
  const said = (message: string): Promise<void> => saidOn(page(), message)
  const openTrip = async (n: number): Promise<void> => {
    await row(n).getByRole('link').click()
    await page().getByTestId('section-row').first().waitFor()
  }
  const openTool = async (id: string): Promise<Locator> => {
    await tool(id).locator('summary').click()
    return tool(id)
  }
  const toTimeline = async (): Promise<void> => {
    await page().getByRole('link', { name: text.nav.trips, exact: true }).click()
    await row(0).waitFor()
  }
  const shownCo2 = async (day: string): Promise<string> =>
    page().locator(`[data-testid=day-co2][data-day="${day}"]`).innerText()
  /** What a row says of its trip: times, duration, distance, footprint. */
  const figures = async (n: number): Promise<string[]> =>
    (await row(n).getByTestId('trip-figures').innerText()).split(' · ')
  const times = async (n: number): Promise<string> => (await figures(n))[0]!
  /** The cell of a section's row: 2 is the distance, 3 the footprint. */
  const cell = (section: number, n: number): Promise<string> =>
    page().getByTestId('section-row').nth(section).locator('td').nth(n).innerText()
  const undoLast = async (): Promise<void> => {
    await page().getByRole('button', { name: text.corrections.undoLast }).click()
    await said(text.corrections.undone)
  }

  return { row, tool, said, openTrip, openTool, toTimeline, shownCo2, figures, times, cell, undoLast }
}
