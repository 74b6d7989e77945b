import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gather } from '../../../../shared/engine/knots.ts'
import { modes } from '../../../../shared/engine/mode.ts'
import type { ModeMap } from '../../../../shared/engine/model/mode-map.ts'
import { emptyMap, passersBy, placesAlong } from '../../../../shared/engine/model/mode-map.ts'
import type { ModelClass } from '../../../../shared/engine/model/mode-model.ts'
import { classCount, modelClasses } from '../../../../shared/engine/model/mode-model.ts'
import { shippedModel } from '../../../../shared/engine/model/shipped-model.ts'
import { segment } from '../../../../shared/engine/segment.ts'
import type { Leg } from '../journey.ts'
import { fixesOf, move, stay, traceOf } from '../journey.ts'

const bus = move(9, 15, { stopEveryM: 450, stopS: 25 })
const knotsOf = (legs: readonly Leg[]) => gather(traceOf(fixesOf(legs)))
const placesOf = (legs: readonly Leg[]): Set<number> => {
  const knots = knotsOf(legs)
  return placesAlong(knots, 0, knots.length - 1)
}

/** A map on which so many people passed along `legs` by one class. */
function mapAlong(legs: readonly Leg[], by: ModelClass, people = 6): ModeMap {
  const places = Float64Array.from(placesOf(legs)).sort()
  const passages = new Uint8Array(places.length * classCount)
  for (let n = 0; n < places.length; n++) passages[n * classCount + modelClasses.indexOf(by)] = people
  return { places, passages }
}

const ridden = (map: ModeMap) => {
  const trace = traceOf(fixesOf([stay(60), bus, stay(60)]))
  return segment(trace, { ...shippedModel(), map }).trips.flatMap(({ sections }) => sections)
}

test('who rides where the others went by rail is on rails, and that is said', () => {
  const onRails = (map: ModeMap) => ridden(map).filter(({ mode }) => modes[mode].family === 'rail')
  expect(onRails(emptyMap)).toEqual([])
  const [ride] = onRails(mapAlong([stay(60), bus], 'rail'))
  expect(ride!.evidence.others).toEqual(['rail', 1])
})

test('where others went elsewhere, a ride is judged as without a map', () => {
  const elsewhere = mapAlong([stay(60), move(9, 15, { bearingDeg: 150 })], 'rail')
  expect(ridden(elsewhere)).toEqual(ridden(emptyMap))
})

test('the way back passes the same places as the way there, and the way across them others', () => {
  const bearingDeg = 300
  const there = placesOf([move(9, 5, { bearingDeg })])
  const both = placesOf([move(9, 5, { bearingDeg }), move(9, 5, { bearingDeg: bearingDeg - 180 })])
  expect(both.size).toBeLessThan(there.size * 1.5)
  const across = placesOf([move(9, 5, { bearingDeg: bearingDeg + 90 })])
  expect([...across].filter((place) => there.has(place))).toEqual([])
})

test('standing passes no place, nor does a leap that does not show the way', () => {
  expect(placesOf([stay(30)])).toEqual(new Set())
  expect(placesOf([move(15, 30, { everyS: 60 })])).toEqual(new Set())
})

const steps = fc.array(
  fc.record({ northM: fc.integer({ min: -600, max: 600 }), eastM: fc.integer({ min: -600, max: 600 }) }),
  { minLength: 1, maxLength: 30 },
)

test('anywhere on Earth places are whole numbers, and what a map says of them is finite', () => {
  const lat = fc.double({ min: -85, max: 85, noNaN: true })
  const lon = fc.double({ min: -180, max: 180, noNaN: true })
  fc.assert(
    fc.property(
      lat,
      lon,
      steps,
      fc.uint8Array({ minLength: 5, maxLength: 5 }),
      (latDeg, lonDeg, walk, row) => {
        const way = { ...knotsOf([stay(8)]), latDeg: [latDeg], lonDeg: [lonDeg] }
        for (const { northM, eastM } of walk) {
          way.latDeg.push(way.latDeg.at(-1)! + northM / 111_195)
          way.lonDeg.push(way.lonDeg.at(-1)! + eastM / 111_195)
        }
        const knots = { ...way, latDeg: Float64Array.from(way.latDeg), lonDeg: Float64Array.from(way.lonDeg) }
        const places = Float64Array.from(placesAlong(knots, 0, walk.length)).sort()
        expect([...places].every((place) => Number.isSafeInteger(place) && place >= 0)).toBe(true)
        const passages = new Uint8Array(places.length * classCount)
        for (let n = 0; n < places.length; n++)
          passages.set([...row.subarray(1), row[0]! + 1], n * classCount)
        const { evidence, shares, known } = passersBy({ places, passages }, knots, 0, walk.length)
        expect([...evidence, ...shares].every(Number.isFinite)).toBe(true)
        expect(known).toBe(places.length > 0 ? 1 : 0)
      },
    ),
  )
})
