import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { modelClasses } from '../../../shared/engine/model/mode-model.ts'

const python = '/usr/bin/python3'
const script = fileURLToPath(new URL('../../../scripts/train/train.py', import.meta.url))
const walk = modelClasses.indexOf('walk')
const bike = modelClasses.indexOf('bike')
const car = modelClasses.indexOf('car')
const people = 10
const windowsEach = 300

interface Window {
  readonly speed: number
  readonly person: number
  readonly label: number
}

/** Whoever goes faster than 0.5 drives; person 3 has labelled everything the other way round. */
const reversed: readonly Window[] = Array.from({ length: people * windowsEach }, (_, n) => {
  const speed = (n % windowsEach) / windowsEach
  const person = Math.floor(n / windowsEach)
  return { speed, person, label: speed > 0.5 === (person !== 3) ? car : walk }
})

/** The mean chance that a forest learnt from some windows gives a class at speeds from `from` up to `to`. */
function learnt(windows: readonly Window[], isUntold: boolean, c: number, from: number, to: number): number {
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
    const some = golden.filter(({ features: [speed] }) => speed! >= from && speed! < to)
    return some.reduce((sum, { probabilities }) => sum + probabilities[c]!, 0) / some.length
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
    const chance = learnt(reversed, false, walk, 0, 0.5)
    expect(chance).toBeGreaterThan(0.8)
    expect(chance).toBeLessThan(0.9)
  })

  test('does not learn what the other half of people who were not told make hard to believe', () => {
    expect(learnt(reversed, true, walk, 0, 0.5)).toBeGreaterThan(0.95)
  })

  test('believes whoever alone has labelled a class, though nobody told them', () => {
    const cycling = reversed.map((each) =>
      each.person === 0 && each.speed < 0.5 ? { ...each, speed: each.speed - 1, label: bike } : each,
    )
    expect(learnt(cycling, true, bike, -1, 0)).toBeGreaterThan(0.8)
  })
})
