import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

const sixMs = 1_777_874_400_000

test.each([
  ['t,lat,lon\n1777874400,46.16,-1.15'],
  ['time,lat,lon\n2026-05-04T06:00:00Z,46.16,-1.15\n'],
  ['lon;lat;timestamp\r\n-1.15;46.16;1777874400\r\n'],
  ['timestamp_ms\tlatitude\tlongitude\n1777874400000\t46.16\t-1.15'],
  ['"Time","Latitude","Longitude"\n"2026-05-04T08:00:00+02:00","46.16","-1.15"'],
  ['INDEX,timestamp,LATITUDE N/S,LONGITUDE E/W\n1,2026-05-04 06:00:00,46.16N,1.15W'],
  ['timestamp,latitudeE7,longitudeE7\n2026-05-04T06:00:00Z,461600000,-11500000'],
])('this file is one fix in La Rochelle: %j', (text) => {
  const { trace, format } = readText(text)
  expect([format, trace.length, trace.timeMs[0], trace.latDeg[0], trace.lonDeg[0]]).toEqual([
    'csv',
    1,
    sixMs,
    46.16,
    -1.15,
  ])
})

test('optional cells may be there, be empty, or be missing at the end of a line', () => {
  const { trace } = readText(
    't,lat,lon,alt,accuracy,speed,hint\n1,46,-1,20,8,2.5,in_vehicle\n2,46,-1,,,,\n3,46,-1',
  )
  expect([...trace.altitudeM]).toEqual([20, Number.NaN, Number.NaN])
  expect([...trace.accuracyM]).toEqual([8, Number.NaN, Number.NaN])
  expect([...trace.speedMps]).toEqual([2.5, Number.NaN, Number.NaN])
  expect([...trace.hint]).toEqual([5, 0, 0])
})

test('a line that is no fix is counted and passed over', () => {
  expect(readText('t,lat,lon\nx,46,-1\n1,,\n2,95,0\n3,46,-1')).toMatchObject({
    invalid: 3,
    trace: { length: 1 },
  })
})

test('a file whose header names no position is no CSV of fixes', () => {
  expect(() => readText('name,age\nA,1')).toThrow('not a format')
})

test('numbers are read as JavaScript reads them, whatever the pieces', () => {
  const cell = fc.double({ min: -80, max: 80, noNaN: true }).map((value) => value.toFixed(9))
  const written = fc.oneof(cell, fc.constantFrom('1e1', ' 12.5 ', '+3', '-0.5', '.5', '12.'))
  fc.assert(
    fc.property(
      fc.array(written, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 40 }),
      (rows, pieceLength) => {
        const text = `t,lat,lon\n${rows.map((lat, i) => `${i + 1},${lat},1`).join('\n')}`
        const { trace } = readText(text, pieceLength)
        const expected = rows.map((lat) => (Math.round(Number(lat) * 1e6) + 0) / 1e6)
        expect([...trace.latDeg]).toEqual(expected)
      },
    ),
  )
})
