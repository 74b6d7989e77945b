/** Ingest: one fix per request, acknowledged after fsync, beside a bare server that keeps the same bodies in clear. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { phonePath } from '../../shared/phones/phone.ts'
import { createBenchVault, deviceToken } from './bench-vault.ts'
import { startChild } from './child.ts'
import type { LoadOrder, LoadResult } from './load.ts'
import type { Table } from './table.ts'
import { duration, grouped } from './table.ts'

const plainServer = fileURLToPath(import.meta.resolve('./plain-server.ts'))
const ourServer = fileURLToPath(import.meta.resolve('../../server/main.ts'))
const loadProgram = fileURLToPath(import.meta.resolve('./load.ts'))

const connections = 32
const warmUpMs = 2000
const measureMs = 6000

export async function ingestTables(): Promise<Table[]> {
  const directory = mkdtempSync(join(tmpdir(), 'sillage-bench-'))
  try {
    const dataDirectory = join(directory, 'data')
    mkdirSync(dataDirectory)
    await createBenchVault(dataDirectory)
    const plain = await measure([plainServer, join(directory, 'plain.db')])
    const environment = {
      ...process.env,
      SILLAGE_DATA: dataDirectory,
      SILLAGE_PORT: '0',
      SILLAGE_LOG_LEVEL: 'error',
    }
    // Measured as from its second start on, when compiled code is kept in the data directory.
    await (await startChild([ourServer], environment)).stop()
    const ours = await measure([ourServer], environment)
    return [tableOf(ours, plain)]
  } finally {
    rmSync(directory, { recursive: true })
  }
}

interface Measurement extends LoadResult {
  readonly idleBytes: number
  readonly loadedBytes: number
}

async function measure(args: readonly string[], environment?: NodeJS.ProcessEnv): Promise<Measurement> {
  const server = await startChild(args, environment)
  try {
    const origin = new URL(/http:\S+/.exec(server.firstLine)?.[0] ?? '')
    const idleBytes = server.residentBytes()
    const result = await load({
      host: origin.hostname,
      port: Number(origin.port),
      path: phonePath('owntracks'),
      token: deviceToken,
      connections,
      warmUpMs,
      measureMs,
    })
    return { ...result, idleBytes, loadedBytes: server.residentBytes() }
  } finally {
    await server.stop()
  }
}

async function load(order: LoadOrder): Promise<LoadResult> {
  const child = spawn(process.execPath, [loadProgram, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (text) => {
    output += text
  })
  const [status] = await once(child, 'close')
  if (status !== 0) throw new Error('The load ended with a fault.')
  return JSON.parse(output)
}

function tableOf(ours: Measurement, plain: Measurement): Table {
  const row = (name: string, of: Measurement): string[] => [
    name,
    grouped(of.requests / of.seconds),
    duration(of.p50),
    duration(of.p99),
    grouped(of.failed),
    `${grouped(of.idleBytes / 1e6)} MB`,
    `${grouped(of.loadedBytes / 1e6)} MB`,
  ]
  const ratio = ours.requests / ours.seconds / (plain.requests / plain.seconds)
  return {
    title: `Ingest: ${connections} connections, fsync before every answer (budget: 2,000 requests/s, p99 50 ms, idle 120 MB)`,
    head: ['server', 'requests/s', 'p50', 'p99', 'failed', 'memory idle', 'after the load'],
    rows: [
      row('Sillage, sealed', ours),
      row('bare Express and SQLite, in clear', plain),
      ['Sillage against bare', `× ${ratio.toFixed(2)}`, '', '', '', '', ''],
    ],
  }
}
