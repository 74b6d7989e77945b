/**
 * The rules of the house that a machine can check: which room may stand on which, and how files are kept.
 * `npm run rules` prints what breaks them and fails; tests/house.node.test.ts runs the same function.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a room may import beside itself: other rooms, npm packages, and whether Node's own modules. */
interface Room {
  readonly rooms: readonly string[]
  readonly packages: readonly string[]
  readonly node?: boolean
}

const everyShared = ['shared']
/** What stands under whatever works on analysed trips. */
const analysed = ['shared/trace', 'shared/engine', 'shared/footprint', 'shared/analysis']
const anything = '*'

/** A file belongs to the longest name here that its path starts with; `shared` stands for all its rooms. */
export const rooms: Readonly<Record<string, Room>> = {
  'shared/trace': { rooms: [], packages: ['fflate'] },
  'shared/engine': { rooms: ['shared/trace'], packages: [] },
  'shared/transit': { rooms: ['shared/trace', 'shared/engine'], packages: ['fflate', 'flatbush'] },
  'shared/footprint': { rooms: ['shared/trace', 'shared/engine'], packages: [] },
  'shared/analysis': {
    rooms: ['shared/trace', 'shared/engine', 'shared/footprint'],
    packages: ['@photostructure/tz-lookup', 'luxon'],
  },
  'shared/personal': { rooms: analysed, packages: [] },
  'shared/words': { rooms: analysed, packages: [] },
  'shared/formats': { rooms: ['shared/trace'], packages: ['fflate', 'saxes'] },
  'shared/phones': { rooms: ['shared/trace'], packages: [] },
  'shared/exports': { rooms: analysed, packages: ['@turf/turf', 'fflate', 'luxon'] },
  'shared/vault': {
    rooms: [...analysed, 'shared/phones', 'shared/api/refusal.ts'],
    packages: ['@scure/bip39', 'fflate', 'hash-wasm', 'libsodium-wrappers', 'luxon'],
  },
  'shared/archive': {
    rooms: [...analysed, 'shared/vault', 'shared/research/own-studies.ts', 'shared/api/journal.ts'],
    packages: ['fflate', 'luxon', 'zod'],
  },
  'shared/sharing': {
    rooms: [...analysed, 'shared/vault', 'shared/api/refusal.ts'],
    packages: ['fflate', 'luxon', 'zod'],
  },
  'shared/coach': { rooms: analysed, packages: [] },
  'shared/research': {
    rooms: [
      ...analysed,
      'shared/vault',
      'shared/exports/csv-table.ts',
      'shared/transit/csv-rows.ts',
      'shared/api/refusal.ts',
    ],
    packages: ['@turf/turf', 'fflate', 'hyparquet-writer', 'jose', 'luxon', 'zod'],
  },
  'shared/api': {
    rooms: ['shared/vault', 'shared/phones', 'shared/engine', 'shared/footprint'],
    packages: ['zod'],
  },
  'shared/simulation': { rooms: [...analysed, 'shared/phones'], packages: ['fflate', 'luxon'] },
  server: {
    rooms: [...everyShared, 'package.json'],
    packages: [
      'better-sqlite3',
      'express',
      'express-rate-limit',
      'helmet',
      'jose',
      'libsodium-wrappers',
      'pino',
      'pmtiles',
      'zod',
    ],
    node: true,
  },
  client: {
    rooms: everyShared,
    packages: [
      '@mapbox/vector-tile',
      '@preact/signals',
      '@scure/bip39',
      '@turf/turf',
      'luxon',
      'pbf',
      'preact',
      'preact-iso',
      'topojson-client',
      'uqr',
      'vite',
    ],
  },
  // Vite reads its settings in Node.
  'client/vite.config.ts': { rooms: [], packages: [anything], node: true },
  scripts: { rooms: ['shared', 'server', 'client'], packages: [anything], node: true },
  tests: { rooms: ['shared', 'server', 'client', 'scripts'], packages: [anything], node: true },
}

/** Rooms whose results depend on their input alone. */
const pureRooms = [
  'shared/engine/',
  'shared/trace/',
  'shared/footprint/',
  'shared/analysis/',
  'shared/coach/',
  'shared/personal/',
  'shared/research/mechanism/',
  'shared/words/',
]

const maxLines = 300
/** Tables are read by looking a row up: cutting one in two would only hide half of it. */
const tables = ['shared/api/contract.ts', 'client/words/']
const importPattern =
  /^\s*(?:(?:import|export)\b[^'";=]*?\bfrom\s*|import\s*)['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm
const unfinishedPattern = /\b(?:TO[D]O|FIX[M]E)\b/
const clockPattern = /\b(?:Date\.now|Math\.random|new Date\(\s*\))/
const vagueNamePattern = /(?:^|[/-])(?:utils?|helpers?|common|misc)(?:[./-]|$)/
const nodeModules = new Set(builtinModules)

/** Everything that a file imports, as written. */
export const importsOf = (source: string): string[] =>
  [...source.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? '')

/** What is wrong with one file, a line each; `path` is relative to the repository, with slashes. */
export function violationsOf(path: string, source: string): string[] {
  const wrong = (what: string): string => `${path}: ${what}`
  const found = importsOf(source).flatMap((name) => {
    const fault = importFault(path, name)
    return fault === undefined ? [] : [wrong(fault)]
  })
  const lines = source.split('\n').length - (source.endsWith('\n') ? 1 : 0)
  if (lines > maxLines && !tables.some((table) => path.startsWith(table)))
    found.push(wrong(`has ${lines} lines, more than ${maxLines}`))
  if (path.startsWith('shared/') && /^export default\b/m.test(source))
    found.push(wrong('has a default export'))
  if (unfinishedPattern.test(source)) found.push(wrong('holds a note of unfinished work'))
  if (pureRooms.some((room) => path.startsWith(room)) && clockPattern.test(source))
    found.push(wrong('reads a clock or rolls dice'))
  if (vagueNamePattern.test(path)) found.push(wrong('has a name that says nothing'))
  return found
}

function importFault(path: string, name: string): string | undefined {
  const room = roomOf(path)
  if (room === undefined) return 'stands in no room of the table'
  const allowed = rooms[room]!
  if (name.startsWith('.')) {
    const target = posix.join(posix.dirname(path), name)
    const isOwn = roomOf(target) === room
    const isOpen = allowed.rooms.some((open) => target === open || target.startsWith(`${open}/`))
    return isOwn || isOpen ? undefined : `may not import ${target}`
  }
  if (name.startsWith('node:') || nodeModules.has(name))
    return allowed.node === true ? undefined : `may not import ${name}`
  const [scope, rest] = name.split('/')
  const packageName = name.startsWith('@') ? `${scope}/${rest}` : scope!
  const isAllowed = allowed.packages.includes(packageName) || allowed.packages.includes(anything)
  return isAllowed ? undefined : `may not import the package ${packageName}`
}

const roomOf = (path: string): string | undefined =>
  Object.keys(rooms)
    .filter((room) => path === room || path.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0]

/** Every source file of the repository at `root`, relative to it. */
export function sourceFiles(root: string): string[] {
  return ['shared', 'server', 'client', 'scripts', 'tests'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
      .map((name) => posix.join(top, name.replaceAll('\\', '/')))
      .filter((name) => /\.(?:ts|tsx|mjs)$/.test(name) && !/(?:^|\/)(?:dist|node_modules)\//.test(name)),
  )
}

/** All that breaks a rule in the repository at `root`. */
export const violations = (root: string): string[] =>
  sourceFiles(root).flatMap((path) => violationsOf(path, readFileSync(join(root, path), 'utf8')))

if (import.meta.main) {
  const found = violations(fileURLToPath(new URL('..', import.meta.url)))
  process.stdout.write(found.map((line) => `${line}\n`).join(''))
  process.exitCode = found.length === 0 ? 0 : 1
}
