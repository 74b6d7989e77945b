/** Traces to measure with: simulated days, recorded once a second while moving. */
import { simulate } from '../../shared/simulation/simulate.ts'
import type { Fix } from '../../shared/trace/trace.ts'

/** Fixes that a simulated day has at least; sets how many days a count needs. */
const leanDayFixes = 3000

/** The first `count` fixes of a simulated person. */
export function simulatedFixes(count: number): Fix[] {
  for (let days = Math.ceil(count / leanDayFixes); ; days *= 2) {
    const { fixes } = simulate({ seed: 1, firstDay: '2025-01-01', days, everyS: 1 })
    if (fixes.length >= count) return fixes.slice(0, count)
  }
}
