/** The list shows a page at a time, and finds any day without drawing all that lies between. */
import { describe, expect, test } from 'vitest'
import {
  newestTrips,
  tripsPerPage,
  windowWith,
  withNewer,
  withOlder,
} from '../../../client/trips/trip-list.ts'
import { shownTrip } from './shown-trip.ts'

/** 40 days of 3 trips, newest first. */
const trips = Array.from({ length: 120 }, (_, n) => {
  const day = new Date(Date.UTC(2026, 5, 30) - Math.floor(n / 3) * 86_400_000).toISOString().slice(0, 10)
  return shownTrip(`${day}T0${8 - (n % 3)}:00:00Z`, `${day}T0${8 - (n % 3)}:10:00Z`, 'walking', 500, 0)
})

describe('the window of the list', () => {
  test('stays where it is when it has all of the day that is sought', () => {
    expect(windowWith(trips, '2026-06-29', newestTrips)).toBe(newestTrips)
  })

  test('moves to a day that is far away, with one page from there on', () => {
    expect(windowWith(trips, '2026-06-01', newestTrips)).toEqual({ from: 87, count: tripsPerPage })
  })

  test('moves when it holds only a part of the day', () => {
    // 20 trips end within the seventh day, 24 June.
    expect(windowWith(trips, '2026-06-24', newestTrips).from).toBe(18)
  })

  test('holds a whole day, however many its trips', () => {
    const busy = trips.map((trip) => ({ ...trip, localDay: '2026-06-30' }))
    expect(windowWith(busy, '2026-06-30', newestTrips)).toEqual({ from: 0, count: 120 })
  })

  test('does not move for a day without trips', () => {
    expect(windowWith(trips, '2020-01-01', newestTrips)).toBe(newestTrips)
  })

  test('grows towards older and newer trips without losing what it shows', () => {
    const window = { from: 30, count: 20 }
    expect(withOlder(window)).toEqual({ from: 30, count: 40 })
    expect(withNewer(window)).toEqual({ from: 10, count: 40 })
    expect(withNewer({ from: 5, count: 20 })).toEqual({ from: 0, count: 25 })
  })
})
