import { expect, test } from 'vitest'
import { classify } from '../../../../shared/engine/model/forest.ts'
import { classifyAll } from '../../../../shared/engine/model/grove.ts'
import { classCount, readModel, writeModel } from '../../../../shared/engine/model/mode-model.ts'
import { openModel } from '../../../../shared/engine/model/open-model.ts'
import { shippedModel } from '../../../../shared/engine/model/shipped-model.ts'
import { modelFeatureNames } from '../../../../shared/engine/model-features.ts'
import { features, model, sections, windows } from './golden.ts'

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
const floatsOf = (base64: string) => new Float32Array(bytesOf(base64).buffer)
const small = readModel(bytesOf(model), features)
const rows = { windows, sections }

test.each(['windows', 'sections'] as const)('trees over %s say what their trainer says', (name) => {
  const seen = floatsOf(rows[name].features)
  const expected = floatsOf(rows[name].probabilities)
  const count = expected.length / classCount
  const width = seen.length / count
  const [one, all] = [new Float32Array(expected.length), new Float32Array(expected.length)]
  for (let row = 0; row < count; row++) classify(small[name], seen, row * width, one, row * classCount)
  classifyAll(small[name], seen, count, all)
  expect(count).toBeGreaterThanOrEqual(20)
  for (const [n, probability] of expected.entries()) {
    expect(Math.abs(one[n]! - probability)).toBeLessThan(1e-6)
    expect(all[n]).toBe(one[n])
  }
})

const shipped = writeModel(shippedModel(), modelFeatureNames)
const changed = (at: number, ...values: number[]) => {
  const bytes = shipped.slice()
  bytes.set(values, at)
  return bytes
}

test('a model that is written and opened again is the same', () => {
  expect(openModel(shipped)).toEqual(shippedModel())
})

const withPlaces = (...places: number[]) => ({
  ...shippedModel(),
  map: {
    places: Float64Array.from(places),
    passages: Uint8Array.from({ length: places.length * classCount }, (_, n) => n),
  },
})

test('a model that knows a town keeps its map', () => {
  const knowing = withPlaces(7, 8_000_000_001, 90_000_000_000)
  expect(openModel(writeModel(knowing, modelFeatureNames))).toEqual(knowing)
})

test.each([
  ['not in order', [8, 7]],
  ['no whole numbers', [7.5]],
  ['no numbers', [Number.NaN]],
])('places that are %s are refused', (_what, places) => {
  const bytes = writeModel(withPlaces(...places), modelFeatureNames)
  expect(() => openModel(bytes)).toThrow('damaged')
})

test('a place that nobody passed is refused', () => {
  const { map, ...rest } = withPlaces(7, 8)
  const passages = map.passages.slice().fill(0, classCount)
  const bytes = writeModel({ ...rest, map: { ...map, passages } }, modelFeatureNames)
  expect(() => openModel(bytes)).toThrow('damaged')
})

test('a model lies anywhere in memory, as files do that were read', () => {
  const memory = new Uint8Array(shipped.length + 3)
  memory.set(shipped, 3)
  expect(openModel(memory.subarray(3))).toEqual(shippedModel())
})

test.each<readonly [string, Uint8Array, string]>([
  ['an empty file', new Uint8Array(0), 'not a mode model'],
  ['a text', new TextEncoder().encode('Dear friend, how are you?'), 'not a mode model'],
  ['a header that is no JSON', changed(8, 0x5b), 'not a mode model'],
  ['a header that is longer than the file', changed(4, 255), 'cut short'],
  ['half a model', shipped.subarray(0, shipped.length >> 1), 'cut short'],
  ['a model of other features', writeModel(shippedModel(), ['speed']), 'another version of the engine'],
  ['a split that looks at a feature that is not there', withSplit(254), 'damaged'],
])('%s is refused', (_what, bytes, reason) => {
  expect(() => openModel(bytes)).toThrow(RangeError)
  expect(() => openModel(bytes)).toThrow(reason)
})

test('a walk that would never end is refused', () => {
  const { windows, ...rest } = shippedModel()
  const left = windows.left.slice()
  left[0] = 0
  const bytes = writeModel({ ...rest, windows: { ...windows, left } }, modelFeatureNames)
  expect(() => openModel(bytes)).toThrow('damaged')
})

function withSplit(feature: number): Uint8Array {
  const { windows, ...rest } = shippedModel()
  const columns = { ...windows, feature: windows.feature.slice().fill(feature, 0, 1) }
  return writeModel({ ...rest, windows: columns }, modelFeatureNames)
}
