import fc from 'fast-check'
import { expect, test } from 'vitest'
import { circuity } from '../../../shared/engine/circuity.ts'
import type { ModeFamily } from '../../../shared/engine/mode.ts'
import { modes } from '../../../shared/engine/mode.ts'
import { simulate } from '../../../shared/simulation/simulate.ts'
import { distanceM } from '../../../shared/trace/geodesy.ts'
import type { Fix } from '../../../shared/trace/trace.ts'
import { segmented, traceOf } from './journey.ts'

const families = [...new Set(Object.values(modes).map(({ family }) => family))]
const anyFamily = fc.constantFrom<ModeFamily>(...families)
const anySilenceMs = fc.oneof(fc.nat(1_200_000), fc.double({ min: 0, max: 1e12, noNaN: true }))

/** The last bits of a quotient near 1 may go either way. */
const rounding = 4 * Number.EPSILON

test('a way is never shorter than the line, and never less bent for being seen less', () => {
  fc.assert(
    fc.property(anyFamily, anySilenceMs, anySilenceMs, (family, a, b) => {
      const [shorter, longer] = [circuity(family, Math.min(a, b)), circuity(family, Math.max(a, b))]
      expect(shorter).toBeGreaterThanOrEqual(1)
      expect(longer).toBeGreaterThanOrEqual(shorter - rounding)
      expect(longer).toBeLessThan(1.3)
    }),
  )
})

test('what is recorded every few seconds is as long as it was recorded', () => {
  for (const family of families) expect(circuity(family, 5000)).toBe(1)
})

test('a week seen once a minute is as long as the same week seen every five seconds', () => {
  const dense = simulate({ seed: 11, firstDay: '2026-05-04', days: 7, everyS: 5 }).fixes
  const sparse = everyMinute(dense)
  const seenM = lengthM(dense)
  expect(lengthM(sparse) / seenM).toBeGreaterThan(0.97)
  expect(lengthM(sparse) / seenM).toBeLessThan(1.03)
  // Straight lines alone are shorter by more than that.
  expect(lineM(sparse) / lineM(dense)).toBeLessThan(0.95)
})

const everyMinute = (fixes: readonly Fix[]): Fix[] => {
  let lastMs = Number.NEGATIVE_INFINITY
  return fixes.filter(({ timeMs }) => {
    if (timeMs - lastMs < 60_000) return false
    lastMs = timeMs
    return true
  })
}
const lengthM = (fixes: readonly Fix[]): number =>
  segmented(traceOf(fixes)).trips.reduce((sum, trip) => sum + trip.distanceM, 0)
/** Along the fixes while they move. */
const lineM = (fixes: readonly Fix[]): number =>
  fixes.slice(1).reduce((sum, { timeMs, latDeg, lonDeg }, n) => {
    const before = fixes[n]!
    const stepM = distanceM(before.latDeg, before.lonDeg, latDeg, lonDeg)
    return (1000 * stepM) / (timeMs - before.timeMs) < 0.7 ? sum : sum + stepM
  }, 0)
