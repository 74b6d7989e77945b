import { expect, test } from 'vitest'
import { railways } from '../../../shared/simulation/geography-of-la-rochelle.ts'
import { pathAlong, pathReader } from '../../../shared/simulation/path.ts'
import { FeedError } from '../../../shared/transit/feed.ts'
import { readGeojsonLines } from '../../../shared/transit/geojson.ts'
import { openNetwork } from '../../../shared/transit/network.ts'
import { wayThrough } from './rides.ts'

const track = railways[0]!.track
const turned = (points: typeof track) => points.map(([lat, lon]) => [lon, lat])
const feature = (geometry: object, properties: object) => ({ type: 'Feature', geometry, properties })
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features })
const pieces = track
  .slice(1)
  .map((point, n) =>
    feature(
      { type: 'LineString', coordinates: turned([track[n]!, point]) },
      { railway: 'rail', name: `way ${n}` },
    ),
  )
const stations = [track[0]!, track.at(-1)!].map(([lat, lon]) =>
  feature({ type: 'Point', coordinates: [lon, lat] }, { railway: 'station' }),
)

test('bare tracks in short pieces are followed as one, both ways, between their stations', () => {
  const network = openNetwork([readGeojsonLines(collection(...pieces, ...stations), 'rails').feed])
  const path = pathAlong(track)
  const readAt = pathReader(path)
  const there = Array.from(
    { length: 1 + Math.floor(path.lengthM / 250) },
    (_, k) => [...readAt(k * 250), k * 10] as const,
  )
  const back = there.toReversed().map(([lat, lon], k) => [lat, lon, k * 10] as const)
  for (const points of [there, back]) {
    const [match] = network.match(wayThrough(points)).lines
    expect(match).toMatchObject({ mode: 'train', line: '', exact: true })
    expect(match!.share).toBeGreaterThan(0.9)
    expect(match!.boardM).toBeLessThan(250)
  }
})

test('modes come from the words of OpenStreetMap, or are given', () => {
  const line = { type: 'MultiLineString', coordinates: [turned(track), turned(track.slice(0, 2))] }
  const { feed } = readGeojsonLines(
    collection(
      feature(line, { railway: 'subway', ref: 'A' }),
      feature(line, { route: 'ferry', name: 'Boat' }),
    ),
    'lines',
  )
  expect(feed.lines.map(({ mode, name }) => `${mode} ${name}`)).toEqual([
    'subway A',
    'subway A',
    'ferry Boat',
    'ferry Boat',
  ])
  const plain = collection(feature(line, {}))
  expect(() => readGeojsonLines(plain, 'lines')).toThrow(FeedError)
  expect(readGeojsonLines(plain, 'lines', 'tram').feed.lines[0]?.mode).toBe('tram')
})

test('what is no line is left out and counted', () => {
  const { report } = readGeojsonLines(
    collection(
      ...pieces,
      feature({ type: 'Polygon', coordinates: [] }, { railway: 'rail' }),
      feature(
        {
          type: 'LineString',
          coordinates: [
            [0, 0],
            ['a', 1],
          ],
        },
        { railway: 'rail' },
      ),
      feature({ type: 'LineString', coordinates: turned(track) }, { railway: 'abandoned' }),
      { type: 'Feature', geometry: null, properties: {} },
    ),
    'lines',
  )
  expect(report.files[0]?.skipped).toEqual({
    'neither line nor point': 1,
    'fewer than two positions': 1,
    'no mode that is known': 1,
    'no geometry': 1,
  })
})

test.each(['', '{"type":"FeatureColl', '[]', '{}', '3', 'null'])('%j is refused', (text) => {
  expect(() => readGeojsonLines(text, 'x')).toThrow(FeedError)
})
