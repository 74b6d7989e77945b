import { expect, test } from 'vitest'
import type { Segmentation } from '../../../shared/engine/segmentation.ts'
import type { Leg } from './journey.ts'
import { fixesOf, move, segmented, stay, traceOf } from './journey.ts'

const run = (legs: readonly Leg[]): Segmentation => segmented(traceOf(fixesOf(legs)))
const modesOf = ({ trips }: Segmentation) => trips.map(({ sections }) => sections.map(({ mode }) => mode))
const bus = move(9, 15, { stopEveryM: 450, stopS: 25 })
const walk = (bearingDeg = 60) => move(1.3, 8, { bearingDeg })

test('ten minutes between two rides by bicycle are an errand', () => {
  expect(run([stay(40), move(4.6, 8), stay(10), move(4.6, 8), stay(40)]).trips).toHaveLength(2)
})

test('ten minutes between a walk and a bus are a wait, spent on foot', () => {
  expect(modesOf(run([stay(40), walk(), stay(10), bus, stay(40)]))).toEqual([['walking', 'bus']])
})

test('forty minutes at a bus stop are a stay', () => {
  expect(run([stay(60), walk(), stay(40), bus, stay(60)]).trips).toHaveLength(2)
})

test('five minutes at the bakery are a stay when one walks back as one came', () => {
  expect(run([stay(40), walk(), stay(5), walk(240), stay(40)]).trips).toHaveLength(2)
})

test('five minutes on a bench are a pause when one walks on', () => {
  const { trips, stays } = run([stay(40), walk(), stay(5), walk(80), stay(40)])
  expect([trips.length, stays.length]).toEqual([1, 2])
})

test('a quarter of an hour on a bench is a pause on a walk, an errand on a drive', () => {
  const drive = (bearingDeg: number) => move(12, 8, { bearingDeg })
  const trips = (before: Leg, after: Leg) => run([stay(40), before, stay(15), after, stay(40)]).trips.length
  expect([trips(walk(), walk(80)), trips(drive(60), drive(80))]).toEqual([1, 2])
})

test('twenty-eight minutes are no rest, even on a walk', () => {
  expect(run([stay(40), walk(), stay(28), walk(80), stay(40)]).trips).toHaveLength(2)
})

test('a recording that begins with twenty minutes at home begins with a stay', () => {
  const { trips, stays } = run([stay(20), bus, stay(20)])
  expect([trips.length, stays.length]).toEqual([1, 2])
})

test('two trains with ten minutes between them are two sections of one trip', () => {
  const train = move(30, 15, { everyS: 5 })
  const [trip, ...others] = run([stay(40), train, stay(10), train, stay(40)]).trips
  expect(others).toEqual([])
  expect(trip!.sections.map(({ mode }) => mode)).toEqual(['train', 'walking', 'train'])
})

test('a long-distance train that halts for ten minutes is one ride', () => {
  const train = move(32, 30, { everyS: 5 })
  expect(modesOf(run([stay(40), train, stay(10), train, stay(40)]))).toEqual([['train']])
})

test('two trains with twelve minutes of silence between them are two rides, even when the second leaves at once', () => {
  const train = move(30, 15, { everyS: 5 })
  const platform = stay(12, Number.POSITIVE_INFINITY)
  expect(modesOf(run([stay(40), train, platform, train, stay(40)]))).toEqual([['train', 'walking', 'train']])
})

test('twelve minutes between a train and a bicycle are a wait, half an hour is an errand', () => {
  const train = move(30, 15, { everyS: 5 })
  const rides = (minutes: number) =>
    run([stay(40), train, stay(minutes), move(4.6, 15), stay(40)]).trips.length
  expect([rides(12), rides(30)]).toEqual([1, 2])
})

test('a phone that falls silent at speed for half an hour was on the way, not at a stay', () => {
  const silence = move(4, 35, { everyS: Number.POSITIVE_INFINITY })
  const { trips } = run([stay(60), move(25, 15), silence, move(25, 10), stay(60)])
  expect(trips.map(({ sections }) => sections.map(({ mode }) => mode).includes('unknown'))).toEqual([true])
})
