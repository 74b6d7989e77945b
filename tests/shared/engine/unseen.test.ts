/** Rides that are first seen after a silence, or last seen before one. */
import { expect, test } from 'vitest'
import type { Section } from '../../../shared/engine/segmentation.ts'
import type { Leg } from './journey.ts'
import { fixesOf, morningMs, move, segmented, stay, traceOf } from './journey.ts'

const minutesIn = (timeMs: number): number => (timeMs - morningMs) / 60_000
const walk = move(1.3, 10)
const train = move(25, 21)

/** The sections of a day of which nothing was recorded between two minutes. */
const seen = (legs: readonly Leg[], silent: readonly [from: number, to: number]): readonly Section[] => {
  const fixes = fixesOf(legs).filter(
    ({ timeMs }) => minutesIn(timeMs) <= silent[0] || minutesIn(timeMs) >= silent[1],
  )
  return segmented(traceOf(fixes)).trips.flatMap(({ sections }) => sections)
}

test('a train that is first seen when it runs did not run while one waited for it unseen', () => {
  const [onFoot, ride] = seen([stay(40), walk, stay(8), train, stay(40)], [50, 59])
  expect([onFoot!.mode, ride!.mode]).toEqual(['walking', 'train'])
  expect(minutesIn(onFoot!.endMs)).toBeLessThan(51)
  expect(minutesIn(ride!.startMs)).toBeGreaterThan(56)
  expect(minutesIn(ride!.startMs)).toBeLessThan(59)
})

test('nor did it run on after one got off it unseen', () => {
  const [ride, onFoot] = seen([stay(40), train, stay(8), walk, stay(40)], [60, 69])
  expect([ride!.mode, onFoot!.mode]).toEqual(['train', 'walking'])
  expect(minutesIn(ride!.endMs)).toBeGreaterThan(60.5)
  expect(minutesIn(ride!.endMs)).toBeLessThan(63)
})

test('a tunnel on the way is part of the ride', () => {
  const sections = seen([stay(40), train, train, stay(40)], [55, 65])
  expect(sections).toHaveLength(1)
  expect(minutesIn(sections[0]!.startMs)).toBeCloseTo(40, -0.3)
  expect(minutesIn(sections[0]!.endMs)).toBeCloseTo(82, -0.3)
})

test('half an hour unseen at a train’s pace, after which one walks off, was on the train', () => {
  const sections = seen([stay(40), train, move(20, 33), walk, stay(40)], [60, 93])
  expect(sections.map(({ mode }) => mode)).toEqual(['train', 'walking'])
  expect(minutesIn(sections[0]!.endMs)).toBeCloseTo(94, -0.3)
})

test('half an hour unseen at a bicycle’s pace is unknown', () => {
  const sections = seen([stay(40), train, move(5, 33), walk, stay(40)], [60, 93])
  expect(sections.map(({ mode }) => mode)).toEqual(['train', 'unknown', 'walking'])
})

test('a phone that died on one train and woke on another nine hours later, where it had been, made two trips', () => {
  const back = { ...train, bearingDeg: 240 }
  const fixes = fixesOf([stay(40), train, stay(540), back, stay(40)]).filter(
    ({ timeMs }) => minutesIn(timeMs) <= 58 || minutesIn(timeMs) >= 605,
  )
  const { trips } = segmented(traceOf(fixes))
  expect(trips.map(({ sections }) => sections.map(({ mode }) => mode))).toEqual([['train'], ['train']])
  expect(minutesIn(trips[0]!.endMs)).toBeLessThan(60)
  expect(minutesIn(trips[1]!.startMs)).toBeGreaterThan(600)
})

test.each([75, 40])(
  'who flies for nine hours with the phone switched off makes one trip: %i° west',
  (west) => {
    const before = fixesOf([stay(40), train])
    const after = fixesOf([train, stay(60)]).map((fix) => ({
      ...fix,
      timeMs: fix.timeMs + 600 * 60_000,
      lonDeg: fix.lonDeg - west,
    }))
    const { trips } = segmented(traceOf([...before, ...after]))
    expect(trips.map(({ sections }) => sections.map(({ mode }) => mode))).toEqual([
      ['train', 'plane', 'train'],
    ])
  },
)

test('a night on a train with the phone switched off is one ride by train', () => {
  const before = fixesOf([stay(40), train])
  const after = fixesOf([train, stay(60)]).map((fix) => ({
    ...fix,
    timeMs: fix.timeMs + 600 * 60_000,
    lonDeg: fix.lonDeg - 10,
  }))
  const { trips } = segmented(traceOf([...before, ...after]))
  expect(trips.map(({ sections }) => sections.map(({ mode }) => mode))).toEqual([['train']])
})
