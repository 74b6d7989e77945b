import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clean } from '../../../shared/engine/clean.ts'
import { hopsOf } from '../../../shared/engine/hops.ts'
import { gather } from '../../../shared/engine/knots.ts'
import {
  Surroundings,
  speedClass,
  speedClasses,
  surroundingNames,
} from '../../../shared/engine/surroundings.ts'
import { staying } from '../../../shared/engine/thresholds.ts'
import { findWays, lookAt } from '../../../shared/engine/ways.ts'
import { windowFeatureNames } from '../../../shared/engine/windows.ts'
import { anyTrace } from '../trace/any-trace.ts'
import { fixesOf, move, stay, traceOf } from './journey.ts'

const trace = traceOf(fixesOf([move(1.3, 10), stay(2, 5), move(8, 20), move(20, 10)]))
const knots = gather(clean(trace).kept)
const last = knots.length - 1
const hops = hopsOf(trace, knots, { first: 0, last, startMs: knots.startMs[0]!, endMs: knots.endMs[last]! })
const at = (name: (typeof surroundingNames)[number]) => surroundingNames.indexOf(name)

function seen(halfMs: number, h: number): Float32Array {
  const surroundings = new Surroundings(knots, hops, halfMs)
  for (let n = 0; n <= h; n++) surroundings.moveTo(hops.middleMs[n]!, n, n + 1)
  const out = new Float32Array(surroundingNames.length)
  surroundings.write(out, 0)
  return out
}

test('running sums say what counting anew says, on every scale', () => {
  fc.assert(
    fc.property(fc.nat(hops.length - 1), fc.integer({ min: 10_000, max: 900_000 }), (h, halfMs) => {
      const near = [...hops.middleMs.keys()].filter(
        (n) => Math.abs(hops.middleMs[n]! - hops.middleMs[h]!) <= halfMs,
      )
      const sum = (column: Float64Array) => near.reduce((total, n) => total + column[n]!, 0)
      const out = seen(halfMs, h)
      expect(out[at('mean speed')]).toBeCloseTo((sum(hops.distanceM) / sum(hops.durationMs)) * 1000, 3)
      const slow = near.filter((n) => hops.speedMps[n]! < 0.7)
      const standing = slow.reduce((total, n) => total + hops.weightS[n]!, 0) / sum(hops.weightS)
      expect(out[at('standing share')]).toBeCloseTo(standing, 4)
    }),
  )
})

test('quantiles of speed lie in the class of the true quantile, or beside it', () => {
  const sorted = [...hops.speedMps].sort((a, b) => a - b)
  const out = seen(Number.POSITIVE_INFINITY, hops.length - 1)
  for (const [name, share] of [
    ['speed p25', 0.25],
    ['speed p75', 0.75],
    ['speed p90', 0.9],
  ] as const) {
    const truth = sorted[Math.floor(share * sorted.length)]!
    expect(
      Math.abs(speedClass(out[surroundingNames.indexOf(name)]!) - speedClass(truth)),
    ).toBeLessThanOrEqual(1)
  }
})

test('every speed has a class, faster ones no lower', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1000, noNaN: true }),
      fc.double({ min: 0, max: 1000, noNaN: true }),
      (a, b) => {
        expect(speedClass(a)).toBeGreaterThanOrEqual(0)
        expect(speedClass(a)).toBeLessThan(speedClasses)
        if (a <= b) expect(speedClass(a)).toBeLessThanOrEqual(speedClass(b))
      },
    ),
  )
})

test('whatever the trace, windows cover each way and their features are numbers', () => {
  fc.assert(
    fc.property(anyTrace, (any) => {
      const found = findWays(any, staying.pauseMin)
      for (const span of found.ways) {
        const { windows, hops: all } = lookAt(found.cleaned.kept, found.knots, span)
        expect(windows.firstHop[0]).toBe(0)
        expect(windows.firstHop[windows.length]).toBe(all.length)
        expect(windows.features).toHaveLength(windows.length * windowFeatureNames.length)
        expect(windows.features.every(Number.isFinite)).toBe(true)
      }
    }),
  )
})
