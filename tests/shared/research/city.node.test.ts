/**
 * Releases over a simulated city of which everything is known: they are right enough to be of use, and what would single
 * people out as rows of their own does not in a release.
 */
import { describe, expect, test } from 'vitest'
import type { Releaser } from '../../../shared/research/attacks/membership.ts'
import { unprotectedRelease } from '../../../shared/research/attacks/unprotected.ts'
import { smallTables } from '../../../shared/research/budgets.ts'
import type { Vectors } from '../../../shared/research/contribution.ts'
import { contribute } from '../../../shared/research/contribution.ts'
import { perPerson, sharesOf } from '../../../shared/research/estimates.ts'
import type { MonthRelease } from '../../../shared/research/release.ts'
import { releaseSums, scaleOf, sumsOf } from '../../../shared/research/release.ts'
import type { StudyDefinition } from '../../../shared/research/study.ts'
import { settingOf } from '../../../shared/research/study.ts'
import { flows } from '../../../shared/research/tables/flows.ts'
import type { Zones } from '../../../shared/research/zones.ts'
import { readZones } from '../../../shared/research/zones.ts'
import type { CityPerson } from '../../../shared/simulation/city/city.ts'
import { simulateCity } from '../../../shared/simulation/city/city.ts'
import { communeZones, quarterZones } from '../../../shared/simulation/city/zones.ts'
import { utf8 } from '../../../shared/vault/bytes.ts'
import { testDefinition } from '../../support/study.ts'
import { seededBytes } from './mechanism/seeded-bytes.ts'

const month = '2026-03'
const communes = readZones(utf8(JSON.stringify(communeZones())))
const quarters = readZones(utf8(JSON.stringify(quarterZones(12))))
const definition = await testDefinition()
const citizens = [...simulateCity({ seed: 5, people: 300, months: [month], zones: quarterZones(12) })]

const studyOver = (zones: Zones, tables: StudyDefinition['tables']): StudyDefinition => ({
  ...definition,
  tables,
  zones: { ...definition.zones, count: zones.ids.length },
})
const flowsAlone: StudyDefinition['tables'] = [
  { id: 'participants', epsilonMilli: 200 },
  { id: 'flows', epsilonMilli: 800, pairs: 2 },
]

const given = (study: StudyDefinition, zones: Zones, people: readonly CityPerson[] = citizens): Vectors[] =>
  people.map(({ places, months }) =>
    contribute(
      { trips: months[0]!.trips, places, placeEdits: [] },
      { study, zones, month, choice: { tables: study.tables.map(({ id }) => id), withHome: true } },
    ),
  )

/** What one table of many released months says, each with fresh noise. */
function releasesOf(study: StudyDefinition, zones: Zones, vectors: readonly Vectors[], seed: number) {
  const random = seededBytes(seed)
  const sums = sumsOf(study, vectors)
  const outcomes = Array.from({ length: 600 }, () =>
    releaseSums(study, { month, zoneIds: zones.ids, sums }, random),
  )
  return outcomes.flatMap((each) => (each.kind === 'released' ? [each.release] : []))
}

const tableOf = (release: MonthRelease, id: string) => release.tables.find((each) => each.id === id)!
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('with three hundred people and ε = 1', () => {
  const study = studyOver(communes, smallTables)
  const vectors = given(study, communes)
  const releases = releasesOf(study, communes, vectors, 1)
  const exact = Array.from({ length: 8 }, (_, n) =>
    vectors.reduce((sum, each) => sum + each['split-km']![n]!, 0),
  )
  const truth = exact.map((sum) => (100 * sum) / exact.reduce((all, each) => all + each, 0))

  test('a month is released all but always', () => {
    expect(smallTables.reduce((sum, { epsilonMilli }) => sum + epsilonMilli, 0)).toBe(1000)
    expect(releases.length).toBeGreaterThan(595)
  })

  test('the modal split of kilometres is off by two points at most, by the mean', () => {
    const errors = releases.map((release) => {
      const shares = sharesOf(tableOf(release, 'split-km'))
      return shares.reduce((sum, { value }, n) => sum + Math.abs(value - truth[n]!), 0) / 2
    })
    expect(mean(errors)).toBeLessThanOrEqual(2)
  })

  test('the intervals of the sums hold them 95 times of 100', () => {
    const held = releases.flatMap((release) => {
      const { rows, halfWidth95 } = tableOf(release, 'split-km')
      return rows.map(({ noisy }, n) => (Math.abs(noisy - exact[n]!) <= halfWidth95 ? 1 : 0))
    })
    expect(mean(held)).toBeGreaterThan(0.93)
    expect(mean(held)).toBeLessThan(0.97)
  })

  test('kilometres per person are found again in a study that asks for them', () => {
    const tables: StudyDefinition['tables'] = [
      { id: 'participants', epsilonMilli: 200 },
      { id: 'total-km', epsilonMilli: 800, clip: 1000 },
    ]
    const asked = studyOver(communes, tables)
    const own = given(asked, communes)
    const all = own.reduce((sum, each) => sum + each['total-km']!.reduce((a, b) => a + b, 0), 0)
    const means = releasesOf(asked, communes, own, 2).map((release) => {
      const { rows } = tableOf(release, 'total-km')
      const noisy = rows.reduce((sum, row) => sum + row.noisy, 0)
      const people = {
        noisy: release.participants,
        scale: scaleOf(settingOf(asked, 'participants')!),
        terms: 1,
      }
      return perPerson({ noisy, scale: scaleOf(settingOf(asked, 'total-km')!), terms: rows.length }, people)!
    })
    const truthPerPerson = all / own.length
    expect(Math.abs(mean(means.map(({ value }) => value)) / truthPerPerson - 1)).toBeLessThan(0.02)
    const held = means.map(({ low95, high95 }) =>
      low95 <= truthPerPerson && truthPerPerson <= high95 ? 1 : 0,
    )
    expect(mean(held)).toBeGreaterThan(0.92)
  })
})

describe('an attacker who knows zones of a person', () => {
  const study = studyOver(quarters, flowsAlone)
  const vectors = given(study, quarters)
  const pairsOf = (each: Vectors) => flows.marked(each.flows!)

  test('singles out nine of ten in a list of home and work, even under pseudonyms', () => {
    const ends = citizens.flatMap(({ homeZone, workZone }) =>
      homeZone !== undefined && workZone !== undefined ? [`${homeZone}>${workZone}`] : [],
    )
    const alone = ends.filter((pair) => ends.filter((other) => other === pair).length === 1)
    expect(alone.length / ends.length).toBeGreaterThan(0.9)
  })

  /** How many people are behind each row of flows that was published in so many releases. */
  function crowdsOf(
    { of, zones, people }: { of: StudyDefinition; zones: Zones; people: readonly Vectors[] },
    release: Releaser,
    runs = 600,
  ): number[] {
    const random = seededBytes(3)
    const behind = new Map<string, number>()
    for (const pair of people.flatMap(pairsOf)) {
      const cell = JSON.stringify(flows.cellOf(pair, zones.ids))
      behind.set(cell, (behind.get(cell) ?? 0) + 1)
    }
    const given = { month, zoneIds: zones.ids, sums: sumsOf(of, people) }
    return Array.from({ length: runs }, () => release(of, given, random)).flatMap((outcome) =>
      outcome.kind === 'released'
        ? tableOf(outcome.release, 'flows').rows.map(({ cell }) => behind.get(JSON.stringify(cell)) ?? 0)
        : [],
    )
  }

  test('finds in a release no flow of fewer than ten people, and so nobody', () => {
    const counts = sumsOf(study, vectors).tables.get('flows') as ReadonlyMap<string, number>
    const few = [...counts.values()].filter((count) => count < study.k)
    expect(few.length / counts.size).toBeGreaterThan(0.9)
    // Over so many quarters nothing is published at all; over communes, there are rows to look at.
    expect(crowdsOf({ of: study, zones: quarters, people: vectors }, releaseSums)).toEqual([])
    const wide = studyOver(communes, flowsAlone)
    const published = crowdsOf({ of: wide, zones: communes, people: given(wide, communes) }, releaseSums)
    expect(published.length).toBeGreaterThan(600)
    expect(Math.min(...published)).toBeGreaterThanOrEqual(wide.k)
  })

  test('would find people alone in a release of every flow that somebody goes', () => {
    const every: Releaser = (of, ...rest) => unprotectedRelease({ ...of, k: 1 }, ...rest)
    const shown = crowdsOf({ of: study, zones: quarters, people: vectors }, every, 1)
    expect(shown.filter((crowd) => crowd === 1).length / shown.length).toBeGreaterThan(0.5)
  })
})

describe('an attacker who subtracts releases', () => {
  const study = studyOver(communes, flowsAlone)
  const vectors = given(study, communes)

  /**
   * How many people are seen to leave, all their published flows falling by one and no other; and how many seem to where
   * nobody left.
   */
  function seen(release: Releaser, seed: number): { leaving: number; byChance: number } {
    const random = seededBytes(seed)
    const rowsOf = (of: readonly Vectors[]): ReadonlyMap<string, number> => {
      const outcome = release(study, { month, zoneIds: communes.ids, sums: sumsOf(study, of) }, random)
      const rows = outcome.kind === 'released' ? tableOf(outcome.release, 'flows').rows : []
      return new Map(rows.map(({ cell, noisy }) => [JSON.stringify(cell), noisy]))
    }
    const isSeen = (leaver: Vectors, after: readonly Vectors[]): boolean => {
      const [before, later] = [rowsOf(vectors), rowsOf(after)]
      const own = flows.marked(leaver.flows!).map((pair) => JSON.stringify(flows.cellOf(pair, communes.ids)))
      const fell = [...before].filter(([cell, count]) => later.get(cell) !== count)
      return (
        fell.length > 0 &&
        fell.every(([cell, count]) => own.includes(cell) && count - (later.get(cell) ?? 0) === 1)
      )
    }
    return {
      leaving: vectors.filter((leaver, n) =>
        isSeen(
          leaver,
          vectors.filter((_, at) => at !== n),
        ),
      ).length,
      byChance: vectors.filter((stayer) => isSeen(stayer, vectors)).length,
    }
  }

  test('sees a third of the people leave where thresholds alone protect them', () => {
    const { leaving, byChance } = seen(unprotectedRelease, 4)
    expect(leaving).toBeGreaterThan(100)
    expect(byChance).toBe(0)
  })

  test('sees no more of them leave under noise than seem to where nobody does', () => {
    const { leaving, byChance } = seen(releaseSums, 5)
    const slack = 3 * Math.sqrt(Math.max(byChance, 1))
    expect(leaving).toBeLessThanOrEqual(Math.E * byChance + slack)
    expect(leaving).toBeLessThan(30)
  })
})
