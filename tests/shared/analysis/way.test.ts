import { expect, test } from 'vitest'
import { townFinder } from '../../../shared/analysis/titles.ts'
import { wayOf } from '../../../shared/analysis/way.ts'
import { encodePolyline } from '../../../shared/trace/polyline.ts'

/** Three towns in a row, 8 km apart, from west to east. */
const townAt = townFinder(
  ['West', 'Middle', 'East'].map((name, n) => ({ name, lat: 46, lon: 1 + n * 0.1, rank: 2 })),
)
const line = (from: readonly [number, number], to: readonly [number, number], points = 50) =>
  encodePolyline({
    latDeg: Array.from({ length: points }, (_, n) => from[0] + ((to[0] - from[0]) * n) / (points - 1)),
    lonDeg: Array.from({ length: points }, (_, n) => from[1] + ((to[1] - from[1]) * n) / (points - 1)),
  })

test('a way leads from a town through another to a third, and heads where they lie', () => {
  expect(wayOf(line([46, 1], [46, 1.2]), townAt)).toEqual({
    ...{ from: 'West', via: ['Middle'], to: 'East', heading: 'east' },
  })
  expect(wayOf(line([46, 1.2], [46, 1]), townAt)).toMatchObject({ from: 'East', heading: 'west' })
})

test('a way within a town has no town between, and each of the eight winds is told', () => {
  const winds = {
    ...{ north: [1, 0], northEast: [1, 1], east: [0, 1], southEast: [-1, 1] },
    ...{ south: [-1, 0], southWest: [-1, -1], west: [0, -1], northWest: [1, -1] },
  }
  for (const [heading, [north, east]] of Object.entries(winds)) {
    const to = [46 + north! * 0.005, 1 + (east! * 0.005) / Math.cos((46 * Math.PI) / 180)] as const
    expect(wayOf(line([46, 1], to), townAt)).toEqual({ from: 'West', via: [], to: 'West', heading })
  }
})

test('a way that ends where it began heads nowhere', () => {
  expect(wayOf(line([46, 1], [46.0001, 1]), townAt)).not.toHaveProperty('heading')
})

test('far from any town, and without any position, nothing is named', () => {
  expect(wayOf(line([20, 1], [20, 1.2]), townAt)).toEqual({ via: [], heading: 'east' })
  expect(wayOf('', townAt)).toEqual({ via: [] })
})
