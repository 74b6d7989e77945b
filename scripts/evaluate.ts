/**
 * Measures the engine: `npm run evaluate -- [--quick] [--folds N] [--model FILE] [--geolife DIR] [--mobilitynet DIR]
 * [--out FILE]` prints docs/accuracy.md and writes it. Python and Debian's python3-xgboost are needed, as for training.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readModel } from '../shared/engine/model/mode-model.ts'
import { shippedModel } from '../shared/engine/model/shipped-model.ts'
import { modelFeatureNames } from '../shared/engine/model-features.ts'
import { accuracyPage } from './evaluate/page.ts'
import { usualDays } from './train/simulator.ts'

const fromHere = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    folds: { type: 'string' },
    model: { type: 'string' },
    geolife: { type: 'string', default: fromHere('../../shared/data/geolife') },
    mobilitynet: { type: 'string', default: fromHere('../../shared/data/mobilitynet') },
    out: { type: 'string', default: fromHere('../docs/accuracy.md') },
    python: { type: 'string', default: '/usr/bin/python3' },
  },
})

/** Leaving one person out needs as many folds as people; a quick look, fewer models, days and trees. */
const scale = values.quick
  ? { folds: 3, smallFolds: 2, rounds: 20, trainingDays: 60, days: 60 }
  : { folds: Number.POSITIVE_INFINITY, smallFolds: 4, rounds: 60, trainingDays: usualDays, days: 200 }

const startedMs = performance.now()
const ifThere = (directory: string): string | undefined => (existsSync(directory) ? directory : undefined)
const page = accuracyPage({
  ...scale,
  ...(values.folds === undefined ? {} : { folds: Number(values.folds) }),
  geolife: ifThere(values.geolife),
  mobilitynet: ifThere(values.mobilitynet),
  model:
    values.model === undefined
      ? shippedModel()
      : readModel(new Uint8Array(readFileSync(values.model)), modelFeatureNames),
  python: values.python,
  command: ['npm run evaluate', ...optionsGiven()].join(' '),
  log: (line) => process.stderr.write(`${Math.round((performance.now() - startedMs) / 1000)} s: ${line}\n`),
})
writeFileSync(values.out, page)
process.stdout.write(page)

/** The options that change what is measured; where the data lie does not. */
function optionsGiven(): string[] {
  const given = [
    ...(values.quick ? ['--quick'] : []),
    ...(values.folds === undefined ? [] : [`--folds ${values.folds}`]),
    ...(values.model === undefined ? [] : ['--model FILE']),
  ]
  return given.length === 0 ? [] : ['--', ...given]
}
