/** The demo vault's figures: the analysis in each of its ways, places, habits, footprints, the coach. */
import { measures } from '../../shared/analysis/figures.ts'
import { periodUnits } from '../../shared/analysis/periods.ts'
import type { Stop } from './stop.ts'
import { openAll, visit } from './stop.ts'

const analysis: readonly Stop[] = [
  {
    name: 'analysis',
    arrives: true,
    picture: true,
    async come(tour) {
      await visit(tour, 'analysis')
      await tour.page.getByTestId('trend').waitFor()
    },
  },
  {
    name: 'analysis, tables and map open',
    async come({ page, text }) {
      await openAll(page, '.chart details')
      await page.getByRole('button', { name: text.analysis.drawMap }).click()
      await page.getByTestId('heat-map').locator('canvas').waitFor()
    },
  },
  ...measures.map((measure, n): Stop => {
    const unit = periodUnits[n % periodUnits.length]!
    return {
      name: `analysis of ${measure} by ${unit}`,
      async come({ page, text }) {
        await page.getByLabel(text.analysis.unit, { exact: true }).selectOption(unit)
        await page.getByLabel(text.analysis.measure, { exact: true }).selectOption(measure)
      },
    }
  }),
]

const places: readonly Stop[] = [
  {
    name: 'places',
    arrives: true,
    picture: true,
    async come(tour) {
      await visit(tour, 'places')
      await tour.page.getByTestId('place-row').first().waitFor()
    },
  },
  {
    name: 'places, one of them told of',
    async come({ page, text }) {
      const place = page.getByTestId('place-row').first()
      await place.locator('summary').click()
      await place.getByLabel(text.places.name, { exact: true }).fill('W'.repeat(40))
      await place.getByRole('button', { name: text.places.save, exact: true }).click()
      await place.getByLabel(text.places.private, { exact: true }).click()
      await page.getByTestId('place-said').nth(1).waitFor()
    },
  },
  {
    name: 'habits',
    arrives: true,
    picture: true,
    async come({ page, text }) {
      await page.getByRole('link', { name: text.places.habits }).click()
      await page.getByTestId('recurring-row').first().waitFor()
    },
  },
  {
    name: 'trips, with the long name of a place',
    arrives: true,
    async come(tour) {
      await visit(tour, 'trips')
      await tour.page.getByTestId('stay-row').filter({ hasText: 'WWW' }).first().waitFor()
    },
  },
  {
    name: 'trip, with the long name of a place',
    arrives: true,
    async come({ page }) {
      await page.getByTestId('trip-row').filter({ hasText: 'WWW' }).getByRole('link').first().click()
      await page.getByTestId('speed').waitFor()
    },
  },
]

const footprints: readonly Stop[] = [
  {
    name: 'settings',
    arrives: true,
    picture: true,
    come: (tour) => visit(tour, 'settings'),
  },
  {
    name: 'footprints',
    arrives: true,
    picture: true,
    async come({ page, text }) {
      await page.getByRole('link', { name: text.footprints.link }).click()
      await page.getByTestId('footprints-now').waitFor()
    },
  },
  {
    name: 'footprints, vehicle not whole',
    async come({ page, text: { footprints: text } }) {
      await page.getByRole('button', { name: text.addVehicle }).click()
      await page.getByRole('button', { name: text.keepVehicle }).click()
    },
  },
  {
    name: 'footprints, difference',
    async come({ page, text: { footprints: text } }) {
      await page.getByLabel(text.vehicleName).fill('W'.repeat(40))
      await page.getByLabel(text.size).selectOption('suv')
      await page.getByRole('button', { name: text.keepVehicle }).click()
      await page.getByText(text.factorsTitle).click()
      await page.getByRole('button', { name: text.preview }).click()
      await page.getByTestId('difference').waitFor()
    },
  },
  {
    name: 'footprints, applied',
    async come({ page, text }) {
      await page.getByRole('button', { name: text.footprints.apply, exact: true }).click()
      await page.getByTestId('footprint-choice').waitFor()
    },
  },
]

const coach: readonly Stop[] = [
  {
    name: 'coach',
    arrives: true,
    picture: true,
    async come(tour) {
      await visit(tour, 'coach')
      await tour.page.getByTestId('gains').waitFor()
    },
  },
  {
    name: 'coach, goal not whole',
    async come({ page, text: { coach: text } }) {
      await page.getByText(text.assumptionsTitle).click()
      await page.getByRole('button', { name: text.addGoal }).click()
      await page.getByLabel(text.kind).selectOption('own')
      await page.getByRole('button', { name: text.saveGoal }).click()
    },
  },
  {
    name: 'coach, goal and certificate',
    async come({ page, text: { coach: text }, kept }) {
      await page.getByLabel(text.ownText).fill('W'.repeat(80))
      await page.getByRole('button', { name: text.saveGoal }).click()
      await page.getByTestId('goal').waitFor()
      await page.getByRole('button', { name: text.certify }).click()
      await page.getByTestId('certificate').waitFor()
      kept.set('certificate', await page.getByTestId('certificate').innerText())
    },
  },
]

const certificates = {
  whole: (certificate: string) => certificate,
  changed: (certificate: string) => certificate.replace('Days: ', 'Days: 1'),
  other: () => 'Hello',
}

const checks: readonly Stop[] = Object.entries(certificates).map(([name, pasted]) => ({
  name: `check, ${name}`,
  async come({ page, text, kept }) {
    const link = page.getByRole('link', { name: text.coach.checkLink })
    if (await link.isVisible()) await link.click()
    await page.getByLabel(text.check.text, { exact: true }).fill(pasted(kept.get('certificate')!))
    await page.getByRole('button', { name: text.check.submit }).click()
    await page.locator('[data-testid=checked][data-result]').waitFor()
  },
}))

export const figureStops: readonly Stop[] = [...analysis, ...places, ...footprints, ...coach, ...checks]
