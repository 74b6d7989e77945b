import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

const point = '<trkpt lat="46.16" lon="-1.15"><ele>12.4</ele><time>2026-05-04T06:00:00Z</time></trkpt>'
const gpx = (inside: string, version = '1.1') =>
  `<?xml version="1.0"?><gpx version="${version}" xmlns="http://www.topografix.com/GPX/1/1">${inside}</gpx>`
const track = (inside: string) => gpx(`<trk><trkseg>${inside}</trkseg></trk>`)

test('a track point has its time, position and altitude', () => {
  const { trace, format } = readText(track(point))
  expect(format).toBe('gpx')
  expect([trace.length, trace.timeMs[0], trace.latDeg[0], trace.lonDeg[0], trace.altitudeM[0]]).toEqual([
    1, 1_777_874_400_000, 46.16, -1.15, 12,
  ])
})

test('speed is read where GPX 1.0 has it and where extensions have it', () => {
  const plain = point.replace('<time>', '<speed>3.5</speed><time>')
  const extended = point.replace(
    '</trkpt>',
    '<extensions><g:x><g:speed> 3.5 </g:speed></g:x></extensions></trkpt>',
  )
  expect(readText(gpx(`<trk><trkseg>${plain}</trkseg></trk>`, '1.0')).trace.speedMps[0]).toBe(3.5)
  expect(readText(track(extended)).trace.speedMps[0]).toBe(3.5)
})

test('waypoints and routes are plans, not traces', () => {
  const wpt = '<wpt lat="1" lon="1"><time>2026-05-04T06:00:00Z</time></wpt>'
  const route = '<rte><rtept lat="1" lon="1"><time>2026-05-04T06:00:00Z</time></rtept></rte>'
  expect(readText(gpx(wpt + route)).trace.length).toBe(0)
})

test('points without a time are counted as invalid', () => {
  expect(readText(track('<trkpt lat="46.16" lon="-1.15"/>'))).toMatchObject({
    invalid: 1,
    trace: { length: 0 },
  })
})

test('a blank line or byte order mark before the declaration does no harm', () => {
  expect(readText(`\n${track(point)}`).trace.length).toBe(1)
  expect(readText(`\uFEFF\r\n${track(point)}`, 1).trace.length).toBe(1)
})

test('the size of the pieces makes no difference', () => {
  const text = track(point + point.replace('06:00', '06:01'))
  for (const pieceLength of [1, 7, 64])
    expect(readText(text, pieceLength).trace).toEqual(readText(text).trace)
})

test('a document type declaration is refused', () => {
  const text = track(point).replace('?>', '?><!DOCTYPE gpx [<!ENTITY a "b">]>')
  expect(() => readText(text)).toThrow('not a format')
  expect(() => readText(track(point).replace('<trk>', '<!DOCTYPE gpx><trk>'))).toThrow(
    /well-formed|document type/,
  )
})

test('XML that is nested without end, or breaks off, is refused', () => {
  expect(() => readText(gpx('<a>'.repeat(40)))).toThrow('nested')
  expect(() => readText(track(point).slice(0, -10))).toThrow('well-formed')
})
