/** Laws of the map's projection and camera. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as projection from '../../../client/map/projection.ts'

const lat = fc.double({ min: -85, max: 85, noNaN: true })
const lon = fc.double({ min: -180, max: 180, noNaN: true })
const camera = fc.record({
  x: fc.double({ min: 0.2, max: 0.8, noNaN: true }),
  y: fc.double({ min: 0.2, max: 0.8, noNaN: true }),
  zoom: fc.double({ min: 5, max: 16, noNaN: true }),
})

describe('Web Mercator', () => {
  test('a position comes back from the map', () => {
    fc.assert(
      fc.property(lat, lon, (latDeg, lonDeg) => {
        expect(projection.latAt(projection.worldY(latDeg))).toBeCloseTo(latDeg, 8)
        expect(projection.lonAt(projection.worldX(lonDeg))).toBeCloseTo(lonDeg, 8)
      }),
    )
  })

  test('the null island is the middle, and the world is a square', () => {
    expect(projection.worldX(0)).toBe(0.5)
    expect(projection.worldY(0)).toBeCloseTo(0.5, 12)
    expect(projection.worldY(projection.mostLatDeg)).toBeCloseTo(0, 6)
  })

  test('a pixel covers half as much at 60° as at the equator', () => {
    const at = (latDeg: number): number =>
      projection.metresPerPixel({ x: 0.5, y: projection.worldY(latDeg), zoom: 10 })
    expect(at(60) / at(0)).toBeCloseTo(0.5, 6)
  })
})

describe('the camera', () => {
  test('zooming keeps the spot under the hand where it is', () => {
    fc.assert(
      fc.property(
        camera,
        fc.integer({ min: -400, max: 400 }),
        fc.double({ min: -2, max: 2, noNaN: true }),
        (from, px, steps) => {
          const to = projection.zoomedBy(from, steps, px, -px)
          const before = {
            x: from.x + px / projection.scaleOf(from.zoom),
            y: from.y - px / projection.scaleOf(from.zoom),
          }
          const after = {
            x: to.x + px / projection.scaleOf(to.zoom),
            y: to.y - px / projection.scaleOf(to.zoom),
          }
          expect(after.x).toBeCloseTo(before.x, 9)
          expect(after.y).toBeCloseTo(before.y, 9)
        },
      ),
    )
  })

  test('panning there and back ends where it began', () => {
    fc.assert(
      fc.property(
        camera,
        fc.integer({ min: -300, max: 300 }),
        fc.integer({ min: -300, max: 300 }),
        (from, east, south) => {
          const back = projection.pannedBy(projection.pannedBy(from, east, south), -east, -south)
          expect(back.x).toBeCloseTo(from.x, 12)
          expect(back.y).toBeCloseTo(from.y, 12)
        },
      ),
    )
  })

  test('a fitted trip is seen whole', () => {
    const box = fc.record({
      west: fc.double({ min: 0.3, max: 0.6, noNaN: true }),
      north: fc.double({ min: 0.3, max: 0.6, noNaN: true }),
      across: fc.double({ min: 0, max: 0.1, noNaN: true }),
      down: fc.double({ min: 0, max: 0.1, noNaN: true }),
    })
    fc.assert(
      fc.property(box, ({ west, north, across, down }) => {
        const bounds = { west, north, east: west + across, south: north + down }
        const seen = projection.seenBounds(projection.fittedTo(bounds, 320, 300), 320, 300)
        expect(seen.west).toBeLessThanOrEqual(bounds.west)
        expect(seen.east).toBeGreaterThanOrEqual(bounds.east)
        expect(seen.north).toBeLessThanOrEqual(bounds.north)
        expect(seen.south).toBeGreaterThanOrEqual(bounds.south)
      }),
    )
  })
})
