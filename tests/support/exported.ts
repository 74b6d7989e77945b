/** The table that a vault exports, read and added up without the code that made it; and figures as a page shows them. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { en } from '../../client/words/en.ts'
import { go } from './demo-page.ts'

export interface Section {
  readonly trip: string
  readonly day: string
  readonly startMs: number
  readonly endMs: number
  readonly mode: string
  readonly confidence: number
  readonly distanceM: number
  readonly co2eKg: number
}

export const dayInParis = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' })
/** The export's rows; each section counts on the day on which its trip starts. */
export function sectionsOf(csv: string): Section[] {
  const [head, ...lines] = csv.trim().split('\r\n')
  const names = head!.split(',')
  const days = new Map<string, string>()
  return lines.map((line) => {
    const cells = Object.fromEntries(line.split(',').map((cell, n) => [names[n], cell]))
    const startMs = Date.parse(cells['start']!)
    const trip = cells['trip']!
    days.set(trip, days.get(trip) ?? dayInParis.format(startMs))
    return {
      ...{ trip, day: days.get(trip)!, mode: cells['mode']!, startMs, endMs: Date.parse(cells['end']!) },
      confidence: Number(cells['confidence']),
      distanceM: Number(cells['distance_m']),
      co2eKg: Number(cells['co2e_kg']),
    }
  })
}

/** Takes all trips out of the vault on the page as CSV; its text. */
export async function exportedCsv(page: Page, text: typeof en): Promise<string> {
  await go(page, text.nav.takeOut)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: text.takeOut.download.replace('{format}', 'CSV') }).click(),
  ])
  return readFileSync(await download.path(), 'utf8')
}

/** Adds up what `of` says of each section. */
export const sum = (sections: readonly Section[], of: (section: Section) => number): number =>
  sections.reduce((total, section) => total + of(section), 0)
export const tripCount = (sections: readonly Section[]): number =>
  new Set(sections.map(({ trip }) => trip)).size

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}

/** A quantity as shown, in m, kg, minutes, kcal or as it is, and half a unit of its last digit. */
export function shown(text: string): { amount: number; tolerance: number } {
  const hours = /(\d+) hrs?/.exec(text)
  if (hours) {
    const minutes = /(\d+) mins?/.exec(text)
    return { amount: Number(hours[1]) * 60 + Number(minutes?.[1] ?? 0), tolerance: 0.5 }
  }
  const digits = /[\d.,]+/.exec(text)![0].replaceAll(',', '')
  const unit = / km/.test(text) ? 1000 : / g /.test(text) ? 0.001 : 1
  const step = / m$/.test(text) ? 10 : 1 / 10 ** (digits.split('.')[1]?.length ?? 0)
  return { amount: Number(digits) * unit, tolerance: (step / 2) * unit * 1.001 }
}

export function expectShown(text: string, amount: number): void {
  const { amount: read, tolerance } = shown(text)
  expect(Math.abs(read - amount), `${text} beside ${amount}`).toBeLessThanOrEqual(tolerance)
}

/** The day so many days later. */
export const shiftedDay = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

export const minutesOf = ({ startMs, endMs }: Section): number => (endMs - startMs) / 60_000
