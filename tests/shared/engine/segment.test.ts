import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Mode } from '../../../shared/engine/mode.ts'
import type { Segmentation } from '../../../shared/engine/segmentation.ts'
import { trainingDay } from '../../../shared/simulation/training-day.ts'
import { emptyTrace } from '../../../shared/trace/trace.ts'
import { anyTrace } from '../trace/any-trace.ts'
import type { Leg } from './journey.ts'
import { fixesOf, morningMs, move, segmented, stay, traceOf } from './journey.ts'

const run = (legs: readonly Leg[], noiseM?: number): Segmentation => segmented(traceOf(fixesOf(legs, noiseM)))
const modesOf = ({ trips }: Segmentation) => trips.map(({ sections }) => sections.map(({ mode }) => mode))
const minutesIn = (timeMs: number) => (timeMs - morningMs) / 60_000
const kinds: Readonly<Partial<Record<Mode, keyof typeof leastRight>>> = {
  walking: 'walk',
  running: 'walk',
  bicycle: 'bike',
  ebike: 'bike',
  escooter: 'bike',
  bus: 'bus',
  car: 'car',
  taxi: 'car',
  tram: 'rail',
  subway: 'rail',
  train: 'rail',
}
const off: Partial<Leg> = { everyS: Number.POSITIVE_INFINITY }

test('home, a ride, work: two stays and a trip that begins and ends within a minute of the truth', () => {
  const { stays, trips } = run([stay(60), move(9, 15), stay(60)])
  expect([stays.length, trips.length]).toEqual([2, 1])
  expect(minutesIn(trips[0]!.startMs)).toBeCloseTo(60, -0.3)
  expect(minutesIn(trips[0]!.endMs)).toBeCloseTo(75, -0.3)
  expect(trips[0]!.distanceM).toBeGreaterThan(7900)
  expect(trips[0]!.distanceM).toBeLessThan(8300)
})

test('a stop at a traffic light is not a stay', () => {
  const { stays, trips } = run([stay(20), move(9, 5), stay(2, 5), move(9, 5), stay(20)])
  expect([stays.length, trips.length]).toEqual([2, 1])
})

test('a traffic jam of five minutes does not cut a trip', () => {
  expect(run([stay(20), move(12, 6), move(0.3, 5), move(12, 6), stay(20)]).trips).toHaveLength(1)
})

test('a night at home with 30 m of noise holds no trip', () => {
  expect(run([stay(480, 30)], 30)).toMatchObject({ trips: [], stays: [{}] })
})

test('a phone that records nothing while still has stayed where it fell silent', () => {
  const { stays, trips } = run([move(9, 10), { ...stay(300), ...off }, move(9, 10)])
  expect([stays.length, trips.length]).toEqual([1, 2])
  expect((stays[0]!.endMs - stays[0]!.startMs) / 60_000).toBeGreaterThan(290)
})

test('one fix a minute tells the same stays and trips as one a second', () => {
  const day = (everyS: number) =>
    run([
      stay(60, everyS),
      move(9, 20, { everyS }),
      stay(90, everyS),
      move(1.3, 25, { everyS }),
      stay(60, everyS),
    ])
  const [dense, sparse] = [day(1), day(60)]
  expect([dense.stays.length, dense.trips.length]).toEqual([3, 2])
  expect([sparse.stays.length, sparse.trips.length]).toEqual([3, 2])
  for (const [i, trip] of sparse.trips.entries())
    expect(Math.abs(trip.startMs - dense.trips[i]!.startMs)).toBeLessThan(150_000)
})

test('walk to the bus, ride, walk on: three sections', () => {
  const bus = move(9, 15, { stopEveryM: 450, stopS: 25 })
  expect(modesOf(run([stay(20), move(1.3, 7), bus, move(1.3, 7), stay(20)]))).toEqual([
    ['walking', 'bus', 'walking'],
  ])
})

test.each([
  ['walking', move(1.35, 20)],
  ['running', move(3, 30, { hint: 'run' })],
  ['bicycle', move(4.6, 20)],
  ['bus', move(9, 25, { stopEveryM: 450, stopS: 25 })],
  ['train', move(70, 60, { everyS: 20 })],
  ['plane', move(230, 90, { everyS: 60 })],
] as const)('%s is told by how it moves', (mode, leg) => {
  expect(modesOf(run([stay(20), leg, stay(20)]))).toEqual([[mode]])
})

test('what the phone believes decides where speed leaves a choice', () => {
  const jog = (hint: NonNullable<Leg['hint']>) => modesOf(run([stay(40), move(3, 20, { hint }), stay(40)]))
  expect(jog('run')).toEqual([['running']])
  expect(jog('bicycle')).toEqual([['bicycle']])
})

/** Far below what is measured (docs/accuracy.md): these days are few, and each has a town of its own. */
const leastRight = { walk: 0.5, bike: 0.7, bus: 0.4, car: 0.45, rail: 0.45 }

test('on simulated days that it never learnt from, the engine names most of the time rightly', () => {
  const rightMs = new Map<string, number>()
  const allMs = new Map<string, number>()
  const add = (sums: Map<string, number>, kind: string, ms: number) =>
    sums.set(kind, (sums.get(kind) ?? 0) + ms)
  for (let seed = 1_000_000; seed < 1_000_040; seed++) {
    const { trace, legs } = trainingDay(seed)
    const sections = segmented(trace).trips.flatMap((trip) => trip.sections)
    for (const leg of legs) {
      const kind = kinds[leg.mode]
      if (kind === undefined) continue
      add(allMs, kind, leg.endMs - leg.startMs)
      for (const section of sections)
        if (kinds[section.mode] === kind)
          add(
            rightMs,
            kind,
            Math.max(0, Math.min(section.endMs, leg.endMs) - Math.max(section.startMs, leg.startMs)),
          )
    }
  }
  for (const [kind, least] of Object.entries(leastRight))
    expect((rightMs.get(kind) ?? 0) / allMs.get(kind)!, kind).toBeGreaterThan(least)
})

test('nothing in, nothing out', () => {
  expect(segmented(emptyTrace(0))).toMatchObject({ stays: [], trips: [] })
})

test('whatever the trace, times are in order, sections follow each other, probabilities and distances add up', () => {
  fc.assert(
    fc.property(anyTrace, (trace) => {
      const { stays, trips } = segmented(trace)
      for (const [i, one] of stays.entries()) {
        expect(one.endMs).toBeGreaterThanOrEqual(one.startMs)
        if (i > 0) expect(one.startMs).toBeGreaterThanOrEqual(stays[i - 1]!.endMs)
      }
      for (const trip of trips) {
        expect(trip.sections[0]!.startMs).toBe(trip.startMs)
        expect(trip.sections.at(-1)!.endMs).toBe(trip.endMs)
        for (const [i, section] of trip.sections.entries()) {
          if (i > 0) expect(section.startMs).toBe(trip.sections[i - 1]!.endMs)
          if (i > 0) expect(section.first).toBe(trip.sections[i - 1]!.last)
          const sum = Object.values(section.probabilities).reduce((total, p) => total + p, 0)
          expect(sum).toBeCloseTo(1, 9)
          expect(section.confidence).toBe(section.probabilities[section.mode])
        }
      }
    }),
  )
})
