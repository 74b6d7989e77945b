/** What counts as the client's first load. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { clientTables } from '../../scripts/bench/client.ts'

function site(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'sillage-test-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  mkdirSync(join(directory, 'assets'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content)
  return directory
}

const namesOf = (rows: readonly (readonly (string | number)[])[] | undefined) =>
  rows?.map((row) => row[0]).sort()

test('the first load is the page, what it names and what its scripts import at once', async () => {
  const directory = site({
    'index.html':
      '<link rel="stylesheet" href="/assets/a.css"><script type="module" src="/assets/a.js"></script><a href="#x">x</a>',
    'assets/a.css': 'p{}',
    'assets/a.js': 'import{x}from"./b.js";import("./late.js")',
    'assets/b.js': 'import "./c.js"',
    'assets/c.js': '',
    'assets/late.js': '',
    'assets/a.js.br': 'a copy',
  })
  const [first, later] = await clientTables(directory)
  expect(namesOf(first?.rows)).toEqual([
    'all',
    'assets/a.css',
    'assets/a.js',
    'assets/b.js',
    'assets/c.js',
    'index.html',
  ])
  expect(namesOf(later?.rows)).toEqual(['all', 'assets/late.js'])
})

test('a client that was not built is not measured', async () => {
  await expect(clientTables('/nowhere')).rejects.toThrow('not built')
})
