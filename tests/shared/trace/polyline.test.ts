import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodePolyline, encodePolyline } from '../../../shared/trace/polyline.ts'

test("the example of the algorithm's description is encoded as printed there", () => {
  const path = { latDeg: [38.5, 40.7, 43.252], lonDeg: [-120.2, -120.95, -126.453] }
  expect(encodePolyline(path)).toBe('_p~iF~ps|U_ulLnnqC_mqNvxq`@')
})

test('a path comes back to within half of 1e-5 degrees', () => {
  const degrees = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true })
  fc.assert(
    fc.property(fc.array(fc.tuple(degrees(90), degrees(180)), { maxLength: 30 }), (positions) => {
      const [latDeg, lonDeg] = [positions.map(([lat]) => lat), positions.map(([, lon]) => lon)]
      const back = decodePolyline(encodePolyline({ latDeg, lonDeg }))
      expect(back.latDeg).toHaveLength(latDeg.length)
      for (const [i, lat] of back.latDeg.entries())
        expect(Math.abs(lat - latDeg[i]!)).toBeLessThanOrEqual(0.500001e-5)
      for (const [i, lon] of back.lonDeg.entries())
        expect(Math.abs(lon - lonDeg[i]!)).toBeLessThanOrEqual(0.500001e-5)
    }),
  )
})
