import { expect, test } from 'vitest'
import { scoresOf } from '../../../scripts/evaluate/confusion.ts'
import { bestSpeedRule } from '../../../scripts/evaluate/speed-rule.ts'
import type { Collection } from '../../../scripts/train/labelled.ts'
import type { Mode } from '../../../shared/engine/mode.ts'
import type { Leg } from '../../shared/engine/journey.ts'
import { fixesOf, morningMs, move, traceOf } from '../../shared/engine/journey.ts'

const minuteMs = 60_000

/** One person's legs, each labelled with what it was. */
function labelled(...legs: readonly (readonly [Mode, Leg])[]): Collection {
  let startMs = morningMs
  const labels = legs.map(([mode, { minutes }]) => {
    const label = { mode, startMs, endMs: startMs + minutes * minuteMs - 1 }
    startMs += minutes * minuteMs
    return label
  })
  const trace = traceOf(
    fixesOf(
      legs.map(([, leg]) => leg),
      0,
    ),
  )
  return { name: 'made', licence: 'none', weight: 1, recordings: () => [{ person: 'one', trace, labels }] }
}
const accuracyOn = (collection: Collection): number =>
  scoresOf(bestSpeedRule(collection).together, 'five').accuracy

test('who walks and drives is told by speed alone', () => {
  const day = labelled(['walking', move(1.3, 60)], ['car', move(14, 60)])
  expect(accuracyOn(day)).toBeGreaterThan(0.97)
})

test('of a bus and a car at one pace the rule names the one that is more common, and no rule could do better', () => {
  const day = labelled(['bus', move(8, 40)], ['walking', move(1.3, 40)], ['car', move(8, 20)])
  expect(accuracyOn(day)).toBeGreaterThan(0.77)
  expect(accuracyOn(day)).toBeLessThan(0.83)
})
