/** The list shows the trips that were asked for, and no others. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askedFor, everyTrip, filtered, isToConfirm } from '../../../client/trips/trip-filter.ts'
import { shownTrip } from './shown-trip.ts'

const commute = shownTrip('2026-06-02T06:00:00Z', '2026-06-02T06:30:00Z', 'bicycle', 6000, 0, {
  purpose: 'commute',
  from: 'h',
  to: 'w',
})
const errand = shownTrip('2026-06-01T16:00:00Z', '2026-06-01T16:20:00Z', 'car', 9000, 1.8, { from: 'w' })
const walk = shownTrip('2026-05-31T06:00:00Z', '2026-05-31T06:10:00Z', 'walking', 700, 0)
const trips = [commute, errand, walk]
const said = new Map([
  [commute, 'Home → Work bicycle commute Tuesday, 2 June 2026'],
  [errand, 'La Rochelle → Aytré car not known Monday, 1 June 2026'],
  [walk, 'Within La Rochelle walking not known Sunday, 31 May 2026'],
])
const sources = new Map([
  [commute.start, ['old phone', 'new phone']],
  [errand.start, ['new phone']],
])
const show = (ask: Partial<typeof everyTrip>) =>
  filtered(trips, { ...everyTrip, ...ask }, (trip) => said.get(trip)!, sources)

describe('a filter', () => {
  test('that asks for nothing lets every trip through', () => {
    expect(show({})).toBe(trips)
  })

  test('by mode, purpose, place or period lets through what fits', () => {
    expect(show({ mode: 'car' })).toEqual([errand])
    expect(show({ purpose: 'commute' })).toEqual([commute])
    expect(show({ purpose: 'none' })).toEqual([errand, walk])
    expect(show({ place: 'w' })).toEqual([commute, errand])
    expect(show({ first: '2026-06-01' })).toEqual([commute, errand])
    expect(show({ last: '2026-05-31' })).toEqual([walk])
    expect(show({ first: '2026-06-01', last: '2026-06-01' })).toEqual([errand])
  })

  test('by phone lets through what that phone recorded, and all while that is not known', () => {
    expect(show({ source: 'new phone' })).toEqual([commute, errand])
    expect(show({ source: 'old phone' })).toEqual([commute])
    const unknown = filtered(trips, { ...everyTrip, source: 'old phone' }, () => '', null)
    expect(unknown).toEqual(trips)
  })

  test('by words finds them all, in any case and without accents', () => {
    expect(show({ text: 'aytre' })).toEqual([errand])
    expect(show({ text: 'june ROCHELLE' })).toEqual([errand])
    expect(show({ text: 'nowhere' })).toEqual([])
    expect(show({ text: 'ytre' })).toEqual([])
    expect(show({ text: '“work”, 2' })).toEqual([commute])
  })

  test('that asks for more never shows more', () => {
    const ask = fc.record({
      text: fc.constantFrom('', 'la', 'june', 'home'),
      mode: fc.constantFrom(null, 'car' as const, 'walking' as const),
      purpose: fc.constantFrom(null, 'none' as const, 'commute' as const),
      place: fc.constantFrom(null, 'h', 'w'),
      source: fc.constantFrom(null, 'old phone', 'new phone'),
      first: fc.constantFrom(null, '2026-06-01'),
      last: fc.constantFrom(null, '2026-06-01'),
      toConfirm: fc.constant(false),
    })
    fc.assert(
      fc.property(
        ask,
        fc.constantFrom(...(Object.keys(everyTrip) as (keyof typeof everyTrip)[])),
        (one, key) => {
          const less = { ...one, [key]: everyTrip[key] }
          for (const trip of show(one)) expect(show(less)).toContain(trip)
          expect(askedFor(less)).toBeLessThanOrEqual(askedFor(one))
        },
      ),
    )
  })
})

describe('a trip is to confirm', () => {
  const unsure = { ...walk, sections: [{ ...walk.sections[0]!, confidence: 0.4 }] }

  test('when a mode of it is uncertain', () => {
    expect(isToConfirm(unsure)).toBe(true)
    expect(isToConfirm(walk)).toBe(false)
  })

  test('until its owner has set that mode', () => {
    expect(isToConfirm({ ...unsure, edited: [0] })).toBe(false)
  })
})
