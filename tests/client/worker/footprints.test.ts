/** How footprints are computed, chosen in an open vault: seen before, applied, undone to the letter. */
import { expect, test } from 'vitest'
import { demoVault } from '../../../client/worker/demo.ts'
import { OpenVault } from '../../../client/worker/open-vault.ts'
import { createClient } from '../../../shared/api/client.ts'
import type { FootprintChoice } from '../../../shared/footprint/choice.ts'
import { plainChoice } from '../../../shared/footprint/choice.ts'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import { checkCertificate } from '../../../shared/vault/certificate.ts'
import { ready } from '../../../shared/vault/sodium.ts'

const territory = {
  ...{ schema: 'sillage/territory@1', name: 'Agglo', source: 'Network', year: 2025, licence: 'ODbL' },
  factors: [{ mode: 'bus', usage: null, construction: null, total: 0.05, reference: 'fleet' }],
}
/** The demo asks its server for the territory's figures and for nothing else. */
const api = createClient(async ({ method, path }) => {
  expect([method, path]).toEqual(['GET', '/api/territory'])
  return { status: 200, text: JSON.stringify({ territory }) }
})

async function openDemo() {
  const sodium = await ready()
  const demo = await demoVault(sodium, '2026-05-18', { factors: defaultFactorSet, onProgress: () => {} })
  return { sodium, vault: new OpenVault({ sodium, api, ...demo, handle: undefined }) }
}

const plain = plainChoice(defaultFactorSet.id)
const ownCar: FootprintChoice = {
  ...plain,
  vehicles: [{ id: 'z', name: 'Zoe', fuel: 'electric', litresPer100Km: 0, kwhPer100Km: 17, people: 1 }],
  byMode: { car: 'z' },
}

test('what a choice would change is what it then changes, and its undoing brings back what was', async () => {
  const { vault } = await openDemo()
  const before = await vault.view()
  const months = await vault.previewFootprints({ choice: ownCar, from: null })
  expect(await vault.view()).toEqual(before)
  await vault.applyFootprints({ choice: ownCar, from: null })
  const after = await vault.view()
  const sums = (trips: typeof before.trips) =>
    [...Map.groupBy(trips, ({ localMonth }) => localMonth)]
      .map(([month, own]) => [month, own.reduce((sum, { co2eKg }) => sum + co2eKg, 0)] as const)
      .toReversed()
  expect(months.map(({ month }) => month)).toEqual(sums(before.trips).map(([month]) => month))
  for (const [n, { beforeKg, afterKg }] of months.entries()) {
    expect(beforeKg).toBeCloseTo(sums(before.trips)[n]![1], 6)
    expect(afterKg).toBeCloseTo(sums(after.trips)[n]![1], 6)
    expect(afterKg).toBeLessThan(beforeKg)
  }
  const own = after.trips.flatMap(({ sections }) => sections).filter(({ mode }) => mode === 'car')
  for (const { basis, distanceM, co2eKg } of own) {
    expect(basis).toMatchObject({ vehicle: 'Zoe', people: 1 })
    // 17 kWh of 51.9 g, 2.1 g of leaks and 83.6 g of making, per km.
    expect(co2eKg).toBeCloseTo((distanceM / 1000) * (0.17 * 0.0519 + 0.0021 + 0.0836), 3)
  }
  await vault.undoFootprints({ id: after.settings.footprints[0]!.id })
  expect(await vault.view()).toEqual(before)
  await expect(vault.undoFootprints({ id: 'none' })).rejects.toMatchObject({ code: 'not-found' })
})

test('from a day on, earlier trips keep their figures', async () => {
  const { vault } = await openDemo()
  const before = await vault.view()
  await vault.applyFootprints({ choice: { ...plain, parts: 'usage' }, from: '2026-05-11' })
  const after = await vault.view()
  for (const [n, trip] of after.trips.entries())
    if (trip.localDay < '2026-05-11') expect(trip).toEqual(before.trips[n])
  const later = after.trips.find(
    ({ localDay, sections: [first] }) => localDay >= '2026-05-11' && first?.mode === 'car',
  )
  expect(later!.sections[0]!.basis).toMatchObject({ parts: 'usage', kgPerKm: 0.192 })
})

test('a choice that cannot be is refused, and changes nothing', async () => {
  const { vault } = await openDemo()
  const before = await vault.view()
  const wrong: [FootprintChoice, string | null][] = [
    [plainChoice('none'), null],
    [{ ...plain, byMode: { car: 'nobody' } }, null],
    [{ ...ownCar, vehicles: [{ ...ownCar.vehicles[0]!, kwhPer100Km: -1 }] }, null],
    [plain, 'yesterday'],
  ]
  for (const [choice, from] of wrong)
    await expect(vault.applyFootprints({ choice, from })).rejects.toMatchObject({ code: 'bad-request' })
  expect(await vault.view()).toEqual(before)
})

test('the operator’s territory is shown with its source and year, and holds once it is chosen', async () => {
  const { vault } = await openDemo()
  const offered = await vault.server.territory()
  expect(offered).toEqual({ ...territory, schema: undefined })
  await vault.applyFootprints({ choice: { ...plain, territory: offered }, from: null })
  const { trips } = await vault.view()
  const ride = trips.flatMap(({ sections }) => sections).find(({ mode }) => mode === 'bus')!
  expect(ride.co2eKg).toBeCloseTo((ride.distanceM / 1000) * 0.05, 3)
  expect(ride.basis).toMatchObject({ territory: 'Agglo', year: 2025, source: { name: 'Network' } })
})

test('a certificate counts the days on which its owner cycled to work, as their trips show', async () => {
  const { sodium, vault } = await openDemo()
  const { trips } = await vault.view()
  const cycled = trips.filter(({ purpose, sections }) => {
    const metres = (modes: readonly string[]) =>
      sections.reduce((sum, { mode, distanceM }) => sum + (modes.includes(mode) ? distanceM : 0), 0)
    const all = sections.reduce((sum, { distanceM }) => sum + distanceM, 0)
    return (purpose === 'commute' || purpose === 'work') && metres(['bicycle', 'ebike']) > all / 2
  })
  const expected = new Set(cycled.map(({ localDay }) => localDay)).size
  expect(expected).toBeGreaterThan(0)
  const { text, days } = await vault.certify({ first: '2026-05-01', last: '2026-05-31' })
  expect(days).toBe(expected)
  expect(checkCertificate(sodium, text)).toMatchObject({ result: 'whole', certified: { days: expected } })
})
