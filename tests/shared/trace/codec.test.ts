import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeTrace, encodeTrace } from '../../../shared/trace/codec.ts'
import { emptyTrace, TraceBuilder } from '../../../shared/trace/trace.ts'
import { anyTrace } from './any-trace.ts'

test('a trace comes back from its bytes as it was', () => {
  fc.assert(
    fc.property(anyTrace, (trace) => {
      expect(decodeTrace(encodeTrace(trace))).toEqual(trace)
    }),
  )
})

test('a trace without fixes has bytes too', () => {
  expect(decodeTrace(encodeTrace(emptyTrace(0)))).toEqual(emptyTrace(0))
})

test('a ride recorded each second, with accuracy, speed and altitude, takes at most 6 bytes per fix', () => {
  const builder = new TraceBuilder()
  const length = 7200
  let [latDeg, lonDeg, speedMps] = [46.16, -1.15, 0]
  for (let s = 0; s < length; s++) {
    speedMps = Math.max(0, 9 + 6 * Math.sin(s / 40) + Math.sin(s * 12.9898) * 0.6)
    latDeg += (Math.cos(s / 300) * speedMps + Math.sin(s * 78.233)) / 111_195
    lonDeg += (Math.sin(s / 300) * speedMps + Math.sin(s * 37.719)) / 77_000
    const accuracyM = 5 + 3 * Math.sin(s / 17) + Math.sin(s * 4.1)
    builder.add({
      timeMs: 1_777_874_400_000 + s * 1000,
      latDeg,
      lonDeg,
      speedMps,
      accuracyM,
      altitudeM: 20 + 8 * Math.sin(s / 90),
    })
  }
  expect(encodeTrace(builder.build()).length / length).toBeLessThanOrEqual(6)
})

test('bytes that were cut, changed or made up are refused, never half read', () => {
  fc.assert(
    fc.property(anyTrace, fc.nat(), fc.integer({ min: 1, max: 255 }), (trace, at, flip) => {
      const bytes = encodeTrace(trace)
      expect(() => decodeTrace(bytes.subarray(0, at % bytes.length))).toThrow(RangeError)
      const changed = bytes.slice()
      changed[0] = bytes[0]! ^ flip
      expect(() => decodeTrace(changed)).toThrow(RangeError)
    }),
  )
})

test('bytes that claim to inflate beyond what their length allows are refused before anything is inflated', () => {
  expect(() => decodeTrace(Uint8Array.of(1, 0xff, 0xff, 0xff, 0x7f, 0, 0))).toThrow('too large')
})
