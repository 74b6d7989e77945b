import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

const feature = (properties: object, coordinates: unknown[] = [-1.15, 46.16]) => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates },
  properties,
})
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features })
const sixMs = 1_777_874_400_000

test.each([
  ['timestamp', 1_777_874_400],
  ['timestamp', '2026-05-04T06:00:00Z'],
  ['time', '2026-05-04T08:00:00+02:00'],
  ['time_long', 1_777_874_400_000],
  ['datetime', '2026-05-04 06:00:00'],
  ['when', '2026-05-04T06:00Z'],
  ['recorded_at', '2026-05-04T06:00:00.000Z'],
  ['date', '2026-05-04T06:00:00Z'],
  ['tst', '1777874400'],
])('a point is dated by its property %s', (name, value) => {
  expect(readText(collection(feature({ [name]: value }))).trace.timeMs[0]).toBe(sixMs)
})

test('accuracy, speed and altitude are read, speed in km/h too', () => {
  const { trace } = readText(
    collection(feature({ time: '2026-05-04T06:00:00Z', accuracy: 8.4, speed_kmh: 36, altitude: 5 })),
  )
  expect([trace.accuracyM[0], trace.speedMps[0], trace.altitudeM[0]]).toEqual([8, 10, 5])
})

test('what an Overland phone believes becomes a hint', () => {
  const { trace } = readText(
    collection(feature({ timestamp: '2026-05-04T06:00:00Z', motion: ['driving', 'stationary'] })),
  )
  expect(trace.hint[0]).toBe(5)
})

test('a line with a list of times is as many fixes', () => {
  const line = {
    type: 'Feature',
    properties: { coordTimes: ['2026-05-04T06:00:00Z', '2026-05-04T06:01:00Z'] },
    geometry: {
      type: 'LineString',
      coordinates: [
        [-1.15, 46.16, 3],
        [-1.16, 46.16],
      ],
    },
  }
  const { trace } = readText(JSON.stringify(line))
  expect([...trace.timeMs]).toEqual([sixMs, sixMs + 60_000])
  expect(trace.altitudeM[0]).toBe(3)
})

test('one feature per line, one feature, and a collection read the same, whatever the pieces', () => {
  const features = [1, 2, 3].map((n) => feature({ time: sixMs + n * 1000, note: 'a { " [ \\' }))
  const whole = readText(collection(...features)).trace
  expect(whole.length).toBe(3)
  expect(readText(features.map((one) => JSON.stringify(one)).join('\n')).trace).toEqual(whole)
  for (const pieceLength of [1, 5, 100])
    expect(readText(collection(...features), pieceLength).trace).toEqual(whole)
})

test('shapes and points without a time are no fixes', () => {
  const polygon = { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [[[0, 1]]] } }
  expect(readText(collection(polygon, feature({})))).toMatchObject({ invalid: 1, trace: { length: 0 } })
})

test('a file that breaks off is refused', () => {
  const text = collection(feature({ time: sixMs }))
  expect(() => readText(text.slice(0, -3))).toThrow('cut short')
})
