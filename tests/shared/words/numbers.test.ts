/** Quantities as people read them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as numbers from '../../../shared/words/numbers.ts'

/** Intl puts no-break spaces of several kinds; a person sees a space. */
const seen = (text: string): string => text.replace(/\s/g, ' ')

describe('distances', () => {
  test.each([
    [0, '0 m', '0 m'],
    [238, '240 m', '240 m'],
    [996, '1.0 km', '1,0 km'],
    [1440, '1.4 km', '1,4 km'],
    [99_960, '100 km', '100 km'],
  ])('%d m', (distanceM, english, french) => {
    expect(seen(numbers.formatDistance('en-GB', distanceM)).replace(/(\d)(k?m)$/, '$1 $2')).toBe(english)
    expect(seen(numbers.formatDistance('fr-FR', distanceM))).toBe(french)
  })
})

describe('miles, for who reads them', () => {
  test.each([
    [100, '110yd'],
    [160, '170yd'],
    [161, '0.1mi'],
    [1609.344, '1.0mi'],
    [42_195, '26.2mi'],
    [200_000, '124mi'],
  ])('%d m', (distanceM, english) => {
    expect(seen(numbers.formatDistance('en-GB', distanceM, 'mile')).replaceAll(' ', '')).toBe(english)
  })

  test('a speed is whole miles or kilometres per hour', () => {
    const said = (speedMps: number, unit: numbers.LengthUnit) =>
      seen(numbers.formatPerHour('en-GB', numbers.perHour(speedMps, unit), unit)).replaceAll(' ', '')
    expect([said(13.4112, 'mile'), said(25, 'km')]).toEqual(['30mph', '90km/h'])
  })
})

describe('durations', () => {
  test.each([
    [0, '0 min'],
    [10_000, '1 min'],
    [59.6 * 60_000, '1 h'],
    [65 * 60_000, '1 h 5 min'],
  ])('%d ms', (durationMs, french) => {
    expect(seen(numbers.formatDuration('fr-FR', durationMs))).toBe(french)
  })

  test('never show sixty minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 172_800_000 }), (durationMs) => {
        expect(numbers.formatDuration('fr-FR', durationMs)).not.toMatch(/\b60\smin/)
      }),
    )
  })
})

describe('footprints', () => {
  test.each([
    [0, '0 g CO₂e'],
    [0.0123, '12 g CO₂e'],
    [0.9997, '1,00 kg CO₂e'],
    [1.915, '1,92 kg CO₂e'],
    [22.64, '22,6 kg CO₂e'],
    [310.2, '310 kg CO₂e'],
  ])('%d kg', (co2eKg, french) => {
    expect(seen(numbers.formatCo2e('fr-FR', '{amount} CO₂e', co2eKg))).toBe(french)
  })
})

describe('days and hours', () => {
  test('a day is the same day wherever its reader is', () => {
    expect(numbers.formatDay('fr-FR', '2026-05-04')).toBe('lundi 4 mai 2026')
    expect(numbers.formatDay('en-GB', '2026-05-04')).toMatch(/^Monday,? 4 May 2026$/)
  })

  test('a clock shows the time of the place, not of the reader', () => {
    expect(numbers.formatClock('fr-FR', '2026-05-04T22:05:00Z', 'Europe/Paris')).toBe('00:05')
    expect(numbers.formatClock('en-GB', '2026-05-04T22:05:00Z', 'Indian/Reunion')).toBe('02:05')
  })

  test('a month has its name', () => {
    expect(numbers.formatMonth('fr-FR', '2026-11')).toBe('novembre 2026')
  })
})

describe('days of the week and spans of days', () => {
  test('weeks start on Monday, in any language', () => {
    expect(numbers.formatWeekday('fr-FR', 1, 'long')).toBe('lundi')
    expect(numbers.formatWeekday('en-GB', 7, 'long')).toBe('Sunday')
    expect(numbers.formatWeekday('fr-FR', 3, 'short')).toBe('mer.')
  })

  test('a span says its month and year once', () => {
    expect(numbers.formatDays('en-GB', '2026-11-16', '2026-11-22')).toMatch(/^16\s?–\s?22 November 2026$/)
    expect(numbers.formatDays('fr-FR', '2026-08-31', '2026-09-06')).toMatch(
      /^31 août\s?–\s?6 septembre 2026$/,
    )
  })
})

test('a weight has the decimals that it was given, up to two', () => {
  expect(numbers.formatKilograms('en-GB', 74.25)).toBe('74.25 kg')
  expect(numbers.formatKilograms('fr-FR', 68.5).replace(/\s/, ' ')).toBe('68,5 kg')
})

test('euros have cents, and finer prices more', () => {
  expect(numbers.formatEuros('en-GB', 12.345, 2)).toBe('€12.35')
  expect(numbers.formatEuros('en-GB', 0.357, 3)).toBe('€0.357')
  expect(numbers.formatEuros('fr-FR', 12.345, 2)).toBe('12,35\u00a0€')
})
