import { expect, test } from 'vitest'
import type { ModeEdit } from '../../../shared/analysis/edits/mode.ts'
import { applyEdits } from '../../../shared/analysis/edits.ts'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import { day } from './day.ts'

const context = { set: defaultFactorSet, places: day.places }
const ride = day.trips[0]!.sections[1]!
const edit = (more: Partial<ModeEdit> = {}): ModeEdit => ({
  kind: 'mode',
  id: 'a',
  start: ride.start,
  end: ride.end,
  mode: 'bus',
  editedAt: '2026-05-05T10:00:00Z',
  ...more,
})
const edited = (...edits: ModeEdit[]) => applyEdits(day.trips, edits, context)
const middle = new Date((Date.parse(ride.start) + Date.parse(ride.end)) / 2).toISOString()

test('a line that was named goes when the owner says another mode, and stays when they confirm it', () => {
  const onLine = { ...ride, mode: 'bus' as const, line: '7' }
  const trips = [{ ...day.trips[0]!, sections: [day.trips[0]!.sections[0]!, onLine] }]
  const lineAfter = (mode: 'bus' | 'car') =>
    applyEdits(trips, [edit({ mode })], context)[0]!.sections[1]!.line
  expect([lineAfter('bus'), lineAfter('car')]).toEqual(['7', undefined])
})

test('an edit sets the mode of its section, and the footprint follows', () => {
  const [trip, other] = edited(edit())
  expect(trip).toMatchObject({
    edited: [1],
    sections: [{}, { mode: 'bus', confidence: 1, probabilities: { bus: 1 } }],
  })
  expect(trip!.sections[1]!.co2eKg).toBeCloseTo((ride.distanceM / 1000) * 0.112, 2)
  expect(trip!.co2eKg).toBeCloseTo(
    trip!.sections.reduce((sum, section) => sum + section.co2eKg, 0),
    9,
  )
  expect(other).toEqual({ ...day.trips[1], edited: [] })
})

test('the latest edit wins, in whatever order they come', () => {
  const later = edit({ id: 'b', mode: 'taxi', editedAt: '2026-05-06T10:00:00Z' })
  expect(edited(edit(), later)).toEqual(edited(later, edit()))
  expect(edited(edit(), later)[0]!.sections[1]!.mode).toBe('taxi')
})

test('an edit of less than half of a section leaves it alone', () => {
  const [trip] = edited(edit({ end: new Date(Date.parse(middle) - 60_000).toISOString() }))
  expect(trip).toEqual({ ...day.trips[0], edited: [] })
})

test('an edit of the whole day changes every section', () => {
  const all = edited(edit({ start: '2026-05-04T00:00:00Z', end: '2026-05-05T00:00:00Z' }))
  expect(new Set(all.flatMap(({ sections }) => sections.map(({ mode }) => mode)))).toEqual(new Set(['bus']))
})

test('edits of other days change nothing, and the trips given are left as they were', () => {
  const before = structuredClone(day.trips)
  edited(edit({ start: '2026-05-01T00:00:00Z', end: '2026-05-02T00:00:00Z' }), edit())
  expect(day.trips).toEqual(before)
})
