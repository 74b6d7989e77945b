/** One's own year and working days, counted by hand. */
import { describe, expect, test } from 'vitest'
import { recordedSpan, workdaysOf, yearSoFar } from '../../../shared/analysis/comparisons.ts'
import type { Row } from '../../../shared/analysis/figures.ts'
import { france, yearBudget } from '../../../shared/analysis/norms.ts'
import type { Mode } from '../../../shared/engine/mode.ts'

let trips = 0
function row(day: string, mode: Mode, co2eKg: number): Row {
  return {
    ...{ day, mode, mainMode: mode, purpose: 'none', trip: trips++ },
    ...{ distanceM: 1000, durationMs: 600_000, co2eKg, activeMs: 0, kcal: 0 },
  }
}

// Friday 1 May to Monday 4 May 2026.
const rows = [
  row('2026-05-01', 'car', 10),
  row('2026-05-01', 'bicycle', 0),
  row('2026-05-02', 'car', 20),
  row('2026-05-04', 'tram', 1),
]
const year = { first: '2026-01-01', last: '2026-12-31' }

test('what is recorded of a span starts with the first day of all and ends today', () => {
  expect(recordedSpan(year, '2026-05-01', '2026-05-04')).toEqual({ first: '2026-05-01', last: '2026-05-04' })
  expect(recordedSpan(year, '2027-01-01', '2027-02-01')).toBeUndefined()
})

describe('a year so far', () => {
  test('promises nothing of the whole year before two weeks are recorded', () => {
    expect(yearSoFar(rows, year, '2026-05-01', '2026-05-13')).toEqual({ co2eKg: 31, days: 13 })
  })

  test('comes to 365 days at the pace of those recorded', () => {
    const { paceCo2eKg } = yearSoFar(rows, year, '2026-05-01', '2026-05-31')
    expect(paceCo2eKg).toBeCloseTo((31 / 31) * 365, 9)
  })
})

test('working days are Monday to Friday; the tram is public transport', () => {
  const workdays = workdaysOf(rows, { first: '2026-05-01', last: '2026-05-04' })
  expect(workdays).toMatchObject({ days: 2, trips: 1.5, durationMs: 900_000 })
  expect(workdays.tripShares).toEqual({ car: 1 / 3, cycle: 1 / 3, transit: 1 / 3, foot: 0, other: 0 })
})

test('every norm says whose it is and of which year, and no share of the survey exceeds the whole', () => {
  const { tripsPerWorkday, minutesPerWorkday, yearCo2eKg, tripShares } = france
  for (const { source } of [tripsPerWorkday, minutesPerWorkday, yearCo2eKg, tripShares, yearBudget]) {
    expect(source.name).not.toBe('')
    expect(source.year).toBeGreaterThanOrEqual(2019)
    expect(source.address).toMatch(/^https:/)
  }
  const sum = Object.values(tripShares.value).reduce((total, share) => total + share, 0)
  expect(sum).toBeGreaterThan(0.95)
  expect(sum).toBeLessThanOrEqual(1)
})
