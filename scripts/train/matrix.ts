/**
 * What the trainer is given: the engine's own features of every window whose mode is known, as a file of float32, and a
 * file with the class, the person and the weight of each. Features are computed here and nowhere else.
 */
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { classCount, modelClasses } from '../../shared/engine/model/mode-model.ts'
import type { Way } from '../../shared/engine/ways.ts'
import { findWays, lookAt } from '../../shared/engine/ways.ts'
import { windowFeatureNames } from '../../shared/engine/windows.ts'
import type { Collection, Label, Recording } from './labelled.ts'
import { classOf } from './labelled.ts'

/** A window without fixes for longer counts as this much, s. */
const longestWeightS = 60
const none = -1

export interface Matrix {
  readonly rows: number
  readonly people: number
  /** Windows of class `from` followed by class `to`, at `from * classCount + to`. */
  readonly changes: Float64Array
}

/** Writes `features.f32`, `rows.f32` (class, person, collection, seconds) and `matrix.json` into `directory`. */
export function writeMatrix(directory: string, collections: readonly Collection[]): Matrix {
  const features = openSync(join(directory, 'features.f32'), 'w')
  const rows: number[] = []
  const people = new Map<string, number>()
  const changes = new Float64Array(classCount * classCount)
  for (const [c, collection] of collections.entries())
    for (const recording of collection.recordings()) {
      const key = `${c} ${recording.person}`
      const person = people.get(key) ?? people.size
      people.set(key, person)
      addRecording(features, rows, { recording, person, collection: c, changes })
    }
  closeSync(features)
  writeFileSync(join(directory, 'rows.f32'), Float32Array.from(rows))
  const matrix = { rows: rows.length / 4, people: people.size, changes }
  const collectionWeights = collections.map(({ weight }) => weight)
  writeFileSync(
    join(directory, 'matrix.json'),
    JSON.stringify({ features: windowFeatureNames, classes: modelClasses, collectionWeights }),
  )
  return matrix
}

interface Addition {
  readonly recording: Recording
  readonly person: number
  readonly collection: number
  readonly changes: Float64Array
}

function addRecording(
  features: number,
  rows: number[],
  { recording, person, collection, changes }: Addition,
): void {
  const { cleaned, knots, ways } = findWays(recording.trace)
  for (const span of ways) {
    const way = lookAt(cleaned.kept, knots, span)
    let before = none
    for (let w = 0; w < way.windows.length; w++) {
      const { middleMs, seconds } = timeOf(way, w)
      const c = classAt(recording.labels, middleMs)
      if (before !== none && c !== none) changes[before * classCount + c]! += 1
      before = c
      if (c === none) continue
      rows.push(c, person, collection, Math.min(longestWeightS, seconds))
      const count = windowFeatureNames.length
      writeSync(features, way.windows.features.subarray(w * count, (w + 1) * count))
    }
  }
}

/** The middle of a window and how long it is. */
export function timeOf({ hops, windows }: Way, w: number): { middleMs: number; seconds: number } {
  const [a, b] = [windows.firstHop[w]!, windows.firstHop[w + 1]! - 1]
  const startMs = hops.middleMs[a]! - hops.durationMs[a]! / 2
  const endMs = hops.middleMs[b]! + hops.durationMs[b]! / 2
  return { middleMs: (startMs + endMs) / 2, seconds: (endMs - startMs) / 1000 }
}

/** Class at an instant; −1 where none or more than one label holds. */
function classAt(labels: readonly Label[], timeMs: number): number {
  const holding = labels.filter(({ startMs, endMs }) => startMs <= timeMs && timeMs <= endMs)
  const one = holding.length === 1 ? classOf(holding[0]!.mode) : undefined
  return one === undefined ? none : modelClasses.indexOf(one)
}
