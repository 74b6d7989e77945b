import { expect, test } from 'vitest'
import { localDay, localMonth, localTime } from '../../../shared/analysis/calendar.ts'

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
