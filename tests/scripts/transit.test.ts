import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvOf } from '../../scripts/fix-files.ts'
import { feedTables, gtfsOfLaRochelle, zipFeed } from '../../shared/simulation/feed.ts'
import { simulate } from '../../shared/simulation/simulate.ts'

const command = join(import.meta.dirname, '../../scripts/sillage.mjs')
let folder = ''
const path = (name: string): string => join(folder, name)
const sillage = (...args: string[]) =>
  spawnSync(process.execPath, [command, ...args], {
    encoding: 'utf8',
    env: { ...process.env, SILLAGE_DATA: folder },
  })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sillage-transit-'))
  writeFileSync(path('town.zip'), gtfsOfLaRochelle())
  writeFileSync(path('stops-only.zip'), zipFeed({ 'stops.txt': feedTables()['stops.txt']! }))
  const lost = gtfsOfLaRochelle().slice()
  lost.fill(0xff, lost.length - 12, lost.length - 6)
  writeFileSync(path('lost.zip'), lost)
  writeFileSync(path('letter.txt'), 'Dear friend')
})
afterAll(() => rmSync(folder, { recursive: true }))

test('feeds are added with a report, listed, replaced by name and removed', () => {
  const { status, stdout, stderr } = sillage('transit', 'add', path('town.zip'), path('stops-only.zip'))
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toContain('shapes.txt: not there')
  expect(stdout).toContain('Check the licence')
  const bytes = readFileSync(path('transit.sillage'))
  expect(sillage('transit', 'add', path('town.zip')).status).toBe(0)
  expect(readFileSync(path('transit.sillage'))).toEqual(bytes)
  expect(sillage('transit', 'list').stdout.split('\n')).toEqual([
    expect.stringMatching(/^stops-only: .* no lines/),
    expect.stringMatching(/^town: .* by Simulated lines$/),
    '',
  ])
  expect(sillage('transit', 'remove', 'stops-only').status).toBe(0)
  expect(sillage('transit', 'list').stdout).toMatch(/^town: [^\n]*\n$/)
})

test('a reader who has heard enough stops neither the work nor its end', async () => {
  const args = [command, 'transit', 'add', path('town.zip'), '--to', path('unheard.sillage')]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.destroy()
  const [complaint, [status]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  expect([status, complaint]).toEqual([0, ''])
  expect(readFileSync(path('unheard.sillage')).length).toBeGreaterThan(0)
})

test('an archive whose directory claims gigabytes is searched for its files', () => {
  const { stdout, stderr } = sillage('transit', 'add', path('lost.zip'), '--to', path('lost.sillage'))
  expect(stderr).toBe('')
  expect(stdout).toContain('4 train')
})

test('an analysis with the network names trains and buses', () => {
  const days = simulate({ seed: 6, firstDay: '2026-05-04', days: 7, everyS: 10 })
  writeFileSync(path('week.csv'), csvOf(days.fixes))
  expect(sillage('transit', 'add', path('town.zip'), '--to', path('town.sillage')).status).toBe(0)
  const { stdout, stderr } = sillage('analyse', path('week.csv'), '--transit', path('town.sillage'), '--json')
  expect(stderr).toBe('')
  const lines = [...stdout.matchAll(/"mode":"(\w+)","line":"([^"]+)"/g)].map(([, mode, line]) => [mode, line])
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.every(([mode]) => mode === 'bus' || mode === 'train')).toBe(true)
})

test.each([
  [['transit', 'add', 'letter.txt'], 'not a zip archive'],
  [['transit', 'add', 'missing.zip'], 'no such file'],
  [['transit', 'remove', 'nobody'], 'no feed is called'],
  [['transit', 'add', 'town.zip', '--mode', 'sledge'], '--mode is one of'],
  [['transit', 'list', '--to', 'letter.txt'], 'not a transit network'],
  [['transit', 'paint'], 'usage'],
  [['transit'], 'usage'],
  [['analyse', 'letter.txt', '--transit'], '--transit needs a file'],
])('%j is refused in one line that says why', (args, reason) => {
  const { status, stderr } = sillage(...args.map((arg) => (/\.\w+$/.test(arg) ? path(arg) : arg)))
  expect(status).toBe(2)
  expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(reason)])
})
