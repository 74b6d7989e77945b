/**
 * Trains a mode model: `npm run train -- --out FILE [--simulator DAYS] [--mobilitynet DIR] [--geolife DIR] [--rounds N]`.
 * Python and Debian's python3-xgboost are needed here, and nowhere else.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { classCount, writeModel } from '../shared/engine/model/mode-model.ts'
import { windowFeatureNames } from '../shared/engine/windows.ts'
import { geolife } from './train/geolife.ts'
import type { Collection } from './train/labelled.ts'
import { writeMatrix } from './train/matrix.ts'
import { mobilitynet } from './train/mobilitynet.ts'
import { simulated } from './train/simulator.ts'
import { readTrees } from './train/trees.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    id: { type: 'string', default: 'own' },
    simulator: { type: 'string' },
    mobilitynet: { type: 'string' },
    geolife: { type: 'string' },
    rounds: { type: 'string', default: '60' },
    python: { type: 'string', default: '/usr/bin/python3' },
    keep: { type: 'string' },
  },
})
const collections: Collection[] = []
if (values.simulator !== undefined) collections.push(simulated(1, Number(values.simulator)))
if (values.mobilitynet !== undefined) collections.push(mobilitynet(values.mobilitynet))
if (values.geolife !== undefined) collections.push(geolife(values.geolife, [0, 60]))
if (values.out === undefined || collections.length === 0)
  throw new Error('Say --out FILE and what to train on.')

const directory = values.keep ?? mkdtempSync(join(tmpdir(), 'sillage-train-'))
const matrix = writeMatrix(directory, collections)
console.log(`${matrix.rows} windows of ${matrix.people} people or days`)
const script = fileURLToPath(new URL('train/train.py', import.meta.url))
execFileSync(values.python, [script, directory, values.rounds], { stdio: 'inherit' })
const windows = readTrees(join(directory, 'trees.json'))
const model = { id: values.id, windows, changes: logChanges(matrix.changes), sharpness: 1 }
writeFileSync(values.out, writeModel(model, windowFeatureNames))
if (values.keep === undefined) rmSync(directory, { recursive: true })

/** Counts of changes as logs of shares, none quite impossible. */
function logChanges(counts: Float64Array): Float64Array {
  return counts.map((count, n) => {
    const row = counts.subarray(n - (n % classCount), n - (n % classCount) + classCount)
    const total = row.reduce((sum, each) => sum + each, 0)
    return Math.log((count + 0.5) / (total + 0.5 * classCount))
  })
}
