/** The engine: columns in memory to the analysis document, and the whole command on a file. */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { analyse } from '../../shared/analysis/analyse.ts'
import { defaultFactorSet } from '../../shared/footprint/registry.ts'
import type { Fix, Trace } from '../../shared/trace/trace.ts'
import { slice, TraceBuilder } from '../../shared/trace/trace.ts'
import { csvOf } from '../fix-files.ts'
import { simulatedFixes } from './simulated-traces.ts'
import type { Table } from './table.ts'
import { duration, grouped } from './table.ts'

const sizes = [10_000, 100_000, 1_000_000]
/** Size of the trace that other programs were measured with (DESIGN: budgets). */
const commandSize = 371_163
const runs = 3
const command = fileURLToPath(new URL('../sillage.mjs', import.meta.url))

export async function engineTables(): Promise<Table[]> {
  const fixes = simulatedFixes(Math.max(...sizes))
  const builder = new TraceBuilder()
  for (const fix of fixes) builder.add(fix)
  return [inMemory(builder.build()), wholeProcess(fixes)]
}

/** The shortest of some runs: what the machine can do when nothing else wants it. */
function best(work: () => void): number {
  let shortest = Infinity
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    work()
    shortest = Math.min(shortest, performance.now() - start)
  }
  return shortest
}

function inMemory(trace: Trace): Table {
  const rows = sizes.map((size) => {
    const part = slice(trace, 0, size)
    const ms = best(() => analyse(part, { read: size, invalid: 0, duplicate: 0 }, defaultFactorSet))
    return { size, ms }
  })
  return {
    title: 'Engine: columns in memory to analysis (budget: 1,000,000 fixes/s, linear)',
    head: ['fixes', 'best of 3', 'fixes/s', 'time per fix, against the row above'],
    rows: rows.map(({ size, ms }, k) => {
      const above = rows[k - 1]
      const growth = above === undefined ? '' : `× ${(ms / size / (above.ms / above.size)).toFixed(2)}`
      return [grouped(size), duration(ms), grouped((size / ms) * 1000), growth]
    }),
  }
}

function wholeProcess(fixes: readonly Fix[]): Table {
  const directory = mkdtempSync(join(tmpdir(), 'sillage-bench-'))
  try {
    const csv = join(directory, 'trace.csv')
    const output = join(directory, 'analysis.json')
    writeFileSync(csv, csvOf(fixes.slice(0, commandSize)))
    const run = (args: string[]): number => best(() => runCommand(args, output))
    const start = run(['--help'])
    const ms = run(['analyse', csv, '--json'])
    return {
      title: `sillage analyse on a CSV of ${grouped(commandSize)} fixes (budget: 0.8 s)`,
      head: ['what', 'best of 3'],
      rows: [
        ['whole process', duration(ms)],
        ['the same process doing nothing (--help)', duration(start)],
        ['size of the CSV', `${grouped(statSync(csv).size / 1000)} kB`],
        ['size of the document', `${grouped(statSync(output).size / 1000)} kB`],
      ],
    }
  } finally {
    rmSync(directory, { recursive: true })
  }
}

function runCommand(args: readonly string[], output: string): void {
  const out = openSync(output, 'w')
  const { status } = spawnSync(process.execPath, [command, ...args], { stdio: ['ignore', out, 'inherit'] })
  closeSync(out)
  if (status !== 0) throw new Error(`sillage ended with status ${status}.`)
}
