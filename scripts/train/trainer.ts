/** Runs the trainer, and makes of what it wrote a model that the engine reads. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ModeModel } from '../../shared/engine/model/mode-model.ts'
import { classCount } from '../../shared/engine/model/mode-model.ts'
import { readTrees } from './trees.ts'

interface Training {
  readonly python: string
  /** Where `writeMatrix` wrote, and where the trees go. */
  readonly directory: string
  readonly rounds: number
  /** Number of the plan of folds: then a model per fold, in `trees-FOLD.json`; otherwise one in `trees.json`. */
  readonly plan?: number
}

/** Trains. Throws when Python or XGBoost is missing. */
export function runTrainer({ python, directory, rounds, plan }: Training): void {
  const script = fileURLToPath(new URL('train.py', import.meta.url))
  const numbers = plan === undefined ? [rounds] : [rounds, plan]
  execFileSync(python, [script, directory, ...numbers.map(String)], { stdio: 'inherit' })
}

/** A model out of the trees in the file at `path`; `changes` are counts. */
export function packModel(
  path: string,
  { id, changes, sharpness }: Pick<ModeModel, 'id' | 'changes' | 'sharpness'>,
): ModeModel {
  return { id, windows: readTrees(path), changes: logChanges(changes), sharpness }
}

/** Counts of changes as logs of shares, none quite impossible. */
function logChanges(counts: Float64Array): Float64Array {
  return counts.map((count, n) => {
    const row = counts.subarray(n - (n % classCount), n - (n % classCount) + classCount)
    const total = row.reduce((sum, each) => sum + each, 0)
    return Math.log((count + 0.5) / (total + 0.5 * classCount))
  })
}
