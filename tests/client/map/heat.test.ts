/** The map of many trips counts each section once wherever it passed. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { heatOf } from '../../../client/map/heat.ts'
import { densities, densityOf } from '../../../client/map/paint-heat.ts'
import { worldX, worldY } from '../../../client/map/projection.ts'
import type { SectionDocument } from '../../../shared/analysis/document.ts'
import type { Mode } from '../../../shared/engine/mode.ts'
import { encodePolyline } from '../../../shared/trace/polyline.ts'

const atOnce = (): undefined => undefined
const deepest = 30

type Spot = readonly [lat: number, lon: number]

function section(spots: readonly Spot[], mode: Mode = 'walking'): SectionDocument {
  const geometry = encodePolyline({ latDeg: spots.map(([lat]) => lat), lonDeg: spots.map(([, lon]) => lon) })
  const span = { start: '2026-05-04T06:00:00Z', end: '2026-05-04T06:10:00Z' }
  return { ...span, mode, confidence: 1, probabilities: {}, distanceM: 1, co2eKg: 0, geometry }
}

const anySpot = fc.tuple(
  fc.double({ min: 46.1, max: 46.2, noNaN: true }),
  fc.double({ min: -1.2, max: -1.1, noNaN: true }),
)
const anySections = fc.array(
  fc.array(anySpot, { minLength: 1, maxLength: 6 }).map((spots) => section(spots)),
  {
    minLength: 1,
    maxLength: 6,
  },
)

describe('the counts', () => {
  test('are of sections: going there and back on the same way is one, going again is two', async () => {
    const way = section([
      [46.16, -1.15],
      [46.16, -1.14],
      [46.16, -1.15],
    ])
    expect((await heatOf([way], atOnce)).most).toBe(1)
    const twice = await heatOf([way, way], atOnce)
    expect([...new Set(twice.cellsAt(deepest).counts)]).toEqual([2])
  })

  test('leave no hole between two far positions', async () => {
    const heat = await heatOf(
      [
        section([
          [46.16, -1.15],
          [46.16, -1.1],
        ]),
      ],
      atOnce,
    )
    const { columns } = heat.cellsAt(deepest)
    const sorted = [...columns].sort((a, b) => a - b)
    for (let n = 1; n < sorted.length; n++) expect(sorted[n]! - sorted[n - 1]!).toBeLessThanOrEqual(1)
    // 0.05 of 360 degrees of 2^20 columns are 145.6 cells.
    expect(sorted.length).toBeGreaterThanOrEqual(146)
    expect(sorted.length).toBeLessThanOrEqual(147)
  })

  test('leave out what has no known mode', async () => {
    const heat = await heatOf([section([[46.16, -1.15]], 'unknown')], atOnce)
    expect(heat.bounds).toBeUndefined()
    expect(heat.most).toBe(0)
  })

  test('never exceed the number of sections, at any zoom, and the largest stays the largest', async () => {
    await fc.assert(
      fc.asyncProperty(anySections, fc.double({ min: 2, max: 18, noNaN: true }), async (sections, zoom) => {
        const heat = await heatOf(sections, atOnce)
        const { counts, level } = heat.cellsAt(zoom)
        expect(heat.most).toBeLessThanOrEqual(sections.length)
        expect(Math.max(...counts)).toBe(heat.most)
        expect((256 * 2 ** zoom) / 2 ** level).toBeGreaterThanOrEqual(1.99)
      }),
    )
  })

  test('lie within bounds that hold every position', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anySpot, { minLength: 1, maxLength: 10 }), async (spots) => {
        const bounds = (await heatOf([section(spots)], atOnce)).bounds!
        for (const [lat, lon] of spots) {
          // Positions are kept to 1e-5 degrees.
          expect(worldX(lon + 1e-5)).toBeGreaterThanOrEqual(bounds.west)
          expect(worldX(lon - 1e-5)).toBeLessThanOrEqual(bounds.east)
          expect(worldY(lat - 1e-5)).toBeGreaterThanOrEqual(bounds.north)
          expect(worldY(lat + 1e-5)).toBeLessThanOrEqual(bounds.south)
        }
      }),
    )
  })
})

test('a cell is denser the more often it was passed, and one pass is seen', () => {
  expect(densityOf(1, 1)).toBe(1)
  expect(densityOf(1, 500)).toBe(0.3)
  expect(densityOf(500, 500)).toBe(1)
  expect(densityOf(20, 500)).toBeGreaterThan(densityOf(19, 500))
})

test('each cell in sight is as opaque as it was passed often, all others are clear', () => {
  const cells = {
    level: 4,
    columns: Uint32Array.of(3, 4, 9, 3),
    rows: Uint32Array.of(5, 6, 5, 4),
    counts: Uint32Array.of(1, 10, 5, 7),
  }
  const opacity = densities(cells, { column: 3, row: 5, columns: 3, rows: 2 }, 100)
  // Passed once: 0.3 of 255. Passed ten times of a hundred: half-way from there, by the logarithm.
  expect([...opacity]).toEqual([76, 0, 0, 0, 166, 0])
})
