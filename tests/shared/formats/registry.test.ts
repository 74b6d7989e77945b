import { expect, test } from 'vitest'
import { detectFormat } from '../../../shared/formats/registry.ts'

test('a file of blanks is empty, other text is unknown', () => {
  expect(() => detectFormat('\uFEFF \n', 'a.gpx')).toThrow(expect.objectContaining({ code: 'empty' }))
  expect(() => detectFormat('hello', 'a.gpx')).toThrow(expect.objectContaining({ code: 'unknown-format' }))
})

test('content decides, not the name', () => {
  expect(detectFormat('<gpx version="1.0">', 'a.csv').id).toBe('gpx')
  expect(detectFormat('t,lat,lon\n', 'a.json').id).toBe('csv')
  expect(detectFormat('{"type":"FeatureCollection","features":[', 'a.txt').id).toBe('geojson')
})

test('a refusal never repeats the file', () => {
  expect(() => detectFormat('my secret place', 'a')).toThrow(expect.not.stringContaining('secret'))
})
