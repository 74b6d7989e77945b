import { expect, test } from 'vitest'
import type { Recording } from '../../../scripts/train/labelled.ts'
import { mapOf, passagesBy } from '../../../scripts/train/mode-map.ts'
import { classCount, modelClasses } from '../../../shared/engine/model/mode-model.ts'
import { fixesOf, morningMs, move, stay, traceOf } from '../../shared/engine/journey.ts'

const minuteMs = 60_000
const bus = modelClasses.indexOf('bus')

/** A bus ride, labelled. */
function rider(person: string, bearingDeg = 60): Recording {
  const trace = traceOf(fixesOf([stay(60), move(9, 15, { bearingDeg }), stay(60)], 1))
  const label = { startMs: morningMs + 60 * minuteMs, endMs: morningMs + 75 * minuteMs, mode: 'bus' as const }
  return { person, trace, labels: [label] }
}

const mapFrom = (recordings: readonly Recording[], tellsPlaces = true) =>
  mapOf(
    passagesBy([
      { name: 'town', licence: 'ours', weight: 1, tellsPlaces, recordings: () => recordings },
    ]).values(),
  )

test('where three people rode the bus, the map says so, and counts each once', () => {
  const { places, passages } = mapFrom([rider('ann'), rider('bob'), rider('cem')])
  // 8.1 km along one axis, in squares of 100 m: one or two of them for each 100 m.
  expect(places.length).toBeGreaterThan(70)
  expect(places.length).toBeLessThan(200)
  const counts = Array.from(places, (_, n) => passages[n * classCount + bus])
  expect(new Set(counts)).toEqual(new Set([3]))
  expect([...places]).toEqual([...places].sort((a, b) => a - b))
})

test('where fewer than three people were, nothing is kept, however often they were there', () => {
  const daily = Array.from({ length: 10 }, () => rider('ann'))
  expect(mapFrom([...daily, rider('bob')]).places).toHaveLength(0)
  expect(mapFrom([rider('ann'), rider('bob'), rider('cem', 150)]).places.length).toBeLessThan(10)
})

test('a person who rides every day counts twice at most', () => {
  const everyDay = { ...rider('ann'), labels: Array.from({ length: 5 }, () => rider('ann').labels[0]!) }
  const { passages } = mapFrom([everyDay, rider('bob'), rider('cem')])
  expect(Math.max(...passages)).toBe(4)
})

test('collections that do not tell places leave none in the model', () => {
  expect(mapFrom([rider('ann'), rider('bob'), rider('cem')], false).places).toHaveLength(0)
})
