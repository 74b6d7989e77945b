import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shippedModel } from '../../../shared/engine/model/shipped-model.ts'
import { settledStays } from '../../../shared/engine/restart.ts'
import { segment } from '../../../shared/engine/segment.ts'
import type { Segmentation } from '../../../shared/engine/segmentation.ts'
import { staying } from '../../../shared/engine/thresholds.ts'
import type { Trace } from '../../../shared/trace/trace.ts'
import { indexAt, mergeTraces, slice } from '../../../shared/trace/trace.ts'
import type { Leg } from './journey.ts'
import { fixesOf, segmented, traceOf } from './journey.ts'

const everyS = fc.constantFrom(1, 5, 20, 60, 240, Number.POSITIVE_INFINITY)
const minutes = fc.oneof(fc.integer({ min: 1, max: 18 }), fc.integer({ min: 1, max: 90 }))
const bearingDeg = fc.integer({ min: 0, max: 359 })
const standing = fc.record({ minutes, speedMps: fc.constantFrom(0, 0, 0, 0.3), bearingDeg, everyS })
const moving = fc.record({
  minutes,
  speedMps: fc.constantFrom(0.4, 1.3, 1.3, 4, 9, 25, 220),
  bearingDeg,
  everyS,
})
const legs = fc
  .array(fc.tuple(standing, moving, fc.option(moving)), { minLength: 3, maxLength: 9 })
  .map((days) => days.flat().filter((leg) => leg !== null))
const noise = fc.constantFrom(0, 5, 30, 90)
/** As in the shipped model, and as learnt from people who label on through longer stops. */
const pauseMin = fc.constantFrom(staying.pauseMin, 35, staying.longestPauseMin)

/** A stray fix now and then, or a poor one: what cleaning has to deal with. */
function spoil(journey: readonly Leg[], noiseM: number, seed: number): Trace {
  const fixes = fixesOf(journey, noiseM, seed).map((fix, i) => {
    if ((i + seed) % 37 === 0) return { ...fix, latDeg: fix.latDeg + 0.05 }
    return (i + seed) % 23 === 0 ? { ...fix, accuracyM: 900 } : fix
  })
  return traceOf(fixes)
}
const trace = fc
  .tuple(legs, noise, fc.nat(1000))
  .map(([journey, noiseM, seed]) => spoil(journey, noiseM, seed))

const spans = (of: Segmentation, fromMs: number) => ({
  stays: of.stays.filter(({ startMs }) => startMs >= fromMs),
  trips: of.trips
    .filter(({ startMs }) => startMs >= fromMs)
    .map((trip) => ({
      ...trip,
      sections: trip.sections.map(({ first, last, ...rest }) => ({ ...rest, fixes: last - first })),
    })),
})
const from = (whole: Trace, timeMs: number): Trace => slice(whole, indexAt(whole, timeMs), whole.length)

test('segmenting from any settled stay gives what segmenting everything gives from there on', () => {
  fc.assert(
    fc.property(trace, pauseMin, (whole, min) => {
      const model = { ...shippedModel(), pauseMin: min }
      const all = segment(whole, model)
      const lastMs = whole.timeMs.at(-1) ?? 0
      for (const beforeMs of [lastMs, ...all.stays.map((one) => one.endMs)]) {
        const settled = settledStays(all.stays, beforeMs, min)
        if (settled === undefined) continue
        const { foundMs: startMs } = settled
        expect(spans(segment(from(whole, startMs), model), startMs)).toEqual(spans(all, startMs))
      }
    }),
    { numRuns: 150 },
  )
})

test('fixes that come later than the look-ahead never change what lies before the settled stay', () => {
  fc.assert(
    fc.property(trace, trace, fc.double({ min: 0, max: 1, noNaN: true }), (known, other, share) => {
      if (known.length < 2) return
      const [firstMs, lastMs] = [known.timeMs[0]!, known.timeMs.at(-1)!]
      const beforeMs = Math.round(firstMs + share * (lastMs - firstMs))
      const late = from({ ...other, timeMs: other.timeMs.map((t) => t + 500) }, beforeMs)
      const old = segmented(known)
      const settled = settledStays(old.stays, beforeMs, staying.pauseMin)
      if (settled === undefined) return
      const both = mergeTraces([known, late])
      const fresh = segmented(both)
      const { foundMs: startMs } = settled
      const before = ({ startMs: at }: { startMs: number }) => at < startMs
      expect(fresh.stays.filter(before)).toEqual(old.stays.filter(before))
      expect(fresh.trips.filter(before)).toEqual(old.trips.filter(before))
      expect(spans(segmented(from(both, startMs)), startMs)).toEqual(spans(fresh, startMs))
    }),
    { numRuns: 150 },
  )
})

test('nothing is settled while only one stay is known', () => {
  const stay = { foundMs: 0, startMs: 0, endMs: 8 * 3600_000, latDeg: 46, lonDeg: -1 }
  expect(settledStays([stay], Number.POSITIVE_INFINITY, staying.pauseMin)).toBeUndefined()
})

test('where one pauses for an hour, a stay of less is never where the engine starts over', () => {
  const minuteMs = 60_000
  const stay = { foundMs: 0, startMs: 0, endMs: 45 * minuteMs, latDeg: 46, lonDeg: -1 }
  const next = { ...stay, foundMs: 90 * minuteMs, startMs: 90 * minuteMs, endMs: 300 * minuteMs }
  const settled = (min: number) => settledStays([stay, next], Number.POSITIVE_INFINITY, min)
  expect([settled(staying.pauseMin), settled(60)]).toEqual([stay, undefined])
})

test('a short stay is never where the engine starts over: it may be a wait', () => {
  const minuteMs = 60_000
  const long = { foundMs: 0, startMs: 0, endMs: 60 * minuteMs, latDeg: 46, lonDeg: -1 }
  const short = { ...long, foundMs: 80 * minuteMs, startMs: 80 * minuteMs, endMs: 90 * minuteMs }
  const next = { ...long, startMs: 120 * minuteMs, endMs: 300 * minuteMs }
  expect(settledStays([long, short, next], Number.POSITIVE_INFINITY, staying.pauseMin)).toBe(long)
})
