/** Training days: the truth is whole and plausible, recorders keep to their nature, towns differ. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Mode } from '../../../shared/engine/mode.ts'
import { DayLog } from '../../../shared/simulation/day-log.ts'
import { seededRandom } from '../../../shared/simulation/random.ts'
import { recordDay } from '../../../shared/simulation/record-day.ts'
import type { Recorder } from '../../../shared/simulation/recorders.ts'
import { drawRecorder } from '../../../shared/simulation/recorders.ts'
import { congestionAt, drawTown } from '../../../shared/simulation/town.ts'
import type { LabelledTrace } from '../../../shared/simulation/training-day.ts'
import { trainingDay } from '../../../shared/simulation/training-day.ts'
import { distanceM } from '../../../shared/trace/geodesy.ts'
import { indexAt } from '../../../shared/trace/trace.ts'

const seeds = fc.nat(10_000_000)
const runs = { numRuns: 30 }
const days = Array.from({ length: 150 }, (_, seed) => trainingDay(seed))
const isFineLogger = (day: LabelledTrace): boolean => /^logger-[1235]s$/.test(day.recorder)

/** A day's log of somebody who rests, goes east at that speed for so long, and rests again. */
function thereAndRest(speedMps: number, rideS: number): DayLog {
  const log = new DayLog([0, 0])
  log.stay(1800)
  for (let s = 1; s <= rideS; s++) log.add(s * speedMps, 0, speedMps, 'open', 7)
  log.endLeg('car')
  log.stay(1800)
  return log
}

function recorderOf(more: Partial<Recorder>): Recorder {
  const drawn = drawRecorder(seededRandom(1))
  return { ...drawn, everyS: 1, everyM: 0, sleeps: false, lossShare: 0, holdsStill: false, ...more }
}

function record(log: DayLog, recorder: Recorder) {
  return recordDay(log, drawTown(seededRandom(2)), recorder, 0, seededRandom(3))
}

describe('the truth of a training day', () => {
  test('the same seed gives the same day', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(trainingDay(seed)).toEqual(trainingDay(seed))
      }),
      { numRuns: 10 },
    )
  })

  test('another seed gives another day', () => {
    expect(trainingDay(1).legs).not.toEqual(trainingDay(2).legs)
  })

  test('legs and stays tile the day: in order, without gap or overlap, and no fix lies outside', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { legs, stays, trace } = trainingDay(seed)
        const spans = [...legs, ...stays].sort((a, b) => a.startMs - b.startMs)
        for (const { startMs, endMs } of spans) expect(endMs).toBeGreaterThan(startMs)
        for (let k = 1; k < spans.length; k++) expect(spans[k]!.startMs).toBe(spans[k - 1]!.endMs)
        expect(trace.length).toBeGreaterThan(0)
        expect(trace.timeMs[0]).toBeGreaterThanOrEqual(spans[0]!.startMs)
        expect(trace.timeMs[trace.length - 1]).toBeLessThan(spans.at(-1)!.endMs)
      }),
      runs,
    )
  })

  test('a day has four outings or more, between stays of eight minutes or more', () => {
    for (const { stays } of days) {
      expect(stays.length).toBeGreaterThanOrEqual(5)
      for (const { startMs, endMs } of stays.slice(1)) expect(endMs - startMs).toBeGreaterThanOrEqual(480_000)
    }
  })

  test('fixes come in time order, at whole seconds', () => {
    for (const { trace } of days) {
      const apartMs = trace.timeMs.slice(1).map((timeMs, k) => timeMs - trace.timeMs[k]!)
      expect(apartMs.every((ms) => ms >= 1000 && ms % 1000 === 0)).toBe(true)
    }
  })

  test('every mode takes a fair share of the time', () => {
    const hours = new Map<string, number>()
    for (const { legs } of days)
      for (const { mode, startMs, endMs } of legs)
        hours.set(mode, (hours.get(mode) ?? 0) + (endMs - startMs) / 3_600_000)
    const of = (...wanted: Mode[]) => wanted.reduce((sum, mode) => sum + (hours.get(mode) ?? 0), 0)
    const all = [...hours.values()].reduce((a, b) => a + b)
    expect(of('walking') / all).toBeGreaterThan(0.18)
    expect(of('bicycle', 'ebike', 'escooter') / all).toBeGreaterThan(0.1)
    expect(of('bus') / all).toBeGreaterThan(0.1)
    expect(of('car', 'taxi') / all).toBeGreaterThan(0.1)
    expect(of('subway', 'tram', 'train') / all).toBeGreaterThan(0.06)
  })
})

describe('motion', () => {
  /** Middle of the speeds from minute to minute over fine recordings of legs of that mode, m/s. */
  function typicalMps(...wanted: Mode[]): number {
    const speeds: number[] = []
    for (const day of days.filter(isFineLogger))
      for (const leg of day.legs.filter((one) => wanted.includes(one.mode))) {
        const { trace } = day
        for (let fromMs = leg.startMs; fromMs + 60_000 <= leg.endMs; fromMs += 60_000) {
          const [a, b] = [indexAt(trace, fromMs), indexAt(trace, fromMs + 60_000)]
          if (b >= trace.length || trace.timeMs[b]! - trace.timeMs[a]! > 70_000 || b === a) continue
          const wayM = distanceM(trace.latDeg[a]!, trace.lonDeg[a]!, trace.latDeg[b]!, trace.lonDeg[b]!)
          speeds.push((wayM / (trace.timeMs[b]! - trace.timeMs[a]!)) * 1000)
        }
      }
    return speeds.sort((a, b) => a - b)[speeds.length >> 1]!
  }

  test('each mode goes about as fast as it does in the world', () => {
    expect(typicalMps('walking')).toBeGreaterThan(0.6)
    expect(typicalMps('walking')).toBeLessThan(1.5)
    expect(typicalMps('bicycle')).toBeGreaterThan(2.2)
    expect(typicalMps('bicycle')).toBeLessThan(5)
    expect(typicalMps('bus')).toBeGreaterThan(3)
    expect(typicalMps('bus')).toBeLessThan(8)
    expect(typicalMps('car', 'taxi')).toBeGreaterThan(5)
    expect(typicalMps('car', 'taxi')).toBeLessThan(12)
    expect(typicalMps('train')).toBeGreaterThan(12)
  })

  test('a measured speed is the speed at which positions move', () => {
    const log = thereAndRest(12, 600)
    const trace = record(log, recorderOf({ speed: 'measured', indoors: 'off' }))
    const [a, b] = [indexAt(trace, 1_900_000), indexAt(trace, 2_300_000)]
    const wayM = distanceM(trace.latDeg[a]!, trace.lonDeg[a]!, trace.latDeg[b]!, trace.lonDeg[b]!)
    expect(wayM / ((trace.timeMs[b]! - trace.timeMs[a]!) / 1000)).toBeCloseTo(12, 0)
    const known = trace.speedMps.subarray(a, b).filter((speed) => !Number.isNaN(speed))
    for (const speed of known) expect(Math.abs(speed - 12)).toBeLessThan(2)
  })

  test('the road is slower at rush hour than by night', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const town = drawTown(seededRandom(seed))
        expect(congestionAt(town, 8.3)).toBeGreaterThanOrEqual(congestionAt(town, 13))
        expect(congestionAt(town, 3)).toBe(0)
      }),
      runs,
    )
  })
})

describe('recorders', () => {
  test('a period is kept', () => {
    const trace = record(thereAndRest(10, 600), recorderOf({ everyS: 15 }))
    for (let k = 1; k < trace.length; k++)
      expect(trace.timeMs[k]! - trace.timeMs[k - 1]!).toBeGreaterThanOrEqual(15_000)
  })

  test('with a distance filter nothing is written while nobody moves', () => {
    const log = thereAndRest(10, 600)
    const trace = record(log, recorderOf({ everyM: 30 }))
    const moving = [...trace.timeMs].filter((timeMs) => timeMs > 1_800_000 && timeMs <= 2_401_000)
    expect(trace.length - moving.length).toBeLessThanOrEqual(2)
    expect(moving.length).toBeGreaterThan(50)
  })

  test('a phone that slept misses the first minutes of a ride', () => {
    const late = { sleeps: true, restS: 300, lateM: 200, lateS: 90 }
    const trace = record(thereAndRest(10, 600), recorderOf(late))
    const firstMs = [...trace.timeMs].find((timeMs) => timeMs > 1_800_000)!
    expect(firstMs).toBeGreaterThanOrEqual(1_800_000 + 110_000)
    expect(firstMs).toBeLessThan(1_800_000 + 200_000)
  })

  test('below ground there are no fixes', () => {
    const log = new DayLog([0, 0])
    for (let s = 0; s < 900; s++) log.add(s * 15, 0, 15, s >= 300 && s < 700 ? 'tunnel' : 'open', 13)
    const trace = record(log, recorderOf({ usesNetworks: false }))
    const below = [...trace.timeMs].filter((timeMs) => timeMs >= 300_000 && timeMs < 700_000)
    expect(below).toEqual([])
    expect(trace.length).toBeGreaterThan(200)
  })

  test('what a recorder does not know is left out', () => {
    const bare = { speed: 'absent', hasAccuracy: false, hasHints: false, altitudeBiasM: undefined } as const
    const trace = record(thereAndRest(10, 600), recorderOf(bare))
    for (const column of [trace.speedMps, trace.accuracyM, trace.altitudeM])
      expect(column.every((value) => Number.isNaN(value))).toBe(true)
    expect(trace.hint.every((value) => value === 0)).toBe(true)
  })

  test('hints are there for some people only, and are right more often than not', () => {
    const hinted = days.filter(({ trace }) => trace.hint.some((value) => value !== 0))
    expect(hinted.length).toBeGreaterThan(0)
    expect(hinted.length).toBeLessThan(days.length / 2)
    let [right, wrong] = [0, 0]
    for (const { trace, legs } of hinted)
      for (const leg of legs.filter(({ mode }) => mode === 'walking'))
        for (let k = indexAt(trace, leg.startMs + 90_000); k < indexAt(trace, leg.endMs); k++)
          if (trace.hint[k] === 2) right++
          else if (trace.hint[k] === 4 || trace.hint[k] === 5) wrong++
    expect(right).toBeGreaterThan(2 * wrong)
  })
})
