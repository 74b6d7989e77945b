import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monthDifferences, withFootprints } from '../../../shared/analysis/footprints.ts'
import { modeIds } from '../../../shared/engine/mode.ts'
import type { AppliedChoice } from '../../../shared/footprint/applied.ts'
import { choiceNow } from '../../../shared/footprint/applied.ts'
import { plainChoice } from '../../../shared/footprint/choice.ts'
import { defaultFactorSet, factorSets } from '../../../shared/footprint/registry.ts'
import type { Vehicle } from '../../../shared/footprint/vehicle.ts'
import { fuels, takes } from '../../../shared/footprint/vehicle.ts'
import { section, tripOf } from './edits/straight.ts'

const dayMs = 86_400_000
const firstMs = Date.UTC(2026, 0, 20)
const modes = fc.array(fc.constantFrom(...modeIds), { minLength: 1, maxLength: 4 })

/** A trip so many days after the first, with sections of ten minutes. */
function tripOn(day: number, own: readonly (typeof modeIds)[number][]) {
  const startMs = firstMs + day * dayMs + 8 * 3_600_000
  const sections = own.map((mode, n) => ({
    ...section(startMs + n * 600_000, startMs + (n + 1) * 600_000, mode),
    distanceM: 6000 + 137 * n,
  }))
  return { ...tripOf(sections), edited: [] }
}
const trips = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60 }), modes), { minLength: 1, maxLength: 12 })
  .map((all) =>
    withFootprints(
      all.map(([day, own]) => tripOn(day, own)),
      [],
    ),
  )

const vehicle = {
  ...{ id: 'v', name: 'Zoe', fuel: 'electric', litresPer100Km: 0, kwhPer100Km: 17, people: 2 },
} as const satisfies Vehicle
const choice = fc.record({
  set: fc.constantFrom(...factorSets.map(({ id }) => id)),
  parts: fc.constantFrom('total' as const, 'usage' as const),
  contrails: fc.boolean(),
  territory: fc.constant(null),
  vehicles: fc.constant<Vehicle[]>([vehicle]),
  byMode: fc.constantFrom({}, { car: 'v' }, { car: 'v', moped: 'v' }),
  bicycleIsEbike: fc.boolean(),
})
const dayAt = (day: number): string => new Date(firstMs + day * dayMs).toISOString().slice(0, 10)
const applied = fc.record({
  id: fc.uuid(),
  saidAt: fc.constant('2026-05-04T08:00:00Z'),
  from: fc.option(fc.integer({ min: 0, max: 60 }).map(dayAt)),
  choice,
})
const history = fc.array(applied, { maxLength: 4 })

test('to undo a choice gives back exactly what there was', () => {
  fc.assert(
    fc.property(trips, history, applied, (all, said, more) => {
      const before = withFootprints(all, said)
      const undone = [...said, more].filter((each) => each !== more)
      expect(withFootprints(all, undone)).toEqual(before)
      expect(withFootprints(all, [])).toEqual(all)
    }),
  )
})

test('a trip’s footprint is the sum of its sections, and months add up to all trips, before and after', () => {
  const grams = (kg: number): number => Math.round(kg * 1000)
  fc.assert(
    fc.property(trips, history, (all, said) => {
      const after = withFootprints(all, said)
      for (const { co2eKg, sections } of after)
        expect(grams(co2eKg)).toBe(sections.reduce((sum, each) => sum + grams(each.co2eKg), 0))
      const months = monthDifferences(all, after)
      const sum = (of: (month: (typeof months)[number]) => number) => months.reduce((s, m) => s + of(m), 0)
      expect(sum(({ trips: count }) => count)).toBe(all.length)
      expect(sum(({ beforeKg }) => grams(beforeKg))).toBe(all.reduce((s, t) => s + grams(t.co2eKg), 0))
      expect(sum(({ afterKg }) => grams(afterKg))).toBe(after.reduce((s, t) => s + grams(t.co2eKg), 0))
    }),
  )
})

test('a choice from a day on leaves every earlier trip as it was', () => {
  fc.assert(
    fc.property(trips, choice, fc.integer({ min: 0, max: 60 }), (all, own, day) => {
      const from = dayAt(day)
      const after = withFootprints(all, [{ id: 'a', saidAt: '', from, choice: own }])
      for (const [n, trip] of all.entries())
        if (trip.start.slice(0, 10) < from) expect(after[n]).toEqual(trip)
    }),
  )
})

test('the latest said of those that hold counts', () => {
  const say = (from: string | null, parts: 'total' | 'usage'): AppliedChoice => ({
    ...{ id: parts, saidAt: '', from },
    choice: { ...plainChoice(defaultFactorSet.id), parts },
  })
  const trip = tripOn(10, ['car'])
  const kg = (...said: AppliedChoice[]) => withFootprints([trip], said)[0]!.co2eKg
  const [total, usage] = [1.306, 1.152]
  expect(kg()).toBe(total)
  expect(kg(say(dayAt(9), 'usage'))).toBe(usage)
  expect(kg(say(dayAt(11), 'usage'))).toBe(total)
  expect(kg(say(dayAt(9), 'usage'), say(null, 'total'))).toBe(total)
  expect(kg(say(null, 'total'), say(dayAt(9), 'usage'))).toBe(usage)
  expect(choiceNow([say(null, 'usage')]).parts).toBe('usage')
})

test('a trip stays with the set that it was computed with until its owner says otherwise', () => {
  const stored = { ...tripOn(0, ['train']), factors: 'uk-desnz-2025' }
  expect(withFootprints([stored], [])[0]!.sections[0]).toMatchObject({
    co2eKg: 0.267,
    basis: { set: 'uk-desnz-2025', year: 2025 },
  })
  const gone = { ...stored, factors: 'a set of long ago', co2eKg: 3 }
  expect(withFootprints([gone], [])).toEqual([gone])
})

test('where a bicycle means an e-bike it is one, except where the owner said bicycle', () => {
  const said = [
    {
      ...{ id: 'a', saidAt: '', from: null },
      choice: { ...plainChoice(defaultFactorSet.id), bicycleIsEbike: true },
    },
  ]
  const trip = { ...tripOn(0, ['bicycle', 'bicycle']), edited: [1] }
  const [first, second] = withFootprints([trip], said)[0]!.sections
  expect(first).toMatchObject({ mode: 'ebike', detected: 'bicycle', co2eKg: 0.066, confidence: 0.8 })
  expect(second).toMatchObject({ mode: 'bicycle', co2eKg: 0.001 })
})

/** kg CO2e per litre, as ADEME has them: upstream and burning. */
const kgPerLitre = {
  petrol: 2.7,
  hybrid: 2.7,
  'plug-in': 2.7,
  diesel: 3.07,
  e85: 1.11,
  lpg: 1.86,
  electric: 0,
}
const amountTaken = fc.integer({ min: 1, max: 600 }).map((tenths) => tenths / 10)
const anyVehicle = fc.constantFrom(...fuels).chain((fuel) =>
  fc.record({
    id: fc.constant('said'),
    name: fc.constant('Mine'),
    fuel: fc.constant(fuel),
    litresPer100Km: takes[fuel].litres ? amountTaken : fc.constant(0),
    kwhPer100Km: takes[fuel].kwh ? amountTaken : fc.constant(0),
    people: fc.integer({ min: 1, max: 9 }),
  }),
)

test('a section said of a vehicle has that vehicle’s figure; no other section changes', () => {
  const aboard = fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined })
  fc.assert(
    fc.property(trips, history, anyVehicle, aboard, fc.nat(), (all, said, own, people, seed) => {
      const [tripAt, sectionAt] = [seed % all.length, seed % all[seed % all.length]!.sections.length]
      const told = all.map((trip, n) => ({
        ...trip,
        sections: trip.sections.map((each, k) =>
          n === tripAt && k === sectionAt
            ? { ...each, vehicle: own, ...(people !== undefined && { people }) }
            : { ...each },
        ),
      }))
      const [before, after] = [withFootprints(all, said), withFootprints(told, said)]
      for (const [n, trip] of after.entries())
        for (const [k, each] of trip.sections.entries()) {
          if (n === tripAt && k === sectionAt) continue
          expect(each.co2eKg).toBe(before[n]!.sections[k]!.co2eKg)
        }
      const { mode, distanceM, co2eKg, basis } = after[tripAt]!.sections[sectionAt]!
      if (mode !== 'car' && mode !== 'carpool') return
      const takenKg = (own.litresPer100Km * kgPerLitre[own.fuel] + own.kwhPer100Km * 0.0519) / 100
      const makingKg = own.fuel === 'electric' ? 0.0836 : 0.0256
      const kgPerKm = takenKg + 0.0021 + (basis!.parts === 'usage' ? 0 : makingKg)
      const exactKg = (kgPerKm * distanceM) / 1000 / (people ?? own.people)
      // Footprints are whole grams: half a gram off, and what floats add to that.
      expect(Math.abs(co2eKg - exactKg)).toBeLessThan(0.0005 + 1e-9)
      expect(basis).toMatchObject({ vehicle: 'Mine', unit: 'vehicle-km' })
    }),
  )
})

test('a vehicle said of a way by bus counts nothing, as nobody drives a bus of their own', () => {
  const trip = tripOn(0, ['bus'])
  const told = { ...trip, sections: trip.sections.map((each) => ({ ...each, vehicle })) }
  expect(withFootprints([told], [])[0]!.co2eKg).toBe(withFootprints([trip], [])[0]!.co2eKg)
})
