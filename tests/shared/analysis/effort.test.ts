/** Energy is what the compendium's MET, the weight and the time give. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultWeightKg, effortOf } from '../../../shared/analysis/effort.ts'
import { modeIds } from '../../../shared/engine/mode.ts'

const hourMs = 3_600_000

test('an hour of walking 5 km at 70 kg takes 3.8 MET × 70 kg = 266 kcal, all of it active', () => {
  const effort = effortOf('walking', 5000, hourMs, 70)
  expect(effort.kcal).toBeCloseTo(266, 6)
  expect(effort.activeMs).toBe(hourMs)
})

test('half an hour of cycling at 16 km/h at the default weight takes 6.8 × 74.25 × 0.5 = 252.45 kcal', () => {
  expect(effortOf('bicycle', 8000, hourMs / 2, defaultWeightKg).kcal).toBeCloseTo(252.45, 6)
})

test('a slow stroll spends energy but is not of moderate intensity', () => {
  expect(effortOf('walking', 2000, hourMs, 70)).toEqual({ activeMs: 0, kcal: 2.3 * 70 })
})

test('sitting in a car or standing on a scooter is no effort', () => {
  for (const mode of ['car', 'bus', 'train', 'escooter', 'unknown'] as const)
    expect(effortOf(mode, 10_000, hourMs, 70)).toEqual({ activeMs: 0, kcal: 0 })
})

test('more weight or more speed never takes less energy, and active time never exceeds the time', () => {
  const mode = fc.constantFrom(...modeIds)
  const amount = fc.integer({ min: 0, max: 60_000 })
  fc.assert(
    fc.property(mode, amount, amount, fc.integer({ min: 30, max: 200 }), (each, a, b, weightKg) => {
      const [slow, fast] = [Math.min(a, b), Math.max(a, b)]
      const effort = effortOf(each, slow, hourMs, weightKg)
      expect(effortOf(each, fast, hourMs, weightKg).kcal).toBeGreaterThanOrEqual(effort.kcal)
      expect(effortOf(each, slow, hourMs, weightKg + 1).kcal).toBeGreaterThanOrEqual(effort.kcal)
      expect(effort.activeMs).toBeLessThanOrEqual(hourMs)
    }),
  )
})
