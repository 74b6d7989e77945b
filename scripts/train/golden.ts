/**
 * The golden file that a test holds the evaluator to: a small model, some rows of features, and what the trainer itself
 * says of them, every other row that train.py chose. Columns as base64: half the size of digits, and exact.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ModeModel } from '../../shared/engine/model/mode-model.ts'
import { writeModel } from '../../shared/engine/model/mode-model.ts'
import { modelFeatureNames } from '../../shared/engine/model-features.ts'

interface Row {
  readonly features: readonly number[]
  readonly probabilities: readonly number[]
}

/** Writes `file`, a module of TypeScript, from what the trainer left in `directory`. */
export function writeGolden(file: string, directory: string, model: ModeModel): void {
  const bytes = Buffer.from(writeModel(model, modelFeatureNames))
  const columns = (name: string): string => {
    const { features, probabilities } = columnsOf(join(directory, `${name}.golden.json`))
    return `{\n  features:\n    '${features}',\n  probabilities:\n    '${probabilities}',\n}`
  }
  const text = `/** A small model and what its trainer says of some rows; written by scripts/train.ts --golden. Numbers are float32. */
export const features: readonly string[] = ${JSON.stringify(modelFeatureNames).replaceAll('"', "'")}
export const model =
  '${bytes.toString('base64')}'
export const windows = ${columns('windows')}
export const sections = ${columns('sections')}
`
  writeFileSync(file, text)
}

function columnsOf(path: string): { features: string; probabilities: string } {
  const all: readonly Row[] = JSON.parse(readFileSync(path, 'utf8'))
  const rows = all.filter((_, n) => n % 2 === 0)
  return {
    features: base64(rows.flatMap(({ features }) => features)),
    probabilities: base64(rows.flatMap(({ probabilities }) => probabilities)),
  }
}

const base64 = (numbers: readonly number[]): string =>
  Buffer.from(Float32Array.from(numbers).buffer).toString('base64')
