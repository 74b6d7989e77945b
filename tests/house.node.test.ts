/** The house keeps its rules, and the rules catch those who do not. */
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { importsOf, sourceFiles, violations, violationsOf } from '../scripts/rules.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

test('every source file keeps the rules of the house', () => {
  expect(sourceFiles(root).length).toBeGreaterThan(20)
  expect(violations(root)).toEqual([])
})

test('every way to import is seen, and text that looks like one is not', () => {
  const source = [
    "import a from './a.ts'",
    "import type { B,\n  C } from './b.ts'",
    "import './c.ts'",
    "export { d } from './d.ts'",
    "export * from './e.ts'",
    "const f = await import('./f.ts')",
    "export const g = 'from ./g.ts'",
    "const h = 'import'",
  ].join('\n')
  expect(importsOf(source)).toEqual(['./a.ts', './b.ts', './c.ts', './d.ts', './e.ts', './f.ts'])
})

describe('a planted fault is caught', () => {
  const long = 'export {}\n'.repeat(301)
  test.each([
    ['shared imports the server', 'shared/vault/x.ts', "import { a } from '../../server/store/a.ts'"],
    ['shared imports the client', 'shared/api/x.ts', "import type { A } from '../../client/a.ts'"],
    ['the engine imports more than traces', 'shared/engine/x.ts', "import { f } from '../footprint/f.ts'"],
    ['the engine imports a package', 'shared/engine/x.ts', "import { lineString } from '@turf/turf'"],
    ['shared imports Node', 'shared/formats/x.ts', "import { readFileSync } from 'node:fs'"],
    ['shared imports Node by an old name', 'shared/formats/x.ts', "import { readFileSync } from 'fs'"],
    ['the server imports the client', 'server/x.ts', "import('../client/main.ts')"],
    ['the client imports the server', 'client/x.tsx', "export { a } from '../server/a.ts'"],
    ['the client imports a server package', 'client/x.tsx', "import Database from 'better-sqlite3'"],
    ['a room takes what the table does not give', 'shared/phones/x.ts', "import '../vault/keys.ts'"],
    ['a file stands nowhere', 'shared/attic/x.ts', "import './y.ts'"],
    ['a file is long', 'scripts/x.ts', long],
    ['shared has a default export', 'shared/trace/x.ts', 'export default 1'],
    ['work is left undone', 'server/x.ts', `// ${'TO'}${'DO'}: later`],
    ['the engine reads the clock', 'shared/engine/x.ts', 'const now = Date.now()'],
    ['the analysis rolls dice', 'shared/analysis/x.ts', 'Math.random()'],
    ['noise is drawn from dice', 'shared/research/mechanism/x.ts', 'Math.random()'],
    ['a trace is dated now', 'shared/trace/x.ts', 'new Date()'],
    ['a name says nothing', 'server/http/utils.ts', ''],
    ['a folder says nothing', 'shared/engine/helpers/x.ts', ''],
  ])('%s', (_name, path, source) => {
    expect(violationsOf(path, source)).toHaveLength(1)
  })
})

describe('what is allowed is not a fault', () => {
  test.each([
    ['shared/engine/x.ts', "import type { Trace } from '../trace/trace.ts'\nimport './modes/y.ts'"],
    ['shared/engine/modes/x.ts', "import '../segment.ts'\nconst at = new Date(startMs)"],
    ['server/x.ts', "import fs from 'node:fs'\nimport { z } from 'zod'\nimport '../shared/vault/keys.ts'"],
    ['scripts/x.ts', 'export {}\n'.repeat(300)],
    ['client/uncommon-view.tsx', 'export default 1'],
  ])('%s', (path, source) => {
    expect(violationsOf(path, source)).toEqual([])
  })
})
