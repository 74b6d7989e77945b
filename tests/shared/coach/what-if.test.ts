import fc from 'fast-check'
import { expect, test } from 'vitest'
import { periodOf } from '../../../shared/analysis/periods.ts'
import { bestChanges } from '../../../shared/coach/best-changes.ts'
import { weekSummary } from '../../../shared/coach/summary.ts'
import { asMade, electricCar, otherWays, ownSpeeds, telework } from '../../../shared/coach/what-if.ts'
import { plainChoice } from '../../../shared/footprint/choice.ts'
import { made } from './made.ts'

const plain = plainChoice('fr-ademe-2026.07')
/** Ten kilometres in 20 minutes: 2.176 kg. */
const drive = made(['2026-05-04', '08:00'], 'car', [20, 10, 2.176])

test('this trip by other means: time, CO2e and euros, all of the same ten kilometres', () => {
  expect(asMade(drive)).toEqual({
    ...{ mode: 'car', durationMs: 1_200_000, pace: 'made', co2eKg: 2.176 },
    costEur: expect.closeTo(3.57, 9),
  })
  const ways = Object.fromEntries(otherWays(drive, plain, { bicycle: 20 }).map((way) => [way.mode, way]))
  expect(Object.keys(ways)).toEqual(['bicycle', 'ebike', 'bus', 'train', 'carpool'])
  const near = (value: number) => expect.closeTo(value, 6)
  expect(ways).toMatchObject({
    bicycle: { durationMs: 1_800_000, pace: 'own', co2eKg: near(0.0017), costEur: 0 },
    ebike: { durationMs: near(2_000_000), pace: 'usual', co2eKg: near(0.1095), costEur: 0 },
    bus: { durationMs: 2_400_000, pace: 'line', co2eKg: near(1.12), costEur: near(1) },
    train: { durationMs: 720_000, pace: 'line', co2eKg: near(0.0876), costEur: near(1) },
    carpool: { durationMs: 1_200_000, pace: 'made', co2eKg: near(1.088), costEur: near(1.785) },
  })
})

test('one’s own speed is the median of at least three trips', () => {
  const rides = [10, 15, 30].map((minutes) => made(['2026-05-04', '09:00'], 'bicycle', [minutes, 5, 0]))
  expect(ownSpeeds([...rides, drive])).toEqual({ bicycle: expect.closeTo(20, 9) })
  expect(ownSpeeds(rides.slice(1))).toEqual({})
})

test('an electric car: 95.54 g per km with its making, 4.13 € of electricity for 14.06 € of petrol on 100 km', () => {
  const trips = Array.from({ length: 10 }, () => drive)
  const found = electricCar(trips, plain)
  expect(found.distanceM).toBe(100_000)
  expect(found.nowKg).toBeCloseTo(21.76, 9)
  // 20.5 kWh of 51.9 g, 210 g of leaks and 8.36 kg of making.
  expect(found.thenKg).toBeCloseTo(20.5 * 0.0519 + 0.21 + 8.36, 9)
  expect(found.nowEur).toBeCloseTo(7.9 * 1.78, 9)
  expect(found.thenEur).toBeCloseTo(20.5 * 0.2016, 9)
  const diesel = { id: 'd', name: 'D', fuel: 'diesel', litresPer100Km: 5, kwhPer100Km: 0, people: 1 } as const
  const own = electricCar(trips, { ...plain, vehicles: [diesel], byMode: { car: 'd' } })
  expect(own.nowEur).toBeCloseTo(5 * 1.69, 9)
  const two = electricCar([made(['2026-05-04', '08:00'], 'car', [20, 10, 1.088], { people: 2 })], plain)
  expect(two.thenKg).toBeCloseTo(found.thenKg / 20, 9)
})

const commute = { purpose: 'commute' } as const
const workDay = (day: string, kg: number) =>
  ['08:00', '17:00'].map((time) => made([day, time], 'car', [20, 10, kg], commute))

test('two days at home take away the mean of two days of each week with ways to work', () => {
  const trips = [
    ...['2026-05-04', '2026-05-05', '2026-05-06', '2026-05-07'].flatMap((day) => workDay(day, 2)),
    ...workDay('2026-05-11', 3),
    drive,
  ]
  expect(telework(trips, 2)).toEqual({
    ...{ weeks: 2, days: 5, homeDays: 3 },
    // Half of 16 kg in the first week, all of 6 kg in the second.
    savedKg: expect.closeTo(14, 9),
    savedMs: expect.closeTo((80 + 40) * 60_000, 3),
    savedM: expect.closeTo(60_000, 6),
    savedEur: expect.closeTo(60 * 0.357, 6),
  })
})

test('more days at home never save less, and all of them save all ways to work', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-05-${String(n).padStart(2, '0')}`)
  fc.assert(
    fc.property(fc.array(fc.tuple(day, fc.double({ min: 0, max: 9, noNaN: true }))), (days) => {
      const trips = days.flatMap(([on, kg]) => workDay(on, kg))
      const saved = [0, 1, 2, 3, 4, 5, 6, 7].map((count) => telework(trips, count).savedKg)
      for (const [n, kg] of saved.slice(1).entries()) expect(kg).toBeGreaterThanOrEqual(saved[n]! - 1e-9)
      expect(saved[0]).toBe(0)
      expect(saved[7]).toBeCloseTo(
        trips.reduce((sum, { co2eKg }) => sum + co2eKg, 0),
        6,
      )
    }),
  )
})

test('where a change would gain most: near trips by bicycle, farther ones as one has gone before', () => {
  const between = (from: string, to: string) => ({ from, to })
  const trips = [
    // Four times 5 km between a and b, either way: near enough to cycle.
    ...['04', '05'].flatMap((day) => [
      made([`2026-05-${day}`, '08:00'], 'car', [10, 5, 1.088], between('a', 'b')),
      made([`2026-05-${day}`, '18:00'], 'car', [10, 5, 1.088], between('b', 'a')),
    ]),
    // 40 km, gone by train once.
    made(['2026-05-06', '08:00'], 'car', [40, 40, 8.704], between('a', 'c')),
    made(['2026-05-07', '08:00'], 'train', [45, 40, 0.35], between('c', 'a')),
    // 40 km, never gone otherwise; and a walk’s length that is not between places.
    made(['2026-05-08', '08:00'], 'car', [40, 40, 8.704], between('a', 'd')),
    made(['2026-05-09', '08:00'], 'car', [5, 1, 0.218]),
  ]
  const found = bestChanges(trips, plain, ownSpeeds(trips), 3)
  expect(found.map(({ mode, trips: count }) => [mode, count])).toEqual([
    ['train', 1],
    ['bicycle', 4],
    ['walking', 1],
  ])
  expect(found[0]).toMatchObject({
    savedKg: expect.closeTo(8.704 - 0.3504, 6),
    because: { kind: 'habit', times: 1 },
  })
  expect(found[1]).toMatchObject({
    savedKg: expect.closeTo(4 * (1.088 - 0.00085), 6),
    // 20 minutes at 15 km/h in place of 10, four times.
    extraMs: expect.closeTo(2_400_000, 3),
    because: { kind: 'distance' },
  })
  expect(bestChanges(trips, plain, {}, 1)).toHaveLength(1)
})

test('a week’s summary has its gains first, and none that is not one', () => {
  const week = periodOf('week', '2026-05-11')
  const trips = [
    made(['2026-05-05', '08:00'], 'car', [20, 10, 2.176], commute),
    made(['2026-05-12', '08:00'], 'bicycle', [30, 10, 0.002], commute),
    made(['2026-05-13', '08:00'], 'bus', [30, 10, 1.12]),
  ]
  expect(weekSummary(trips, week, plain, 70).gains).toEqual([
    { kind: 'avoided', distanceM: 20_000, co2eKg: expect.closeTo(2 * 2.176 - 1.122, 6) },
    { kind: 'cycled-to-work', days: 1 },
    { kind: 'active', durationMs: 1_800_000 },
    { kind: 'less-co2e', co2eKg: expect.closeTo(2.176 - 1.122, 6) },
    { kind: 'less-solo-car', distanceM: 10_000 },
  ])
  expect(weekSummary(trips, periodOf('week', '2026-05-04'), plain, 70).gains).toEqual([])
})
