/** What names e-bikes and e-scooters: a limit that is held, and climbs beyond legs. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withMotor } from '../../../shared/engine/assisted.ts'
import type { Section } from '../../../shared/engine/segmentation.ts'
import { simulate } from '../../../shared/simulation/simulate.ts'
import type { Trace } from '../../../shared/trace/trace.ts'
import { mergeTraces } from '../../../shared/trace/trace.ts'
import { fixesOf, move, segmented, stay, traceOf } from './journey.ts'
import type { Phone, Ride } from './rides.ts'
import { judgedBicycle, recorded } from './rides.ts'

const judged = (trace: Trace, section = judgedBicycle(trace)): Section => withMotor(trace, section)
const seeds = fc.integer({ min: 1, max: 100_000 })
const phones = fc.record({
  everyS: fc.integer({ min: 1, max: 5 }),
  errorM: fc.integer({ min: 2, max: 4 }),
  saysSpeed: fc.boolean(),
})
/** 15 to 30 minutes by legs. */
const byLegs = fc.record({
  minutes: fc.constantFrom(15, 30),
  watts: fc.integer({ min: 60, max: 180 }),
  strays: fc.double({ min: 0.15, max: 0.7, noNaN: true }),
  rolls: fc.constantFrom(0, 0.015),
  stopEveryM: fc.constantFrom(400, 1500, 100_000),
  seed: seeds,
})
const bicycleShare = ({ bicycle = 0, ebike = 0, escooter = 0 }: Section['probabilities']): number =>
  bicycle + ebike + escooter

describe('a limit that is held', () => {
  /** 600 m from light to light, as on avenues. */
  const throttled = (limitKmh: number, seed: number): Ride => ({
    minutes: 15,
    watts: 500,
    strays: 0.3,
    limitMps: limitKmh / 3.6,
    stopEveryM: 600,
    seed,
  })
  const rides = (count: number, ride: (n: number) => Section): Section[] =>
    Array.from({ length: count }, (_, n) => ride(n + 1))

  test.each([
    [20, 'escooter'],
    [25, 'ebike'],
    [32.2, 'ebike'],
  ] as const)('of %d km/h is an %s’s in most rides, where the phone says its speed', (limitKmh, motor) => {
    const judgements = rides(60, (n) =>
      judged(recorded(throttled(limitKmh, n), { everyS: 1 + (n % 5), errorM: 3, saysSpeed: true })),
    )
    const named = judgements.filter(({ mode }) => mode !== 'bicycle')
    expect(named.length).toBeGreaterThan(30)
    for (const { mode, evidence } of named) {
      expect(mode).toBe(motor)
      expect(evidence.motor!.held!.limitMps * 3.6).toBeCloseTo(limitKmh, -0.5)
    }
  })

  test('is not what legs do, however evenly, with stops or without, on the flat or not: but for one ride in a hundred', () => {
    const drawn = fc.sample(fc.tuple(byLegs, phones), { numRuns: 1000, seed: 1 })
    const named = drawn.filter(([ride, phone]) => judged(recorded(ride, phone)).mode !== 'bicycle')
    expect(named.length).toBeLessThanOrEqual(10)
  })

  test('is not what the cyclist of the demo vault does in two months, whoever it is', () => {
    for (const seed of [17, 3, 8]) {
      const { fixes, trips } = simulate({ seed, firstDay: '2026-05-04', days: 60, everyS: 10 })
      const modes = (found: readonly { sections: readonly { mode: string }[] }[]): string[] =>
        found.flatMap(({ sections }) => sections.map(({ mode }) => mode))
      expect(modes(trips)).toContain('bicycle')
      const seen = modes(segmented(traceOf(fixes)).trips)
      expect(seen).toContain('bicycle')
      expect(seen).not.toContain('ebike')
      expect(seen).not.toContain('escooter')
    }
  })

  test('shows only where it is looked at: each ten seconds, or for seven minutes, says nothing', () => {
    const phone: Phone = { everyS: 1, errorM: 3, saysSpeed: true }
    expect(judged(recorded(throttled(25, 1), phone)).mode).toBe('ebike')
    const sparse = [10, 60].map((everyS) => recorded(throttled(25, 1), { ...phone, everyS }))
    const short = recorded({ ...throttled(25, 1), minutes: 7 }, phone)
    for (const trace of [...sparse, short]) {
      const section = judgedBicycle(trace)
      expect(withMotor(trace, section)).toBe(section)
    }
  })

  test('is nobody’s where none like that is in use, however even: 16, 22, 28 and 38 km/h', () => {
    for (const limitKmh of [16, 22, 28, 38])
      for (const { mode } of rides(20, (n) =>
        judged(recorded(throttled(limitKmh, n), { everyS: 2, errorM: 2 })),
      ))
        expect(mode).toBe('bicycle')
  })

  test('is found in a whole day, between two stays', () => {
    const legs = [stay(30), move(5.4, 15, { everyS: 2, stopEveryM: 1500, stopS: 20 }), stay(30)]
    const [trip] = segmented(traceOf(fixesOf(legs, 2))).trips
    expect(trip!.sections.map(({ mode }) => mode)).toEqual(['escooter'])
  })
})

describe('a climb', () => {
  /** Ten minutes at 6 %. */
  const climb = (watts: number, seed: number, limitMps = 40): Ride => ({
    minutes: 10,
    watts,
    strays: 0.2,
    grade: 0.06,
    limitMps,
    seed,
  })
  const barometer: Phone = { everyS: 3, errorM: 4, altitudeErrorM: 4 }

  test('with the 250 W of a pedelec beside 150 W of legs is an e-bike’s, and says so', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { mode, evidence } = judged(recorded(climb(400, seed, 25 / 3.6), barometer))
        expect(mode).toBe('ebike')
        // 400 W over 75 kg; the altitude’s error is taken off and the losses of a chain are added.
        expect(evidence.motor!.climb!.wattsPerKg).toBeGreaterThan(5)
        expect(evidence.motor!.climb!.wattsPerKg).toBeLessThan(8)
      }),
      { numRuns: 40, seed: 1 },
    )
  })

  test('at up to 3 W per kg is a fit person’s', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 80, max: 225 }), (seed, watts) => {
        expect(judged(recorded(climb(watts, seed), barometer)).mode).toBe('bicycle')
      }),
      { numRuns: 40, seed: 1 },
    )
  })

  test('is not believed without altitudes, nor of a recorder that does not tell how good its fixes are', () => {
    const trace = recorded(climb(400, 3, 25 / 3.6), barometer)
    const climbs = (altered: Trace): boolean => judged(altered).evidence.motor?.climb !== undefined
    expect(climbs(trace)).toBe(true)
    expect(climbs({ ...trace, altitudeM: new Float32Array(trace.length).fill(Number.NaN) })).toBe(false)
    expect(climbs({ ...trace, accuracyM: new Float32Array(trace.length).fill(Number.NaN) })).toBe(false)
  })

  test('is none where the altitude jumps once, as when a receiver finds itself again', () => {
    const flat = recorded({ ...climb(90, 3), strays: 0.6, grade: 0 }, { ...barometer, altitudeErrorM: 1 })
    const jump = flat.altitudeM.map((altitude, i) => (i < flat.length / 2 ? altitude : altitude + 80))
    expect(judged({ ...flat, altitudeM: jump }).mode).toBe('bicycle')
  })
})

describe('what was a bicycle, an e-bike or a scooter', () => {
  const parts = fc.record({
    bicycle: fc.double({ min: 0.1, max: 1, noNaN: true }),
    ebike: fc.double({ min: 0, max: 0.4, noNaN: true }),
    car: fc.double({ min: 0, max: 1, noNaN: true }),
    bus: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  const trace = recorded(
    { minutes: 15, watts: 300, strays: 0.3, limitMps: 5.5, seed: 7 },
    { everyS: 2, errorM: 3 },
  )

  test('stays one of them with the same share, and no other mode gains or loses', () => {
    fc.assert(
      fc.property(parts, (drawn) => {
        const sum = Object.values(drawn).reduce((total, part) => total + part, 0)
        const before = Object.fromEntries(Object.entries(drawn).map(([mode, part]) => [mode, part / sum]))
        const { mode, confidence, probabilities } = judged(trace, judgedBicycle(trace, before))
        expect(['bicycle', 'ebike', 'escooter']).toContain(mode)
        expect(confidence).toBe(probabilities[mode])
        expect(bicycleShare(probabilities)).toBeCloseTo(bicycleShare(before), 12)
        expect([probabilities.car, probabilities.bus]).toEqual([before.car, before.bus])
      }),
    )
  })

  test('is judged by its own fixes alone', () => {
    const after = traceOf(fixesOf([move(9, 30)]).map((fix) => ({ ...fix, timeMs: fix.timeMs + 3_600_000 })))
    const whole = mergeTraces([trace, after])
    expect(withMotor(whole, judgedBicycle(trace))).toEqual(judged(trace))
  })

  test('is not looked for where the ride was by bus', () => {
    const bus: Section = { ...judgedBicycle(trace), mode: 'bus' }
    expect(withMotor(trace, bus)).toBe(bus)
  })
})
