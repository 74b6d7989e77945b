import { expect, test } from 'vitest'
import { tripStays } from '../../../client/trips/trip-stays.ts'
import { shownTrip } from './shown-trip.ts'

const trip = shownTrip('2026-06-01T08:00:00Z', '2026-06-01T09:00:00Z', 'bus', 9000, 1)
const stay = (start: string, end: string) => ({
  ...{ start: `2026-06-01T${start}:00Z`, end: `2026-06-01T${end}:00Z` },
  ...{ lat: 46, lon: -1 },
})

test('a trip lies between the stays that touch it', () => {
  const [before, after] = [stay('06:00', '08:00'), stay('09:00', '10:00')]
  const far = [stay('01:00', '05:00'), stay('11:00', '12:00')]
  expect(tripStays(trip, [far[0]!, before, after, far[1]!])).toEqual({ before, after, within: [] })
})

test('a stay between the two trips that were joined lies within', () => {
  const within = stay('08:20', '08:30')
  expect(tripStays(trip, [within])).toEqual({ within: [within] })
})

test('a trip that was added in the midst of a stay lies between none', () => {
  expect(tripStays(trip, [stay('07:00', '09:30')])).toEqual({ within: [] })
})
