/**
 * A release is attacked with all that an attacker may know, and gives away no more than it says. Each attack is also
 * played against releases with a fault in them, and finds it.
 */
import { describe, expect, test } from 'vitest'
import type { Releaser } from '../../../../shared/research/attacks/membership.ts'
import { largestArea, measuredEpsilon } from '../../../../shared/research/attacks/membership.ts'
import { madeUpPeople } from '../../../../shared/research/attacks/population.ts'
import { attackReport, heaviestVectors } from '../../../../shared/research/attacks/report.ts'
import { checkedVectors } from '../../../../shared/research/contribution.ts'
import type { MonthRelease } from '../../../../shared/research/release.ts'
import { releaseSums, sumsOf } from '../../../../shared/research/release.ts'
import type { StudyDefinition } from '../../../../shared/research/study.ts'
import { testDefinition } from '../../../support/study.ts'
import { seededBytes } from '../mechanism/seeded-bytes.ts'

const zoneIds = Array.from({ length: 40 }, (_, n) => `zone-${n}`)
const definition = await testDefinition()
const study: StudyDefinition = { ...definition, zones: { ...definition.zones, count: zoneIds.length } }
/** One table beside the count of people, so that nothing else hides what it gives away. */
const only = (setting: StudyDefinition['tables'][number]): StudyDefinition => ({
  ...study,
  tables: [{ id: 'participants', epsilonMilli: 100 }, setting],
})
const people = madeUpPeople(study, 260, seededBytes(1))
const runs = 10_000

const measured = (of: StudyDefinition, release: Releaser, target = heaviestVectors(of)): number =>
  measuredEpsilon({ study: of, zoneIds, others: people, target, release, random: seededBytes(2) }, runs)

/** The release with its numbers changed. */
const withRows =
  (change: (release: MonthRelease) => MonthRelease): Releaser =>
  (...args) => {
    const outcome = releaseSums(...args)
    return outcome.kind === 'released' ? { kind: 'released', release: change(outcome.release) } : outcome
  }

const split = only({ id: 'split-km', epsilonMilli: 900 })
const totals = only({ id: 'total-km', epsilonMilli: 900, clip: 1000 })

describe('the ε that a release really has', () => {
  test.each([split, totals])('is not above what the study says: $tables.1.id', (of) => {
    const epsilon = measured(of, releaseSums)
    expect(epsilon).toBeLessThanOrEqual(1)
    expect(epsilon).toBeGreaterThan(0.5)
  })

  test('is seen to be more where noise forgets how many cells one person marks', () => {
    const forgetful: Releaser = (of, ...rest) =>
      releaseSums(
        {
          ...of,
          tables: of.tables.map((each) => (each.id === 'flows' ? { ...each, epsilonMilli: 4 * 900 } : each)),
        },
        ...rest,
      )
    const four = only({ id: 'flows', epsilonMilli: 900, pairs: 4 })
    const pairs = [0, 0, 0, 1, 0, 2, 0, 3]
    const crowd = people.map((each, n) =>
      n < 200 ? { ...each, flows: pairs } : { ...each, flows: [9, 9, -1, -1, -1, -1, -1, -1] },
    )
    const target = { ...heaviestVectors(four), flows: pairs }
    const epsilon = (release: Releaser) =>
      measuredEpsilon({ study: four, zoneIds, others: crowd, target, release, random: seededBytes(3) }, runs)
    expect(epsilon(releaseSums)).toBeLessThanOrEqual(1)
    expect(epsilon(releaseSums)).toBeGreaterThan(0.2)
    expect(epsilon(forgetful)).toBeGreaterThan(1)
  })

  test('is seen to be more where a person is not clipped', () => {
    const unclipped = { participants: [1], 'total-km': [3000, 0, 0, 0, 0, 0, 0, 0] }
    expect(() => checkedVectors(totals, unclipped)).toThrow('above the clip')
    expect(measured(totals, releaseSums, unclipped)).toBeGreaterThan(1)
  })

  test('is seen to be more where a person counts twice', () => {
    const target = heaviestVectors(split)
    const sum: typeof sumsOf = (of, vectors) => sumsOf(of, [...vectors, ...vectors.slice(people.length)])
    const game = { study: split, zoneIds, others: people, target, release: releaseSums }
    expect(measuredEpsilon({ ...game, random: seededBytes(2), sum }, runs)).toBeGreaterThan(1)
  })

  test('is seen to be more where one cell has no noise', () => {
    const bare: Releaser = (of, given, random) => {
      const exact = given.sums.tables.get('split-km') as readonly number[]
      const change = withRows((release) => ({
        ...release,
        tables: release.tables.map((table) =>
          table.id === 'split-km'
            ? { ...table, rows: table.rows.map((row, n) => (n === 0 ? { ...row, noisy: exact[0]! } : row)) }
            : table,
        ),
      }))
      return change(of, given, random)
    }
    expect(measured(split, bare)).toBeGreaterThan(1)
  })

  test('is seen to be more where a month is released four times', () => {
    const again: Releaser = (...args) => {
      const outcomes = Array.from({ length: 4 }, () => releaseSums(...args))
      const releases = outcomes.flatMap((each) => (each.kind === 'released' ? [each.release] : []))
      if (releases.length < outcomes.length) return outcomes[0]!
      const first = releases[0]!
      const median = (values: number[]) => {
        const sorted = values.toSorted((a, b) => a - b)
        return (sorted[1]! + sorted[2]!) / 2
      }
      return {
        kind: 'released',
        release: {
          ...first,
          tables: first.tables.map((table, t) => ({
            ...table,
            rows: table.rows.map((row, r) => ({
              ...row,
              noisy: median(releases.map((each) => each.tables[t]!.rows[r]!.noisy)),
            })),
          })),
        },
      }
    }
    expect(measured(split, again)).toBeGreaterThan(1)
  })
})

describe('the report that a release carries', () => {
  test('holds for the real release, and each of its attacks wins without protection', () => {
    const report = attackReport(study, zoneIds, seededBytes(4))
    expect(report.results.map(({ attack }) => attack)).toEqual([
      'epsilon',
      'membership',
      'differencing',
      'crowds',
      'known-zones',
    ])
    for (const result of report.results) expect(result).toMatchObject({ holds: true, hasPower: true })
    expect(report.passed).toBe(true)
    expect(report.results[1]!.bound).toBeCloseTo(largestArea(study), 12)
  })

  test('passes over zones so large that nobody is alone in them, saying which attacks found nothing to try', () => {
    const report = attackReport(definition, ['sw', 'se', 'nw', 'ne'], seededBytes(6))
    expect(report.passed).toBe(true)
    expect(report.results.find(({ attack }) => attack === 'known-zones')).toMatchObject({ hasPower: false })
  })

  test('does not hold for a release of exact sums', () => {
    const exact: Releaser = (of, given, random) =>
      withRows((release) => ({
        ...release,
        tables: release.tables.map((table) => {
          const sums = given.sums.tables.get(table.id)
          if (!Array.isArray(sums) || table.id === 'participants') return table
          return { ...table, rows: table.rows.map((row, n) => ({ ...row, noisy: sums[n] })) }
        }),
      }))(of, given, random)
    const report = attackReport(study, zoneIds, seededBytes(5), exact)
    expect(report.passed).toBe(false)
    for (const attack of ['epsilon', 'membership', 'differencing'])
      expect(report.results.find((each) => each.attack === attack)).toMatchObject({ holds: false })
  })
})
