import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { co2eKgOf } from '../../../shared/analysis/documents.ts'
import type { Mode } from '../../../shared/engine/mode.ts'
import { modeIds } from '../../../shared/engine/mode.ts'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import type { Outing } from './commuter.ts'
import { modesOf, says, seen, trip } from './commuter.ts'

const days = (numbers: readonly number[], rest: Partial<Outing> = {}) =>
  numbers.map((day) => trip({ day, ...rest }))

test('after three corrections from car to bus on the way to work, the fourth trip is a bus, and says why', () => {
  const trips = days([4, 5, 6, 7])
  const edits = trips.slice(0, 3).map((each) => says('bus', each))
  const fourth = seen(trips, edits)[3]!
  expect(fourth).toMatchObject({
    sections: [{ mode: 'bus' }],
    habits: [{ kind: 'habit', section: 0, detected: 'car', corrections: 3, by: 'way' }],
    edited: [],
  })
  const [section] = fourth.sections
  expect(section!.co2eKg).toBe(co2eKgOf('bus', section!.distanceM, defaultFactorSet))
  expect(fourth.co2eKg).toBe(section!.co2eKg)
  expect(section!.confidence).toBeGreaterThan(0.6)
  expect(section!.confidence).toBeLessThanOrEqual(0.8)
})

const knownToEngine: Mode[] = ['walking', 'running', 'bicycle', 'bus', 'car', 'train']

test('whatever the engine was sure of and the owner says, three corrections of a kind make the fourth right', () => {
  fc.assert(
    fc.property(
      fc.record({
        detected: fc.constantFrom(...knownToEngine),
        said: fc.constantFrom(...modeIds),
        sure: fc.double({ min: 0.5, max: 0.99, noNaN: true }),
        hours: fc.array(fc.double({ min: 7.5, max: 8.9, noNaN: true }), { minLength: 4, maxLength: 4 }),
        speeds: fc.array(fc.double({ min: 5, max: 6, noNaN: true }), { minLength: 4, maxLength: 4 }),
      }),
      ({ detected, said, sure, hours, speeds }) => {
        const other: Mode = detected === 'car' ? 'bus' : 'car'
        const trips = [4, 5, 7, 8].map((day, n) =>
          trip({
            ...{ day, hour: hours[n]!, speedMps: speeds[n]! },
            probabilities: { [detected]: sure, [other]: 1 - sure },
          }),
        )
        const edits = trips.slice(0, 3).map((each) => says(said, each))
        const [section] = seen(trips, edits)[3]!.sections
        expect(section!.mode).toBe(said)
        expect(section!.confidence).toBe(section!.probabilities[said])
        if (said !== detected) expect(section!.confidence).toBeLessThan(0.99)
      },
    ),
  )
})

test('corrections on one way change nothing between other places, on another way, or the other way round', () => {
  fc.assert(
    fc.property(fc.constantFrom(...modeIds), fc.integer({ min: 1, max: 9 }), (said, count) => {
      const corrected = days(Array.from({ length: count }, (_, n) => 4 + n))
      const others = [
        trip({ day: 20, from: 'home', to: 'mall' }),
        trip({ day: 20, from: 'mall', to: 'work' }),
        trip({ day: 21, from: 'work', to: 'home' }),
        trip({ day: 21, from: 'home', to: 'work', detourM: 2500 }),
      ]
      const edits = corrected.map((each) => says(said, each))
      const after = seen([...corrected, ...others], edits).slice(count)
      expect(after).toEqual(others.map((each) => ({ ...each, edited: [], habits: [] })))
    }),
  )
})

test('one correction does not turn a trip of the same kind that the engine is sure of', () => {
  const trips = days([4, 5], { probabilities: { car: 0.97, bus: 0.03 } })
  expect(modesOf(seen(trips, [says('bus', trips[0]!)]))).toEqual(['bus', 'car'])
})

test('one correction decides where the engine was in two minds', () => {
  const trips = days([4, 5], { probabilities: { car: 0.55, bus: 0.45 } })
  expect(modesOf(seen(trips, [says('bus', trips[0]!)]))).toEqual(['bus', 'bus'])
})

test('the more corrections, the surer, and never certain', () => {
  const confidence = (count: number) => {
    const trips = days(
      Array.from({ length: count + 1 }, (_, n) => 4 + n).map((n) => n + 2 * Math.floor((n - 4) / 5)),
    )
    const edits = trips.slice(0, count).map((each) => says('ebike', each))
    return seen(trips, edits)[count]!.sections[0]!.confidence
  }
  expect(confidence(3)).toBeLessThan(confidence(6))
  expect(confidence(6)).toBeLessThan(confidence(18))
  expect(confidence(18)).toBeLessThan(1)
})

test("the owner's own word on a trip stands, whatever was learned", () => {
  const trips = days([4, 5, 6, 7])
  const edits = [...trips.slice(0, 3).map((each) => says('bus', each)), says('taxi', trips[3]!)]
  expect(modesOf(seen(trips, edits))).toEqual(['bus', 'bus', 'bus', 'taxi'])
})

test('a trip at another speed on the same way is another vehicle', () => {
  const trips = [...days([4, 5, 6]), trip({ day: 7, speedMps: 3, probabilities: { bicycle: 0.9, car: 0.1 } })]
  const edits = trips.slice(0, 3).map((each) => says('bus', each))
  expect(modesOf(seen(trips, edits))[3]).toBe('bicycle')
})

test('who changes from bus to car says so a few times, and the newest word holds for the newest trips', () => {
  const trips = days([4, 5, 6, 7, 18, 19, 20, 21])
  const edits = [
    ...trips.slice(0, 3).map((each) => says('bus', each)),
    ...trips.slice(4, 7).map((each) => says('car', each)),
  ]
  expect(modesOf(seen(trips, edits))).toEqual(['bus', 'bus', 'bus', 'bus', 'car', 'car', 'car', 'car'])
})

test('forgetting gives back what the engine said, and keeps what the owner said of their own trips', () => {
  const trips = days([4, 5, 6, 7])
  const edits = trips.slice(0, 3).map((each) => says('bus', each))
  expect(modesOf(seen(trips, edits, '2026-06-01T00:00:00Z'))).toEqual(['bus', 'bus', 'bus', 'car'])
  expect(modesOf(seen(trips, edits, '2026-05-01T00:00:00Z'))).toEqual(['bus', 'bus', 'bus', 'bus'])
})

test('the order of trips and edits makes no difference', () => {
  const trips = [...days([4, 5, 6, 7, 8]), trip({ day: 8, hour: 18, from: 'work', to: 'home' })]
  const edits = trips.slice(0, 4).map((each, n) => says(n === 1 ? 'taxi' : 'bus', each))
  const whole = seen(trips, edits)
  fc.assert(
    fc.property(
      fc.shuffledSubarray(trips, { minLength: 6 }),
      fc.shuffledSubarray(edits, { minLength: 4 }),
      (some, said) => {
        const byStart = (a: { start: string }, b: { start: string }) => (a.start < b.start ? -1 : 1)
        expect(seen(some, said).sort(byStart)).toEqual(whole.toSorted(byStart))
      },
    ),
  )
})

describe('a speed of their own', () => {
  const bicycle = { bicycle: 0.93, walking: 0.04, bus: 0.03 }
  const rides = (speeds: readonly number[], rest: Partial<Outing> = {}) =>
    speeds.map((speedMps, n) => trip({ day: 4 + n, speedMps, probabilities: bicycle, ...rest }))

  test('three rides corrected to e-bike make the next one an e-bike, anywhere at that speed', () => {
    const known = rides([5.9, 6.1, 6])
    const elsewhere = rides([6.05, 4.1], { from: 'mall', to: 'beach' })
    const edits = known.map((each) => says('ebike', each))
    const after = seen([...known, ...elsewhere], edits)
    expect(modesOf(after)).toEqual(['ebike', 'ebike', 'ebike', 'ebike', 'bicycle'])
    expect(after[3]!.habits).toMatchObject([{ by: 'speed', corrections: 3 }])
  })

  test('two are not enough elsewhere', () => {
    const known = rides([5.9, 6.1])
    const [elsewhere] = rides([6], { from: 'mall', to: 'beach' })
    const after = seen(
      [...known, elsewhere!],
      known.map((each) => says('ebike', each)),
    )
    expect(after[2]).toMatchObject({ sections: [{ mode: 'bicycle' }], habits: [] })
  })

  test('a slow runner is known from three runs', () => {
    const walking = { walking: 0.9, running: 0.1 }
    const runs = rides([2.3, 2.25, 2.35], { probabilities: walking })
    const fourth = rides([2.3, 1.3], { from: 'beach', to: 'home', probabilities: walking })
    const after = seen(
      [...runs, ...fourth],
      runs.map((each) => says('running', each)),
    )
    expect(modesOf(after).slice(3)).toEqual(['running', 'walking'])
  })

  test('a ride that the owner confirmed as a bicycle speaks against', () => {
    const known = rides([5.9, 6.1, 6])
    const confirmed = rides([6, 6, 6, 6], { from: 'mall', to: 'beach' })
    const edits = [
      ...known.map((each) => says('ebike', each)),
      ...confirmed.slice(0, 3).map((each) => says('bicycle', each)),
    ]
    expect(modesOf(seen([...known, ...confirmed], edits)).at(-1)).toBe('bicycle')
  })
})

test('rides that the owner passed over between two corrections speak for the engine', () => {
  const trips = days([4, 5, 6, 7, 8, 11, 12], { probabilities: { car: 0.97, bus: 0.03 } })
  const edits = [trips[0]!, trips[5]!].map((each) => says('bus', each))
  const between = seen(trips, edits)[6]!
  const without = seen([trips[0]!, trips[5]!, trips[6]!], edits)[2]!
  expect(modesOf([between, without])).toEqual(['car', 'bus'])
})

test('three corrections prevail however many trips of the same kind lie between them', () => {
  fc.assert(
    fc.property(fc.subarray([5, 6, 7, 8, 11, 12, 13, 14]), (between) => {
      const corrected = days([4, 15, 18])
      const edits = corrected.map((each) => says('bus', each))
      const all = seen([...corrected, ...days([...between, 19])], edits)
      expect(new Set(modesOf(all))).toEqual(new Set(['bus']))
    }),
  )
})
