import { expect, test } from 'vitest'
import type { Leg } from './journey.ts'
import { fixesOf, move, segmented, stay, traceOf } from './journey.ts'

const run = (legs: readonly Leg[], noiseM?: number) => segmented(traceOf(fixesOf(legs, noiseM)))

/** Up and down a path of 120 m, so many times. */
const pacing = (times: number): Leg[] =>
  Array.from({ length: times }, (_, n) => move(1, 2, { bearingDeg: n % 2 === 0 ? 60 : 240 }))

test('pacing about in a small spot is no stay', () => {
  const { stays, trips } = run([stay(60), ...pacing(14), stay(60)])
  expect([stays.length, trips.length]).toEqual([2, 1])
})

test('noise of 40 m is no pacing', () => {
  expect(run([stay(240, 15)], 40)).toMatchObject({ trips: [], stays: [{}] })
})

test('a phone that is switched off on arrival arrived with its last fix', () => {
  const off = stay(120, Number.POSITIVE_INFINITY)
  const { trips } = run([stay(40), move(4.6, 20), move(1, 1), off, stay(40)])
  expect(trips[0]!.endMs - trips[0]!.startMs).toBeGreaterThan(20.5 * 60_000)
})
