/** How much one person can move a release is bounded, whatever they did: the ground on which the noise stands. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contribute } from '../../../../shared/research/contribution.ts'
import type { CoarseTrip } from '../../../../shared/research/own-month.ts'
import { tables } from '../../../../shared/research/tables/registry.ts'
import { allTables, testDefinition, testZones } from '../../../support/study.ts'
import { someTrips } from '../arbitrary-trips.ts'

const study = await testDefinition()
const choice = { tables: allTables.map(({ id }) => id), withHome: true }
const vectorsOf = (trips: Parameters<typeof contribute>[0]['trips']) =>
  contribute({ trips, places: [], placeEdits: [] }, { study, zones: testZones, month: '2026-01', choice })

/** Sums of a table without a person and with them, cell by cell. */
function moved(id: (typeof allTables)[number]['id'], before: number[][], added: readonly number[]): number {
  const table = tables[id]
  if (table.kind === 'sparse') {
    const marks = table.marked(added)
    expect(new Set(marks).size).toBe(marks.length)
    return marks.length
  }
  const sumAt = (vectors: readonly (readonly number[])[], n: number) =>
    vectors.reduce((sum, vector) => sum + vector[n]!, 0)
  return added.reduce((sum, _, n) => sum + Math.abs(sumAt([...before, added], n) - sumAt(before, n)), 0)
}

test.each(allTables)('one person more moves the sums of $id by no more than its sensitivity', (setting) => {
  fc.assert(
    fc.property(fc.array(someTrips, { maxLength: 4 }), someTrips, (others, own) => {
      const given = others.map((trips) => [...vectorsOf(trips)[setting.id]!])
      const added = vectorsOf(own)[setting.id]!
      expect(moved(setting.id, given, added)).toBeLessThanOrEqual(tables[setting.id].sensitivity(setting))
    }),
    { numRuns: 60 },
  )
})

test.each(allTables)('what a vault gives to $id is a vector that the custodian accepts', (setting) => {
  fc.assert(
    fc.property(someTrips, (own) => {
      const vector = vectorsOf(own)[setting.id]!
      expect(vector).toHaveLength(tables[setting.id].length(setting))
      expect(vector.every(Number.isSafeInteger)).toBe(true)
      expect(tables[setting.id].problem(vector, setting, study)).toBeUndefined()
    }),
    { numRuns: 60 },
  )
})

/** Whole numbers of the right length, many of which nearly hold: what a stranger's program may send. */
function forged(setting: (typeof allTables)[number]): fc.Arbitrary<number[]> {
  const table = tables[setting.id]
  const most = table.sensitivity(setting)
  const length = table.length(setting)
  const value = fc.oneof(
    { arbitrary: fc.constant(0), weight: 8 },
    fc.constantFrom(-1, 0, 1, 2, 3, most - 1, most, most + 1, -most),
    fc.integer({ min: -2 * most, max: 2 * most }),
    fc.integer(),
  )
  return fc.oneof(
    fc.array(value, { minLength: length, maxLength: length }),
    // The last makes the sum come out right.
    fc
      .array(value, { minLength: length - 1, maxLength: length - 1 })
      .map((first) => [...first, most - first.reduce((sum, each) => sum + each, 0)]),
  )
}

test.each(allTables)('whatever vector of $id the custodian accepts moves the sums by no more', (setting) => {
  const table = tables[setting.id]
  let [accepted, tooHeavy] = [0, 0]
  fc.assert(
    fc.property(forged(setting), (vector) => {
      const weight = vector.reduce((sum, each) => sum + Math.abs(each), 0)
      if (table.problem(vector, setting, study) !== undefined) {
        if (weight > table.sensitivity(setting)) tooHeavy++
        return
      }
      accepted++
      expect(moved(setting.id, [], vector)).toBeLessThanOrEqual(table.sensitivity(setting))
    }),
    { numRuns: 3000, seed: 1 },
  )
  // Void unless some of both kinds were tried.
  expect(accepted).toBeGreaterThan(10)
  expect(tooHeavy).toBeGreaterThan(100)
})

test('a check of the sum alone is found to accept what moves the sums by more', () => {
  const setting = allTables.find(({ id }) => id === 'split-km')!
  const found = fc.check(
    fc.property(forged(setting), (vector) => {
      const sum = vector.reduce((all, each) => all + each, 0)
      return sum !== 100 || moved('split-km', [], vector) <= 100
    }),
    { numRuns: 3000, seed: 1 },
  )
  expect(found.failed).toBe(true)
})

test('kilometres that are not clipped are found to break the bound', () => {
  const clip = 1000
  const unclipped = (month: { trips: readonly CoarseTrip[] }) =>
    month.trips.flatMap(({ km }) => km).reduce((sum, { km }) => sum + Math.round(km), 0)
  const found = fc.check(
    fc.property(someTrips, (own) => {
      const km = own.map(({ distanceM }) => [{ group: 0, km: distanceM / 1000, co2eKg: 0 }])
      return unclipped({ trips: km.map((parts) => ({ km: parts }) as unknown as CoarseTrip) }) <= clip
    }),
    { numRuns: 60, seed: 1 },
  )
  expect(found.failed).toBe(true)
})
