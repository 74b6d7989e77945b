/** A plan foretells what releases then do. */
import { expect, test } from 'vitest'
import { madeUpPeople } from '../../../shared/research/attacks/population.ts'
import { planOf } from '../../../shared/research/plan.ts'
import { releaseMonth, releaseSums, sumsOf } from '../../../shared/research/release.ts'
import { allTables, testDefinition } from '../../support/study.ts'
import { seededBytes } from './mechanism/seeded-bytes.ts'

const definition = await testDefinition()
const tables = allTables.filter(({ id }) => ['participants', 'split-km', 'flows'].includes(id))
const study = { ...definition, tables }
const zoneIds = ['sw', 'se', 'nw', 'ne']

/** Released months of `people`, a thousand of them. */
function released(people: number, seed: number) {
  const random = seededBytes(seed)
  const sums = sumsOf(study, madeUpPeople(study, people, random))
  const outcomes = Array.from({ length: 1000 }, () =>
    releaseSums(study, { month: '2026-01', zoneIds, sums }, random),
  )
  return {
    sums,
    outcomes,
    made: outcomes.flatMap((each) => (each.kind === 'released' ? [each.release] : [])),
  }
}

const marksOf = (sums: ReturnType<typeof sumsOf>) => sums.tables.get('flows') as ReadonlyMap<string, number>

test.each([100, 117, 130])('of %i people, as many months are released as the plan says', (people) => {
  const { made, sums } = released(people, people)
  const { gate } = planOf(study, people, marksOf(sums))
  const spread = Math.sqrt((gate.probability * (1 - gate.probability)) / 1000)
  expect(Math.abs(made.length / 1000 - gate.probability)).toBeLessThan(4 * spread + 0.001)
})

test('with the people that the plan asks for, a month is released 99 times of 100, and seldomer with one fewer', () => {
  const { peopleNeeded } = planOf(study, 1, new Map()).gate
  expect(planOf(study, peopleNeeded, new Map()).gate.probability).toBeGreaterThanOrEqual(0.99)
  expect(planOf(study, peopleNeeded - 1, new Map()).gate.probability).toBeLessThan(0.99)
})

test('the rows and their share of the flows come out as the plan says', () => {
  const { made, sums } = released(400, 7)
  const rows = planOf(study, 400, marksOf(sums)).tables.find(({ kind }) => kind === 'rows')
  if (rows?.kind !== 'rows') throw new Error('no plan for flows')
  const published = made.map((each) => each.tables.find(({ id }) => id === 'flows')!.rows.length)
  const mean = published.reduce((sum, count) => sum + count, 0) / published.length
  expect(rows.rows).toBeGreaterThan(0.5)
  expect(Math.abs(mean - rows.rows)).toBeLessThan(0.25)
})

test('too few people are told so, and a study that holds is called good', () => {
  expect(planOf(study, 12, new Map()).advice[0]).toMatchObject({ say: 'too-few-people' })
  expect(planOf(study, 90, new Map()).advice[0]).toMatchObject({ say: 'gate-is-a-gamble' })
  const noisy = planOf(study, 150, new Map()).advice
  expect(noisy).toContainEqual({ say: 'no-rows', table: 'flows' })
  const good = { ...study, tables: tables.filter(({ id }) => id !== 'flows') }
  expect(planOf(good, 1000, new Map()).advice).toEqual([{ say: 'good' }])
})

test('twelve people are refused, and nothing is spent', () => {
  const vectors = madeUpPeople(study, 12, seededBytes(1))
  const drawn = () => {
    throw new Error('noise was drawn')
  }
  expect(releaseMonth(study, { month: '2026-01', zoneIds, vectors }, drawn)).toEqual({
    kind: 'too-few',
    spentMilli: 0,
  })
})
