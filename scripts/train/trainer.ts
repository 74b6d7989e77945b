/** Trains a whole mode model from labelled recordings: first what judges windows, then what judges decoded sections. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ModeModel } from '../../shared/engine/model/mode-model.ts'
import { classCount } from '../../shared/engine/model/mode-model.ts'
import { staying } from '../../shared/engine/thresholds.ts'
import type { Collection } from './labelled.ts'
import { writeSections, writeWindows } from './matrix.ts'
import { mapOf, passagesBy } from './mode-map.ts'
import { learntPauseMin } from './pauses.ts'
import { readTrees } from './trees.ts'

/**
 * Windows overlap in what they see, so a change must outweigh what several of them say: the logs of the learnt
 * probabilities of a change count this many times. People whom nobody told what to label label on through short walks.
 */
const changeWeight = { told: 2, untold: 5 } as const

/**
 * What evidence is multiplied by to give honest probabilities: windows overlap and repeat each other. Least log loss on
 * simulated days and MobilityNet's journeys that had not been trained on, by `npm run evaluate`.
 */
const sharpness = 0.25

export interface Training {
  readonly id: string
  readonly collections: readonly Collection[]
  /** Boosting rounds of the forests of windows and of sections. */
  readonly rounds: readonly [number, number]
  /**
   * People are dealt out to so many folds, 2 or more; with as many as people, or more, one is left out at a time. The
   * sections that the second forest learns from come from decoders that did not see their people.
   */
  readonly folds: number
  /** Where matrices and trees are kept. */
  readonly directory: string
  readonly python: string
  /** How long a stop may be a pause, min; unless given, learnt where the labels tell, else the usual. */
  readonly pauseMin?: number | undefined
  readonly log: (line: string) => void
}

export interface Trained {
  readonly model: ModeModel
  /** A model per fold, and the people that it has not seen: to measure with. */
  readonly folds: readonly { readonly people: readonly string[]; readonly model: () => ModeModel }[]
}

/** Trains; takes minutes. Throws when Python or XGBoost is missing. */
export function trainModel(training: Training): Trained {
  const { id, collections, rounds, directory, log } = training
  const untold = collections.filter(({ tellsStops }) => tellsStops)
  const pauseMin = training.pauseMin ?? (untold.length > 0 ? learntPauseMin(untold) : staying.pauseMin)
  log(`a stop of less than ${pauseMin} min is a pause`)
  const { rows, people, changes: counts } = writeWindows(directory, collections, pauseMin)
  log(`${rows} windows of ${people.length} people or days`)
  // As many folds as people leave one out at a time.
  const folds = Math.min(training.folds, people.length)
  runTrainer(training, 'windows', rounds[0], folds)
  const trees = (name: string, fold?: number) =>
    readTrees(join(directory, `${name}.trees.${fold === undefined ? '' : `${fold}.`}json`))
  const changes = logChanges(counts, untold.length > 0 ? changeWeight.untold : changeWeight.told)
  const decoders = Array.from({ length: folds }, (_, fold) => ({
    windows: trees('windows', fold),
    changes,
    pauseMin,
  }))
  const sections = writeSections(directory, collections, (person) => decoders[person % folds]!)
  log(`${sections} sections`)
  runTrainer(training, 'sections', rounds[1], folds)
  const passages = passagesBy(collections)
  const model = (fold?: number): ModeModel => ({
    id,
    windows: trees('windows', fold),
    sections: trees('sections', fold),
    changes,
    sharpness,
    pauseMin,
    map: mapOf(people.flatMap((person, n) => (n % folds === fold ? [] : (passages.get(person) ?? [])))),
  })
  return {
    model: model(),
    folds: decoders.map((_, fold) => ({
      people: people.filter((_person, number) => number % folds === fold),
      model: () => model(fold),
    })),
  }
}

function runTrainer({ python, directory }: Training, name: string, rounds: number, folds: number): void {
  const script = fileURLToPath(new URL('train.py', import.meta.url))
  execFileSync(python, [script, directory, name, String(rounds), String(folds)], { stdio: 'inherit' })
}

/** Counts of changes as weighted logs of shares, none quite impossible. */
function logChanges(counts: Float64Array, times: number): Float64Array {
  return counts.map((count, n) => {
    const from = Math.floor(n / classCount)
    const row = counts.subarray(from * classCount, (from + 1) * classCount)
    const total = row.reduce((sum, each) => sum + each, 0)
    const weight = n % classCount === from ? 1 : times
    return weight * Math.log((count + 0.5) / (total + 0.5 * classCount))
  })
}
