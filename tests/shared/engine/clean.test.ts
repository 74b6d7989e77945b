import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clean } from '../../../shared/engine/clean.ts'
import { anyTrace } from '../trace/any-trace.ts'
import { fixesOf, move, stay, traceOf } from './journey.ts'

test('a fix that jumps away and comes back is dropped', () => {
  const fixes = fixesOf([stay(5)]).map((fix, i) => (i === 10 ? { ...fix, latDeg: fix.latDeg + 0.02 } : fix))
  expect(clean(traceOf(fixes)).dropped).toEqual({ duplicate: 0, outlier: 1, inaccurate: 0, invalid: 0 })
})

test('a jump that nothing takes back is kept: the phone was off on the way', () => {
  const fixes = [
    ...fixesOf([stay(5)]),
    ...fixesOf([stay(15)])
      .slice(31)
      .map((fix) => ({ ...fix, latDeg: fix.latDeg + 0.5 })),
  ]
  const trace = traceOf(fixes)
  expect(clean(trace).kept).toBe(trace)
})

test('a train at 300 km/h is no jump', () => {
  const trace = traceOf(fixesOf([move(83, 30)]))
  expect(clean(trace).kept).toBe(trace)
})

test('inaccurate fixes are dropped among accurate ones, and kept where there is nothing else', () => {
  const fixes = fixesOf([stay(5)])
  const mixed = fixes.map((fix, i) => (i % 3 === 0 ? { ...fix, accuracyM: 1500 } : fix))
  expect(clean(traceOf(mixed)).dropped.inaccurate).toBe(10)
  const poor = traceOf(fixes.map((fix) => ({ ...fix, accuracyM: 1500 })))
  expect(clean(poor).kept).toBe(poor)
})

test('of two fixes of one instant the more accurate is kept', () => {
  const [fix] = fixesOf([stay(1)])
  const other = { ...fix!, latDeg: fix!.latDeg + 0.0001, accuracyM: 3 }
  const { kept, dropped } = clean(traceOf([fix!, other]))
  expect([kept.length, kept.accuracyM[0], dropped.duplicate]).toEqual([1, 3, 1])
})

test('each fix is kept or counted under one reason', () => {
  fc.assert(
    fc.property(anyTrace, (trace) => {
      const { kept, dropped } = clean(trace)
      expect(kept.length + dropped.duplicate + dropped.outlier + dropped.inaccurate).toBe(trace.length)
    }),
  )
})
