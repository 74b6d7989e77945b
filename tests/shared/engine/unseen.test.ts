/** Rides that are first seen after a silence, or last seen before one. */
import { expect, test } from 'vitest'
import type { Section } from '../../../shared/engine/segmentation.ts'
import type { Leg } from './journey.ts'
import { fixesOf, morningMs, move, segmented, stay, traceOf } from './journey.ts'

const minutesIn = (timeMs: number): number => (timeMs - morningMs) / 60_000
const walk = move(1.3, 10)
const train = move(25, 21)

/** The sections of a day of which nothing was recorded between two minutes. */
const seen = (legs: readonly Leg[], silent: readonly [from: number, to: number]): readonly Section[] => {
  const fixes = fixesOf(legs).filter(
    ({ timeMs }) => minutesIn(timeMs) <= silent[0] || minutesIn(timeMs) >= silent[1],
  )
  return segmented(traceOf(fixes)).trips.flatMap(({ sections }) => sections)
}

test('a train that is first seen when it runs did not run while one waited for it unseen', () => {
  const [onFoot, ride] = seen([stay(40), walk, stay(8), train, stay(40)], [50, 59])
  expect([onFoot!.mode, ride!.mode]).toEqual(['walking', 'train'])
  expect(minutesIn(onFoot!.endMs)).toBeLessThan(51)
  expect(minutesIn(ride!.startMs)).toBeGreaterThan(56)
  expect(minutesIn(ride!.startMs)).toBeLessThan(59)
})

test('nor did it run on after one got off it unseen', () => {
  const [ride, onFoot] = seen([stay(40), train, stay(8), walk, stay(40)], [60, 69])
  expect([ride!.mode, onFoot!.mode]).toEqual(['train', 'walking'])
  expect(minutesIn(ride!.endMs)).toBeGreaterThan(60.5)
  expect(minutesIn(ride!.endMs)).toBeLessThan(63)
})

test('a tunnel on the way is part of the ride', () => {
  const sections = seen([stay(40), train, train, stay(40)], [55, 65])
  expect(sections).toHaveLength(1)
  expect(minutesIn(sections[0]!.startMs)).toBeCloseTo(40, -0.3)
  expect(minutesIn(sections[0]!.endMs)).toBeCloseTo(82, -0.3)
})
