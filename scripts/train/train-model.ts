/** Trains a whole mode model from labelled recordings: first what judges windows, then what judges decoded sections. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ModeModel } from '../../shared/engine/model/mode-model.ts'
import { classCount } from '../../shared/engine/model/mode-model.ts'
import type { Collection } from './labelled.ts'
import { writeSections, writeWindows } from './matrix.ts'
import { readTrees } from './trees.ts'

/**
 * Windows overlap in what they see, so a change must outweigh what several of them say: the logs of the learnt
 * probabilities of a change count this many times.
 */
const changeWeight = 3
/** The sections that the second forest learns from come from decoders that did not see their people. */
const folds = 2

export interface Training {
  readonly id: string
  readonly collections: readonly Collection[]
  /** Boosting rounds of the forests of windows and of sections. */
  readonly rounds: readonly [number, number]
  /** Where matrices and trees are kept. */
  readonly directory: string
  readonly python: string
  readonly log: (line: string) => void
}

/** Trains; takes minutes. */
export function trainModel({ id, collections, rounds, directory, python, log }: Training): ModeModel {
  const { rows, people, changes: counts } = writeWindows(directory, collections)
  log(`${rows} windows of ${people} people or days`)
  const train = (name: string, ...numbers: number[]): void => {
    execFileSync(python, [script, directory, name, ...numbers.map(String)], { stdio: 'inherit' })
  }
  train('windows', rounds[0], folds)
  const changes = logChanges(counts)
  const decoders = Array.from({ length: folds }, (_, fold) => ({
    windows: readTrees(join(directory, `windows.trees.${fold}.json`)),
    changes,
  }))
  const sections = writeSections(directory, collections, (person) => decoders[person % folds]!)
  log(`${sections} sections`)
  train('sections', rounds[1])
  return {
    id,
    windows: readTrees(join(directory, 'windows.trees.json')),
    sections: readTrees(join(directory, 'sections.trees.json')),
    changes,
    sharpness: 1,
  }
}

const script = fileURLToPath(new URL('train.py', import.meta.url))

/** Counts of changes as weighted logs of shares, none quite impossible. */
function logChanges(counts: Float64Array): Float64Array {
  return counts.map((count, n) => {
    const from = Math.floor(n / classCount)
    const row = counts.subarray(from * classCount, (from + 1) * classCount)
    const total = row.reduce((sum, each) => sum + each, 0)
    const weight = n % classCount === from ? 1 : changeWeight
    return weight * Math.log((count + 0.5) / (total + 0.5 * classCount))
  })
}
