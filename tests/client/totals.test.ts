/** Trips by day and month add up. */
import { describe, expect, test } from 'vitest'
import { daysOf, monthsOf, staysAfter } from '../../client/totals.ts'
import type { ShownTrip } from '../../client/vault-protocol.ts'
import type { Mode } from '../../shared/engine/mode.ts'

function trip(start: string, end: string, mode: Mode, distanceM: number, co2eKg: number): ShownTrip {
  const section = { start, end, mode, confidence: 1, probabilities: {}, distanceM, co2eKg, geometry: '' }
  return {
    ...{ start, end, timeZone: 'Europe/Paris', distanceM, co2eKg, sections: [section] },
    ...{
      localDay: start.slice(0, 10),
      localMonth: start.slice(0, 7),
      localStart: '',
      localEnd: '',
      edited: [],
      habits: [],
    },
  }
}

const trips = [
  trip('2026-06-01T16:00:00Z', '2026-06-01T16:20:00Z', 'car', 9000, 1.8),
  trip('2026-06-01T06:00:00Z', '2026-06-01T06:30:00Z', 'bicycle', 6000, 0.01),
  trip('2026-05-31T06:00:00Z', '2026-05-31T06:10:00Z', 'car', 3000, 0.6),
]

describe('a day', () => {
  test('has the totals of all its trips, even when only some are on screen', () => {
    const [day] = daysOf(trips.slice(0, 1), trips)
    expect(day).toMatchObject({ day: '2026-06-01', tripCount: 2, distanceM: 15_000, co2eKg: 1.81 })
    expect(day?.trips).toHaveLength(1)
  })
})

describe('months', () => {
  test('come newest first and add up to all trips', () => {
    const months = monthsOf(trips)
    expect(months.map(({ month, trips: count }) => [month, count])).toEqual([
      ['2026-06', 2],
      ['2026-05', 1],
    ])
  })

  test('name the mode with the largest footprint first', () => {
    expect(monthsOf(trips)[0]?.modes.map(({ mode }) => mode)).toEqual(['car', 'bicycle'])
  })
})

test('a stay follows the trip at whose end it begins', () => {
  const stay = { start: '2026-06-01T06:30:00.000Z', end: '2026-06-01T16:00:00Z', lat: 46.16, lon: -1.15 }
  expect([...staysAfter(trips, [stay])]).toEqual([['2026-06-01T06:00:00Z', stay]])
})
