/** Changing from one train to the next. */
import { expect, test } from 'vitest'
import type { Leg } from './journey.ts'
import { fixesOf, move, segmented, stay, traceOf } from './journey.ts'

const rides = (legs: readonly Leg[], noiseM?: number): string[] =>
  segmented(traceOf(fixesOf([stay(40), ...legs, stay(40)], noiseM)))
    .trips.flatMap(({ sections }) => sections)
    .map(({ mode }) => mode)
const train = move(30, 15)
const express = move(30, 20)
const underground = move(14, 14, { stopEveryM: 900, stopS: 25 })

test('three minutes on foot from one train to the next part two rides', () => {
  expect(rides([train, move(1.2, 3), train])).toEqual(['train', 'walking', 'train'])
})

test('three minutes in which a train stands part nothing', () => {
  expect(rides([train, stay(3, 5), train])).toEqual(['train'])
})

test('a slow line and then a fast one are two rides, though the phone shows no walk from one to the other', () => {
  const parted = ['subway', 'walking', 'train']
  expect(rides([underground, stay(4, 5), express])).toEqual(parted)
  expect(rides([move(16, 14, { stopEveryM: 2000, stopS: 40 }), stay(2, 5), express], 15)).toEqual(parted)
  expect(rides([express, stay(4, 5), underground])).toEqual(parted.toReversed())
})

test('a train that runs on faster without having stood is the same train', () => {
  expect(rides([move(12, 14), express])).toHaveLength(1)
})
