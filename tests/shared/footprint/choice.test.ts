import fc from 'fast-check'
import { expect, test } from 'vitest'
import { modeIds } from '../../../shared/engine/mode.ts'
import type { FootprintChoice } from '../../../shared/footprint/choice.ts'
import { footprintBy, newerSet, plainChoice, withVehicles } from '../../../shared/footprint/choice.ts'
import { footprint } from '../../../shared/footprint/footprint.ts'
import { defaultFactorSet, factorSetById } from '../../../shared/footprint/registry.ts'
import type { Vehicle } from '../../../shared/footprint/vehicle.ts'
import { isVehicle } from '../../../shared/footprint/vehicle.ts'

const plain = plainChoice(defaultFactorSet.id)
const petrol: Vehicle = {
  ...{ id: 'p', name: 'Clio', fuel: 'petrol', litresPer100Km: 6, kwhPer100Km: 0, people: 1 },
}
const electric: Vehicle = { ...petrol, id: 'e', fuel: 'electric', litresPer100Km: 0, kwhPer100Km: 18 }
const withCar = (vehicle: Vehicle): FootprintChoice => ({
  ...plain,
  vehicles: [vehicle],
  byMode: { car: vehicle.id },
})

test('who has chosen nothing has the footprint of the set alone, for every mode and distance', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...modeIds),
      fc.double({ min: 0, max: 2e7, noNaN: true }),
      fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
      (mode, distanceM, people) => {
        const own = footprintBy(plain, mode, distanceM, people)
        const whole = footprint(mode, distanceM, defaultFactorSet, people)
        expect(own.co2eKg).toBe(whole.co2eKg)
        expect(own.basis?.factor ?? null).toBe(whole.factorId)
      },
    ),
  )
})

test('one’s own car: 6 l of petrol are 16.2 kg per 100 km, leaks and making the car come on top', () => {
  const { co2eKg, basis } = footprintBy(withCar(petrol), 'car', 100_000)
  expect(co2eKg).toBeCloseTo(16.2 + 0.21 + 2.56, 9)
  expect(basis).toMatchObject({ vehicle: 'Clio', people: 1, parts: 'total', unit: 'vehicle-km', year: 2026 })
  expect(footprintBy({ ...withCar(petrol), parts: 'usage' }, 'car', 100_000).co2eKg).toBeCloseTo(16.41, 9)
  expect(footprintBy(withCar({ ...petrol, people: 2 }), 'car', 100_000).co2eKg).toBeCloseTo(9.485, 9)
  expect(footprintBy(withCar({ ...petrol, people: 2 }), 'car', 100_000, 1).co2eKg).toBeCloseTo(18.97, 9)
})

test('an electric car of 18 kWh: 0.934 kg of French electricity per 100 km, and its battery was made', () => {
  expect(footprintBy(withCar(electric), 'car', 100_000).co2eKg).toBeCloseTo(0.9342 + 0.21 + 8.36, 9)
  expect(footprintBy(withCar(electric), 'taxi', 100_000).co2eKg).toBeCloseTo(21.76, 9)
})

test('usage alone is told where the source tells it, and the basis says where it does not', () => {
  const usage = { ...plain, parts: 'usage' } as const
  expect(footprintBy(usage, 'car', 10_000)).toMatchObject({ co2eKg: 1.92, basis: { parts: 'usage' } })
  expect(footprintBy(usage, 'bus', 10_000)).toMatchObject({ co2eKg: 1.12, basis: { parts: 'total' } })
})

test('contrails may be left out', () => {
  expect(footprintBy({ ...plain, contrails: false }, 'plane', 800_000)).toMatchObject({
    co2eKg: expect.closeTo(98.856, 9),
    basis: { contrails: false },
  })
})

test('the sets of other countries: British sums, American miles, and France for what they leave out', () => {
  const british = plainChoice('uk-desnz-2025')
  expect(footprintBy(british, 'car', 10_000).co2eKg).toBeCloseTo(2.087, 9)
  expect(footprintBy(british, 'train', 10_000).co2eKg).toBeCloseTo(0.445, 9)
  expect(footprintBy(british, 'ebike', 10_000)).toMatchObject({
    co2eKg: 0.1095,
    basis: { set: 'fr-ademe-2026.07' },
  })
  expect(footprintBy(plainChoice('us-epa-2025'), 'car', 1609.344).co2eKg).toBeCloseTo(0.306, 4)
  expect(() => footprintBy(plainChoice('none'), 'car', 1)).toThrow(RangeError)
})

test('the operator’s bus network stands in for the national one, and one’s own car for both', () => {
  const bus = {
    mode: 'bus',
    usage: 0.03,
    construction: 0.01,
    total: 0.04,
    reference: 'fleet of 2025',
  } as const
  const car = { ...bus, mode: 'car' } as const
  const territory = { name: 'Yélo', source: 'RTCR', year: 2025, licence: 'ODbL', factors: [bus, car] }
  const choice = { ...withCar(petrol), territory }
  expect(footprintBy(choice, 'bus', 10_000)).toMatchObject({
    co2eKg: 0.4,
    basis: { territory: 'Yélo', year: 2025, source: { name: 'RTCR', reference: 'fleet of 2025' } },
  })
  expect(footprintBy(choice, 'car', 10_000).basis).toMatchObject({ vehicle: 'Clio' })
  expect(footprintBy({ ...choice, parts: 'usage' }, 'bus', 10_000).co2eKg).toBeCloseTo(0.3, 9)
  expect(footprintBy(choice, 'tram', 10_000).basis?.territory).toBeUndefined()
})

test('a vehicle has a name, people, and takes what its fuel says', () => {
  expect(isVehicle(petrol) && isVehicle(electric)).toBe(true)
  expect(isVehicle({ ...petrol, fuel: 'plug-in', kwhPer100Km: 12 })).toBe(true)
  for (const wrong of [
    { name: ' ' },
    { litresPer100Km: 0 },
    { litresPer100Km: 61 },
    { kwhPer100Km: 3 },
    { people: 0 },
    { people: 1.5 },
    { people: 10 },
  ])
    expect(isVehicle({ ...petrol, ...wrong })).toBe(false)
})

test('a newer edition for the same country is offered, and no other', () => {
  const [french, british] = ['fr-ademe-2026.07', 'uk-desnz-2025'].map((id) => factorSetById(id)!)
  const next = { ...french!, id: 'fr-ademe-2027.01', year: 2027 }
  expect(newerSet([french!, british!], french!.id)).toBeUndefined()
  expect(newerSet([french!, next, british!], french!.id)).toBe(next)
  expect(newerSet([french!, next, british!], british!.id)).toBeUndefined()
})

test('a choice copies the vehicles that it names, as they are now, and forgets those that are gone', () => {
  const named = { ...plain, byMode: { car: 'p', moped: 'gone' } }
  const thirsty = { ...petrol, litresPer100Km: 9 }
  expect(withVehicles(named, [thirsty, electric])).toEqual({
    ...plain,
    byMode: { car: 'p' },
    vehicles: [thirsty],
  })
  expect(withVehicles(named, [])).toEqual(plain)
})
