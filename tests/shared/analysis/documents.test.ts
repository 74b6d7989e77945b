import { expect, test } from 'vitest'
import { isoInstant } from '../../../shared/analysis/documents.ts'
import { analysisText } from '../../../shared/analysis/text.ts'
import { footprint } from '../../../shared/footprint/footprint.ts'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import { decodePolyline } from '../../../shared/trace/polyline.ts'
import { day } from './day.ts'

test('every fix read is kept or dropped for a reason', () => {
  const { read, kept, dropped } = day.fixes
  expect(kept + Object.values(dropped).reduce((sum, count) => sum + count, 0)).toBe(read)
  expect(dropped).toMatchObject({ invalid: 2, duplicate: 1 })
})

test('instants have milliseconds only when there are any', () => {
  expect(isoInstant(1_777_874_400_000)).toBe('2026-05-04T06:00:00Z')
  expect(isoInstant(1_777_874_400_250)).toBe('2026-05-04T06:00:00.250Z')
})

test("a trip's distance and footprint are the sums of its sections'", () => {
  expect(day.trips).toHaveLength(2)
  for (const trip of day.trips) {
    expect(trip.distanceM).toBe(trip.sections.reduce((sum, section) => sum + section.distanceM, 0))
    expect(trip.co2eKg).toBeCloseTo(
      trip.sections.reduce((sum, section) => sum + section.co2eKg, 0),
      9,
    )
  }
})

test("a section's footprint is that of its mode and its printed distance, to the gram", () => {
  for (const { mode, distanceM, co2eKg } of day.trips.flatMap((trip) => trip.sections))
    expect(co2eKg).toBe(Math.round(footprint(mode, distanceM, defaultFactorSet).co2eKg * 1000) / 1000)
})

test('a trip in La Rochelle runs on the clocks of Paris', () => {
  expect(day.trips.map(({ timeZone }) => timeZone)).toEqual(['Europe/Paris', 'Europe/Paris'])
})

test("a section's path leads from its neighbour's end", () => {
  const [first, second] = day.trips[0]!.sections.map(({ geometry }) => decodePolyline(geometry))
  expect([second!.latDeg[0], second!.lonDeg[0]]).toEqual([first!.latDeg.at(-1), first!.lonDeg.at(-1)])
})

test('the summary names the day, the local hour and the modes', () => {
  const text = analysisText(day)
  for (const word of ['2026-05-04 (Europe/Paris)', '09:0', 'walking', 'bicycle', 'ADEME'])
    expect(text).toContain(word)
})
