import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixesOf, move, stay } from '../shared/engine/journey.ts'

const command = join(import.meta.dirname, '../../scripts/sillage.mjs')
let folder = ''
const path = (name: string): string => join(folder, name)
const sillage = (...args: string[]) => spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sillage-'))
  const day = fixesOf([stay(60), move(9, 15), stay(60)])
  const rows = day.map((fix) => `${fix.timeMs / 1000},${fix.latDeg},${fix.lonDeg}`)
  const half = rows.length >> 1
  const header = 't,lat,lon\n'
  writeFileSync(path('day.csv'), header + rows.join('\n'))
  writeFileSync(path('morning.csv'), header + rows.slice(0, half + 9).join('\n'))
  writeFileSync(path('evening.csv'), header + rows.slice(half).join('\n'))
  writeFileSync(path('empty.csv'), '')
  writeFileSync(path('header.csv'), header)
  writeFileSync(path('other.txt'), 'once upon a time')
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a file becomes one analysis document', () => {
  const { status, stdout, stderr } = sillage('analyse', path('day.csv'), '--json')
  expect([status, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toMatchObject({ schema: 'sillage/analysis@1', stays: [{}, {}], trips: [{}] })
})

test('two halves that overlap are one day', () => {
  const whole = JSON.parse(sillage('analyse', path('day.csv')).stdout)
  const halves = JSON.parse(sillage('analyse', path('evening.csv'), path('morning.csv')).stdout)
  expect(halves).toMatchObject({
    stays: whole.stays,
    trips: whole.trips,
    fixes: { dropped: { duplicate: 9 } },
  })
})

test('text for people, GeoJSON for maps', () => {
  expect(sillage('analyse', '--text', path('day.csv')).stdout).toContain('2 stays, 1 trips')
  expect(JSON.parse(sillage('analyse', '--geojson', path('day.csv')).stdout)).toMatchObject({
    type: 'FeatureCollection',
  })
})

test('reasons are text, on a terminal or not; other outputs have none', () => {
  const text = sillage('analyse', '--text', path('day.csv')).stdout
  const { stdout } = sillage('analyse', path('day.csv'), '--why')
  expect(stdout.length).toBeGreaterThan(text.length)
  expect(stdout).toContain('2 stays, 1 trips')
  expect(sillage('analyse', path('day.csv'), '--json', '--why')).toMatchObject({ status: 2, stdout: '' })
})

test.each([
  ['missing.csv', 'no such file'],
  ['empty.csv', 'the file is empty'],
  ['header.csv', 'no fix'],
  ['other.txt', 'not a format'],
  ['.', 'is a directory'],
])('%s is refused in one line that says why', (name, reason) => {
  const { status, stdout, stderr } = sillage('analyse', path('day.csv'), path(name))
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(reason)])
  expect(stderr).toContain(path(name))
})

test('an unknown option, no file, and an unknown task are refused', () => {
  for (const args of [['analyse', '--yaml', path('day.csv')], ['analyse'], ['paint'], []]) {
    const { status, stdout, stderr } = sillage(...args)
    expect([status, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1])
  }
})
