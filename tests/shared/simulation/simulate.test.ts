/** Simulated days: repeatable, whole, and close to how people move. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Episode } from '../../../shared/simulation/diary.ts'
import { distanceM } from '../../../shared/simulation/path.ts'
import { simulate, witness } from '../../../shared/simulation/simulate.ts'
import { perUnit } from '../../../shared/trace/trace.ts'

const options = fc.record({
  seed: fc.nat(1_000_000),
  firstDay: fc.constantFrom('2026-05-04', '2026-03-28', '2026-10-24', '2024-02-28'),
  days: fc.integer({ min: 1, max: 4 }),
  everyS: fc.constantFrom(1, 10, 60),
})
const runs = { numRuns: 15 }
const month = witness({ seed: 1, firstDay: '2026-05-04', days: 28, everyS: 1 })
const movements = month.episodes.filter((episode) => episode.kind === 'movement')

/** Where the person truly was; undefined outside the simulated days. */
function truePosition(episode: Episode, timeMs: number): readonly [number, number] {
  if (episode.kind === 'stay') return [episode.latDeg, episode.lonDeg]
  const k = (timeMs - episode.startMs) / 1000
  return [episode.latDeg[k]!, episode.lonDeg[k]!]
}

describe('simulated days', () => {
  test('the same seed gives the same days', () => {
    fc.assert(
      fc.property(options, (choice) => {
        expect(JSON.stringify(simulate(choice))).toBe(JSON.stringify(simulate(choice)))
      }),
      { numRuns: 5 },
    )
  })

  test('another seed gives other days', () => {
    const days = (seed: number) => simulate({ seed, firstDay: '2026-05-04', days: 1, everyS: 1 })
    expect(days(1).fixes).not.toEqual(days(2).fixes)
  })

  test('a longer simulation starts with the shorter one', () => {
    const days = (count: number) => simulate({ seed: 3, firstDay: '2026-05-04', days: count, everyS: 10 })
    const [short, long] = [days(2), days(5)]
    expect(long.trips.slice(0, short.trips.length)).toEqual(short.trips)
  })

  test('fixes come in time order, one per second at most, on the grid of a phone', () => {
    fc.assert(
      fc.property(options, (choice) => {
        const { fixes } = simulate(choice)
        const isApart = fixes.every((fix, k) => k === 0 || fix.timeMs - fixes[k - 1]!.timeMs >= 1000)
        const isOnGrid = fixes.every(
          (fix) =>
            fix.timeMs % 1000 === 0 &&
            Math.round(fix.latDeg * perUnit.latDeg) / perUnit.latDeg === fix.latDeg &&
            Number.isInteger(fix.accuracyM) &&
            Number.isInteger(fix.altitudeM),
        )
        expect([isApart, isOnGrid]).toEqual([true, true])
      }),
      runs,
    )
  })

  test('episodes tile the days from midnight to midnight, clock changes included', () => {
    fc.assert(
      fc.property(options, (choice) => {
        const { episodes } = witness(choice)
        for (let k = 1; k < episodes.length; k++) expect(episodes[k]!.startMs).toBe(episodes[k - 1]!.endMs)
        for (const { startMs, endMs } of episodes) expect(endMs).toBeGreaterThan(startMs)
      }),
      runs,
    )
    const spring = witness({ seed: 1, firstDay: '2026-03-29', days: 1, everyS: 60 }).episodes
    expect(spring.at(-1)!.endMs - spring[0]!.startMs).toBe(23 * 3_600_000)
  })

  test('sections tile their trip, and trips are apart by a stay of ten minutes or more', () => {
    let lastEndMs = Number.NEGATIVE_INFINITY
    for (const trip of month.trips) {
      expect(trip.startMs - lastEndMs).toBeGreaterThanOrEqual(600_000)
      expect(trip.sections[0]?.startMs).toBe(trip.startMs)
      expect(trip.sections.at(-1)?.endMs).toBe(trip.endMs)
      for (let k = 1; k < trip.sections.length; k++)
        expect(trip.sections[k]!.startMs).toBe(trip.sections[k - 1]!.endMs)
      lastEndMs = trip.endMs
    }
  })

  test('a month of four people sees every mode', () => {
    const seen = [1, 2, 3, 4].flatMap((seed) =>
      simulate({ seed, firstDay: '2026-05-04', days: 28, everyS: 60 }).trips.flatMap((trip) =>
        trip.sections.map((section) => section.mode),
      ),
    )
    expect([...new Set(seen)].sort()).toEqual(['bicycle', 'bus', 'car', 'running', 'train', 'walking'])
  })

  test('every fix lies within the noise around the true path, but for the marked outliers', () => {
    const outliers = new Set(month.outliers)
    let k = 0
    const awayM = month.fixes.map((fix) => {
      while (month.episodes[k]!.endMs <= fix.timeMs) k++
      return distanceM(truePosition(month.episodes[k]!, fix.timeMs), [fix.latDeg, fix.lonDeg])
    })
    // Four standard deviations per axis of at most 8 m; outliers start at 120 m.
    expect(Math.max(...awayM.map((away, i) => (outliers.has(i) ? 0 : away)))).toBeLessThan(46)
    expect(Math.min(...awayM.map((away, i) => (outliers.has(i) ? away : Infinity)))).toBeGreaterThan(100)
    expect(outliers.size).toBeGreaterThan(0)
  })

  test('errors of neighbouring fixes are alike', () => {
    const ride = movements.reduce((a, b) => (b.endMs - b.startMs > a.endMs - a.startMs ? b : a))
    const errors = month.fixes
      .filter(
        (fix, i) => fix.timeMs >= ride.startMs && fix.timeMs < ride.endMs && !month.outliers.includes(i),
      )
      .map((fix) => fix.latDeg - truePosition(ride, fix.timeMs)[0])
    const product = (lag: number) =>
      errors.slice(lag).reduce((sum, error, k) => sum + error * errors[k]!, 0) / (errors.length - lag)
    expect(product(1) / product(0)).toBeGreaterThan(0.8)
  })

  test('a phone at rest sends at most one fix in five minutes', () => {
    const night = month.episodes.find((e) => e.kind === 'stay' && e.endMs - e.startMs > 6 * 3_600_000)!
    const settledMs = night.startMs + 300_000
    const times = month.fixes.map((fix) => fix.timeMs).filter((t) => t > settledMs && t < night.endMs)
    for (let k = 1; k < times.length; k++) expect(times[k]! - times[k - 1]!).toBeGreaterThanOrEqual(300_000)
  })

  test('what cannot be simulated is refused', () => {
    for (const wrong of [{ days: 0 }, { days: 1.5 }, { everyS: 0 }, { firstDay: 'yesterday' }])
      expect(() => simulate({ seed: 1, firstDay: '2026-05-04', days: 1, everyS: 1, ...wrong })).toThrow(
        RangeError,
      )
  })
})

/** Highest speed and mean speed while moving, m/s, and strongest change per second, m/s². */
const plausible = {
  walking: { top: [1.1, 1.8], mean: [1, 1.7], change: 2 },
  running: { top: [2.2, 3.7], mean: [2, 3.5], change: 3.8 },
  bicycle: { top: [3.5, 6], mean: [3, 5.6], change: 4 },
  bus: { top: [8, 14], mean: [5, 11], change: 4 },
  car: { top: [8, 24], mean: [5, 22], change: 5 },
  train: { top: [27, 40], mean: [15, 36], change: 1.5 },
} as const

describe.each(Object.entries(plausible))('a simulated %s section', (mode, { top, mean, change }) => {
  const sections = [1, 2, 3]
    .flatMap((seed) => witness({ seed, firstDay: '2026-05-04', days: 21, everyS: 60 }).episodes)
    .filter((episode) => episode.kind === 'movement')
    .filter((episode) => episode.mode === mode)

  test('keeps to plausible speeds', () => {
    expect(sections.length).toBeGreaterThan(0)
    for (const { speedMps } of sections) {
      const moving = speedMps.filter((speed) => speed > 0.3)
      const average = moving.reduce((sum, speed) => sum + speed, 0) / moving.length
      expect(Math.max(...moving)).toBeGreaterThan(top[0])
      expect(Math.max(...moving)).toBeLessThan(top[1])
      expect(average).toBeGreaterThan(mean[0])
      expect(average).toBeLessThan(mean[1])
    }
  })

  test('never leaps: speed changes and steps are those of a body with mass', () => {
    let steepest = 0
    let furthestM = 0
    for (const { speedMps, latDeg, lonDeg } of sections)
      for (let k = 1; k < speedMps.length; k++) {
        const [before, after] = [speedMps[k - 1]!, speedMps[k]!]
        const stepM = distanceM([latDeg[k - 1]!, lonDeg[k - 1]!], [latDeg[k]!, lonDeg[k]!])
        steepest = Math.max(steepest, Math.abs(after - before))
        furthestM = Math.max(furthestM, stepM - Math.max(before, after))
      }
    expect(steepest).toBeLessThan(change)
    expect(furthestM).toBeLessThan(0.8)
  })
})
