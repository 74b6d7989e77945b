/** The engine: columns in memory to the analysis document, step by step, beside a browser's worker, and as a command. */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { analyse } from '../../shared/analysis/analyse.ts'
import { writeModel } from '../../shared/engine/model/mode-model.ts'
import { shippedModel } from '../../shared/engine/model/shipped-model.ts'
import { modelFeatureNames } from '../../shared/engine/model-features.ts'
import type { Network } from '../../shared/engine/network.ts'
import { defaultFactorSet } from '../../shared/footprint/registry.ts'
import { gtfsOfLaRochelle } from '../../shared/simulation/feed.ts'
import type { Trace } from '../../shared/trace/trace.ts'
import { readGtfs } from '../../shared/transit/gtfs.ts'
import { readNetwork } from '../../shared/transit/network.ts'
import { writeNetwork } from '../../shared/transit/network-file.ts'
import { bytesSource } from '../../shared/transit/zip.ts'
import { csvOf } from '../fix-files.ts'
import { everyMinute, everySecond, mixed, repeated, simulatedFixes } from './simulated-traces.ts'
import { best, stageTimes, windowCount } from './stages.ts'
import type { Table } from './table.ts'
import { duration, grouped } from './table.ts'

const sizes = [10_000, 100_000, 1_000_000, 10_000_000]
/** The longest trace is measured once, and only where it will take less than half a minute. */
const longest = 10_000_000
const mostMs = 30_000
const stageSize = 100_000
/** Size of the trace that other programs were measured with (DESIGN: budgets). */
const commandSize = 371_163
const command = fileURLToPath(new URL('../sillage.mjs', import.meta.url))

export async function engineTables(): Promise<Table[]> {
  const second = everySecond()
  const kinds = {
    'a fix a second': second,
    'a fix a minute': everyMinute(second),
    'all kinds of phones': mixed(),
  }
  const network = networkOfLaRochelle()
  const { browserTable } = await import('./browser.ts')
  return [
    ...Object.entries(kinds).map(([name, trace]) => growth(name, trace, network)),
    stages(kinds),
    await browserTable(),
    modelSizes(),
    wholeProcess(),
  ]
}

function networkOfLaRochelle(): Network {
  const { feed } = readGtfs(bytesSource(gtfsOfLaRochelle()), 'town')
  return readNetwork(writeNetwork([feed]))
}

function growth(name: string, trace: Trace, network: Network): Table {
  let above: number | undefined
  const rows = sizes.flatMap((size) => {
    if (above !== undefined && above * size > mostMs) return []
    const part = repeated(trace, size)
    const times = size === longest ? 1 : undefined
    const run = (aids: { network?: Network }) =>
      best(() => analyse(part, { read: size, invalid: 0, duplicate: 0 }, defaultFactorSet, aids), times)
    const ms = run({})
    const withNetworkMs = run({ network })
    const grown = above === undefined ? '' : `× ${(ms / size / above).toFixed(2)}`
    above = ms / size
    return [[grouped(size), duration(ms), perSecond(size, ms), grown, perSecond(size, withNetworkMs)]]
  })
  return {
    title: `Engine, ${name}: columns in memory to document (budget: 1,000,000 fixes/s, linear)`,
    head: [
      'fixes',
      'time',
      'fixes/s',
      'time per fix, against the row above',
      'fixes/s with a transit network',
    ],
    rows,
  }
}

const perSecond = (count: number, ms: number): string => grouped((count / ms) * 1000)

function stages(kinds: Readonly<Record<string, Trace>>): Table {
  const parts = Object.values(kinds).map((trace) => repeated(trace, stageSize))
  const columns = parts.map((part) => stageTimes(part))
  const names = Object.keys(columns[0] ?? {})
  const total = columns.map((times) => Object.values(times).reduce((sum, ms) => sum + ms, 0))
  return {
    title: `Engine, step by step: ${grouped(stageSize)} fixes, best of 3`,
    head: ['step', ...Object.keys(kinds)],
    rows: [
      ...names.map((name) => [name, ...columns.map((times) => duration(times[name] ?? 0))]),
      ['all', ...total.map(duration)],
      ['windows that the model judges', ...parts.map((part) => grouped(windowCount(part)))],
    ],
  }
}

function modelSizes(): Table {
  const bytes = writeModel(shippedModel(), modelFeatureNames)
  const kilobytes = (size: number): string => `${(size / 1000).toFixed(1)} kB`
  return {
    title: 'Mode model (budget: 300 kB compressed)',
    head: ['as it is', 'gzip', 'brotli', 'nodes'],
    rows: [
      [
        kilobytes(bytes.length),
        kilobytes(gzipSync(bytes, { level: 9 }).length),
        kilobytes(brotliCompressSync(bytes).length),
        grouped(shippedModel().windows.feature.length + shippedModel().sections.feature.length),
      ],
    ],
  }
}

function wholeProcess(): Table {
  const directory = mkdtempSync(join(tmpdir(), 'sillage-bench-'))
  try {
    const csv = join(directory, 'trace.csv')
    const output = join(directory, 'analysis.json')
    writeFileSync(csv, csvOf(simulatedFixes(commandSize)))
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
