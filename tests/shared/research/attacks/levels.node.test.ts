/**
 * Two studies of the same people, one over zones that the other divides: what the finer one leaves out is the coarser one's
 * figure less what the finer one shows. Thresholds alone give it away; with noise in both, two studies together tell no more
 * of one person than their two ε added.
 */
import { describe, expect, test } from 'vitest'
import type { Releaser } from '../../../../shared/research/attacks/membership.ts'
import { clopperPearson } from '../../../../shared/research/attacks/statistics.ts'
import { unprotectedRelease } from '../../../../shared/research/attacks/unprotected.ts'
import type { Vectors } from '../../../../shared/research/contribution.ts'
import type { Sums } from '../../../../shared/research/release.ts'
import { releaseSums, sumsOf } from '../../../../shared/research/release.ts'
import type { StudyDefinition } from '../../../../shared/research/study.ts'
import { testDefinition } from '../../../support/study.ts'
import { seededBytes } from '../mechanism/seeded-bytes.ts'

const definition = await testDefinition()
const flowsMilli = 800
const over = (count: number): StudyDefinition => ({
  ...definition,
  id: `zones-${count}`,
  zones: { ...definition.zones, count },
  tables: [
    { id: 'participants', epsilonMilli: 500 },
    { id: 'flows', epsilonMilli: flowsMilli, pairs: 1 },
  ],
})
const [coarse, fine] = [over(1), over(4)]
/** People who stay within each of four zones; the last are too few to be shown. */
const crowds = [150, 120, 90]
const few = 7

const staying = (zone: number, people: number): Vectors[] =>
  Array.from({ length: people }, () => ({ participants: [1], flows: [zone, zone] }))

const runs = 6000

/** What the attacker works out for the fourth zone of so many people, run by run; nothing where that cannot be done. */
function answers(release: Releaser, alone: number, seed: number, times = runs): (number | undefined)[] {
  const inFine = [...crowds, alone].flatMap((people, zone) => staying(zone, people))
  const [coarseSums, fineSums] = [
    sumsOf(
      coarse,
      inFine.map((each) => ({ ...each, flows: [0, 0] })),
    ),
    sumsOf(fine, inFine),
  ]
  const random = seededBytes(seed)
  const rowsOf = (study: StudyDefinition, sums: Sums): number[] => {
    const zoneIds = Array.from({ length: study.zones.count }, (_, n) => `z${n}`)
    const outcome = release(study, { month: '2026-01', zoneIds, sums }, random)
    const tables = outcome.kind === 'released' ? outcome.release.tables : []
    return (tables.find(({ id }) => id === 'flows')?.rows ?? []).map(({ noisy }) => noisy)
  }
  return Array.from({ length: times }, () => {
    const [whole] = rowsOf(coarse, coarseSums)
    const parts = rowsOf(fine, fineSums)
    if (whole === undefined || parts.length !== crowds.length) return undefined
    return whole - parts.reduce((sum, part) => sum + part, 0)
  })
}

describe('a figure that the finer of two studies leaves out', () => {
  test('is worked out to the last person where thresholds alone protect it', () => {
    for (const alone of [few, few + 1]) expect(answers(unprotectedRelease, alone, 1, 1)).toEqual([alone])
  })

  test('is not worked out of releases: one person changes what comes of it by their two ε at most', () => {
    const [without, including] = [answers(releaseSums, few, 2), answers(releaseSums, few + 1, 3)]
    // The attack is made, and comes to something, nearly every time.
    expect(without.filter((each) => each !== undefined).length).toBeGreaterThan(0.99 * runs)
    const bound = Math.exp((2 * flowsMilli) / 1000)
    for (let guess = few - 3; guess <= few + 4; guess++) {
      const [a, b] = [without, including].map((each) => each.filter((answer) => answer === guess).length)
      for (const [more, less] of [
        [a!, b!],
        [b!, a!],
      ] as const)
        expect(clopperPearson(more, runs, 0.9999).low).toBeLessThanOrEqual(
          bound * clopperPearson(less, runs, 0.9999).high,
        )
    }
    const right = without.filter((each) => each === few).length / runs
    expect(right).toBeLessThan(0.2)
  })

  test('is seen to be given away where noise is a twentieth of what it should be', () => {
    const faint: Releaser = (study, given, random) =>
      releaseSums(
        { ...study, tables: study.tables.map((each) => ({ ...each, epsilonMilli: 20 * each.epsilonMilli })) },
        given,
        random,
      )
    const found = answers(faint, few, 4).filter((each) => each === few)
    expect(found.length / runs).toBeGreaterThan(0.9)
  })
})
