import fc from 'fast-check'
import { expect, test } from 'vitest'
import { modeIds } from '../../../shared/engine/mode.ts'
import { explainedFootprint } from '../../../shared/footprint/explained.ts'
import { footprint } from '../../../shared/footprint/footprint.ts'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'

test('what is written out, multiplied, is the footprint', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...modeIds),
      fc.integer({ min: 0, max: 12_000_000 }),
      fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
      (mode, distanceM, people) => {
        const { co2eKg } = footprint(mode, distanceM, defaultFactorSet, people)
        const explained = explainedFootprint(mode, distanceM, defaultFactorSet, people)
        const product = explained
          ? ((explained.distanceM / 1000) * explained.perKm) / (explained.aboard ?? 1)
          : 0
        expect(product).toBeCloseTo(co2eKg, 6)
      },
    ),
  )
})

test('a car is shared by those aboard, a bus is not', () => {
  expect(explainedFootprint('car', 10_000, defaultFactorSet, 4)).toMatchObject({
    ...{ perKm: 0.2176, aboard: 4, isAboardSaid: true, co2eKg: 0.544 },
  })
  const bus = explainedFootprint('bus', 10_000, defaultFactorSet, 4)
  expect(bus).toMatchObject({ perKm: 0.112, co2eKg: 1.12 })
  expect(bus).not.toHaveProperty('aboard')
})

test('contrails are in what a plane is multiplied with', () => {
  expect(explainedFootprint('plane', 500_000, defaultFactorSet)!.perKm).toBeCloseTo(
    0.1232 + 0.00037 + 0.101,
    9,
  )
})

test('nothing is claimed of an unknown mode', () => {
  expect(explainedFootprint('unknown', 5000, defaultFactorSet)).toBeUndefined()
})
