/** `npm run simulate`: one person as ever, and a city into a folder. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { communeZones } from '../../shared/simulation/city/zones.ts'

const script = join(import.meta.dirname, '../../scripts/simulate.ts')
const simulate = (...args: string[]) => spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })
let folder = ''
const path = (...names: string[]): string => join(folder, ...names)
const read = (...names: string[]): string => readFileSync(path(...names), 'utf8')

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sillage-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a city becomes a folder: zones, and an analysis document per person', () => {
  const args = ['--people', '3', '--months', '2026-01,2026-02', '--seed', '4']
  const { status, stdout } = simulate(...args, '--out', path('city', 'deep'))
  const files = readdirSync(path('city', 'deep')).sort()
  expect(files).toEqual(['trips-00001.json', 'trips-00002.json', 'trips-00003.json', 'zones.geojson'])
  expect(JSON.parse(read('city', 'deep', 'zones.geojson'))).toEqual(communeZones())
  const people = files.slice(0, 3).map((name) => JSON.parse(read('city', 'deep', name)))
  for (const person of people)
    expect(person).toMatchObject({
      schema: 'sillage/analysis@1',
      fixes: { read: 0 },
      places: expect.arrayContaining([expect.objectContaining({ id: 'home', role: 'home' })]),
    })
  const trips = people.reduce((sum, person) => sum + person.trips.length, 0)
  expect([status, stdout]).toEqual([0, `3 people, ${trips} trips\n`])
})

test('with --fixes, what their phones record can be analysed', () => {
  const args = ['--people', '1', '--months', '2026-03', '--fixes', '--every', '30', '--zones', 'grid:3']
  expect(simulate(...args, '--out', path('fixes')).status).toBe(0)
  expect(JSON.parse(read('fixes', 'zones.geojson')).features).toHaveLength(9)
  const sillage = join(import.meta.dirname, '../../scripts/sillage.mjs')
  const { stdout } = spawnSync(
    process.execPath,
    [sillage, 'analyse', path('fixes', 'fixes-00001.csv'), '--json'],
    {
      encoding: 'utf8',
      maxBuffer: 1e8,
    },
  )
  const [found, truth] = [JSON.parse(stdout), JSON.parse(read('fixes', 'trips-00001.json'))]
  const home = truth.places.find((place: { role?: string }) => place.role === 'home')
  const foundHome = found.places.find((place: { role?: string }) => place.role === 'home')
  expect(foundHome.lat).toBeCloseTo(home.lat, 3)
  expect(foundHome.lon).toBeCloseTo(home.lon, 3)
})

test('one person is simulated as before', () => {
  const { status, stdout } = simulate('--days', '1', '--every', '60', '--csv', path('day.csv'))
  const fixes = read('day.csv').trimEnd().split('\n').length - 1
  expect([status, stdout]).toEqual([0, expect.stringMatching(new RegExp(`^${fixes} fixes, \\d+ trips\n$`))])
})

test.each([
  [['--people', '3', '--months', '2026-01'], '--people needs --months and --out'],
  [['--people', '0', '--months', '2026-01', '--out', 'OUT'], 'whole number from 1'],
  [['--people', '3', '--months', '2026-13', '--out', 'OUT'], 'written as 2026-05'],
  [['--people', '3', '--months', '2026-02,2026-01', '--out', 'OUT'], 'in order'],
  [['--people', '3', '--months', '2026-01', '--out', 'OUT', '--zones', 'blocks'], 'Zones are called'],
  [['--people', '3', '--months', '2026-01', '--out', 'OUT', '--zones', 'grid:0'], 'from 1 to 44'],
  [['--people', '3', '--months', '2026-01', '--out', 'OUT', '--every', '9'], '--every needs --fixes'],
  [['--people', '3', '--months', '2026-01', '--out', 'OUT', '--csv', 'x.csv'], 'for one person'],
  [['--months', '2026-01'], 'for many people'],
])('%j is refused in one line, and nothing is written', (args, reason) => {
  const out = path('refused')
  const { status, stdout, stderr } = simulate(...args.map((arg) => (arg === 'OUT' ? out : arg)))
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(reason)])
  expect(existsSync(out)).toBe(false)
})
