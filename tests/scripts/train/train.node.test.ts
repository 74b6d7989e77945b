import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { modelClasses } from '../../../shared/engine/model/mode-model.ts'

const python = '/usr/bin/python3'
const script = fileURLToPath(new URL('../../../scripts/train/train.py', import.meta.url))
const [walk, car] = [modelClasses.indexOf('walk'), modelClasses.indexOf('car')]
const people = 10
const windowsEach = 300

/** Whoever goes faster than 0.5 drives; person 3 has labelled everything the other way round. */
const windows = Array.from({ length: people * windowsEach }, (_, n) => {
  const speed = (n % windowsEach) / windowsEach
  const person = Math.floor(n / windowsEach)
  return { speed, person, label: speed > 0.5 === (person !== 3) ? car : walk }
})

/** The mean chance of walking that a forest learnt from them gives whoever goes slowly. */
function learnt(isUntold: boolean): number {
  const directory = mkdtempSync(join(tmpdir(), 'sillage-train-'))
  try {
    const file = (name: string) => join(directory, name)
    const rows = windows.flatMap(({ label, person }) => [label, person, 0, 30])
    writeFileSync(
      file('windows.features.f32'),
      Float32Array.from(windows, ({ speed }) => speed),
    )
    writeFileSync(file('windows.rows.f32'), Float32Array.from(rows))
    const about = { classes: modelClasses, collectionWeights: [1], untold: [isUntold] }
    writeFileSync(file('matrix.json'), JSON.stringify(about))
    execFileSync(python, [script, directory, 'windows', '80'], {
      env: { ...process.env, OMP_NUM_THREADS: '1' },
    })
    const golden: { features: number[]; probabilities: number[] }[] = JSON.parse(
      readFileSync(file('windows.golden.json'), 'utf8'),
    )
    const slow = golden.filter(({ features }) => features[0]! < 0.5)
    return slow.reduce((sum, { probabilities }) => sum + probabilities[walk]!, 0) / slow.length
  } finally {
    rmSync(directory, { recursive: true })
  }
}

function hasTrainer(): boolean {
  try {
    execFileSync(python, ['-c', 'import xgboost'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe.skipIf(!hasTrainer())('the trainer', () => {
  test('believes every label of people who were told what to label', () => {
    expect(learnt(false)).toBeLessThan(0.9)
  })

  test('does not learn what the other half of people who were not told make hard to believe', () => {
    expect(learnt(true)).toBeGreaterThan(0.95)
  })
})
