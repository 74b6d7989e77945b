/** What holds of edits whatever they are: the order of storing, new cuts of the same time, taking them back. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SectionDocument, TripDocument } from '../../../../shared/analysis/document.ts'
import type { Edit } from '../../../../shared/analysis/edits/registry.ts'
import { sameInstantMs } from '../../../../shared/analysis/edits/span.ts'
import type { Vehicle } from '../../../../shared/footprint/vehicle.ts'
import {
  at,
  day,
  edited,
  errand,
  evening,
  morning,
  ride,
  said,
  section,
  span,
  trip,
  tripOf,
} from './straight.ts'

/** Where there is a boundary within a second of what was said, it stays where it is. */
const isSameInstant = (iso: string, time: string): boolean =>
  Math.abs(Date.parse(iso) - Date.parse(at(time))) <= sameInstantMs

const zoe: Vehicle = {
  id: 'v',
  name: 'Zoe',
  fuel: 'electric',
  litresPer100Km: 0,
  kwhPer100Km: 17,
  people: 1,
}

/** One of each kind, each said of the day as the engine left it. */
const edits = {
  mode: said({ kind: 'mode', ...span(ride, ride), mode: 'taxi' }),
  people: said({ kind: 'people', ...span(ride, ride), people: 4 }),
  vehicle: said({ kind: 'vehicle', ...span(ride, ride), vehicle: zoe }),
  purpose: said({ kind: 'purpose', ...span(errand, errand), purpose: 'shopping' }),
  name: said({ kind: 'name', ...span(errand, errand), name: 'To the market' }),
  note: said({ kind: 'note', ...span(evening, evening), note: 'Rain.' }),
  boundary: said({ kind: 'boundary', ...span(morning, morning), was: at('08:10'), at: at('08:15') }),
  sections: said({ kind: 'merge', of: 'section', ...span(morning, morning) }),
  trips: said({ kind: 'merge', of: 'trip', ...span(morning, errand) }),
  cut: said({ kind: 'split', of: 'section', ...span(ride, ride), at: at('08:25') }),
  twoTrips: said({ kind: 'split', of: 'trip', ...span(evening, evening), at: at('18:12') }),
  deleted: said({ kind: 'delete', ...span(evening, evening) }),
  added: said({
    ...{ kind: 'add', start: at('12:00'), end: at('12:30'), timeZone: 'Europe/Paris' },
    ...{ mode: 'car', distanceM: 10_000 },
  }),
} satisfies Record<string, Edit>

/** Any edit of any time of the day, said at any time. */
const anyEdit = fc
  .record({
    edit: fc.constantFrom<Edit>(...Object.values(edits)),
    minutes: fc.tuple(fc.integer({ min: 470, max: 1120 }), fc.integer({ min: 1, max: 90 })),
    // Few, so that some are said in the same instant.
    second: fc.integer({ min: 0, max: 3 }),
    id: fc.uuid(),
  })
  .map(({ edit, minutes: [from, long], second, id }): Edit => {
    const clock = (minute: number): string =>
      new Date(Date.UTC(2026, 4, 4) + minute * 60_000).toISOString().replace('.000Z', 'Z')
    const middle = clock(from + Math.ceil(long / 2))
    const instants = 'at' in edit ? { at: middle } : {}
    const editedAt = `2026-05-05T10:00:${String(second).padStart(2, '0')}Z`
    const words = edit.kind === 'name' ? { name: id } : {}
    return { ...edit, ...instants, ...words, start: clock(from), end: clock(from + long), editedAt, id }
  })

test('the order in which edits are stored makes no difference', () => {
  const shuffled = fc
    .uniqueArray(anyEdit, { maxLength: 12, selector: ({ id }) => id })
    .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })))
  fc.assert(
    fc.property(shuffled, ([stored, other]) => {
      expect(edited(day, ...other)).toEqual(edited(day, ...stored))
    }),
    { numRuns: 300 },
  )
})

test('an edit changes the trips of its own time as if there were no others', () => {
  const far = trip('23:00', ['train', '23:50'])
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 6 }), (all) => {
      const [alone, among] = [edited(day, ...all), edited([...day, far], ...all)]
      expect(among).toEqual([...alone, { ...far, edited: [] }])
    }),
  )
})

/** A trip added over one that was found, and both parted at one moment. */
const addedOverAnother: Edit[] = [
  {
    ...{ kind: 'add', id: 'a', start: '2026-05-04T07:50:00Z', end: '2026-05-04T08:02:00Z' },
    ...{ timeZone: 'Europe/Paris', mode: 'car', distanceM: 10_000, editedAt: '2026-05-05T10:00:00Z' },
  },
  {
    ...{ kind: 'split', of: 'trip', id: 'b', start: '2026-05-04T07:50:00Z', end: '2026-05-04T08:11:00Z' },
    ...{ at: '2026-05-04T08:01:00Z', editedAt: '2026-05-05T10:00:01Z' },
  },
]

test('whatever is said, sections follow each other in time and make up the sums of their trips', () => {
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 12 }), (all) => {
      const trips = edited(day, ...all)
      const instants = trips.flatMap(({ start, end, sections }) => [
        start,
        ...sections.flatMap((each) => [each.start, each.end]),
        end,
      ])
      const starts = trips.map(({ start }) => start)
      expect(starts).toEqual([...starts].sort())
      for (const { sections, distanceM, co2eKg } of trips) {
        expect(sections.length).toBeGreaterThan(0)
        expect(sections.reduce((sum, each) => sum + each.distanceM, 0)).toBe(distanceM)
        expect(sections.reduce((sum, each) => sum + each.co2eKg, 0)).toBeCloseTo(co2eKg, 2)
      }
      expect(instants.every((iso) => Number.isFinite(Date.parse(iso)))).toBe(true)
    }),
    { numRuns: 300, examples: [[addedOverAnother]] },
  )
})

test('cutting and joining lose no metre', () => {
  const shaping = anyEdit.filter(({ kind }) => kind === 'split' || kind === 'merge' || kind === 'boundary')
  const metres = (trips: readonly TripDocument[]) => trips.reduce((sum, { distanceM }) => sum + distanceM, 0)
  fc.assert(
    fc.property(fc.array(shaping, { maxLength: 12 }), (all) => {
      expect(metres(edited(day, ...all))).toBe(metres(day))
    }),
    { numRuns: 300 },
  )
})

test('an edit taken back leaves no mark', () => {
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 8 }), anyEdit, (all, last) => {
      const [before, without] = [structuredClone(day), edited(day, ...all)]
      const stored = [...all, last]
      edited(day, ...stored)
      expect(edited(day, ...stored.filter(({ id }) => id !== last.id))).toEqual(without)
      expect(day).toEqual(before)
    }),
  )
})

/** The day computed anew: boundaries elsewhere, up to a seventh of the shorter neighbour away, and more of them. */
const recomputed = fc
  .record({
    shifts: fc.array(fc.double({ min: -1 / 7, max: 1 / 7, noNaN: true }), { minLength: 9, maxLength: 9 }),
    cuts: fc.array(fc.double({ min: 0.2, max: 0.8, noNaN: true }), { minLength: 9, maxLength: 9 }),
    isCut: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
  })
  .map(({ shifts, cuts, isCut }) => {
    let n = 0
    return day.map(({ sections }) => {
      const spans = sections.map((each) => [Date.parse(each.start), Date.parse(each.end)] as [number, number])
      const shortMs = Math.min(...spans.map(([from, to]) => to - from))
      const shift = (): number => Math.round((shifts[n++]! * shortMs) / 1000) * 1000
      spans[0]![0] += shift() / 2
      for (let i = 1; i < spans.length; i++) {
        spans[i]![0] += shift()
        spans[i - 1]![1] = spans[i]![0]
      }
      spans.at(-1)![1] += shift() / 2
      return tripOf(spans.flatMap(([from, to], i) => cutAgain(from, to, sections[i]!, isCut[n]!, cuts[n]!)))
    })
  })

function cutAgain(fromMs: number, toMs: number, { mode }: SectionDocument, isCut: boolean, share: number) {
  if (!isCut) return [section(fromMs, toMs, mode)]
  const middleMs = fromMs + Math.round(((toMs - fromMs) * share) / 1000) * 1000
  return [section(fromMs, middleMs, mode), section(middleMs, toMs, mode)]
}

const tripAt = <T extends TripDocument>(trips: readonly T[], time: string): T | undefined =>
  trips.find(({ start, end }) => start <= at(time) && end > at(time))
const sectionAt = (trips: readonly TripDocument[], time: string): SectionDocument | undefined =>
  tripAt(trips, time)?.sections.find(({ start, end }) => start <= at(time) && end > at(time))
const boundaries = (trips: readonly TripDocument[]): string[] =>
  trips.flatMap(({ sections }) => sections.slice(1).map(({ start }) => start))

describe('after a computation that cuts the same time differently', () => {
  const claims: [what: string, edit: Edit, claim: (trips: ReturnType<typeof edited>) => void][] = [
    [
      'a mode is what was said',
      edits.mode,
      (trips) => {
        for (const time of ['08:18', '08:25', '08:32']) expect(sectionAt(trips, time)!.mode).toBe('taxi')
        expect(sectionAt(trips, '08:05')!.mode).toBe('walking')
      },
    ],
    [
      'as many are aboard',
      edits.people,
      (trips) => {
        const { people, co2eKg, distanceM } = sectionAt(trips, '08:25')!
        expect(people).toBe(4)
        expect(co2eKg).toBeCloseTo((distanceM / 1000) * (0.2176 / 4), 3)
      },
    ],
    [
      'a vehicle is the one that was said, a copy of it',
      edits.vehicle,
      (trips) => {
        for (const time of ['08:18', '08:25', '08:32']) expect(sectionAt(trips, time)!.vehicle).toEqual(zoe)
        expect(sectionAt(trips, '08:05')!.vehicle).toBeUndefined()
      },
    ],
    [
      'a purpose is what was said',
      edits.purpose,
      (trips) => expect(tripAt(trips, '09:05')!.purpose).toBe('shopping'),
    ],
    [
      'a name is what was said',
      edits.name,
      (trips) => expect(tripAt(trips, '09:05')!.name).toBe('To the market'),
    ],
    ['a note is what was said', edits.note, (trips) => expect(tripAt(trips, '18:15')!.note).toBe('Rain.')],
    [
      'a boundary is where it was said, with nothing of the old one',
      edits.boundary,
      (trips) => {
        const between = boundaries(trips).filter((iso) => iso > at('08:07') && iso < at('08:20'))
        expect(between).toHaveLength(1)
        expect(isSameInstant(between[0]!, '08:15')).toBe(true)
        expect([sectionAt(trips, '08:13')!.mode, sectionAt(trips, '08:16')!.mode]).toEqual(['walking', 'car'])
      },
    ],
    [
      'joined sections are one',
      edits.sections,
      (trips) => {
        const { start, end, mode } = sectionAt(trips, '08:20')!
        expect([start < at('08:04'), end > at('08:36'), mode]).toEqual([true, true, 'car'])
      },
    ],
    [
      'joined trips are one',
      edits.trips,
      (trips) => {
        expect(tripAt(trips, '08:20')).toBe(tripAt(trips, '09:05'))
        expect(trips).toHaveLength(2)
      },
    ],
    [
      'a section parts where it was said',
      edits.cut,
      (trips) => expect(boundaries(trips).some((iso) => isSameInstant(iso, '08:25'))).toBe(true),
    ],
    [
      'a trip parts where it was said',
      edits.twoTrips,
      (trips) => {
        expect(isSameInstant(tripAt(trips, '18:11')!.end, '18:12')).toBe(true)
        expect(isSameInstant(tripAt(trips, '18:13')!.start, '18:12')).toBe(true)
      },
    ],
    ['what was deleted is gone', edits.deleted, (trips) => expect(trips).toHaveLength(2)],
    [
      'what was added is there',
      edits.added,
      (trips) => expect(tripAt(trips, '12:15')!.distanceM).toBe(10_000),
    ],
  ]
  test.each(claims)('%s', (_, edit, claim) => {
    fc.assert(
      fc.property(recomputed, (trips) => {
        claim(edited(trips, edit))
      }),
    )
  })
})
