import { expect, test } from 'vitest'
import { analyse } from '../../../shared/analysis/analyse.ts'
import type { StayDocument, TripDocument } from '../../../shared/analysis/document.ts'
import { locate } from '../../../shared/analysis/places.ts'
import { analysisText } from '../../../shared/analysis/text.ts'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import { witness } from '../../../shared/simulation/simulate.ts'
import { distanceM } from '../../../shared/trace/geodesy.ts'
import { traceOf } from '../engine/journey.ts'

const spots = {
  home: [46.17, -1.15],
  work: [46.14, -1.15],
  shop: [46.16, -1.12],
  gym: [46.18, -1.1],
} as const
type Spot = keyof typeof spots

/** Stays in a row, as `spot from to` with clock times of Paris in May on the nth of the month, 10 minutes apart. */
function staysOf(lines: readonly (readonly [spot: Spot, start: string, end: string])[]): StayDocument[] {
  const iso = (time: string) =>
    new Date(Date.parse(`2026-05-${time.replace(' ', 'T')}:00+02:00`)).toISOString()
  return lines.map(([spot, start, end]) => {
    const [lat, lon] = spots[spot]
    return { start: iso(start), end: iso(end), lat, lon }
  })
}

/** One trip between each two stays. */
function tripsBetween(stays: readonly StayDocument[]): TripDocument[] {
  return stays.slice(1).map((stay, n) => ({
    ...{ start: stays[n]!.end, end: stay.start, timeZone: 'Europe/Paris' },
    ...{ distanceM: 0, co2eKg: 0, sections: [] },
  }))
}

/** From the 4th, a Monday. */
const workdays = (count: number) =>
  staysOf(
    Array.from({ length: count }, (_, n) => {
      const day = String(4 + n + 2 * Math.floor(n / 5)).padStart(2, '0')
      return [
        ['home', `${day} 00:00`, `${day} 08:00`],
        ['work', `${day} 08:20`, `${day} 17:00`],
        ['home', `${day} 17:20`, `${day} 23:59`],
      ] as const
    }).flat(),
  )

test('home and work of a simulated person are where they live and work', () => {
  for (const seed of [1, 2]) {
    const { fixes, episodes } = witness({ seed, firstDay: '2026-05-04', days: 10, everyS: 20 })
    const day = analyse(traceOf(fixes), { read: fixes.length, invalid: 0, duplicate: 0 }, defaultFactorSet)
    const stays = episodes.filter((episode) => episode.kind === 'stay')
    const home = stays[0]!
    const work = stays.find((stay) => stay.latDeg !== home.latDeg)!
    for (const [role, truth] of [
      ['home', home],
      ['work', work],
    ] as const) {
      const found = day.places.filter((place) => place.role === role)
      expect(found).toHaveLength(1)
      expect(distanceM(found[0]!.lat, found[0]!.lon, truth.latDeg, truth.lonDeg)).toBeLessThan(30)
    }
    expect(analysisText(day)).toMatch(/home 46\.1\d+, -1\.1\d+ {2}\(\d+ nights\)/)
  }
})

test('two nights are not a home, three are', () => {
  const roles = (days: number) => locate(workdays(days), []).places.map(({ role }) => role)
  expect(roles(2)).toEqual([undefined, undefined])
  expect(roles(3)).toEqual(['home', 'work'])
})

test('who works at home has no workplace, and nights elsewhere decide nothing', () => {
  const atHome = staysOf(
    [4, 5, 6, 7, 8].flatMap((day) => {
      const nth = String(day).padStart(2, '0')
      return [
        ['home', `${nth} 00:00`, `${nth} 18:00`],
        ['gym', `${nth} 18:15`, `${nth} 20:00`],
        ['home', `${nth} 20:15`, `${nth} 23:59`],
      ] as const
    }),
  )
  expect(locate(atHome, []).places.map(({ role }) => role)).toEqual(['home', undefined])
})

test('a Saturday job is not counted among working days', () => {
  const saturdays = ['02', '09', '16', '23'].map((day) => ['shop', `${day} 09:00`, `${day} 17:00`] as const)
  expect(locate(staysOf(saturdays), []).places).toMatchObject([{ visits: 4, workDays: 0 }])
})

test('three months of silence are not ninety nights', () => {
  const stays = staysOf([
    ['home', '04 20:00', '05 07:00'],
    ['home', '05 20:00', '06 07:00'],
  ])
  const silent = { ...stays[1]!, end: '2026-08-20T06:00:00Z' }
  expect(locate([stays[0]!, silent], []).places[0]!.nights).toBe(4)
})

test('home to work and back is a commute, also with a stop of twenty minutes at a shop', () => {
  const evening = staysOf([
    ['home', '11 00:00', '11 08:00'],
    ['work', '11 08:20', '11 17:00'],
    ['shop', '11 17:10', '11 17:30'],
    ['home', '11 17:40', '12 07:00'],
  ])
  const stays = [...workdays(5), ...evening]
  const { trips } = locate(stays, tripsBetween(stays))
  expect(trips.slice(-3).map(({ purpose }) => purpose)).toEqual(['commute', 'commute', 'commute'])
})

test('two hours at the gym on the way make a trip that nothing tells of, and a way home', () => {
  const evening = staysOf([
    ['work', '11 08:20', '11 17:00'],
    ['gym', '11 17:10', '11 19:10'],
    ['home', '11 19:30', '12 07:00'],
  ])
  const stays = [...workdays(5), ...evening]
  const { trips } = locate(stays, tripsBetween(stays))
  expect(trips.slice(-2).map(({ purpose }) => purpose)).toEqual([undefined, 'home'])
})

test('a trip knows the places at its ends, and leaves out a spot seen once', () => {
  const stays = [...workdays(3), ...staysOf([['gym', '07 19:00', '07 20:00']])]
  const { places, trips } = locate(stays, tripsBetween(stays))
  const [home, work] = places.map(({ id }) => id)
  expect(trips[0]).toMatchObject({ from: home, to: work, purpose: 'commute' })
  expect(trips.at(-1)).toMatchObject({ from: home })
  expect(trips.at(-1)).not.toHaveProperty('to')
})

test('no stays, no places', () => {
  expect(locate([], [])).toEqual({ places: [], stays: [], trips: [] })
})
