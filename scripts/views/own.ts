/** A vault of one's own, from its making on: empty and with content, its phones, journal, links, without its server. */
import { simulate } from '../../shared/simulation/simulate.ts'
import type { Stop } from './stop.ts'
import { openAll, visit } from './stop.ts'

const passphrase = 'a long passphrase by the sea'
const day = simulate({ seed: 5, firstDay: '2026-05-05', days: 1, everyS: 15 })

const making: readonly Stop[] = [
  {
    name: 'recovery words',
    loads: true,
    async come({ page, address, text, handle }) {
      await page.goto(address)
      await page.getByRole('link', { name: text.welcome.create }).click()
      await page.getByLabel(text.handle.label, { exact: true }).fill(handle)
      await page.getByLabel(text.passphrase.label, { exact: true }).fill(passphrase)
      await page.getByRole('button', { name: text.create.submit }).click()
      await page.getByTestId('recovery-words').waitFor()
    },
  },
  {
    name: 'recovery words, asked for',
    arrives: true,
    async come({ page, text, kept }) {
      const items = await page.getByTestId('recovery-words').locator('li').allInnerTexts()
      kept.set('words', items.map((item) => item.replace(/^\d+\.?\s*/, '').trim()).join(' '))
      await page.getByRole('button', { name: text.create.written }).click()
      await page.getByRole('heading', { name: text.create.checkTitle }).waitFor()
    },
  },
  {
    name: 'recovery words, wrong',
    async come({ page, text }) {
      await page.getByRole('button', { name: text.create.checkSubmit }).click()
      await page.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor()
    },
  },
  {
    name: 'trips, none yet',
    arrives: true,
    async come({ page, text, kept }) {
      const words = kept.get('words')!.split(' ')
      const template = text.create.wordNumber.replace('{number}', '(\\d+)')
      for (const label of await page.locator('label').allInnerTexts()) {
        const position = new RegExp(template).exec(label)?.[1]
        if (position) await page.getByLabel(label.trim(), { exact: true }).fill(words[Number(position) - 1]!)
      }
      await page.getByRole('button', { name: text.create.checkSubmit }).click()
      await page.getByRole('heading', { name: text.trips.emptyTitle }).waitFor()
    },
  },
]

const emptyViews = ['analysis', 'places', 'coach', 'takeOut', 'phones'] as const

const empty: readonly Stop[] = emptyViews.map((view) => ({
  name: `${view === 'takeOut' ? 'take out' : view}, empty`,
  arrives: true,
  come: (tour) => visit(tour, view),
}))

const full: readonly Stop[] = [
  {
    name: 'phones',
    picture: true,
    async come({ page, text }) {
      await page.getByLabel(text.phones.nameLabel).fill('W'.repeat(60))
      await page.getByRole('button', { name: text.phones.add }).click()
      await page.getByTestId('phone-setup').waitFor()
      await page.getByTestId('device-row').waitFor()
    },
  },
  {
    name: 'import, done',
    arrives: true,
    async come(tour) {
      const rows = day.fixes.map(({ timeMs, latDeg, lonDeg }) => [timeMs / 1000, latDeg, lonDeg].join())
      await visit(tour, 'import')
      await tour.page.locator('input[type=file]').setInputFiles({
        ...{ name: 'day.csv', mimeType: 'text/csv' },
        buffer: Buffer.from(['t,lat,lon', ...rows, ''].join('\n')),
      })
      await tour.page.getByRole('link', { name: tour.text.import.seeTrips }).waitFor()
    },
  },
  {
    name: 'journal',
    arrives: true,
    picture: true,
    async come(tour) {
      await visit(tour, 'journal')
      await tour.page.getByTestId('journal-row').first().waitFor()
    },
  },
  {
    name: 'settings, of one’s own vault',
    arrives: true,
    async come(tour) {
      await visit(tour, 'settings')
      await tour.page.getByText(tour.text.settings.current).waitFor()
    },
  },
  {
    name: 'settings, nothing typed',
    async come({ page, text }) {
      await openAll(page, '.disclosure')
      await page.getByRole('button', { name: text.settings.change }).click()
      await page.getByRole('button', { name: text.settings.erase }).click()
      await page.getByText(text.settings.eraseHandleWrong).waitFor()
    },
  },
]

const sharing: readonly Stop[] = [
  {
    name: 'share, a link',
    async come(tour) {
      const { page, text, kept } = tour
      await visit(tour, 'takeOut')
      await page.getByRole('link', { name: text.takeOut.share }).click()
      await page.getByLabel(text.share.withWays).check()
      await page.getByRole('button', { name: text.share.create }).click()
      await page.getByTestId('share-link').waitFor()
      await page.getByTestId('share-row').waitFor()
      kept.set('link', await page.getByTestId('share-link').innerText())
    },
  },
  {
    name: 'trips, offline',
    async come(tour) {
      await tour.page.context().setOffline(true)
      await visit(tour, 'trips')
      await tour.page.getByRole('button', { name: tour.text.trips.whatIsNew }).click()
      await tour.page.getByTestId('offline').waitFor()
    },
  },
  {
    name: 'unlock, wrong passphrase',
    loads: true,
    async come({ page, address, text, handle }) {
      await page.context().setOffline(false)
      await page.goto(`${address}/unlock`)
      await page.getByLabel(text.handle.label, { exact: true }).fill(handle)
      await page.getByLabel(text.passphrase.label, { exact: true }).fill(`${passphrase}, far away`)
      await page.getByRole('button', { name: text.unlock.submit, exact: true }).click()
      await page.getByText(text.failures['wrong-credentials']).waitFor()
    },
  },
  {
    name: 'shared trips',
    picture: true,
    loads: true,
    async come({ page, kept }) {
      await page.goto(kept.get('link')!)
      await page.getByTestId('shared-trip').first().waitFor()
    },
  },
]

export const ownStops: readonly Stop[] = [...making, ...empty, ...full, ...sharing]
