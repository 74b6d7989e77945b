/** Trips come, go, part and join as their owner says; their figures follow. */
import { describe, expect, test } from 'vitest'
import { EditFault } from '../../../../shared/analysis/edits/edit.ts'
import type { Edit } from '../../../../shared/analysis/edits/registry.ts'
import { checkEdit } from '../../../../shared/analysis/edits/registry.ts'
import { applyEdits } from '../../../../shared/analysis/edits.ts'
import { decodePolyline, encodePolyline } from '../../../../shared/trace/polyline.ts'
import { at, context, edited, lonAfter, said, told, trip } from './straight.ts'

const morning = { ...trip('08:00', ['walking', '08:10'], ['car', '08:40']), from: 'home', to: 'work' }
const errand = { ...trip('08:50', ['bus', '09:20']), from: 'work', to: 'shop' }
const evening = trip('18:00', ['bicycle', '18:30'])
const day = [morning, errand, evening]
const span = (a: { start: string }, b: { end: string }) => ({ start: a.start, end: b.end })

describe('a split', () => {
  test('of a section cuts its way where the phone was, and the footprint follows each part', () => {
    // At 10 m/s from midnight: at 08:25 one is 303 km east, but the phone says 299 km, 5 km into the car ride.
    const spot = { lat: 46, lon: lonAfter(299_000) }
    const split = said({ kind: 'split', of: 'section', ...span(morning, morning), at: at('08:25'), spot })
    const [first] = edited([morning], split)
    expect(told([first!])).toEqual([
      ['08:00–08:10 walking 6000', '08:10–08:25 car 5000', '08:25–08:40 car 13000'],
    ])
    expect(first!.sections.map(({ co2eKg }) => co2eKg)).toEqual([0, 1.088, 2.829])
    expect(first!.co2eKg).toBe(3.917)
    const [, before, after] = first!.sections.map(({ geometry }) => decodePolyline(geometry).lonDeg)
    expect([before!.at(-1), after![0]].map((lon) => lon!.toFixed(4))).toEqual(
      Array(2).fill(spot.lon.toFixed(4)),
    )
  })

  test('without a position is where an even pace would be', () => {
    const split = said({ kind: 'split', of: 'section', ...span(morning, morning), at: at('08:20') })
    expect(told(edited([morning], split))[0]!.slice(1)).toEqual([
      '08:10–08:20 car 6000',
      '08:20–08:40 car 12000',
    ])
  })

  test('of a way out and back the same way parts at the right one of both passes', () => {
    const { latDeg, lonDeg } = decodePolyline(evening.sections[0]!.geometry)
    const bothWays = { ...evening.sections[0]!, distanceM: 36_000 }
    bothWays.geometry = encodePolyline({
      latDeg: [...latDeg, ...latDeg.toReversed()],
      lonDeg: [...lonDeg, ...lonDeg.toReversed()],
    })
    // 18 km out and 18 back in half an hour: at 18:24 one is back at 7.2 km from the start.
    const spot = { lat: 46, lon: lonDeg[0]! + lonAfter(7200) }
    const split = said({ kind: 'split', of: 'section', ...span(evening, evening), at: at('18:24'), spot })
    const [before] = edited([{ ...evening, sections: [bothWays] }], split)[0]!.sections
    expect(before!.distanceM).toBeGreaterThan(28_750)
    expect(before!.distanceM).toBeLessThan(28_850)
  })

  test('of a trip makes two, each with its own end', () => {
    const split = said({ kind: 'split', of: 'trip', ...span(morning, morning), at: at('08:20') })
    const [first, second, ...rest] = edited(day, split)
    expect(told([first!, second!])).toEqual([
      ['08:00–08:10 walking 6000', '08:10–08:20 car 6000'],
      ['08:20–08:40 car 12000'],
    ])
    expect([first!.from, first!.to, second!.from, second!.to]).toEqual(['home', undefined, undefined, 'work'])
    expect([first!.distanceM, second!.distanceM]).toEqual([12_000, 12_000])
    expect(told(rest)).toEqual(told([errand, evening]))
  })
})

describe('a merge', () => {
  test('of two trips makes one from the first start to the last end, with the sections of both', () => {
    const [one, ...rest] = edited(day, said({ kind: 'merge', of: 'trip', ...span(morning, errand) }))
    expect(told([one!])).toEqual([
      ['08:00–08:10 walking 6000', '08:10–08:40 car 18000', '08:50–09:20 bus 18000'],
    ])
    expect(one).toMatchObject({
      start: at('08:00'),
      end: at('09:20'),
      from: 'home',
      to: 'shop',
      distanceM: 42_000,
    })
    expect(told(rest)).toEqual(told([evening]))
  })

  test('of two sections makes one, of the mode of the longer', () => {
    const [one] = edited([morning], said({ kind: 'merge', of: 'section', ...span(morning, morning) }))
    expect(told([one!])).toEqual([['08:00–08:40 car 24000']])
    expect(one!.co2eKg).toBeCloseTo(24 * 0.2176, 3)
  })
})

describe('a boundary that moves', () => {
  const moved = (to: string) =>
    said({ kind: 'boundary', ...span(morning, morning), was: at('08:10'), at: at(to) })

  test('later gives the way between to the section before', () => {
    const [one] = edited([morning], moved('08:15'))
    expect(told([one!])).toEqual([['08:00–08:15 walking 9000', '08:15–08:40 car 15000']])
    expect(one!.co2eKg).toBeCloseTo(15 * 0.2176, 3)
  })

  test('earlier gives it to the section after', () => {
    expect(told(edited([morning], moved('08:05')))).toEqual([
      ['08:00–08:05 walking 3000', '08:05–08:40 car 21000'],
    ])
  })

  test('twice is where it was said last', () => {
    expect(told(edited([morning], moved('08:15'), moved('08:05')))).toEqual(
      told(edited([morning], moved('08:05'))),
    )
  })
})

test('a trip that was deleted is gone, the others are as they were', () => {
  expect(edited(day, said({ kind: 'delete', ...span(errand, errand) }))).toEqual(edited([morning, evening]))
})

describe('a trip that was added', () => {
  const added = said({
    ...{ kind: 'add', start: at('12:00'), end: at('12:30'), timeZone: 'Europe/Paris' },
    ...{ mode: 'car', distanceM: 10_000 },
  })

  test('stands in its place in time, with the footprint of its mode', () => {
    const trips = edited(day, added)
    expect(trips.map(({ start }) => start.slice(11, 16))).toEqual(['08:00', '08:50', '12:00', '18:00'])
    expect(trips[2]).toMatchObject({ distanceM: 10_000, co2eKg: 2.176, sections: [{ isAdded: true }] })
  })

  test('leads where it was said to, and so is a commute between home and work', () => {
    const figures = { visits: 9, hours: 9, nights: 0, workDays: 0 }
    const place = { ...figures, radiusM: 100, timeZone: 'Europe/Paris', lastVisit: at('08:00') }
    const places = [
      { id: 'h', lat: 46, lon: 1, role: 'home' as const, ...place },
      { id: 'w', lat: 46, lon: 1.1, role: 'work' as const, ...place },
    ]
    const between = { ...added, from: { lat: 46, lon: 1.0001 }, to: { lat: 46, lon: 1.1 } } as Edit
    expect(applyEdits([], [between], { ...context, places })[0]).toMatchObject({
      from: 'h',
      to: 'w',
      purpose: 'commute',
    })
  })

  test('goes when it is deleted later, and stays when something was deleted there before', () => {
    const gone = said({ kind: 'delete', start: at('12:00'), end: at('12:30') })
    expect(edited(day, added, gone)).toHaveLength(3)
    expect(edited(day, { ...added, editedAt: '2027-01-01T00:00:00.000Z' }, gone)).toHaveLength(4)
  })
})

describe('an edit that means nothing is refused', () => {
  const fault = (edit: Edit): string | undefined => {
    try {
      checkEdit(day, edit)
    } catch (error) {
      if (error instanceof EditFault) return error.code
      throw error
    }
    return undefined
  }
  const add = (start: string, end: string, distanceM: number) =>
    said({ kind: 'add', start: at(start), end: at(end), timeZone: 'UTC', mode: 'car', distanceM })
  const whole = span(morning, morning)

  test.each([
    ['a trip over another', add('08:30', '08:45', 1), 'edit-overlap'],
    ['a trip that ends before it starts', add('12:30', '12:00', 1), 'edit-times'],
    ['a trip of less than nothing', add('12:00', '12:30', -1), 'edit-amount'],
    ['a split at an end', said({ kind: 'split', of: 'section', ...whole, at: at('08:10') }), 'edit-outside'],
    ['a split between trips', said({ kind: 'split', of: 'trip', ...whole, at: at('08:45') }), 'edit-outside'],
    ['one trip joined with nothing', said({ kind: 'merge', of: 'trip', ...whole }), 'edit-alone'],
    [
      'a boundary outside its sections',
      said({ kind: 'boundary', ...whole, was: at('08:10'), at: at('09:00') }),
      'edit-outside',
    ],
    ['a deletion of nothing', said({ kind: 'delete', start: at('10:00'), end: at('11:00') }), 'edit-outside'],
    ['ten people', said({ kind: 'people', ...whole, people: 10 }), 'edit-amount'],
    ['half a person', said({ kind: 'people', ...whole, people: 1.5 }), 'edit-amount'],
    ['a name that is a novel', said({ kind: 'name', ...whole, name: 'x'.repeat(81) }), 'edit-too-long'],
    ['a note that is a novel', said({ kind: 'note', ...whole, note: 'x'.repeat(2001) }), 'edit-too-long'],
  ] as const)('%s', (_, edit, code) => {
    expect(fault(edit)).toBe(code)
  })

  test('and one that means something is not', () => {
    expect(fault(add('08:40', '08:50', 1))).toBeUndefined()
    expect(fault(said({ kind: 'split', of: 'trip', ...whole, at: at('08:10') }))).toBeUndefined()
    expect(fault(said({ kind: 'people', ...whole, people: 9 }))).toBeUndefined()
  })
})
