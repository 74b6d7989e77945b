/** The demo vault's trips: the list, one trip, and all the ways to correct it. */
import type { Stop } from './stop.ts'
import { openAll, visit } from './stop.ts'

/** Ways to correct a trip by car; once it is split in two sections, there is a boundary. */
const tools = ['words', 'people', 'vehicle', 'split', 'boundary', 'join', 'similar', 'delete'] as const

const list: readonly Stop[] = [
  {
    name: 'trips',
    loads: true,
    picture: true,
    async come({ page, address, text }) {
      await page.goto(address)
      await page.getByRole('button', { name: text.welcome.demo }).click()
      await page.getByTestId('trip-row').first().waitFor()
      await page.getByTestId('waiting-count').waitFor()
    },
  },
  {
    name: 'trips, calendar and filter open',
    async come({ page }) {
      await openAll(page, '.disclosure')
    },
  },
  {
    name: 'trips to confirm',
    async come({ page, text }) {
      await page.getByLabel(text.trips.filter.toConfirm).check()
    },
  },
  {
    name: 'trips, none found',
    async come({ page, text }) {
      await page.getByLabel(text.trips.filter.search, { exact: true }).fill('nothing is called so')
      await page.getByTestId('trip-row').first().waitFor({ state: 'detached' })
    },
  },
]

const trip: readonly Stop[] = [
  {
    name: 'trip',
    arrives: true,
    picture: true,
    async come({ page, text }) {
      await page.getByRole('button', { name: text.trips.filter.clear }).click()
      await page.locator('.trip-days, [data-testid=trip-row]').first().waitFor()
      await page.getByTestId('trip-row').first().getByRole('link').first().click()
      await page.getByTestId('section-row').first().waitFor()
      await page.locator('canvas').waitFor()
    },
  },
  {
    name: 'trip, all that explains it open',
    async come({ page }) {
      await page.getByTestId('speed').waitFor()
      for (const part of ['.reasons:not(.tool)', '.footprint > .disclosure', '.chart details'])
        await openAll(page, part)
      await page.getByTestId('multiplication').first().waitFor()
      await page.getByTestId('speed-row').first().waitFor()
    },
  },
  {
    name: 'trip, corrected',
    async come({ page, text }) {
      await page.getByTestId('section-row').first().locator('select').selectOption('motorcycle')
      await page.getByText(text.trip.saved).waitFor()
    },
  },
]

const correcting: readonly Stop[] = tools.map((tool) => ({
  name: tool === 'split' ? 'correct' : `correct, ${tool}`,
  ...(tool === 'split' && { picture: true }),
  async come({ page, text }) {
    if (tool === 'boundary') {
      await page.getByRole('button', { name: text.correct.split }).click()
      await page.getByText(text.correct.sectionSplit).waitFor()
    }
    await page.getByTestId(`tool-${tool}`).locator('summary').click()
    await page.getByTestId(`tool-${tool}`).scrollIntoViewIfNeeded()
    if (tool !== 'similar') return
    await page.getByRole('button', { name: text.correct.findSimilar }).click()
    await page.getByTestId('similar-count').waitFor()
  },
}))

const corrected: readonly Stop[] = [
  {
    name: 'lock, with words not saved',
    async come({ page, text }) {
      await page.getByTestId('tool-words').locator('summary').click()
      await page.getByLabel(text.correct.name).fill('W')
      await page.getByRole('button', { name: text.nav.lock, exact: true }).click()
      await page.getByRole('alertdialog').waitFor()
    },
  },
  {
    name: 'trip, with long words',
    async come({ page, text }) {
      await page.getByRole('button', { name: text.unsaved.stay }).click()
      await page.getByLabel(text.correct.name).fill('W'.repeat(80))
      await page.getByLabel(text.correct.note, { exact: true }).fill('w'.repeat(300))
      await page.getByRole('button', { name: text.correct.save, exact: true }).click()
      await page.getByTestId('trip-note').waitFor()
    },
  },
  {
    name: 'corrections',
    arrives: true,
    picture: true,
    async come({ page, text }) {
      await page.getByRole('link', { name: text.corrections.all }).click()
      await page.getByTestId('correction-row').first().waitFor()
    },
  },
  {
    name: 'trips, corrected',
    arrives: true,
    async come(tour) {
      await visit(tour, 'trips')
      await tour.page.getByTestId('trip-row').first().waitFor()
    },
  },
  {
    name: 'add a trip',
    picture: true,
    arrives: true,
    async come({ page, text }) {
      await page.getByRole('link', { name: text.trips.addTrip }).click()
      await page.getByRole('heading', { level: 1, name: text.addTrip.title }).waitFor()
    },
  },
  {
    name: 'add a trip, nothing typed',
    async come({ page, text }) {
      await page.getByRole('button', { name: text.addTrip.submit }).click()
      await page.getByText(text.addTrip.missing).first().waitFor()
    },
  },
]

export const tripStops: readonly Stop[] = [...list, ...trip, ...correcting, ...corrected]
