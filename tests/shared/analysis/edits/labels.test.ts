/** What is said of trips and sections: modes, people, words; and edits of other times. */
import { describe, expect, test } from 'vitest'
import type { TripDocument } from '../../../../shared/analysis/document.ts'
import type { Edit } from '../../../../shared/analysis/edits/registry.ts'
import { readEdits } from '../../../../shared/analysis/edits/registry.ts'
import { day, edited, errand, evening, morning, ride, said, section, span, told, tripOf } from './straight.ts'

const taxi = said({ kind: 'mode', ...span(ride, ride), mode: 'taxi' })
const four = said({ kind: 'people', ...span(ride, ride), people: 4 })
const named = said({ kind: 'name', ...span(errand, errand), name: 'To the market' })

describe('what the owner said last', () => {
  test('stands, and can be to let stand what was found', () => {
    const back = said({ kind: 'mode', ...span(ride, ride), mode: null })
    expect(edited([morning], taxi, back)).toEqual(edited([morning]))
    const nameless = said({ kind: 'name', ...span(errand, errand), name: '' })
    expect(edited([errand], named, nameless)[0]).not.toHaveProperty('name')
  })

  test('keeps what had been found beside it', () => {
    const [one] = edited([morning], taxi)
    expect(one!.sections.map(({ mode, detected }) => [mode, detected])).toEqual([
      ['walking', undefined],
      ['taxi', 'car'],
    ])
  })
})

test('people aboard share a car, and change nothing on a bus', () => {
  const aboard = (of: TripDocument, people: number) =>
    edited([of], said({ kind: 'people', ...span(of, of), people }))[0]!.sections.at(-1)!.co2eKg
  expect([aboard(morning, 1), aboard(morning, 3)]).toEqual([3.917, 1.306])
  expect(aboard(errand, 1)).toBe(aboard(errand, 5))
})

test('a mode said later keeps the people aboard', () => {
  const later = said({ kind: 'mode', ...span(ride, ride), mode: 'carpool' })
  expect(edited([morning], four, later)[0]!.sections[1]).toMatchObject({
    mode: 'carpool',
    co2eKg: 0.979,
  })
})

test('what is said of a night holds for the trip that goes through midnight', () => {
  const night = tripOf([section(Date.UTC(2026, 4, 4, 23, 40), Date.UTC(2026, 4, 5, 0, 20), 'car')])
  const name = said({ kind: 'name', ...span(night, night), name: 'Home at last' })
  const days = said({
    kind: 'purpose',
    start: '2026-04-01T00:00:00Z',
    end: '2026-06-01T00:00:00Z',
    purpose: 'visit',
  })
  expect(edited([evening, night], name, days).map((each) => [each.name, each.purpose])).toEqual([
    [undefined, 'visit'],
    ['Home at last', 'visit'],
  ])
})

test('edits from before there were kinds said a mode', () => {
  const old = { id: 'a', ...span(ride, ride), mode: 'tram', editedAt: '2026-05-05T10:00:00Z' }
  const [edit, other] = readEdits([old, named])
  expect(edit).toEqual({ kind: 'mode', ...old })
  expect(other).toBe(named)
  expect(told(edited([morning], edit!))[0]![1]).toBe('08:10–08:40 tram 18000')
})

test('edits of a kind that only a later Sillage knows are left alone', () => {
  const later = { ...named, kind: 'weather' } as unknown as Edit
  expect(readEdits([later])).toEqual([later])
  expect(edited(day, later)).toEqual(edited(day))
})
