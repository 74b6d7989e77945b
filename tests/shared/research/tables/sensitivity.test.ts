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
