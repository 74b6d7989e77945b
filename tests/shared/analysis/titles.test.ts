/** Trips are called by their places, else by their towns. */
import { describe, expect, test } from 'vitest'
import type { TripDocument } from '../../../shared/analysis/document.ts'
import { titleOf, townFinder } from '../../../shared/analysis/titles.ts'
import { encodePolyline } from '../../../shared/trace/polyline.ts'

const towns = [
  { name: 'La Rochelle', lat: 46.1631, lon: -1.1522, rank: 0 },
  { name: 'Aytré', lat: 46.1342, lon: -1.1183, rank: 2 },
  { name: 'Puilboreau', lat: 46.1856, lon: -1.118, rank: 2 },
]
const townAt = townFinder(towns)
const harbour = [46.143, -1.159] as const
const aytreStation = [46.1362, -1.1205] as const

function trip(spots: readonly (readonly [number, number])[], ends: Partial<TripDocument> = {}): TripDocument {
  const geometry = encodePolyline({ latDeg: spots.map(([lat]) => lat), lonDeg: spots.map(([, lon]) => lon) })
  const span = { start: '2026-05-04T06:00:00Z', end: '2026-05-04T06:30:00Z' }
  const section = { ...span, mode: 'bus', confidence: 1, probabilities: {}, distanceM: 1, co2eKg: 0 } as const
  return {
    ...span,
    timeZone: 'Europe/Paris',
    distanceM: 1,
    co2eKg: 0,
    sections: [{ ...section, geometry }],
    ...ends,
  }
}
const places = new Map([
  ['h', { name: 'Home', lat: 46.16, lon: -1.15 }],
  ['w', { name: 'Work', lat: 46.1362, lon: -1.1205 }],
  ['x', { lat: 46.1856, lon: -1.118 }],
])
const placeById = (id: string) => places.get(id)

describe('the town of a spot', () => {
  test('is the nearest', () => {
    expect(townAt(...harbour)).toBe('La Rochelle')
    expect(townAt(...aytreStation)).toBe('Aytré')
  })

  test('is none far out at sea', () => {
    expect(townAt(46.1, -2.5)).toBeUndefined()
  })

  test('is found across the edge of two squares', () => {
    const finder = townFinder([{ name: 'East', lat: 45.001, lon: 0.001, rank: 2 }])
    expect(finder(44.999, -0.001)).toBe('East')
  })

  test('reaches farther where the town is large', () => {
    const city = { name: 'City', lat: 45, lon: 0, rank: 0 }
    const village = { name: 'Village', lat: 45, lon: 0.1, rank: 2 }
    expect(townFinder([city, village])(45, 0.055)).toBe('City')
    expect(townFinder([{ ...city, rank: 2 }, village])(45, 0.055)).toBe('Village')
  })
})

describe('a title', () => {
  test('has the names of the places, where they have names', () => {
    const title = titleOf(trip([harbour, aytreStation], { from: 'h', to: 'w' }), placeById, townAt)
    expect(title).toEqual({ kind: 'between', from: 'Home', to: 'Work' })
  })

  test('has towns for the ends that are no named place', () => {
    expect(titleOf(trip([harbour, aytreStation]), placeById, townAt)).toEqual({
      kind: 'between',
      from: 'La Rochelle',
      to: 'Aytré',
    })
  })

  test('has the town of a place that has no name', () => {
    expect(titleOf(trip([harbour, aytreStation], { from: 'h', to: 'x' }), placeById, townAt)).toEqual({
      kind: 'between',
      from: 'Home',
      to: 'Puilboreau',
    })
  })

  test('says so when the trip stays within one town', () => {
    const title = titleOf(trip([harbour, [46.16, -1.15]]), placeById, townAt)
    expect(title).toEqual({ kind: 'within', name: 'La Rochelle' })
  })

  test('says so when the trip leads back to the place that it started from', () => {
    const title = titleOf(trip([harbour, aytreStation, harbour], { from: 'h', to: 'h' }), placeById, townAt)
    expect(title).toEqual({ kind: 'round', name: 'Home' })
  })

  test('is left to others where an end has no name', () => {
    expect(titleOf(trip([harbour, [46.1, -2.5]]), placeById, townAt)).toEqual({ kind: 'unnamed' })
    expect(titleOf(trip([]), placeById, townAt)).toEqual({ kind: 'unnamed' })
  })
})
