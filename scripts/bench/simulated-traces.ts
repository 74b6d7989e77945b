/** Traces to measure with: simulated days as phones of three kinds record them, as long as is wanted. */
import { simulate } from '../../shared/simulation/simulate.ts'
import { trainingDay } from '../../shared/simulation/training-day.ts'
import type { Fix, Trace } from '../../shared/trace/trace.ts'
import { emptyTrace, pick, slice, TraceBuilder } from '../../shared/trace/trace.ts'

/** Fixes that a simulated day has at least; sets how many days a count needs. */
const leanDayFixes = 3000
/** As many fixes are simulated; longer traces repeat them, later. */
const mostSimulated = 1_000_000
const trainingDays = 150
const minuteMs = 60_000
const weekMs = 7 * 24 * 60 * minuteMs

/** The first `count` fixes of a simulated person. */
export function simulatedFixes(count: number): Fix[] {
  for (let days = Math.ceil(count / leanDayFixes); ; days *= 2) {
    const { fixes } = simulate({ seed: 1, firstDay: '2025-01-01', days, everyS: 1 })
    if (fixes.length >= count) return fixes.slice(0, count)
  }
}

/** One person of La Rochelle, a fix a second while moving. */
export function everySecond(): Trace {
  const builder = new TraceBuilder()
  for (const fix of simulatedFixes(mostSimulated)) builder.add(fix)
  return builder.build()
}

/** The same with no two fixes within a minute. */
export function everyMinute(trace: Trace): Trace {
  const keep: number[] = []
  for (let i = 0; i < trace.length; i++)
    if (keep.length === 0 || trace.timeMs[i]! - trace.timeMs[keep.at(-1)!]! >= minuteMs) keep.push(i)
  return pick(trace, keep)
}

/** People of many towns with recorders of many kinds, a week apart. */
export function mixed(): Trace {
  const days = Array.from({ length: trainingDays }, (_, seed) => trainingDay(seed + 1).trace)
  const all = emptyTrace(days.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const [n, day] of days.entries()) at = copy(day, all, at, n * weekMs - (day.timeMs[0] ?? 0))
  return all
}

/** The first `count` fixes of a trace that is repeated, whole weeks later each time. */
export function repeated(trace: Trace, count: number): Trace {
  if (count <= trace.length) return slice(trace, 0, count)
  const lastedMs = trace.timeMs[trace.length - 1]! - trace.timeMs[0]!
  const periodMs = (Math.ceil(lastedMs / weekMs) + 1) * weekMs
  const all = emptyTrace(count)
  let at = 0
  for (let n = 0; at < count; n++)
    at = copy(slice(trace, 0, Math.min(trace.length, count - at)), all, at, n * periodMs)
  return all
}

/** Copies a trace to `at`, later by `laterMs`; gives the position after it. */
function copy(from: Trace, to: Trace, at: number, laterMs: number): number {
  for (const key of ['latDeg', 'lonDeg', 'accuracyM', 'speedMps', 'altitudeM', 'hint'] as const)
    to[key].set(from[key], at)
  for (let i = 0; i < from.length; i++) to.timeMs[at + i] = from.timeMs[i]! + laterMs
  return at + from.length
}
