/** Any canonical trace, for properties. */
import fc from 'fast-check'
import { hints, TraceBuilder } from '../../../shared/trace/trace.ts'

const fix = fc.record(
  {
    timeMs: fc.integer({ min: 0, max: 4_102_444_800_000 }),
    latDeg: fc.double({ min: -90, max: 90, noNaN: true }),
    lonDeg: fc.double({ min: -180, max: 180, noNaN: true }),
    accuracyM: fc.double({ min: 0, max: 5000, noNaN: true }),
    speedMps: fc.double({ min: 0, max: 340, noNaN: true }),
    altitudeM: fc.double({ min: -400, max: 12_000, noNaN: true }),
    hint: fc.constantFrom(...hints),
  },
  { requiredKeys: ['timeMs', 'latDeg', 'lonDeg'] },
)

export const anyTrace = fc.array(fix, { maxLength: 60 }).map((fixes) => {
  const builder = new TraceBuilder()
  for (const one of fixes) builder.add(one)
  return builder.build()
})
