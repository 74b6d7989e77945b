import { expect, test } from 'vitest'
import { decode, silent } from '../../../shared/engine/decode.ts'
import { journeysOf } from '../../../shared/engine/journeys.ts'
import { modelClasses } from '../../../shared/engine/model/mode-model.ts'
import { shippedModel } from '../../../shared/engine/model/shipped-model.ts'
import { spansOf } from '../../../shared/engine/sections.ts'
import { staying } from '../../../shared/engine/thresholds.ts'
import { findWays, lookAt } from '../../../shared/engine/ways.ts'
import type { Leg } from './journey.ts'
import { fixesOf, move, stay, traceOf } from './journey.ts'

const bus = move(9, 15, { stopEveryM: 450, stopS: 25 })

function decoded(legs: readonly Leg[]) {
  const found = findWays(traceOf(fixesOf(legs)), staying.pauseMin)
  const way = lookAt(found.cleaned.kept, found.knots, found.ways[0]!)
  return { way, ...decode(way.hops, way.windows, shippedModel()) }
}

test('half a minute of speed does not make a ride out of a walk', () => {
  const { classOf } = decoded([stay(40), move(1.3, 12), move(7, 0.5), move(1.3, 12), stay(40)])
  expect(new Set(classOf)).toEqual(new Set([modelClasses.indexOf('walk')]))
})

test('half an hour without a fix on the way is a mode that cannot be seen', () => {
  const gap = move(9, 30, { everyS: Number.POSITIVE_INFINITY })
  const { classOf } = decoded([stay(40), bus, gap, bus, stay(40)])
  expect([...classOf]).toContain(silent)
})

test('half an hour without a fix between two fast trains is a tunnel', () => {
  const train = move(35, 20)
  const gap = move(25, 22, { everyS: Number.POSITIVE_INFINITY })
  const { classOf } = decoded([stay(40), train, gap, train, stay(40)])
  expect([...classOf]).not.toContain(silent)
})

test('a ride begins where the vehicle moves, not where one waits for it', () => {
  const found = findWays(
    traceOf(fixesOf([stay(40), move(1.3, 8), stay(3, 5), bus, stay(40)])),
    staying.pauseMin,
  )
  const [journey] = journeysOf(found, shippedModel())
  const [walk, ride] = spansOf(found.knots, journey!.way, journey!.decoded, journey!.trips[0]!)
  expect([walk!.decoded, ride!.decoded].map((c) => modelClasses[c])).toEqual(['walk', 'bus'])
  expect(journey!.way.hops.speedMps[ride!.from]).toBeGreaterThan(1.4)
})

test('probabilities of a window are logs of shares that sum to one', () => {
  const { logs } = decoded([stay(40), bus, stay(40)])
  for (let at = 0; at < logs.length; at += modelClasses.length) {
    const sum = modelClasses.reduce((total, _, c) => total + Math.exp(logs[at + c]!), 0)
    expect(sum).toBeCloseTo(1, 2)
  }
})
