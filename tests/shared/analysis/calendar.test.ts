import { expect, test } from 'vitest'
import { instantMs, localDay, localMonth, localTime, nextDay } from '../../../shared/analysis/calendar.ts'

test('the last evening of a month in UTC is already the next month in Paris', () => {
  const iso = '2026-05-31T22:30:00Z'
  expect([
    localDay(iso, 'Europe/Paris'),
    localMonth(iso, 'Europe/Paris'),
    localTime(iso, 'Europe/Paris'),
  ]).toEqual(['2026-06-01', '2026-06', '00:30'])
})

test('the hour that comes twice in autumn is told twice', () => {
  expect(localTime('2026-10-25T00:30:00Z', 'Europe/Paris')).toBe('02:30')
  expect(localTime('2026-10-25T01:30:00Z', 'Europe/Paris')).toBe('02:30')
})

test('a local day and time are an instant, in summer and in winter', () => {
  expect(instantMs('2026-07-01', '08:05', 'Europe/Paris')).toBe(Date.parse('2026-07-01T06:05:00Z'))
  expect(instantMs('2026-12-01', '08:05', 'Europe/Paris')).toBe(Date.parse('2026-12-01T07:05:00Z'))
  expect(instantMs('2026-02-30', '08:05', 'Europe/Paris')).toBeNaN()
})

test('the day after the last of a leap February is in March', () => {
  expect([nextDay('2028-02-28'), nextDay('2028-02-29')]).toEqual(['2028-02-29', '2028-03-01'])
})
