import { expect, test } from 'vitest'
import { isDrift } from '../../../shared/engine/drift.ts'
import type { Fix } from '../../../shared/trace/trace.ts'
import type { Leg } from './journey.ts'
import { fixesOf, move, segmented, stay, traceOf } from './journey.ts'

const north = (fix: Fix, metres: number): Fix => ({ ...fix, latDeg: fix.latDeg + metres / 111_195 })
const drifts = (fixes: readonly Fix[]): boolean => {
  const trace = traceOf(fixes)
  return isDrift(trace, 0, trace.length - 1)
}

/** Four equal sides and back at the start. */
const round = (minutes: number, everyS: number): Leg[] =>
  [0, 90, 180, 270].map((bearingDeg) => move(1.3, minutes / 4, { bearingDeg, everyS }))

test.each([1, 10, 30, 60])('a walk round the block is a trip, recorded every %i s', (everyS) => {
  expect(drifts(fixesOf(round(10, everyS)))).toBe(false)
  const day = [stay(60, everyS), ...round(12, everyS), stay(60, everyS)]
  expect(segmented(traceOf(fixesOf(day))).trips).toHaveLength(1)
})

test('to the corner and straight back is a trip', () => {
  const out = move(1.3, 4, { bearingDeg: 0, everyS: 60 })
  expect(drifts(fixesOf([out, { ...out, bearingDeg: 180 }]))).toBe(false)
})

test('fixes that own to errors as large as their excursion are drift', () => {
  const fixes = fixesOf([stay(15, 60)], 20).map((fix, i) =>
    i % 4 === 2 ? { ...north(fix, 450), accuracyM: 400 } : fix,
  )
  expect(drifts(fixes)).toBe(true)
})

test('a coarse fix from which a fine one corrects the place is no trip', () => {
  const [coarse, ...fine] = fixesOf([stay(20, 300)])
  expect(drifts([{ ...north(coarse!, 600), accuracyM: 900 }, ...fine])).toBe(true)
})

test('good fixes on the way make a trip, however coarse those at its ends', () => {
  const fixes = fixesOf([move(1.3, 10, { everyS: 30 })])
  const coarse = fixes.map((fix, i) => (i === 0 || i === fixes.length - 1 ? { ...fix, accuracyM: 900 } : fix))
  expect(drifts(coarse)).toBe(false)
})

test('a leap to a spot 300 m away that no fix was seen on the way to is drift', () => {
  const fixes = fixesOf([stay(20, 60)]).map((fix, i) => (i >= 10 ? north(fix, 300) : fix))
  expect(drifts(fixes)).toBe(true)
})

test('a silent way is a trip: phones that sleep while still wake up elsewhere', () => {
  const fixes = fixesOf([stay(20, 60)])
  const asleep = fixes.map((fix, i) => (i >= 10 ? { ...north(fix, 300), timeMs: fix.timeMs + 300_000 } : fix))
  expect(drifts(asleep)).toBe(false)
  expect(drifts(fixes.map((fix, i) => (i >= 10 ? north(fix, 2000) : fix)))).toBe(false)
})
