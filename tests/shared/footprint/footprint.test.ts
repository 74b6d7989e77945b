import fc from 'fast-check'
import { expect, test } from 'vitest'
import { modeIds } from '../../../shared/engine/mode.ts'
import { footprint, sharedModes } from '../../../shared/footprint/footprint.ts'
import { defaultFactorSet, factorSetById, factorSets } from '../../../shared/footprint/registry.ts'

const known = modeIds.filter((mode) => mode !== 'unknown')
const distanceM = fc.double({ min: 0, max: 2e7, noNaN: true })

test('every mode has at most one factor for every distance, and exactly one in the first set', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...factorSets),
      fc.constantFrom(...known),
      distanceM,
      (set, mode, lengthM) => {
        const km = lengthM / 1000
        const own = set.factors.filter((one) => one.mode === mode && km >= one.fromKm && km < one.toKm)
        const isGiven = set === defaultFactorSet || set.factors.some((one) => one.mode === mode)
        expect(own).toHaveLength(isGiven ? 1 : 0)
        expect(footprint(mode, lengthM, set).factorId === null).toBe(!isGiven)
      },
    ),
  )
})

test('where a factor has parts, they make its total', () => {
  for (const { usage, construction, total } of factorSets.flatMap((set) => set.factors))
    if (usage !== null && construction !== null) expect(usage + construction).toBeCloseTo(total, 9)
})

test('the parts of a footprint make the whole, and half the way is half of it', () => {
  fc.assert(
    fc.property(fc.constantFrom('car', 'ebike', 'tram', 'moped', 'carpool'), distanceM, (mode, lengthM) => {
      const whole = footprint(mode, lengthM, defaultFactorSet)
      expect(whole.usageKg! + whole.constructionKg! + whole.contrailsKg).toBeCloseTo(whole.co2eKg, 6)
      expect(footprint(mode, lengthM / 2, defaultFactorSet).co2eKg).toBeCloseTo(whole.co2eKg / 2, 6)
    }),
  )
})

test('ten kilometres by car are 2.18 kg, half of that when two share it', () => {
  expect(footprint('car', 10_000, defaultFactorSet).co2eKg).toBeCloseTo(2.176, 9)
  expect(footprint('carpool', 10_000, defaultFactorSet).co2eKg).toBeCloseTo(1.088, 9)
})

test('a vehicle is shared by those aboard, whatever the factor supposes; a seat on a bus is one seat', () => {
  expect(footprint('car', 10_000, defaultFactorSet, 4).co2eKg).toBeCloseTo(0.544, 9)
  expect(footprint('carpool', 10_000, defaultFactorSet, 4).co2eKg).toBeCloseTo(0.544, 9)
  expect(footprint('carpool', 10_000, defaultFactorSet, 1).co2eKg).toBeCloseTo(2.176, 9)
  expect(footprint('bus', 10_000, defaultFactorSet, 4)).toEqual(footprint('bus', 10_000, defaultFactorSet))
  expect(sharedModes(defaultFactorSet).sort()).toEqual(['car', 'carpool', 'moped', 'motorcycle', 'taxi'])
})

test("a flight's contrails are counted, and can be told apart", () => {
  const flight = footprint('plane', 800_000, defaultFactorSet)
  expect(flight.contrailsKg).toBeCloseTo(80.8, 6)
  expect(flight.co2eKg).toBeCloseTo(800 * 0.22457, 6)
})

test('of an unknown mode nothing is claimed', () => {
  expect(footprint('unknown', 10_000, defaultFactorSet)).toMatchObject({ co2eKg: 0, factorId: null })
})

test('a set is found by its id', () => {
  expect(factorSetById(defaultFactorSet.id)).toBe(defaultFactorSet)
  expect(factorSetById('none')).toBeUndefined()
})
