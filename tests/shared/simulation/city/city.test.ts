/** A simulated city keeps the laws of time and space, whatever the seed. */
import * as fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import type { TripDocument } from '../../../../shared/analysis/document.ts'
import type { CityPerson } from '../../../../shared/simulation/city/city.ts'
import { simulateCity } from '../../../../shared/simulation/city/city.ts'
import { recordMonth } from '../../../../shared/simulation/city/fixes.ts'
import { drawCitizen, tastesIn } from '../../../../shared/simulation/city/people.ts'
import { communeZones } from '../../../../shared/simulation/city/zones.ts'
import { seededRandom } from '../../../../shared/simulation/random.ts'
import { decodePolyline } from '../../../../shared/trace/polyline.ts'

const zones = communeZones()
const city = (seed: number, people: number, ...months: string[]): CityPerson[] => [
  ...simulateCity({ seed, people, months, zones }),
]
const anyCity = fc.record({
  seed: fc.nat(1_000_000),
  month: fc.constantFrom('2026-01', '2026-03', '2026-08', '2026-10', '2024-02', '2027-12'),
})
const runs = { numRuns: 12 }
/** Twelve people, a month each, of any seed. */
const holds = (law: (person: CityPerson, month: string) => void): void =>
  fc.assert(
    fc.property(anyCity, ({ seed, month }) => {
      for (const person of city(seed, 12, month)) law(person, month)
    }),
    runs,
  )

const tripsOf = (person: CityPerson): readonly TripDocument[] => person.months.flatMap(({ trips }) => trips)

function ends({ sections }: TripDocument) {
  const first = decodePolyline(sections[0]!.geometry)
  const last = decodePolyline(sections.at(-1)!.geometry)
  return { from: [first.latDeg[0], first.lonDeg[0]], to: [last.latDeg.at(-1), last.lonDeg.at(-1)] }
}

/** Great-circle length by the spherical law of cosines, metres. */
function lengthM({ latDeg, lonDeg }: { latDeg: number[]; lonDeg: number[] }): number {
  const rad = (deg: number): number => (deg * Math.PI) / 180
  return latDeg.slice(1).reduce((sum, lat, k) => {
    const [a, b] = [rad(latDeg[k]!), rad(lat)]
    const cos =
      Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(rad(lonDeg[k + 1]! - lonDeg[k]!))
    return sum + 6_371_009 * Math.acos(Math.min(1, cos))
  }, 0)
}

describe('time and space', () => {
  test('stays and trips follow each other without gap from the first midnight of the month to the last', () =>
    holds(({ months: [lived] }, month) => {
      const { stays, trips } = lived!
      expect(stays).toHaveLength(trips.length + 1)
      expect(trips.map(({ start }) => start)).toEqual(stays.slice(0, -1).map(({ end }) => end))
      expect(trips.map(({ end }) => end)).toEqual(stays.slice(1).map(({ start }) => start))
      const first = DateTime.fromISO(month, { zone: 'Europe/Paris' })
      expect(Date.parse(stays[0]!.start)).toBe(first.toMillis())
      expect(Date.parse(stays.at(-1)!.end)).toBe(first.plus({ months: 1 }).toMillis())
      for (const { start, end } of [...stays, ...trips]) expect(end > start).toBe(true)
    }))

  test('every trip starts and ends within its month, on the clocks of where it starts', () =>
    holds((person, month) => {
      for (const { start, end, timeZone } of tripsOf(person))
        for (const instant of [start, end])
          expect(DateTime.fromISO(instant, { zone: timeZone }).toFormat('yyyy-MM')).toBe(month)
    }))

  test('a trip starts where the one before ended, the first and the last at home', () =>
    holds((person) => {
      const trips = tripsOf(person)
      if (trips.length === 0) return
      expect([trips[0]!.from, trips.at(-1)!.to]).toEqual(['home', 'home'])
      expect(trips.slice(1).map(({ from }) => from)).toEqual(trips.slice(0, -1).map(({ to }) => to))
      expect(trips.slice(1).map((trip) => ends(trip).from)).toEqual(
        trips.slice(0, -1).map((trip) => ends(trip).to),
      )
    }))

  test('sections follow each other, at a speed that their mode can have', () =>
    holds((person) => {
      const fastest = { walking: 1.6, bicycle: 5, ebike: 6.1, bus: 6.5, train: 47, plane: 260 }
      for (const { sections, start, end } of tripsOf(person)) {
        expect([sections[0]!.start, sections.at(-1)!.end]).toEqual([start, end])
        expect(sections.slice(1).map((one) => one.start)).toEqual(sections.slice(0, -1).map((one) => one.end))
        for (const section of sections) {
          const seconds = (Date.parse(section.end) - Date.parse(section.start)) / 1000
          const limit = fastest[section.mode as keyof typeof fastest] ?? 33
          // Whole metres and whole seconds.
          expect(section.distanceM - 1).toBeLessThanOrEqual(limit * (seconds + 1))
        }
      }
    }))

  test('a bus ride is walked to and walked from', () =>
    holds((person) => {
      for (const { sections } of tripsOf(person)) {
        const n = sections.findIndex(({ mode }) => mode === 'bus')
        if (n < 0 || sections.some(({ mode }) => mode === 'train')) continue
        expect(sections.map(({ mode }) => mode)).toEqual(['walking', 'bus', 'walking'])
      }
    }))
})

describe('sums', () => {
  test("a trip's distance and footprint are those of its sections", () =>
    holds((person) => {
      for (const { sections, distanceM, co2eKg } of tripsOf(person)) {
        expect(distanceM).toBe(sections.reduce((sum, section) => sum + section.distanceM, 0))
        expect(co2eKg).toBeCloseTo(
          sections.reduce((sum, section) => sum + section.co2eKg, 0),
          6,
        )
      }
    }))

  test("a section's distance is the length of its geometry", () =>
    holds((person) => {
      for (const { sections } of tripsOf(person))
        for (const { geometry, distanceM } of sections) {
          const drawnM = lengthM(decodePolyline(geometry))
          expect(Math.abs(drawnM - distanceM)).toBeLessThan(8 + 0.002 * distanceM)
        }
    }))

  test("footprints are ADEME's: nothing on foot, 218 g a km alone in a car, 112 g in a bus", () =>
    holds((person) => {
      const kgPerKm = { walking: 0, car: 0.2176, bus: 0.112 }
      for (const { mode, distanceM, co2eKg } of tripsOf(person).flatMap(({ sections }) => sections))
        if (Object.hasOwn(kgPerKm, mode))
          expect(co2eKg).toBeCloseTo((kgPerKm[mode as keyof typeof kgPerKm] * distanceM) / 1000, 2.9)
    }))

  test('places hold the hours of the stays at them, and home is one of them', () =>
    holds(({ places, months }) => {
      const hours = new Map<string, number>()
      for (const { place, start, end } of months.flatMap(({ stays }) => stays))
        if (place !== undefined)
          hours.set(place, (hours.get(place) ?? 0) + (Date.parse(end) - Date.parse(start)) / 3_600_000)
      expect(new Set(places.map(({ id }) => id))).toEqual(new Set(hours.keys()))
      for (const place of places) expect(place.hours).toBeCloseTo(hours.get(place.id)!, 0)
      expect(places.filter(({ role }) => role === 'home')).toHaveLength(1)
    }))

  test('a month without holidays has its nights at home, over the turn of the clocks too', () => {
    for (const person of city(4, 40, '2026-03'))
      expect(person.places.find(({ role }) => role === 'home')!.nights).toBe(31)
  })

  test('a stay over the turn of a month is one visit', () => {
    const home = (...months: string[]) =>
      city(2, 5, ...months).map(({ places }) => places.find(({ id }) => id === 'home')!.visits)
    const [march, may, both] = [home('2026-05'), home('2026-06'), home('2026-05', '2026-06')]
    expect(both).toEqual(march.map((visits, n) => visits + may[n]! - 1))
  })
})

describe('the seed decides', () => {
  test('the same seed gives the same bytes', () => {
    const text = () => JSON.stringify(city(11, 20, '2026-01', '2026-02'))
    expect(text()).toBe(text())
  })

  test('another seed gives another city', () => {
    expect(city(1, 5, '2026-01')).not.toEqual(city(2, 5, '2026-01'))
  })

  test('a larger city starts with the smaller one', () => {
    expect(city(5, 30, '2026-01').slice(0, 10)).toEqual(city(5, 10, '2026-01'))
  })

  test('a month is the same alone and among others', () => {
    const alone = city(5, 10, '2026-06').map(({ months }) => months[0])
    expect(city(5, 10, '2026-01', '2026-06').map(({ months }) => months[1])).toEqual(alone)
  })
})

test('the habits of some drift over the months, those of most do not', () => {
  const people = Array.from({ length: 600 }, (_, n) => drawCitizen(n, seededRandom(n)))
  const swings = people.map((who) => {
    const cars = Array.from({ length: 40 }, (_, month) => tastesIn(who, 24_300 + month).car)
    return Math.max(...cars) - Math.min(...cars)
  })
  const drifting = swings.filter((swing) => swing > 1).length / people.length
  expect(drifting).toBeGreaterThan(0.1)
  expect(drifting).toBeLessThan(0.2)
  expect(swings.filter((swing) => swing === 0).length / people.length).toBeGreaterThan(0.8)
})

describe('what a phone records', () => {
  const [person] = city(3, 1, '2026-03')
  const lived = person!.months[0]!
  const fixes = recordMonth(lived, 1, 20)

  test('comes in order, within the month', () => {
    expect(fixes.length).toBeGreaterThan(1000)
    expect(fixes.every((fix, k) => k === 0 || fix.timeMs > fixes[k - 1]!.timeMs)).toBe(true)
    expect(fixes[0]!.timeMs).toBeGreaterThanOrEqual(Date.parse(lived.stays[0]!.start))
    expect(fixes.at(-1)!.timeMs).toBeLessThan(Date.parse(lived.stays.at(-1)!.end))
  })

  test('lies where the person stays, but for the outliers of phones', () => {
    const aways = lived.stays.flatMap(({ start, end, lat, lon }) =>
      fixes
        .filter(({ timeMs }) => timeMs >= Date.parse(start) && timeMs < Date.parse(end))
        .map(({ latDeg, lonDeg }) => lengthM({ latDeg: [lat, latDeg], lonDeg: [lon, lonDeg] })),
    )
    expect(aways.filter((away) => away > 60).length / aways.length).toBeLessThan(0.04)
  })

  test('is the same again', () => {
    expect(recordMonth(lived, 1, 20)).toEqual(fixes)
  })
})

test.each([
  [{ people: 1.5 }, 'whole numbers'],
  [{ people: -1 }, 'whole numbers'],
  [{ months: ['2026-13'] }, 'written as'],
  [{ months: [] }, 'one month'],
  [{ months: ['2026-02', '2026-01'] }, 'in order'],
  [{ months: ['2026-01', '2026-01'] }, 'in order'],
])('%o is refused', (wrong, reason) => {
  const options = { seed: 1, people: 1, months: ['2026-01'], zones, ...wrong }
  expect(() => [...simulateCity(options)]).toThrow(reason)
})
