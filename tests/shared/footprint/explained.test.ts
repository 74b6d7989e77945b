import fc from 'fast-check'
import { expect, test } from 'vitest'
import { modeIds } from '../../../shared/engine/mode.ts'
import type { FootprintChoice } from '../../../shared/footprint/choice.ts'
import { footprintBy, plainChoice } from '../../../shared/footprint/choice.ts'
import { explainedFootprint } from '../../../shared/footprint/explained.ts'
import { footprint } from '../../../shared/footprint/footprint.ts'
import { defaultFactorSet, factorSets } from '../../../shared/footprint/registry.ts'

const anyMode = fc.constantFrom(...modeIds)
const anyDistance = fc.integer({ min: 0, max: 12_000_000 })
const anyPeople = fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined })
const said = (people: number | undefined) => (people === undefined ? {} : { people })

const zoe = { id: 'z', name: 'Zoe', fuel: 'electric', litresPer100Km: 0, kwhPer100Km: 17, people: 2 } as const
const own: FootprintChoice = {
  ...plainChoice(defaultFactorSet.id),
  ...{ vehicles: [zoe], byMode: { car: 'z' } },
  territory: {
    ...{ name: 'Agglo', source: 'Network', year: 2025, licence: 'ODbL' },
    factors: [{ mode: 'bus', usage: null, construction: null, total: 0.05, reference: 'fleet' }],
  },
}
/** A way as it is shown when `choice` holds. */
const shown = (
  choice: FootprintChoice,
  mode: (typeof modeIds)[number],
  distanceM: number,
  people?: number,
) => {
  const { basis } = footprintBy(choice, mode, distanceM, people)
  return { mode, distanceM, ...said(people), ...(basis && { basis }) }
}

test('what is written out, multiplied, is the footprint by the choice that holds', () => {
  const anyChoice = fc
    .record({
      set: fc.constantFrom(...factorSets.map(({ id }) => id)),
      parts: fc.constantFrom('total' as const, 'usage' as const),
      contrails: fc.boolean(),
      isOwn: fc.boolean(),
    })
    .map(({ isOwn, ...choice }): FootprintChoice => ({ ...(isOwn ? own : plainChoice('')), ...choice }))
  fc.assert(
    fc.property(anyChoice, anyMode, anyDistance, anyPeople, (choice, mode, distanceM, people) => {
      const explained = explainedFootprint(shown(choice, mode, distanceM, people))
      const { co2eKg } = footprintBy(choice, mode, distanceM, people)
      const { kgPerKm = 0, people: aboard = 1 } = explained?.basis ?? {}
      expect(((distanceM / 1000) * kgPerKm) / aboard).toBeCloseTo(co2eKg, 6)
      expect(explained?.co2eKg ?? 0).toBeCloseTo(co2eKg, 2)
    }),
  )
})

test('where nothing is known of a choice, it is the set that a vault starts with', () => {
  fc.assert(
    fc.property(anyMode, anyDistance, anyPeople, (mode, distanceM, people) => {
      const explained = explainedFootprint({ mode, distanceM, ...said(people) })
      expect(explained?.co2eKg ?? 0).toBeCloseTo(
        footprint(mode, distanceM, defaultFactorSet, people).co2eKg,
        2,
      )
    }),
  )
})

test('a car is shared by those aboard, a bus is not', () => {
  expect(explainedFootprint({ mode: 'car', distanceM: 10_000, people: 4 })).toMatchObject({
    ...{ basis: { kgPerKm: 0.2176, people: 4 }, isAboardSaid: true, co2eKg: 0.544 },
  })
  const bus = explainedFootprint({ mode: 'bus', distanceM: 10_000, people: 4 })
  expect(bus).toMatchObject({ basis: { kgPerKm: 0.112 }, co2eKg: 1.12 })
  expect(bus!.basis).not.toHaveProperty('people')
})

test('contrails are in what a plane is multiplied with, unless they are left out', () => {
  const perKm = (contrails: boolean) => {
    const choice = { ...plainChoice(defaultFactorSet.id), contrails }
    return explainedFootprint(shown(choice, 'plane', 500_000))!.basis.kgPerKm
  }
  expect(perKm(true)).toBeCloseTo(0.1232 + 0.00037 + 0.101, 9)
  expect(perKm(false)).toBeCloseTo(0.1232 + 0.00037, 9)
})

test('usage alone is less than the whole, and its parts are still told', () => {
  const usage = { ...plainChoice(defaultFactorSet.id), parts: 'usage' as const }
  const { basis } = explainedFootprint(shown(usage, 'car', 10_000))!
  expect(basis.kgPerKm).toBe(basis.factorParts.usage)
  expect(basis.factorParts.construction).toBeCloseTo(0.0256, 6)
})

test('one’s own vehicle and the territory stand in place of the set', () => {
  // 17 kWh of 51.9 g, 2.1 g of leaks and 83.6 g of making, per km; two people aboard.
  const perKm = 0.17 * 0.0519 + 0.0021 + 0.0836
  const car = explainedFootprint(shown(own, 'car', 10_000))!
  expect(car.basis).toMatchObject({ vehicle: 'Zoe', people: 2 })
  expect(car).toMatchObject({ isAboardSaid: false })
  expect(car.co2eKg).toBeCloseTo(perKm * 5, 3)
  const bus = explainedFootprint(shown(own, 'bus', 10_000))!
  expect(bus).toMatchObject({ basis: { territory: 'Agglo', kgPerKm: 0.05 }, co2eKg: 0.5 })
  for (const explained of [car, bus]) expect(explained).not.toHaveProperty('set')
  expect(explainedFootprint(shown(own, 'train', 10_000))!.set!.label).toBe(defaultFactorSet.label)
})

test('nothing is claimed of an unknown mode', () => {
  expect(explainedFootprint({ mode: 'unknown', distanceM: 5000 })).toBeUndefined()
})
