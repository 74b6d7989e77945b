/**
 * Trains a mode model: `npm run train -- --out FILE [--simulator DAYS] [--mobilitynet DIR] [--geolife DIR] [--rounds N]`.
 * Simulated days are `usualDays` unless told, 0 for none. A FILE that ends in .ts is the module of the shipped model. `--card FILE` writes what it is made of, as Markdown; `--golden FILE` what the evaluator's test reads, which was made with
 * `--simulator 40 --rounds 10`.
 * Python and Debian's python3-xgboost are needed here, and nowhere else.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeModel } from '../shared/engine/model/mode-model.ts'
import { modelFeatureNames } from '../shared/engine/model-features.ts'
import type { Counted } from './train/card.ts'
import { counted, modelCard } from './train/card.ts'
import { geolife } from './train/geolife.ts'
import { writeGolden } from './train/golden.ts'
import { mobilitynet } from './train/mobilitynet.ts'
import { simulated, usualDays } from './train/simulator.ts'
import { trainModel } from './train/trainer.ts'

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    id: { type: 'string', default: 'own' },
    simulator: { type: 'string', default: String(usualDays) },
    mobilitynet: { type: 'string' },
    geolife: { type: 'string' },
    rounds: { type: 'string', default: '60' },
    python: { type: 'string', default: '/usr/bin/python3' },
    keep: { type: 'string' },
    golden: { type: 'string' },
    card: { type: 'string' },
  },
})
const collections: Counted[] = []
if (Number(values.simulator) > 0) collections.push(counted(simulated(1, Number(values.simulator))))
if (values.mobilitynet !== undefined) collections.push(counted(mobilitynet(values.mobilitynet)))
if (values.geolife !== undefined) collections.push(counted(geolife(values.geolife, [0, 60])))
if (values.out === undefined || collections.length === 0)
  throw new Error('Say --out FILE and what to train on.')
const isShipped = values.out.endsWith('.ts')
if (isShipped && values.geolife !== undefined)
  throw new Error(
    'A model trained on GeoLife may not be shipped: its licence forbids to distribute derivatives.',
  )

const directory = values.keep ?? mkdtempSync(join(tmpdir(), 'sillage-train-'))
const { model } = trainModel({
  id: values.id,
  collections,
  rounds: [Number(values.rounds), Number(values.rounds)],
  folds: 2,
  directory,
  python: values.python,
  log: console.log,
})
const bytes = writeModel(model, modelFeatureNames)
writeFileSync(values.out, isShipped ? moduleOf(bytes) : bytes)
if (values.card !== undefined)
  writeFileSync(values.card, modelCard(model, bytes, collections, process.argv.slice(2)))
if (values.golden !== undefined) writeGolden(values.golden, directory, model)
if (values.keep === undefined) rmSync(directory, { recursive: true })

/** The module of the shipped model. */
function moduleOf(model: Uint8Array): string {
  return `/** The shipped model file, base64. Made by \`npm run train\`; see docs/model-card.md. */\nexport const modelText =\n  '${Buffer.from(model).toString('base64')}'\n`
}
