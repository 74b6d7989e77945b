/** An open page draws what was released, with its noise, and says where there is nothing to show. */
import { beforeAll, describe, expect, test } from 'vitest'
import { Refusal } from '../../../shared/api/refusal.ts'
import type { Dashboard } from '../../../shared/research/dashboard.ts'
import { dashboardOf } from '../../../shared/research/dashboard.ts'
import { modeGroups } from '../../../shared/research/groups.ts'
import { readRelease } from '../../../shared/research/package/read.ts'
import type { StudyDefinition } from '../../../shared/research/study.ts'
import type { TestRelease } from '../../support/release.ts'
import { signedPackage, testRelease } from '../../support/release.ts'

const tables: StudyDefinition['tables'] = [
  { id: 'participants', epsilonMilli: 200 },
  { id: 'split-km', epsilonMilli: 800 },
  { id: 'split-co2e', epsilonMilli: 10 },
  { id: 'total-km', epsilonMilli: 1000, clip: 1000 },
  { id: 'total-co2e', epsilonMilli: 100, clip: 300 },
]
const months = ['2025-11', '2025-12', '2026-02', '2026-03']

const releases: TestRelease[] = []
let dashboard: Dashboard
beforeAll(async () => {
  for (const [seed, month] of months.entries())
    releases.push(await testRelease({ people: 400 + 50 * seed, seed, month, study: { tables } }))
  const packages = await Promise.all(releases.map(signedPackage))
  dashboard = dashboardOf(packages.map(readRelease).reverse())
})

test('a package reads as the release that it was made from', async () => {
  const made = await testRelease()
  const read = readRelease(await signedPackage(made))
  expect(read.release).toEqual(made.given.release)
  expect(read).toMatchObject({
    study: { id: 'modes-of-la-rochelle', version: 1, hash: made.study.hash },
    epsilon: 1.5,
    madeAt: made.given.madeAt,
  })
})

test.each([
  ['privacy.json is missing', 'privacy.json', undefined],
  ['privacy.json has another shape', 'privacy.json', () => '{}'],
  ['privacy.json is no JSON', 'privacy.json', () => '{'],
  ['data/split-km.csv is missing', 'data/split-km.csv', undefined],
  [
    'data/split-km.csv is of another month',
    'data/split-km.csv',
    (text: string) => text.replaceAll('-05', '-06'),
  ],
  ['data/split-km.csv has other rows', 'data/split-km.csv', (text: string) => text.replace('walk', 'run')],
  [
    'data/split-km.csv has other rows',
    'data/split-km.csv',
    (text: string) => text.replace(/.*walk.*\r\n/, ''),
  ],
  [
    'data/split-km.csv has no column noisy',
    'data/split-km.csv',
    (text: string) => text.replace('noisy', 'exact'),
  ],
  [
    'data/split-km.csv holds what is no whole number',
    'data/split-km.csv',
    (text: string) => text.replace(/walk,-?\d+/, 'walk,many'),
  ],
])('a package does not read when %s', async (why, path, change) => {
  const files = new Map(await signedPackage(await testRelease()))
  const text = new TextDecoder().decode(files.get(path))
  if (change) files.set(path, new TextEncoder().encode(change(text)))
  else files.delete(path)
  expect(() => readRelease(files)).toThrow(new Refusal('bad-request', `This release does not read: ${why}.`))
})

describe('the series', () => {
  test('run from the first month to the last, and say where nothing was released', () => {
    expect(dashboard.months).toEqual(['2025-11', '2025-12', '2026-01', '2026-02', '2026-03'])
    const kinds = ['shown', 'shown', 'none', 'shown', 'shown']
    expect(dashboard.participants.months.map(({ kind }) => kind)).toEqual(kinds)
    expect(dashboard.splits['split-km']?.car.months.map(({ kind }) => kind)).toEqual(kinds)
  })

  test('of participants are the noisy numbers with their interval', () => {
    releases.forEach(({ given }) => {
      const figure = dashboard.participants.months.find(({ month }) => month === given.release.month)
      // 95 % of a discrete Laplace law with b = 5 lies within 15.
      const { participants } = given.release
      expect(figure).toMatchObject({
        estimate: { value: participants, low95: participants - 15, high95: participants + 15 },
      })
    })
  })

  test('of a split add up to 100 in each month, and lie near the truth', () => {
    const split = dashboard.splits['split-km']!
    for (const [n, month] of dashboard.months.entries()) {
      if (month === '2026-01') continue
      const shares = modeGroups.map((group) => shown(split[group].months[n]))
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 6)
      // 45 of 100 weights are the car's; shares of shares spread a little.
      expect(Math.abs(shares[modeGroups.indexOf('car')]! - 45)).toBeLessThan(6)
    }
  })

  test('of kilometres per person are all modes of the month together', () => {
    for (const { given } of releases) {
      const { month, participants, tables: released } = given.release
      const km = released.find(({ id }) => id === 'total-km')!
      const sum = km.rows.reduce((all, { noisy }) => all + noisy, 0)
      const figure = dashboard.perPerson['total-km']?.months.find((each) => each.month === month)
      expect(shown(figure)).toBeCloseTo(sum / participants, 6)
      expect(Math.abs(shown(figure) - 500)).toBeLessThan(60)
    }
  })

  test('show no figure where noise is too large', () => {
    for (const group of modeGroups)
      expect(dashboard.splits['split-co2e']?.[group].months.map(({ kind }) => kind)).toEqual([
        'too-noisy',
        'too-noisy',
        'none',
        'too-noisy',
        'too-noisy',
      ])
    expect(dashboard.perPerson['total-co2e']?.months[0]?.kind).toBe('too-noisy')
    expect(dashboard.perPerson['total-co2e']?.trend).toBeUndefined()
  })

  test('see that more people take part each month, and no more of the car', () => {
    const trend = dashboard.participants.trend!
    // 400, 450, –, 500, 550 people: 35 more a month by least squares.
    expect(trend.isBeyondNoise).toBe(true)
    expect(Math.abs(trend.perMonth.value - 35)).toBeLessThan(8)
    const car = dashboard.splits['split-km']?.car.trend
    expect(car?.perMonth.low95).toBeLessThan(0)
    expect(car?.perMonth.high95).toBeGreaterThan(0)
    expect(car?.isBeyondNoise).toBe(false)
  })

  test('are of the tables that the study asks for', () => {
    expect(Object.keys(dashboard.splits)).toEqual(['split-km', 'split-co2e'])
    expect(Object.keys(dashboard.perPerson)).toEqual(['total-km', 'total-co2e'])
  })

  test('are empty without a release', () => {
    expect(dashboardOf([])).toEqual({
      months: [],
      participants: { months: [] },
      splits: {},
      perPerson: {},
    })
  })
})

function shown(figure: Dashboard['participants']['months'][number] | undefined): number {
  if (figure?.kind !== 'shown') throw new Error('no figure is shown')
  return figure.estimate.value
}
