import { expect, test } from 'vitest'
import { learntPauseMin } from '../../../scripts/train/pauses.ts'
import { fixesOf, morningMs, move, stay, traceOf } from '../../shared/engine/journey.ts'

const minuteMs = 60_000
const ride = move(9, 15, { stopEveryM: 450, stopS: 25 })

/** Two rides with a stop between them, labelled through or in two. */
function halting(minutes: number, isLabelledThrough: boolean) {
  const trace = traceOf(fixesOf([stay(60), ride, stay(minutes), ride, stay(60)]))
  const at = (min: number): number => morningMs + min * minuteMs
  const label = (from: number, to: number) => ({ startMs: at(from), endMs: at(to), mode: 'bus' as const })
  const end = 75 + minutes + 15
  const labels = isLabelledThrough ? [label(60, end)] : [label(60, 75), label(75 + minutes, end)]
  return { person: `${minutes}`, trace, labels }
}

const people = (recordings: ReturnType<typeof halting>[]) => [
  { name: 'people', licence: 'ours', weight: 1, recordings: () => recordings },
]

test('who labels on through stops of a quarter of an hour pauses that long', () => {
  const pauseMin = learntPauseMin(people([halting(8, true), halting(16, true), halting(22, false)]))
  expect(pauseMin).toBeGreaterThan(15)
  expect(pauseMin).toBeLessThanOrEqual(22)
})

test('who labels on through stops of half an hour and more pauses that long, and never for more than an hour', () => {
  const forties = people([halting(16, true), halting(40, true), halting(50, false)])
  expect(learntPauseMin(forties)).toBeGreaterThan(35)
  expect(learntPauseMin(forties)).toBeLessThanOrEqual(50)
  expect(learntPauseMin(people([halting(16, true), halting(90, true)]))).toBeLessThanOrEqual(60)
})

test('who leaves out stops of eight minutes pauses for less', () => {
  expect(learntPauseMin(people([halting(8, false), halting(15, false)]))).toBeLessThanOrEqual(8)
})
