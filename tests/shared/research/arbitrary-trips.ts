/** Trips as fast-check draws them: any mode, anywhere in and around the zones, absurd lengths too. */
import fc from 'fast-check'
import type { TripDocument } from '../../../shared/analysis/document.ts'
import { modeIds } from '../../../shared/engine/mode.ts'
import { tripBetween } from '../../support/study.ts'

const spot = fc.record({
  lat: fc.double({ min: 46.05, max: 46.35, noNaN: true }),
  lon: fc.double({ min: -1.25, max: -0.95, noNaN: true }),
})

const trip = fc
  .record({
    atMs: fc.integer({ min: Date.UTC(2025, 9, 1), max: Date.UTC(2026, 1, 28) }),
    from: spot,
    to: spot,
    mode: fc.constantFrom(...modeIds),
    km: fc.oneof(fc.double({ min: 0, max: 60, noNaN: true }), fc.double({ min: 0, max: 1e7, noNaN: true })),
    co2eKg: fc.oneof(
      fc.double({ min: 0, max: 5, noNaN: true }),
      fc.double({ min: 0, max: 1e7, noNaN: true }),
    ),
    places: fc.record({
      from: fc.constantFrom('home', 'work', 'hidden'),
      to: fc.constantFrom('home', 'work'),
    }),
  })
  .map(({ atMs, ...given }) => tripBetween(new Date(atMs).toISOString(), given))

/** Up to sixty trips from October 2025 to February 2026. */
export const someTrips: fc.Arbitrary<TripDocument[]> = fc.array(trip, { maxLength: 60 })
