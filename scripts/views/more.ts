/** The demo vault's other views: taking in and out, sharing, paper, the switch that ends the coach. */
import { readFileSync } from 'node:fs'
import type { Stop } from './stop.ts'
import { visit } from './stop.ts'

const inAndOut: readonly Stop[] = [
  { name: 'import', arrives: true, picture: true, come: (tour) => visit(tour, 'import') },
  {
    name: 'import, a file that is none',
    async come({ page }) {
      await page.locator('input[type=file]').setInputFiles({
        ...{ name: `${'long-name-'.repeat(8)}.gpx`, mimeType: 'application/gpx+xml' },
        buffer: Buffer.from('<gpx><trk>'),
      })
      await page.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor()
    },
  },
  {
    name: 'take out',
    arrives: true,
    picture: true,
    async come(tour) {
      await visit(tour, 'takeOut')
      await tour.page.getByRole('button', { name: tour.text.takeOut.archive }).waitFor()
    },
  },
  {
    name: 'share',
    picture: true,
    async come({ page, text, kept }) {
      const [archive] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: text.takeOut.archive }).click(),
      ])
      kept.set('archive', await archive.path())
      await page.getByRole('link', { name: text.takeOut.share }).click()
      await page.getByLabel(text.share.withWays).check()
      await page.locator('canvas').waitFor()
    },
  },
  {
    name: 'share, no whole period',
    async come({ page, text }) {
      await page.getByLabel(text.summary.from, { exact: true }).fill('')
      await page.getByText(text.summary.wrongDays).waitFor()
    },
  },
  {
    name: 'summary',
    arrives: true,
    picture: true,
    async come(tour) {
      await visit(tour, 'takeOut')
      await tour.page.getByRole('link', { name: tour.text.takeOut.summary }).click()
      await tour.page.getByTestId('paper').waitFor()
    },
  },
  {
    name: 'import, with an archive',
    async come(tour) {
      await visit(tour, 'import')
      await tour.page.locator('input[type=file]').setInputFiles({
        ...{ name: 'archive.zip', mimeType: 'application/zip' },
        buffer: readFileSync(tour.kept.get('archive')!),
      })
      await tour.page.getByTestId('archive').getByRole('button').waitFor()
    },
  },
]

const others: readonly Stop[] = [
  { name: 'phones, in the demo', arrives: true, come: (tour) => visit(tour, 'phones') },
  { name: 'journal, in the demo', arrives: true, come: (tour) => visit(tour, 'journal') },
  { name: 'help, in the demo', arrives: true, come: (tour) => visit(tour, 'help') },
  {
    name: 'about',
    arrives: true,
    picture: true,
    async come({ page, text }) {
      await page.getByRole('contentinfo').getByRole('link', { name: text.nav.about }).click()
      await page.getByRole('heading', { level: 1, name: text.about.title }).waitFor()
    },
  },
  {
    name: 'coach, off',
    arrives: true,
    async come(tour) {
      const { page, text } = tour
      await visit(tour, 'coach')
      await visit(tour, 'settings')
      await page.getByLabel(text.coach.settingsLabel).uncheck()
      await page.getByTestId('status').getByText(text.common.saved).waitFor()
      await page.goBack()
      await page.getByText(text.coach.off).waitFor()
    },
  },
]

export const moreStops: readonly Stop[] = [...inAndOut, ...others]
