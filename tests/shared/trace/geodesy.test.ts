import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bearingDeg, distanceM } from '../../../shared/trace/geodesy.ts'

test('La Rochelle to Paris is 400 km', () => {
  expect(distanceM(46.1603, -1.1511, 48.8566, 2.3522)).toBeGreaterThan(396_000)
  expect(distanceM(46.1603, -1.1511, 48.8566, 2.3522)).toBeLessThan(402_000)
})

test('a thousandth of a degree of latitude is 111 m everywhere', () => {
  fc.assert(
    fc.property(fc.integer({ min: -89, max: 88 }), fc.integer({ min: -180, max: 180 }), (lat, lon) => {
      expect(distanceM(lat, lon, lat + 0.001, lon)).toBeCloseTo(111.195, 2)
    }),
  )
})

test('the short way across the date line is taken', () => {
  expect(distanceM(0, 179.9995, 0, -179.9995)).toBeCloseTo(111.195, 1)
})

test('nearby distances agree with the exact formula to a thousandth', () => {
  const lat = fc.double({ min: -70, max: 70, noNaN: true })
  const step = fc.double({ min: -0.9, max: 0.9, noNaN: true })
  fc.assert(
    fc.property(lat, step, step, (latDeg, dLat, dLon) => {
      const exact = haversineM(latDeg, 0, latDeg + dLat, dLon)
      expect(Math.abs(distanceM(latDeg, 0, latDeg + dLat, dLon) - exact)).toBeLessThanOrEqual(
        exact * 0.001 + 1e-6,
      )
    }),
  )
})

test('north is 0, east 90, south 180, west 270 degrees', () => {
  expect(bearingDeg(0, 0, 1, 0)).toBeCloseTo(0)
  expect(bearingDeg(0, 0, 0, 1)).toBeCloseTo(90)
  expect(bearingDeg(1, 0, 0, 0)).toBeCloseTo(180)
  expect(bearingDeg(0, 0, 0, -1)).toBeCloseTo(270)
})

function haversineM(latA: number, lonA: number, latB: number, lonB: number): number {
  const rad = Math.PI / 180
  const h =
    Math.sin(((latB - latA) * rad) / 2) ** 2 +
    Math.cos(latA * rad) * Math.cos(latB * rad) * Math.sin(((lonB - lonA) * rad) / 2) ** 2
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h))
}
