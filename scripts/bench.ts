/**
 * Measures what the budgets promise and prints Markdown tables: `npm run bench`, or a part of it,
 * `node scripts/bench.ts engine`. Compare within one run: the machine decides the absolute figures.
 */
import { availableParallelism, cpus } from 'node:os'
import type { Table } from './bench/table.ts'
import { markdown } from './bench/table.ts'

/** Every part by name; each loads only what it measures. */
const parts: Readonly<Record<string, () => Promise<Table[]>>> = {
  engine: async () => (await import('./bench/engine.ts')).engineTables(),
  ingest: async () => (await import('./bench/ingest.ts')).ingestTables(),
  processing: async () => (await import('./bench/processing.ts')).processingTables(),
  'at-rest': async () => (await import('./bench/at-rest.ts')).atRestTables(),
  client: async () => (await import('./bench/client.ts')).clientTables(),
  'large-file': async () => [await (await import('./bench/large-file.ts')).largeFileTable()],
  'client-use': async () => [await (await import('./bench/client-use.ts')).clientUseTable()],
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(parts, name))
if (unknown.length > 0) {
  process.stderr.write(`There is no such part; parts are: ${Object.keys(parts).join(', ')}.\n`)
  process.exitCode = 2
} else {
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${availableParallelism()} cores`
  process.stdout.write(`Node ${process.version}, ${machine}\n\n`)
  for (const [name, measure] of Object.entries(parts))
    if (wanted.length === 0 || wanted.includes(name))
      process.stdout.write((await measure()).map((table) => `${markdown(table)}\n`).join(''))
}
