import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writeSections, writeWindows } from '../../../scripts/train/matrix.ts'
import { simulated } from '../../../scripts/train/simulator.ts'
import { shippedModel } from '../../../shared/engine/model/shipped-model.ts'
import { sectionFeatureCount } from '../../../shared/engine/section-features.ts'
import { staying } from '../../../shared/engine/thresholds.ts'
import { windowFeatureNames } from '../../../shared/engine/windows.ts'

const directory = mkdtempSync(join(tmpdir(), 'sillage-matrix-'))
afterAll(() => rmSync(directory, { recursive: true }))
const days = [simulated(5_000_000, 3)]
const numbersIn = (name: string): Float32Array =>
  new Float32Array(new Uint8Array(readFileSync(join(directory, name))).buffer)

test('every row of windows has a class, a person and as many features as the engine computes', () => {
  const { rows, people } = writeWindows(directory, days, staying.pauseMin)
  expect(people).toHaveLength(3)
  expect(rows).toBeGreaterThan(100)
  expect(numbersIn('windows.features.f32')).toHaveLength(rows * windowFeatureNames.length)
  const about = numbersIn('windows.rows.f32')
  for (let row = 0; row < rows; row++) {
    expect(about[row * 4]).toBeLessThan(5)
    expect(about[row * 4 + 1]).toBeLessThan(people.length)
    expect(about[row * 4 + 3]).toBeGreaterThan(0)
  }
})

test('sections are described from decoders chosen by person', () => {
  const asked = new Set<number>()
  const rows = writeSections(directory, days, (person) => {
    asked.add(person)
    return shippedModel()
  })
  expect([...asked].sort()).toEqual([0, 1, 2])
  expect(numbersIn('sections.features.f32')).toHaveLength(rows * sectionFeatureCount)
})

test('the trainer is told which people nobody told what to label', () => {
  const few = simulated(5_000_000, 1)
  writeWindows(directory, [few, { ...few, name: 'untold', tellsStops: true }], staying.pauseMin)
  expect(JSON.parse(readFileSync(join(directory, 'matrix.json'), 'utf8')).untold).toEqual([false, true])
})
