/** Silences on a walk: which were walked, and which were not. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Section } from '../../../shared/engine/segmentation.ts'
import type { Fix } from '../../../shared/trace/trace.ts'
import type { Leg } from './journey.ts'
import { fixesOf, morningMs, move, segmented, stay, traceOf } from './journey.ts'

const sectionsOf = (legs: readonly Leg[], change = (fixes: Fix[]) => fixes): readonly Section[] =>
  segmented(traceOf(change(fixesOf([stay(40), ...legs, stay(40)])))).trips.flatMap(({ sections }) => sections)
const modesOf = (sections: readonly Section[]): string[] => sections.map(({ mode }) => mode)
const unseen = (speedMps: number, minutes: number): Leg =>
  move(speedMps, minutes, { everyS: Number.POSITIVE_INFINITY })
const minutesIn = (timeMs: number): number => (timeMs - morningMs) / 60_000

describe.each([1, 5, 30, 60])('with a fix every %i s', (everyS) => {
  test.each([1.3, 1.6])(
    'an underground ride that no fix shows between two walks at %f m/s is a ride',
    (mps) => {
      const walk = move(mps, 12, { everyS })
      const sections = sectionsOf([walk, unseen(10, 10), walk])
      expect(modesOf(sections)).toEqual(['walking', 'subway', 'walking'])
      expect(Math.abs(minutesIn(sections[1]!.startMs) - 52)).toBeLessThan(1.1)
      expect(Math.abs(minutesIn(sections[1]!.endMs) - 62)).toBeLessThan(1.1)
    },
  )

  test('ten minutes of a walk that no fix shows are walked', () => {
    const walk = move(1.3, 12, { everyS })
    expect(modesOf(sectionsOf([walk, unseen(1.3, 10), walk]))).toEqual(['walking'])
  })

  test('nobody walks faster than legs go, however far a silence led', () => {
    const mps = fc.double({ min: 1.1, max: 1.6, noNaN: true })
    const unseenMps = fc.double({ min: 3, max: 20, noNaN: true })
    fc.assert(
      fc.property(mps, unseenMps, fc.integer({ min: 4, max: 18 }), (walkMps, silentMps, minutes) => {
        const walk = move(walkMps, 12, { everyS })
        const walks = sectionsOf([walk, unseen(silentMps, minutes), walk]).filter(
          ({ mode }) => mode === 'walking',
        )
        expect(walks).toHaveLength(2)
        for (const { startMs, endMs, distanceM } of walks)
          expect((1000 * distanceM) / (endMs - startMs)).toBeLessThan(2.2)
      }),
      { numRuns: 8 },
    )
  })

  test.each([300, 800])('a walk with one fix that strays by %i m stays a walk', (strayM) => {
    const astray = (fixes: Fix[]): Fix[] => {
      const n = fixes.findIndex(({ timeMs }) => minutesIn(timeMs) >= 52)
      return fixes.with(n, { ...fixes[n]!, latDeg: fixes[n]!.latDeg + strayM / 111_195 })
    }
    expect(modesOf(sectionsOf([move(1.3, 25, { everyS })], astray))).toEqual(['walking'])
  })
})

test.each([1, 60, 120])('a run with a fix every %i s is one section', (everyS) => {
  expect(sectionsOf([move(3, 30, { everyS })])).toHaveLength(1)
})
