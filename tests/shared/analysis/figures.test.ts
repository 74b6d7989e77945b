/** Sums of trips, counted a second way. */
import { describe, expect, test } from 'vitest'
import type { DatedTrip } from '../../../shared/analysis/figures.ts'
import {
  groupsBy,
  hoursOfWeek,
  mainModeOf,
  modalShares,
  rowsOf,
  totalsOf,
  within,
} from '../../../shared/analysis/figures.ts'
import { periodOf } from '../../../shared/analysis/periods.ts'
import type { Mode } from '../../../shared/engine/mode.ts'

type Leg = readonly [mode: Mode, start: string, end: string, distanceM: number, co2eKg: number]

function trip(localDay: string, legs: readonly Leg[], rest: Partial<DatedTrip> = {}): DatedTrip {
  const sections = legs.map(([mode, start, end, distanceM, co2eKg]) => ({
    ...{ mode, start, end, distanceM, co2eKg, confidence: 1, probabilities: {}, geometry: '' },
  }))
  return {
    start: legs[0]![1],
    end: legs.at(-1)![2],
    timeZone: 'Europe/Paris',
    distanceM: 0,
    co2eKg: 0,
    sections,
    localDay,
    ...rest,
  }
}

const trips = [
  // Monday 4 May 2026, 08:50 to 09:20 on the clocks of Paris.
  trip(
    '2026-05-04',
    [
      ['walking', '2026-05-04T06:50:00Z', '2026-05-04T07:00:00Z', 700, 0],
      ['bus', '2026-05-04T07:00:00Z', '2026-05-04T07:20:00Z', 6000, 0.672],
    ],
    { purpose: 'commute' },
  ),
  trip('2026-05-05', [['bicycle', '2026-05-05T06:00:00Z', '2026-05-05T06:30:00Z', 8000, 0.001]]),
  trip('2026-06-01', [['car', '2026-06-01T16:00:00Z', '2026-06-01T16:30:00Z', 20_000, 4.352]]),
]
const rows = rowsOf(trips, 70)

describe('totals', () => {
  test('count a trip once, however many sections it has', () => {
    expect(totalsOf(rows)).toMatchObject({ trips: 3, distanceM: 34_700, durationMs: 90 * 60_000 })
    expect(totalsOf(rows).co2eKg).toBeCloseTo(5.025, 9)
  })

  test('of a month are those of its days', () => {
    const may = within(rows, periodOf('month', '2026-05-20'))
    expect(totalsOf(may)).toMatchObject({ trips: 2, distanceM: 14_700, durationMs: 60 * 60_000 })
  })

  test('count as active what is walked and cycled: 10 and 30 minutes', () => {
    expect(totalsOf(rows).activeMs).toBe(40 * 60_000)
  })
})

describe('groups', () => {
  test('come largest first by what is measured', () => {
    const byMode = groupsBy(rows, ({ mode }) => mode, 'distanceM')
    expect(byMode.map(({ key }) => key)).toEqual(['car', 'bicycle', 'bus', 'walking'])
  })

  test('by purpose keep what is not known apart', () => {
    const byPurpose = groupsBy(rows, ({ purpose }) => purpose, 'trips')
    expect(byPurpose.map(({ key, totals }) => [key, totals.trips])).toEqual([
      ['none', 2],
      ['commute', 1],
    ])
  })
})

describe('modal shares', () => {
  test('of trips go by the mode of most of the way, so that a walk to the bus is a bus trip', () => {
    const shares = modalShares(rows, 'trips', (mode) => mode)
    expect(Object.fromEntries(shares.map(({ key, share }) => [key, share]))).toEqual({
      bus: 1 / 3,
      bicycle: 1 / 3,
      car: 1 / 3,
    })
  })

  test('of distance add up to one', () => {
    const shares = modalShares(rows, 'distanceM', (mode) => mode)
    expect(shares[0]).toEqual({ key: 'car', amount: 20_000, share: 20_000 / 34_700 })
    expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
  })

  test('of nothing are none', () => {
    expect(modalShares([], 'trips', (mode) => mode)).toEqual([])
  })
})

test('the main mode is that of most of the way, over all its sections', () => {
  const way = (mode: Mode, distanceM: number) => ({ mode, distanceM })
  expect(mainModeOf([way('bicycle', 900), way('train', 1000), way('bicycle', 900)])).toBe('bicycle')
  expect(mainModeOf([])).toBe('unknown')
})

describe('hours of the week', () => {
  test('are those of the place: a trip from 08:50 to 09:20 has 10 minutes at 8 and 20 at 9', () => {
    const hours = hoursOfWeek(trips, periodOf('month', '2026-05-04'))
    expect(hours[0]![8]).toBeCloseTo(10, 9)
    expect(hours[0]![9]).toBeCloseTo(20, 9)
    expect(hours.flat().reduce((sum, minutes) => sum + minutes, 0)).toBeCloseTo(60, 9)
  })

  test('go on into the next day at midnight', () => {
    const late = trip('2026-05-10', [['car', '2026-05-10T21:45:00Z', '2026-05-10T22:30:00Z', 1, 0]])
    const hours = hoursOfWeek([late], periodOf('day', '2026-05-10'))
    expect(hours[6]![23]).toBeCloseTo(15, 9)
    expect(hours[0]![0]).toBeCloseTo(30, 9)
  })
})
