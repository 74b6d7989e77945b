import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { modeIds } from '../../../shared/engine/mode.ts'
import type { LineMatch, NetworkEvidence } from '../../../shared/engine/network.ts'
import { transitModes, withNetwork } from '../../../shared/engine/network.ts'

const ride = (more: Partial<LineMatch>): LineMatch => ({
  mode: 'bus',
  line: '7',
  share: 1,
  unseenShare: 0,
  boardM: 20,
  alightM: 30,
  stopsPassed: 0,
  stopsServed: Number.NaN,
  exact: true,
  ...more,
})
const found = (...lines: LineMatch[]): NetworkEvidence => ({ lines, covered: [] })
const doubtful = { car: 0.5, bus: 0.2, train: 0.2, bicycle: 0.1 }
const modeOf = (probabilities: object) => Object.entries(probabilities).sort((a, b) => b[1] - a[1])[0]?.[0]

describe('a railway', () => {
  test('followed from station to station is a train', () => {
    const { probabilities, line } = withNetwork(doubtful, found(ride({ mode: 'train', line: 'TER' })))
    expect(probabilities.train).toBeGreaterThan(0.9)
    expect(line).toBe('TER')
  })

  test('beside a motorway that leaves it for a third of the way, far from stations, is no train', () => {
    const beside = ride({ mode: 'train', share: 0.65, boardM: 2500, alightM: 4000 })
    expect(modeOf(withNetwork(doubtful, found(beside)).probabilities)).toBe('car')
  })

  test('that goes underground between two stations is a subway, though no fix shows it', () => {
    const unseen = ride({ mode: 'subway', line: 'M1', unseenShare: 0.95 })
    const { probabilities, line } = withNetwork({ unknown: 1 }, found(unseen))
    expect(modeOf(probabilities)).toBe('subway')
    expect(line).toBe('M1')
  })
})

describe('a bus line', () => {
  test('whose stops are served is a bus', () => {
    const { probabilities } = withNetwork(doubtful, found(ride({ stopsPassed: 8, stopsServed: 0.75 })))
    expect(modeOf(probabilities)).toBe('bus')
  })

  test('whose stops are passed without a halt is not', () => {
    const { probabilities, line } = withNetwork(doubtful, found(ride({ stopsPassed: 8, stopsServed: 0 })))
    expect(probabilities.bus).toBeLessThan(doubtful.bus)
    expect(line).toBeUndefined()
  })
})

test('where the network would know of it, a mode without its line is less likely; elsewhere nothing changes', () => {
  const { probabilities } = withNetwork(doubtful, { lines: [], covered: ['train'] })
  expect(probabilities.train).toBeLessThan(0.1)
  expect(withNetwork(doubtful, found())).toEqual({ probabilities: doubtful })
})

test('a car or a walk is not made a train by rails that it does not follow', () => {
  const { probabilities } = withNetwork({ walking: 1 }, found(ride({ mode: 'tram', share: 0.9 })))
  expect(probabilities).toEqual({ walking: 1 })
})

test('lines that cannot be told apart are named together, many of them not at all', () => {
  const lines = ['a', 'b', 'c', 'd'].map((line) => ride({ line, stopsPassed: 6, stopsServed: 0.8 }))
  expect(withNetwork(doubtful, found(...lines.slice(0, 2))).line).toBe('a / b')
  expect(withNetwork(doubtful, found(...lines)).line).toBeUndefined()
})

test('an express is told from the local train by the stops that it leaves out', () => {
  const local = ride({ mode: 'train', line: 'local', stopsPassed: 10, stopsServed: 0.3 })
  const express = ride({ mode: 'train', line: 'express', stopsPassed: 3, stopsServed: 1 })
  expect(withNetwork(doubtful, found(local, express)).line).toBe('express')
})

test('probabilities stay probabilities, whatever the network says', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const metres = fc.oneof(fc.constant(Number.NaN), fc.double({ min: 0, max: 1e5, noNaN: true }))
  const match = fc.record({
    mode: fc.constantFrom(...transitModes),
    line: fc.constantFrom('', '1', '2'),
    share,
    unseenShare: fc.constant(0),
    boardM: metres,
    alightM: metres,
    stopsPassed: fc.nat(40),
    stopsServed: fc.oneof(fc.constant(Number.NaN), share),
    exact: fc.boolean(),
  })
  const weights = fc.dictionary(fc.constantFrom(...modeIds), fc.double({ min: 0.001, max: 1, noNaN: true }), {
    minKeys: 1,
  })
  fc.assert(
    fc.property(weights, fc.array(match), fc.subarray([...transitModes]), (raw, lines, covered) => {
      const total = Object.values(raw).reduce((sum, weight) => sum + weight, 0)
      const given = Object.fromEntries(Object.entries(raw).map(([mode, weight]) => [mode, weight / total]))
      const values = Object.values(withNetwork(given, { lines, covered }).probabilities)
      expect(values.every((value) => value >= 0 && value <= 1)).toBe(true)
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6)
    }),
  )
})
