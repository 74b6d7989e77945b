/** What the worker says of one trip: its speeds from the fixes in the vault, and how its footprint comes about. */
import { expect, test } from 'vitest'
import type { FootprintChoice } from '../../../shared/footprint/choice.ts'
import { footprintBy, plainChoice } from '../../../shared/footprint/choice.ts'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import { openDemo } from '../../support/open-demo.ts'

test('of every trip of the demo, speeds make up about its way, and footprints are those shown', async () => {
  const { vault } = await openDemo()
  const { trips } = await vault.view()
  for (const trip of trips) {
    const { speeds, footprints } = await vault.tripDetails(trip)
    const { stepMs, speedsMps } = speeds!
    const wayM = speedsMps.reduce<number>((sum, speed) => sum + ((speed ?? 0) * stepMs) / 1000, 0)
    // Steps cut corners, and are not longer than the way was.
    expect(wayM).toBeGreaterThan(trip.distanceM * 0.7)
    expect(wayM).toBeLessThan(trip.distanceM * 1.1 + 100)
    for (const [n, { co2eKg }] of trip.sections.entries())
      expect(footprints[n]?.co2eKg ?? 0).toBeCloseTo(co2eKg, 3)
  }
})

test('what explains a footprint is the choice of its owner, as it was shown', async () => {
  const { vault } = await openDemo()
  const zoe = {
    id: 'z',
    name: 'Zoe',
    fuel: 'electric',
    litresPer100Km: 0,
    kwhPer100Km: 17,
    people: 1,
  } as const
  const own: FootprintChoice = {
    ...plainChoice(defaultFactorSet.id),
    ...{ parts: 'usage', vehicles: [zoe], byMode: { car: 'z' } },
  }
  await vault.applyFootprints({ choice: own, from: null })
  const { trips } = await vault.view()
  const seen = new Set<string>()
  for (const trip of trips) {
    const { footprints } = await vault.tripDetails(trip)
    for (const [n, { co2eKg, mode, distanceM }] of trip.sections.entries()) {
      const explained = footprints[n]
      expect(explained?.co2eKg ?? 0).toBeCloseTo(co2eKg, 3)
      if (mode !== 'car') continue
      seen.add(mode)
      expect(explained!.basis).toMatchObject({ vehicle: 'Zoe', parts: 'usage', people: 1 })
      // 17 kWh of 51.9 g and 2.1 g of leaks, per km.
      expect(explained!.co2eKg).toBeCloseTo((distanceM / 1000) * (0.17 * 0.0519 + 0.0021), 3)
    }
  }
  expect(seen).toContain('car')
})

test('of a trip that was added there are footprints and no speeds', async () => {
  const { vault } = await openDemo()
  const [newest] = (await vault.view()).trips
  const [start, end] = [1, 2].map((days) =>
    new Date(Date.parse(newest!.end) + days * 30 * 86_400_000).toISOString(),
  )
  const { basis: _, ...section } = newest!.sections[0]!
  const { basis } = footprintBy(plainChoice(defaultFactorSet.id), 'car', 10_000, 2)
  const sections = [{ ...section, mode: 'car' as const, distanceM: 10_000, people: 2, basis: basis! }]
  const details = await vault.tripDetails({ start: start!, end: end!, sections })
  expect(details).not.toHaveProperty('speeds')
  expect(details.footprints).toMatchObject([{ co2eKg: 1.088, basis: { people: 2 } }])
})
