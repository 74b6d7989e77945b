import fc from 'fast-check'
import { expect, test } from 'vitest'
import { trustedAltitudes, trustedSpeeds } from '../../../shared/engine/recorded.ts'
import type { Fix } from '../../../shared/trace/trace.ts'
import { indexAt, slice } from '../../../shared/trace/trace.ts'
import { anyTrace } from '../trace/any-trace.ts'
import { fixesOf, move, stay, traceOf } from './journey.ts'

const drive = fixesOf([move(14, 10, { everyS: 2 })])
const said = (fixes: readonly Fix[], speed: (i: number) => number | undefined): Fix[] =>
  fixes.map((fix, i) => ({ ...fix, speedMps: speed(i) }))
const allNear = (values: Float32Array, expected: number, within: number): boolean =>
  values.every((value) => Math.abs(value - expected) < within)

test.each([
  ['m/s', 1],
  ['knots', 1.943844],
  ['mph', 2.236936],
  ['km/h', 3.6],
])('a speed in %s comes out in m/s', (_, perMps) => {
  expect(allNear(trustedSpeeds(traceOf(said(drive, () => 14 * perMps))), 14, 0.1)).toBe(true)
})

test('a column that is always zero while driving is not believed', () => {
  expect(trustedSpeeds(traceOf(said(drive, () => 0))).every(Number.isNaN)).toBe(true)
})

test('what is missing stays missing, and what fits no unit is left out', () => {
  expect(trustedSpeeds(traceOf(drive)).every(Number.isNaN)).toBe(true)
  expect(trustedSpeeds(traceOf(said(drive, () => 140))).every(Number.isNaN)).toBe(true)
})

test('a phone lying still is believed when it says so, and not when it says 40 m/s', () => {
  const still = traceOf(said(fixesOf([stay(10)]), (i) => (i === 30 ? 40 : 0)))
  const speeds = trustedSpeeds(still)
  expect(speeds[30]).toBeNaN()
  expect(speeds.filter((speed) => speed === 0)).toHaveLength(still.length - 2)
})

test('altitudes that cannot be are unknown, and so is a zero among no others', () => {
  const heights = (altitudeM: (i: number) => number): Float32Array =>
    trustedAltitudes(traceOf(drive.map((fix, i) => ({ ...fix, altitudeM: altitudeM(i) }))))
  expect(heights(() => 0).every(Number.isNaN)).toBe(true)
  expect(heights(() => -777).every(Number.isNaN)).toBe(true)
  expect(heights((i) => (i === 7 ? 60_000 : 12)).filter(Number.isNaN)).toHaveLength(1)
  expect([...heights((i) => (i % 5 === 0 ? 0 : 1))].some(Number.isNaN)).toBe(false)
})

test('what lies more than five minutes away makes no difference', () => {
  fc.assert(
    fc.property(anyTrace, fc.double({ min: 0, max: 1, noNaN: true }), (spread, share) => {
      const near = { ...spread, timeMs: spread.timeMs.map((time) => Math.round(time / 1e9)) }
      const sorted = traceOf(
        [...near.timeMs.keys()].map((i) => ({
          timeMs: near.timeMs[i]!,
          latDeg: 46 + near.latDeg[i]! / 1e4,
          lonDeg: -1,
          speedMps: near.speedMps[i],
        })),
      )
      const fromMs = share * (sorted.timeMs.at(-1) ?? 0)
      const from = indexAt(sorted, fromMs)
      const settled = indexAt(sorted, fromMs + 7 * 60_000)
      const part = trustedSpeeds(slice(sorted, from, sorted.length)).subarray(settled - from)
      expect(part).toEqual(trustedSpeeds(sorted).subarray(settled))
    }),
  )
})
