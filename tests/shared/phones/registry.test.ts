/** The registry of phones, and the simulated phones that speak to it. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { phoneById, phones } from '../../../shared/phones/registry.ts'
import { phoneEncoders } from '../../../shared/simulation/payloads.ts'
import { hints } from '../../../shared/trace/trace.ts'
import { jsonMessage } from '../../conformance/phone.ts'

test('every phone is found by its id, and no other is', () => {
  for (const phone of phones) expect(phoneById(phone.id)).toBe(phone)
  expect(phoneById('constructor')).toBeUndefined()
  expect(new Set(phones.map((phone) => phone.id)).size).toBe(phones.length)
})

const fixes = fc.array(
  fc.record({
    timeMs: fc.integer({ min: 1_400_000_000, max: 2_000_000_000 }).map((seconds) => seconds * 1000),
    latDeg: fc.integer({ min: -89_999_999, max: 89_999_999 }).map((micro) => micro / 1e6),
    lonDeg: fc.integer({ min: -179_999_999, max: 179_999_999 }).map((micro) => micro / 1e6),
    accuracyM: fc.option(fc.nat(2000), { nil: undefined }),
    altitudeM: fc.option(fc.integer({ min: -100, max: 4800 }), { nil: undefined }),
    speedMps: fc.option(fc.nat(80), { nil: undefined }),
    hint: fc.option(fc.constantFrom(...hints.slice(1)), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 5 },
)

test.each(Object.entries(phoneEncoders))(
  'what a simulated %s phone writes is what is read',
  (id, encoder) => {
    fc.assert(
      fc.property(fixes, (written) => {
        const reading = phoneById(id)?.decode(jsonMessage(encoder.encode(written)))
        expect(reading?.skipped).toBe(0)
        const inKmh = (fix: { speedMps?: number | undefined }) =>
          fix.speedMps === undefined ? undefined : Math.round(fix.speedMps * 3.6)
        expect(reading?.fixes.map((fix) => ({ ...fix, speedMps: inKmh(fix) }))).toEqual(
          written.map((fix) => ({ ...fix, speedMps: inKmh(fix) })),
        )
      }),
    )
  },
)
