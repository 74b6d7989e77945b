import { expect, test } from 'vitest'
import type { Segmentation } from '../../../shared/engine/segmentation.ts'
import type { Leg } from './journey.ts'
import { fixesOf, morningMs, move, segmented, stay, traceOf } from './journey.ts'

const run = (legs: readonly Leg[]): Segmentation => segmented(traceOf(fixesOf(legs)))

test('a trip ends where one arrives, not three minutes later where the recording ends', () => {
  const [trip] = run([stay(40), move(12, 15), stay(3, 5)]).trips
  expect(Math.abs(trip!.endMs - morningMs - 55 * 60_000)).toBeLessThan(40_000)
})

test('a trip starts when one sets off, not where the recording starts three minutes before', () => {
  const [trip] = run([stay(3, 5), move(12, 15), stay(40)]).trips
  expect(Math.abs(trip!.startMs - morningMs - 3 * 60_000)).toBeLessThan(40_000)
})

test('a stroll of two hundred metres at half a walk’s pace is not trimmed to nothing', () => {
  const [trip] = run([stay(40), move(0.7, 6), stay(40)]).trips
  expect(trip!.distanceM).toBeGreaterThan(150)
})
