/** A simulated city is like a real one where it counts: means of transport, distances, seasons, the few who travel most. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { TripDocument } from '../../../../shared/analysis/document.ts'
import type { CityPerson } from '../../../../shared/simulation/city/city.ts'
import { simulateCity } from '../../../../shared/simulation/city/city.ts'
import type { ZoneList } from '../../../../shared/simulation/city/zones.ts'
import { communeZones, gridZones, quarterZones } from '../../../../shared/simulation/city/zones.ts'
import { distanceM } from '../../../../shared/trace/geodesy.ts'

/**
 * SDES, Enquête mobilité des personnes 2019: trips by main mode, Monday to Friday, within 80 km of home; the rest, two-wheelers
 * with a motor above all, is what is missing to 1.
 */
const survey = { foot: 0.237, car: 0.628, transit: 0.091, cycle: 0.027, other: 0.017 }
const asSurveyed: Record<string, keyof typeof survey> = {
  walking: 'foot',
  bicycle: 'cycle',
  ebike: 'cycle',
  bus: 'transit',
  train: 'transit',
  car: 'car',
  carpool: 'car',
  motorcycle: 'other',
}

/** What is kept of a person: the whole city would fill the memory. */
interface Kept {
  readonly homeZone: string | undefined
  readonly workZone: string | undefined
  readonly home: readonly [number, number]
  readonly work: readonly [number, number] | undefined
  /** Kilometres in June. */
  readonly km: number
  /** Days in June with a trip to work, of those who never visit customers. */
  readonly workDays: number
}

const people = 5000
const kept: Kept[] = []
const counts: Record<string, Record<string, number>> = { '2026-01': {}, '2026-06': {} }

const mainMode = ({ sections }: TripDocument): string =>
  sections.reduce((longest, section) => (section.distanceM > longest.distanceM ? section : longest)).mode

const isWeekday = ({ start }: TripDocument): boolean => [1, 2, 3, 4, 5].includes(new Date(start).getUTCDay())

function keep({ homeZone, workZone, places, months }: CityPerson): void {
  for (const { month, trips } of months)
    for (const trip of trips) {
      if (!isWeekday(trip) || trip.distanceM > 80_000) continue
      const mode = asSurveyed[mainMode(trip)]!
      counts[month]![mode] = (counts[month]![mode] ?? 0) + 1
    }
  const june = months[1]!.trips
  const spot = (role: string): readonly [number, number] | undefined => {
    const place = places.find((one) => one.role === role)
    return place && [place.lat, place.lon]
  }
  const isVisiting = june.some(({ purpose }) => purpose === 'business')
  const toWork = june.filter(({ to }) => to === 'work').map(({ start }) => start.slice(0, 10))
  kept.push({
    homeZone,
    workZone,
    home: spot('home')!,
    work: spot('work'),
    km: june.reduce((sum, trip) => sum + trip.distanceM, 0) / 1000,
    workDays: isVisiting ? 0 : new Set(toWork).size,
  })
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

beforeAll(() => {
  const zones = communeZones()
  for (const person of simulateCity({ seed: 2026, people, months: ['2026-01', '2026-06'], zones }))
    keep(person)
}, 180_000)

describe('means of transport', () => {
  const share = (mode: string, ...months: string[]): number =>
    sum(months.map((month) => counts[month]![mode]!)) /
    sum(months.flatMap((month) => Object.values(counts[month]!)))

  test.each(Object.entries(survey))(
    '%s has its share of trips, %d, to a point and a half',
    (mode, published) => {
      expect(Math.abs(share(mode, '2026-01', '2026-06') - published)).toBeLessThan(0.015)
    },
  )

  test('people make three trips on a working day, as surveyed, to a third of a trip', () => {
    // 22 weekdays in either month.
    const perDay = sum(Object.values(counts).flatMap((month) => Object.values(month))) / people / 44
    expect(Math.abs(perDay - 3)).toBeLessThan(1 / 3)
  })

  test('June sees half as many bicycles again as January, or more', () => {
    expect(share('cycle', '2026-06')).toBeGreaterThan(1.5 * share('cycle', '2026-01'))
  })
})

describe('homes and work', () => {
  test('people live where the census counts them', () => {
    const inZone = (id: string): number => kept.filter(({ homeZone }) => homeZone === id).length / people
    // Zones are what lies nearest, not the commune itself; Châtelaillon lies far enough from all others to be the same.
    expect(Math.abs(inZone('17094') - 6440 / 181_057)).toBeLessThan(0.01)
    expect(Math.abs(inZone('17300') - 79_961 / 181_057)).toBeLessThan(0.08)
  })

  test('near work is likelier than far work: ways are shorter than if work were dealt out anew', () => {
    const workers = kept.filter(({ work }) => work !== undefined)
    const way = (shift: number): number =>
      sum(workers.map(({ home }, n) => distanceM(...home, ...workers[(n + shift) % workers.length]!.work!))) /
      workers.length
    expect(way(0)).toBeLessThan(0.85 * way(1))
  })

  test('those of Châtelaillon work there five times as often as others do', () => {
    const there = (of: readonly Kept[]): number =>
      of.filter(({ workZone }) => workZone === '17094').length / of.length
    const workers = kept.filter(({ workZone }) => workZone !== undefined)
    const locals = workers.filter(({ homeZone }) => homeZone === '17094')
    expect(there(locals)).toBeGreaterThan(5 * there(workers.filter(({ homeZone }) => homeZone !== '17094')))
  })

  test('they work on 12 to 20 days of a month without holidays, and all those numbers occur', () => {
    const days = new Set(kept.map(({ workDays }) => workDays).filter((count) => count > 0))
    expect([...days].sort((a, b) => a - b)).toEqual([12, 13, 14, 15, 16, 17, 18, 19, 20])
  })
})

test('a few never travel, and a few travel five times as far as most', () => {
  const km = kept.map((one) => one.km).sort((a, b) => a - b)
  const still = km.filter((one) => one === 0).length / people
  expect(still).toBeGreaterThan(0.01)
  expect(still).toBeLessThan(0.04)
  expect(km[Math.floor(0.99 * people)]!).toBeGreaterThan(5 * km[people / 2]!)
})

test('in August half leave for far away, by car, by train and by plane; in March one in ten at most', () => {
  const far = (month: string) => {
    const modes = new Set<string>()
    let leaving = 0
    for (const { months } of simulateCity({ seed: 8, people: 400, months: [month], zones: communeZones() })) {
      const holidays = months[0]!.trips.filter(
        ({ purpose, distanceM: lengthM }) => purpose === 'holiday' && lengthM > 80_000,
      )
      for (const trip of holidays) modes.add(mainMode(trip))
      if (holidays.length > 0) leaving++
    }
    return { modes, share: leaving / 400 }
  }
  const august = far('2026-08')
  expect(Math.abs(august.share - 0.5)).toBeLessThan(0.1)
  expect(august.modes).toEqual(new Set(['car', 'train', 'plane']))
  expect(far('2026-03').share).toBeLessThan(0.1)
})

describe('what the pair of home and work gives away', () => {
  /** Share of those with both whose pair of zones is nobody else's. */
  function unique(zones: ZoneList, count: number): number {
    const pairs = [...simulateCity({ seed: 6, people: count, months: ['2026-03'], zones })]
      .filter(({ homeZone, workZone }) => homeZone !== undefined && workZone !== undefined)
      .map(({ homeZone, workZone }) => `${homeZone}>${workZone}`)
    const times = Map.groupBy(pairs, (pair) => pair)
    return pairs.filter((pair) => times.get(pair)!.length === 1).length / pairs.length
  }

  test('over 144 quarters, more than nine in ten of 300 people', () => {
    expect(unique(quarterZones(12), 300)).toBeGreaterThan(0.9)
  })

  test('wider zones hide more: a grid that ignores where people live, then communes', () => {
    const [quarters, grid, byCommune] = [quarterZones(12), gridZones(12), communeZones()].map((zones) =>
      unique(zones, 300),
    )
    expect(grid).toBeLessThan(quarters!)
    expect(byCommune).toBeLessThan(grid!)
  })
})
