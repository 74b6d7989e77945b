import fc from 'fast-check'
import { expect, test } from 'vitest'
import { summaryOf } from '../../../shared/exports/summary.ts'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import { day } from '../analysis/day.ts'

/** The trips of one day, moved to other days. */
const anyTrips = fc
  .array(fc.record({ trip: fc.constantFrom(...day.trips), daysLater: fc.nat(120) }), { maxLength: 20 })
  .map((picked) => picked.map(({ trip, daysLater }) => movedBy(trip, daysLater)))

const later = (iso: string, days: number): string =>
  new Date(Date.parse(iso) + days * 86_400_000).toISOString()
const movedBy = (trip: (typeof day.trips)[number], days: number) => ({
  ...trip,
  start: later(trip.start, days),
  end: later(trip.end, days),
  sections: trip.sections.map((each) => ({
    ...each,
    start: later(each.start, days),
    end: later(each.end, days),
  })),
})
const all = { from: '2026-01-01', to: '2026-12-31' }
const sumOf = <K extends string>(items: readonly Record<K, number>[], figure: K): number =>
  items.reduce((sum, item) => sum + item[figure], 0)

test('modes and months each add up to the whole', () => {
  fc.assert(
    fc.property(anyTrips, (trips) => {
      const { total, modes, months } = summaryOf(trips, all)
      expect(total.trips).toBe(trips.length)
      expect(sumOf(months, 'trips')).toBe(trips.length)
      expect(sumOf(modes, 'sections')).toBe(trips.flatMap(({ sections }) => sections).length)
      for (const parts of [modes, months]) {
        expect(sumOf(parts, 'co2eKg')).toBeCloseTo(total.co2eKg, 2)
        expect(sumOf(parts, 'distanceM') / 1000).toBeCloseTo(total.distanceM / 1000, 1)
      }
    }),
  )
})

test('a period and the days around it share no trip and miss none', () => {
  const day0 = fc.integer({ min: 0, max: 130 }).map((n) => later('2026-05-01T00:00:00Z', n).slice(0, 10))
  const before = (iso: string) => later(`${iso}T00:00:00Z`, -1).slice(0, 10)
  fc.assert(
    fc.property(anyTrips, day0, (trips, cut) => {
      const first = summaryOf(trips, { from: all.from, to: before(cut) })
      const second = summaryOf(trips, { from: cut, to: all.to })
      expect(first.total.trips + second.total.trips).toBe(trips.length)
    }),
  )
})

test('each mode names the factors that were used of it, planes one for each distance flown', () => {
  const [trip] = day.trips
  const plane = (distanceM: number) => ({ ...trip!.sections[0]!, mode: 'plane' as const, distanceM })
  const trips = [{ ...trip!, sections: [plane(400_000), plane(6_000_000), plane(500_000)] }]
  const [row] = summaryOf(trips, all).modes
  expect(row!.mode).toBe('plane')
  expect(row!.factors).toHaveLength(2)
  for (const { factor: used } of row!.factors) {
    const factor = defaultFactorSet.factors.find(({ id }) => id === used)!
    expect([400, 6000].some((km) => km >= factor.fromKm && km < factor.toKm)).toBe(true)
  }
  const unknown = [{ ...trip!, sections: [{ ...trip!.sections[0]!, mode: 'unknown' as const }] }]
  expect(summaryOf(unknown, all).modes[0]!.factors).toEqual([])
})

test('a period without trips adds up to nothing', () => {
  const empty = summaryOf(day.trips, { from: '2020-01-01', to: '2020-12-31' })
  expect(empty).toMatchObject({ total: { trips: 0, co2eKg: 0 }, modes: [], months: [] })
})

test('it names the figure that a footprint was computed from, not that of the set beside it', () => {
  const [trip] = day.trips
  const own = {
    set: 'own',
    factor: 'own-car',
    year: 2026,
    source: { name: 'the owner', reference: '', year: 2026 },
    confidence: 'C' as const,
    kgPerKm: 0.05,
    unit: 'vehicle-km' as const,
    parts: 'usage' as const,
    contrails: false,
    factorParts: { usage: 0.05, construction: null, contrails: 0 },
    vehicle: 'Zoé',
  }
  const car = (people: number) => ({
    ...trip!.sections[0]!,
    mode: 'car' as const,
    basis: { ...own, people },
  })
  const { modes, sets } = summaryOf([{ ...trip!, sections: [car(1), car(2), car(1)] }], all)
  expect(modes[0]!.factors).toEqual([{ ...own, people: 1 }])
  expect(sets).toEqual([])
})
