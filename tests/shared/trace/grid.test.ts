import fc from 'fast-check'
import { expect, test } from 'vitest'
import { metresPerDegree } from '../../../shared/trace/geodesy.ts'
import { cellKey, columnOf, rowOf } from '../../../shared/trace/grid.ts'

const lat = fc.double({ min: -85, max: 85, noNaN: true })
const lon = fc.double({ min: -180, max: 180, noNaN: true })

test('a square is as wide as it is high, anywhere', () => {
  fc.assert(
    fc.property(lat, lon, (latDeg, lonDeg) => {
      const row = rowOf(latDeg, 100)
      const widthDeg = 100 / metresPerDegree / Math.cos((latDeg * Math.PI) / 180)
      const step = columnOf(lonDeg + widthDeg * 10, row, 100) - columnOf(lonDeg, row, 100)
      expect(step).toBeGreaterThanOrEqual(9)
      expect(step).toBeLessThanOrEqual(11)
    }),
  )
})

test('no two squares share a key', () => {
  const square = fc.tuple(
    fc.integer({ min: -1e6, max: 1e6 }),
    fc.integer({ min: -(2 ** 22), max: 2 ** 22 - 1 }),
  )
  fc.assert(
    fc.property(square, square, (a, b) => {
      expect(cellKey(...a) === cellKey(...b)).toBe(a[0] === b[0] && a[1] === b[1])
    }),
  )
})
