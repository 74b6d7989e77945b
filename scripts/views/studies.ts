/** Studies in the demo: the catalogue, a study with its numbers, taking part, and having stopped. */
import type { Stop } from './stop.ts'
import { visit } from './stop.ts'

export const studyStops: readonly Stop[] = [
  {
    name: 'studies',
    arrives: true,
    picture: true,
    async come(tour) {
      await visit(tour, 'studies')
      await tour.page.getByTestId('study').waitFor()
    },
  },
  {
    name: 'studies, a bound that cannot be',
    async come({ page, text }) {
      await page.getByLabel(text.studies.cap).fill('W'.repeat(8))
      await page.getByRole('button', { name: text.studies.capSave }).click()
      await page.getByText(text.studies.capWrong).waitFor()
    },
  },
  {
    name: 'study',
    arrives: true,
    async come({ page }) {
      await page.getByTestId('study').getByRole('link').click()
      await page.getByTestId('preview').waitFor()
    },
  },
  {
    name: 'study, ticked',
    picture: true,
    async come({ page }) {
      for (const box of await page.getByTestId('study-tables').getByRole('checkbox').all()) await box.check()
      await page.locator('[data-testid=numbers][data-table=flows]').waitFor()
    },
  },
  {
    name: 'study, agreed to',
    picture: true,
    async come({ page, text }) {
      await page.getByRole('button', { name: text.studies.agree, exact: true }).click()
      await page.getByTestId('agreed').waitFor()
    },
  },
  {
    name: 'study, stopped',
    async come({ page, text }) {
      await page.getByRole('button', { name: text.studies.withdraw, exact: true }).click()
      await page.getByTestId('acknowledged').waitFor()
    },
  },
  {
    name: 'journal, with studies',
    async come(tour) {
      await visit(tour, 'journal')
      await tour.page.getByTestId('study-event').first().waitFor()
    },
  },
]
