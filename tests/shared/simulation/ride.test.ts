/** Rides: whoever travels a way covers all of it, no faster than allowed, and stands where one has to. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DayLog } from '../../../shared/simulation/day-log.ts'
import { railLines, rideRail } from '../../../shared/simulation/rail-rides.ts'
import { seededRandom } from '../../../shared/simulation/random.ts'
import type { Gait } from '../../../shared/simulation/ride.ts'
import { travel } from '../../../shared/simulation/ride.ts'
import { cycle, drive, rideBus } from '../../../shared/simulation/road-rides.ts'
import { drawTown } from '../../../shared/simulation/town.ts'
import { Stream } from '../../../shared/simulation/traffic.ts'
import type { Traveller } from '../../../shared/simulation/traveller.ts'
import { drawTraveller, walk } from '../../../shared/simulation/traveller.ts'
import { WayBuilder } from '../../../shared/simulation/ways.ts'

const seeds = fc.nat(10_000_000)
const runs = { numRuns: 40 }

const gait: Gait = {
  freeMps: (_, limitMps) => limitMps,
  accelerationMps2: 1,
  fadesAtMps: Infinity,
  brakingMps2: 1.2,
  lateralMps2: 2,
  swayShare: 0,
  swayS: 10,
  hilliness: 0,
}

function someone(seed: number): Traveller {
  const random = seededRandom(seed)
  return drawTraveller(drawTown(random.fork('town')), new DayLog([0, 0]), 10, random.fork('traveller'))
}

/** Seconds-by-seconds way of a log, m. */
function lengthOf(log: DayLog): number {
  let sumM = Math.hypot(log.xM[0]!, log.yM[0]!)
  for (let k = 1; k < log.length; k++)
    sumM += Math.hypot(log.xM[k]! - log.xM[k - 1]!, log.yM[k]! - log.yM[k - 1]!)
  return sumM
}

const speedsOf = (log: DayLog): number[] => [...log.speedMps.subarray(0, log.length)].sort((a, b) => a - b)

describe('a ride', () => {
  test('ends where its way ends, and its speeds add up to its length', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 300, max: 6000 }), (seed, lengthM) => {
        const random = seededRandom(seed)
        const log = new DayLog([0, 0])
        const build = new WayBuilder(drawTown(random), log.here, random)
        build.curve({ road: 'rail', lengthM, headingRad: 1, limitMps: 20 }, 50, 0.2)
        const stops = [{ atM: lengthM / 2, limitMps: 0, waitS: 30 }]
        travel({ mode: 'train', way: build.way, gait, stops }, log, random)
        expect(log.here[0]).toBeCloseTo(build.way.xM.at(-1)!, 6)
        expect(log.here[1]).toBeCloseTo(build.way.yM.at(-1)!, 6)
        const summedM = log.speedMps.subarray(0, log.length).reduce((sum, speed) => sum + speed, 0)
        expect(Math.abs(summedM - lengthM)).toBeLessThan(0.02 * lengthM + 25)
        expect(speedsOf(log).at(-1)).toBeLessThanOrEqual(20 * 1.001)
        expect(log.speedMps.subarray(0, log.length).filter((speed) => speed === 0).length).toBeGreaterThan(29)
      }),
      runs,
    )
  })

  test('nobody goes farther in a second than the speed says', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const traveller = someone(seed)
        drive(traveller, 'car', 4000, 1)
        const { log } = traveller
        let worstM = 0
        for (let k = 1; k < log.length; k++) {
          const stepM = Math.hypot(log.xM[k]! - log.xM[k - 1]!, log.yM[k]! - log.yM[k - 1]!)
          worstM = Math.max(worstM, stepM - Math.max(log.speedMps[k]!, log.speedMps[k - 1]! + 1))
        }
        // A halt is reached within its second: what is left of the way is at most that second's.
        expect(worstM).toBeLessThan(3)
      }),
      runs,
    )
  })

  test('traffic makes a way slower, never faster', () => {
    const secondsWith = (congestion: number, seed: number): number => {
      const random = seededRandom(seed)
      const log = new DayLog([0, 0])
      const build = new WayBuilder(drawTown(seededRandom(1)), log.here, seededRandom(1))
      build.curve({ road: 'avenue', lengthM: 5000, headingRad: 0, limitMps: 14 }, 50, 0.1)
      const stream = new Stream(congestion, random.fork('stream'))
      travel({ mode: 'car', way: build.way, gait, stops: [], stream }, log, random)
      return log.length
    }
    const mean = (congestion: number): number =>
      Array.from({ length: 20 }, (_, seed) => secondsWith(congestion, seed)).reduce((a, b) => a + b) / 20
    const [free, busy, jammed] = [mean(0), mean(0.4), mean(0.8)]
    expect(busy).toBeGreaterThan(1.2 * free)
    expect(jammed).toBeGreaterThan(1.5 * busy)
  })
})

describe('people and vehicles', () => {
  const rides = {
    walking: [(traveller: Traveller) => walk(traveller, 800, 1), 800, 3],
    bicycle: [(traveller: Traveller) => cycle(traveller, 'bicycle', 3000, 1), 3000, 21],
    car: [(traveller: Traveller) => drive(traveller, 'taxi', 5000, 1), 5000, 55],
    bus: [(traveller: Traveller) => rideBus(traveller, 5000, 1), 5000, 32],
    subway: [(traveller: Traveller) => rideRail(traveller, railLines.subway, 6000, 1), 6000, 30],
    train: [(traveller: Traveller) => rideRail(traveller, railLines.commuter, 20_000, 1), 20_000, 50],
  } as const

  test.each(Object.entries(rides))(
    '%s: the whole way, at a speed that exists',
    (_, [ride, lengthM, topMps]) => {
      fc.assert(
        fc.property(seeds, (seed) => {
          const traveller = someone(seed)
          ride(traveller)
          const { log } = traveller
          expect(lengthOf(log)).toBeGreaterThan(0.85 * lengthM)
          expect(speedsOf(log).at(-1)).toBeLessThan(topMps)
          expect(lengthOf(log) / log.length).toBeGreaterThan(0.15)
          expect(log.legs).toHaveLength(1)
        }),
        { numRuns: 25 },
      )
    },
  )
})
