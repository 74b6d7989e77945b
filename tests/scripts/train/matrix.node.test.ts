import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { rightlyDecodedS, writeSections, writeWindows } from '../../../scripts/train/matrix.ts'
import { simulated } from '../../../scripts/train/simulator.ts'
import { readModel } from '../../../shared/engine/model/mode-model.ts'
import { shippedModel } from '../../../shared/engine/model/shipped-model.ts'
import { modelFeatureNames } from '../../../shared/engine/model-features.ts'
import { sectionFeatureCount } from '../../../shared/engine/section-features.ts'
import { windowFeatureNames } from '../../../shared/engine/windows.ts'
import { fixesOf, morningMs, move, stay, traceOf } from '../../shared/engine/journey.ts'
import { stubbornModel } from '../../shared/engine/model/stubborn-model.ts'

const directory = mkdtempSync(join(tmpdir(), 'sillage-matrix-'))
afterAll(() => rmSync(directory, { recursive: true }))
const days = [simulated(5_000_000, 3)]
const numbersIn = (name: string): Float32Array =>
  new Float32Array(new Uint8Array(readFileSync(join(directory, name))).buffer)

test('every row of windows has a class, a person and as many features as the engine computes', () => {
  const { rows, people } = writeWindows(directory, days)
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

test('decoders are judged by the seconds that they name as the labels do', () => {
  const trace = traceOf(fixesOf([stay(60), move(9, 15), stay(60)]))
  const hour = 3_600_000
  const labels = [{ startMs: morningMs, endMs: morningMs + 3 * hour, mode: 'bus' as const }]
  const recordings = () => [{ person: 'anna', trace, labels }]
  const asked: string[] = []
  const rightS = (always: 'bus' | 'car') =>
    rightlyDecodedS([{ name: 'ours', licence: 'ours', weight: 1, recordings }], (person) => {
      asked.push(person)
      return readModel(new Uint8Array(stubbornModel('x', always)), modelFeatureNames)
    })
  expect(rightS('car')).toBe(0)
  expect(Math.abs(rightS('bus') - 15 * 60)).toBeLessThan(60)
  expect(asked).toEqual(['ours: anna', 'ours: anna'])
})
