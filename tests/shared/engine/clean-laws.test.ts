import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clean } from '../../../shared/engine/clean.ts'
import { dropReasons } from '../../../shared/engine/cleaning/reasons.ts'
import type { Fix, Trace } from '../../../shared/trace/trace.ts'
import { pick, slice } from '../../../shared/trace/trace.ts'
import { anyTrace } from '../trace/any-trace.ts'
import type { Leg } from './journey.ts'
import { fixesOf, traceOf } from './journey.ts'

const legs = fc.array(
  fc.record({
    minutes: fc.integer({ min: 1, max: 25 }),
    speedMps: fc.constantFrom(0, 0, 0.4, 1.4, 4, 9, 25, 80, 230),
    bearingDeg: fc.integer({ min: 0, max: 359 }),
    everyS: fc.constantFrom(1, 2, 5, 10, 30, 60, 240, Number.POSITIVE_INFINITY),
  }),
  { minLength: 1, maxLength: 6 },
)

/** A fault of a phone, at a share of the trace. */
const fault = fc.record({
  kind: fc.constantFrom('jump', 'cluster', 'poor', 'echo', 'silence', 'woken', 'year', 'twice'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  byDeg: fc.constantFrom(-0.5, -0.004, 0.002, 0.01),
  count: fc.integer({ min: 1, max: 12 }),
})
type Fault = typeof fault extends fc.Arbitrary<infer One> ? One : never

function spoil(fixes: Fix[], { kind, at, byDeg, count }: Fault): Fix[] {
  const from = Math.floor(at * fixes.length)
  const to = kind === 'jump' || kind === 'echo' ? from + 1 : from + count
  if (kind === 'silence') return [...fixes.slice(0, from), ...fixes.slice(to + 20)]
  if (kind === 'woken') {
    const asleep = fixes[Math.max(0, from - 1)]
    return [
      ...fixes.slice(0, from),
      ...fixes.slice(to + 20).map((fix, i) => (i < count ? { ...asleep!, timeMs: fix.timeMs } : fix)),
    ]
  }
  if (kind === 'twice')
    return [...fixes, ...fixes.slice(from, to).map((fix) => ({ ...fix, lonDeg: fix.lonDeg + byDeg }))]
  return fixes.map((fix, i) => {
    if (i < from || i >= to) return fix
    if (kind === 'year') return { ...fix, timeMs: fix.timeMs - 6e11 }
    if (kind === 'echo') return { ...fixes[Math.max(0, i - count)]!, timeMs: fix.timeMs }
    return kind === 'poor'
      ? { ...fix, latDeg: fix.latDeg + byDeg, accuracyM: 800 }
      : { ...fix, latDeg: fix.latDeg + byDeg }
  })
}

const spoilt = fc
  .tuple(legs, fc.constantFrom(0, 5, 30), fc.nat(1000), fc.array(fault, { maxLength: 6 }))
  .map(([journey, noiseM, seed, faults]) => traceOf(faults.reduce(spoil, fixesOf(journey, noiseM, seed))))

const keptIndices = (reasons: Uint8Array): number[] => [...reasons.keys()].filter((i) => reasons[i] === 0)

test('each fix is kept or has a reason, and the counts add up', () => {
  fc.assert(
    fc.property(fc.oneof(anyTrace, spoilt), (trace) => {
      const { kept, reasons, counts, dropped } = clean(trace)
      expect(kept).toEqual(pick(trace, keptIndices(reasons)))
      expect([...reasons].every((code) => code < dropReasons.length)).toBe(true)
      const left = trace.length - kept.length
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(left)
      expect(dropped.duplicate + dropped.outlier + dropped.inaccurate).toBe(left)
    }),
  )
})

test('what is kept is in order, one fix per instant', () => {
  fc.assert(
    fc.property(fc.oneof(anyTrace, spoilt), (trace) => {
      const { timeMs } = clean(trace).kept
      expect(timeMs.every((time, i) => i === 0 || time > timeMs[i - 1]!)).toBe(true)
    }),
  )
})

test('cleaning from any fix that was kept keeps what cleaning everything keeps from there on', () => {
  fc.assert(
    fc.property(spoilt, fc.double({ min: 0, max: 1, noNaN: true }), (trace, share) => {
      const all = keptIndices(clean(trace).reasons)
      const start = all[Math.floor(share * (all.length - 1))]
      if (start === undefined || precedesYears(trace, start)) return
      let from = start
      while (from > 0 && trace.timeMs[from - 1] === trace.timeMs[start]) from--
      const fresh = keptIndices(clean(slice(trace, from, trace.length)).reasons).map((i) => i + from)
      expect(fresh).toEqual(all.filter((i) => i >= start))
    }),
    { numRuns: 300 },
  )
})

/** Whether years of silence follow within minutes: no stay begins there from which the engine would start over. */
function precedesYears({ length, timeMs }: Trace, i: number): boolean {
  for (let k = i; k + 1 < length && timeMs[k]! - timeMs[i]! <= 600_000; k++)
    if (timeMs[k + 1]! - timeMs[k]! > 1.5e11) return true
  return false
}

test('fixes more than twenty minutes later change nothing, save for what a wrong clock put years before', () => {
  fc.assert(
    fc.property(spoilt, fc.double({ min: 0, max: 1, noNaN: true }), (trace, share) => {
      const end = Math.floor(share * trace.length)
      const cut = slice(trace, 0, end)
      const untilMs = (cut.timeMs.at(-1) ?? Number.NEGATIVE_INFINITY) - 20 * 60_000
      const early = (indices: number[]) =>
        indices.filter((i) => trace.timeMs[i]! < untilMs && !precedesYears(trace, i))
      expect(early(keptIndices(clean(cut).reasons))).toEqual(early(keptIndices(clean(trace).reasons)))
    }),
  )
})

test('a clean journey loses nothing, however fast and however often it is recorded', () => {
  fc.assert(
    fc.property(legs, fc.constantFrom(0, 4, 10), fc.nat(1000), (journey: Leg[], noiseM, seed) => {
      const trace = traceOf(fixesOf(gentle(journey), noiseM, seed))
      expect(clean(trace).kept).toBe(trace)
    }),
    { numRuns: 200 },
  )
})

/** The journey with turns and changes of speed that a vehicle can make: one way, and never faster at once by half. */
function gentle(journey: readonly Leg[]): Leg[] {
  return journey.map((leg) => ({ ...leg, speedMps: Math.min(leg.speedMps, 25), bearingDeg: 40 }))
}

test('cleaning what has been cleaned leaves out nothing more', () => {
  fc.assert(
    fc.property(legs, fc.nat(1000), fault, (journey, seed, one) => {
      const { kept } = clean(traceOf(spoil(fixesOf(gentle(journey), 5, seed), one)))
      expect(clean(kept).kept).toBe(kept)
    }),
    { numRuns: 300 },
  )
})
