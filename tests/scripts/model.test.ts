import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvOf } from '../../scripts/fix-files.ts'
import type { AnalysisDocument } from '../../shared/analysis/document.ts'
import { fixesOf, move, stay } from '../shared/engine/journey.ts'
import { stubbornModel } from '../shared/engine/model/stubborn-model.ts'

const command = join(import.meta.dirname, '../../scripts/sillage.mjs')
let folder = ''
const path = (name: string): string => join(folder, name)
const { MODEL_FILE: _, ...clean } = process.env
const sillage = (args: string[], environment: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [command, ...args], {
    encoding: 'utf8',
    env: { ...clean, ...environment },
  })
const analysis = (args: string[], environment?: NodeJS.ProcessEnv): AnalysisDocument =>
  JSON.parse(sillage(['analyse', path('day.csv'), '--json', ...args], environment).stdout)
const modesOf = ({ trips }: AnalysisDocument) => trips.flatMap(({ sections }) => sections.map((s) => s.mode))

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sillage-model-'))
  writeFileSync(path('day.csv'), csvOf(fixesOf([stay(60), move(9, 15), stay(60)])))
  writeFileSync(path('buses.model'), stubbornModel('buses', 'bus'))
  writeFileSync(path('rails.model'), stubbornModel('rails', 'rail'))
  writeFileSync(path('letter.txt'), 'Dear friend, how are you?')
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a model that is named judges in place of the shipped one, and the document says which', () => {
  const own = analysis(['--model', path('buses.model')])
  expect(own.engine.model).toBe('buses')
  expect(modesOf(own)).toContain('bus')
  expect(analysis([]).engine.model).not.toBe('buses')
})

test('MODEL_FILE names a model too, and --model goes before it', () => {
  const environment = { MODEL_FILE: path('buses.model') }
  expect(analysis([], environment).engine.model).toBe('buses')
  expect(analysis(['--model', path('rails.model')], environment).engine.model).toBe('rails')
  expect(analysis([], { MODEL_FILE: '' }).engine.model).not.toBe('buses')
})

test.each([
  ['letter.txt', 'not a mode model'],
  ['missing.model', 'no such file'],
])('%s is refused in one line', (name, reason) => {
  const { status, stdout, stderr } = sillage(['analyse', path('day.csv'), '--model', path(name)])
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(reason)])
})
