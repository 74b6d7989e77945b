/** What Node and a browser's worker both do, to be compared: the engine on a simulated trace, the shortest of some runs. */
import { analyse } from '../../shared/analysis/analyse.ts'
import { defaultFactorSet } from '../../shared/footprint/registry.ts'
import { simulate } from '../../shared/simulation/simulate.ts'
import { TraceBuilder } from '../../shared/trace/trace.ts'

const runs = 5

/** Simulates `days` days at a fix a second and analyses them. */
export function engineRun(days: number): { fixes: number; ms: number } {
  const builder = new TraceBuilder()
  for (const fix of simulate({ seed: 1, firstDay: '2025-01-01', days, everyS: 1 }).fixes) builder.add(fix)
  const trace = builder.build()
  let ms = Number.POSITIVE_INFINITY
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    analyse(trace, { read: trace.length, invalid: 0, duplicate: 0 }, defaultFactorSet)
    ms = Math.min(ms, performance.now() - start)
  }
  return { fixes: trace.length, ms }
}
