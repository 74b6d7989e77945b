/**
 * What the trainer is given: the engine's own features of every window and every section whose mode is known, as files of
 * float32, beside files with the class, the person, the collection and the seconds of each row. Features are computed
 * here and nowhere else.
 */
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Hops } from '../../shared/engine/hops.ts'
import type { Decoder, Journey } from '../../shared/engine/journeys.ts'
import { journeysOf } from '../../shared/engine/journeys.ts'
import type { Knots } from '../../shared/engine/knots.ts'
import { classCount, modelClasses } from '../../shared/engine/model/mode-model.ts'
import { sectionFeatures } from '../../shared/engine/section-features.ts'
import { spansOf } from '../../shared/engine/sections.ts'
import type { Way } from '../../shared/engine/ways.ts'
import { findWays, lookAt } from '../../shared/engine/ways.ts'
import { windowFeatureNames } from '../../shared/engine/windows.ts'
import type { Collection, Label, Recording } from './labelled.ts'
import { classOf } from './labelled.ts'

/** A window without fixes for longer counts as this much, s. */
const longestWeightS = 60
/** A section is labelled when one class holds for this share of it. */
const labelledShare = 0.6
const none = -1

export interface WindowMatrix {
  readonly rows: number
  /** Names of the people, by number. */
  readonly people: readonly string[]
  /** Windows of class `from` followed by class `to`, at `from * classCount + to`. */
  readonly changes: Float64Array
}

/** Writes `windows.features.f32`, `windows.rows.f32` and `matrix.json` into `directory`; on the way one pauses for `pauseMin`. */
export function writeWindows(
  directory: string,
  collections: readonly Collection[],
  pauseMin: number,
): WindowMatrix {
  const sheet = new Sheet(directory, 'windows')
  const changes = new Float64Array(classCount * classCount)
  const people = eachRecording(collections, (recording, person, collection) => {
    const { cleaned, knots, ways } = findWays(recording.trace, pauseMin)
    for (const span of ways) {
      const way = lookAt(cleaned.kept, knots, span)
      let before = none
      for (let w = 0; w < way.windows.length; w++) {
        const { middleMs, seconds } = timeOf(way, w)
        const c = classAt(recording.labels, middleMs)
        if (before !== none && c !== none) changes[before * classCount + c]! += 1
        before = c
        if (c === none) continue
        const row = way.windows.features.subarray(
          w * windowFeatureNames.length,
          (w + 1) * windowFeatureNames.length,
        )
        sheet.add(row, [c, person, collection, Math.min(longestWeightS, seconds)])
      }
    }
  })
  const about = {
    classes: modelClasses,
    collectionWeights: collections.map(({ weight }) => weight),
    untold: collections.map(({ tellsStops }) => tellsStops === true),
  }
  writeFileSync(join(directory, 'matrix.json'), JSON.stringify(about))
  return { rows: sheet.close(), people, changes }
}

/**
 * Writes `sections.features.f32` and `sections.rows.f32`: the sections that a decoder finds, which must not have seen the
 * person. Returns how many.
 */
export function writeSections(
  directory: string,
  collections: readonly Collection[],
  decoderFor: (person: number) => Decoder,
): number {
  const sheet = new Sheet(directory, 'sections')
  eachRecording(collections, (recording, person, collection) => {
    const decoder = decoderFor(person)
    const found = findWays(recording.trace, decoder.pauseMin)
    for (const journey of journeysOf(found, decoder))
      for (const { features, label, seconds } of sectionRows(found.knots, journey, recording.labels))
        sheet.add(features, [label, person, collection, seconds])
  })
  return sheet.close()
}

function* sectionRows(knots: Knots, { way, decoded, trips }: Journey, labels: readonly Label[]) {
  for (const trip of trips) {
    const spans = spansOf(knots, way, decoded, trip)
    for (const [n, span] of spans.entries()) {
      if (span.decoded >= classCount) continue
      const startMs = startOf(way.hops, span.from)
      const endMs = endOf(way.hops, span.to - 1)
      const label = classWithin(labels, startMs, endMs)
      if (label === none) continue
      yield {
        features: sectionFeatures(knots, way, decoded, spans, n),
        label,
        seconds: (endMs - startMs) / 1000,
      }
    }
  }
}

/** Calls `visit` with each recording and the numbers of its person and collection; returns the names of the people by number. */
function eachRecording(
  collections: readonly Collection[],
  visit: (recording: Recording, person: number, collection: number) => void,
): string[] {
  const people = new Map<string, number>()
  for (const [c, collection] of collections.entries())
    for (const recording of collection.recordings()) {
      const key = `${collection.name}: ${recording.person}`
      const person = people.get(key) ?? people.size
      people.set(key, person)
      visit(recording, person, c)
    }
  return [...people.keys()]
}

/** Rows on disk. */
class Sheet {
  readonly #features: number
  readonly #path: string
  readonly #rows: number[] = []

  constructor(directory: string, name: string) {
    this.#features = openSync(join(directory, `${name}.features.f32`), 'w')
    this.#path = join(directory, `${name}.rows.f32`)
  }

  add(
    features: Float32Array,
    about: readonly [label: number, person: number, collection: number, seconds: number],
  ): void {
    writeSync(this.#features, features)
    this.#rows.push(...about)
  }

  /** Returns the number of rows. */
  close(): number {
    closeSync(this.#features)
    writeFileSync(this.#path, Float32Array.from(this.#rows))
    return this.#rows.length / 4
  }
}

const startOf = ({ middleMs, durationMs }: Hops, h: number): number => middleMs[h]! - durationMs[h]! / 2
const endOf = ({ middleMs, durationMs }: Hops, h: number): number => middleMs[h]! + durationMs[h]! / 2

/** The middle of a window and how long it is. */
function timeOf({ hops, windows }: Way, w: number): { middleMs: number; seconds: number } {
  const startMs = startOf(hops, windows.firstHop[w]!)
  const endMs = endOf(hops, windows.firstHop[w + 1]! - 1)
  return { middleMs: (startMs + endMs) / 2, seconds: (endMs - startMs) / 1000 }
}

/** Class at an instant; −1 where none or more than one label holds. */
function classAt(labels: readonly Label[], timeMs: number): number {
  const holding = labels.filter(({ startMs, endMs }) => startMs <= timeMs && timeMs <= endMs)
  const one = holding.length === 1 ? classOf(holding[0]!.mode) : undefined
  return one === undefined ? none : modelClasses.indexOf(one)
}

/** Class that holds for most of a span; −1 where none does. */
function classWithin(labels: readonly Label[], fromMs: number, toMs: number): number {
  const heldMs = new Float64Array(classCount)
  for (const { startMs, endMs, mode } of labels) {
    const one = classOf(mode)
    const commonMs = Math.min(endMs, toMs) - Math.max(startMs, fromMs)
    if (one !== undefined && commonMs > 0) heldMs[modelClasses.indexOf(one)]! += commonMs
  }
  const best = heldMs.indexOf(Math.max(...heldMs))
  return heldMs[best]! >= labelledShare * (toMs - fromMs) ? best : none
}
