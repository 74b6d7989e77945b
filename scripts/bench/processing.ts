/** Processing: how much memory the child process takes that opens an inbox with an owner's keys, and how long. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { openStores } from '../../server/store/open-store.ts'
import type { Fix } from '../../shared/trace/trace.ts'
import { encodeBundle } from '../../shared/vault/bundle.ts'
import type { BenchVault } from './bench-vault.ts'
import { createBenchVault, fillInbox, vaultId } from './bench-vault.ts'
import { residentBytes } from './child.ts'
import { simulatedFixes } from './simulated-traces.ts'
import type { Table } from './table.ts'
import { duration, grouped } from './table.ts'

const childProgram = fileURLToPath(new URL('../../server/process-child.ts', import.meta.url))
const counts = [100_000, 1_000_000]
/** Memory is looked at this often, ms. */
const everyMs = 50

export async function processingTables(): Promise<Table[]> {
  const fixes = simulatedFixes(Math.max(...counts))
  const rows: string[][] = []
  for (const count of counts) {
    const { tookMs, mostBytes } = await processed(fixes.slice(0, count))
    rows.push([grouped(count), duration(tookMs), `${grouped(mostBytes / 1e6)} MB`])
  }
  return [
    {
      title: 'Processing an inbox in the server’s child (budget: 300 MB for 1,000,000 fixes)',
      head: ['fixes', 'time', 'most memory seen'],
      rows,
    },
  ]
}

interface Processed {
  readonly tookMs: number
  readonly mostBytes: number
}

/** Fills the inbox of a new vault and has it processed as the server does. */
async function processed(fixes: readonly Fix[]): Promise<Processed> {
  const directory = mkdtempSync(join(tmpdir(), 'sillage-bench-'))
  try {
    const vault = await createBenchVault(directory)
    const { accounts, vaults } = await openStores(directory)
    await fillInbox(await vaults.open(vaultId), vault, fixes)
    const { location } = vaults
    await vaults.close()
    await accounts.close()
    return await runChild(location, vault, fixes.length)
  } finally {
    rmSync(directory, { recursive: true })
  }
}

async function runChild(location: string, { keys, inboxKey }: BenchVault, count: number): Promise<Processed> {
  const start = performance.now()
  const child = spawn(process.execPath, [childProgram, location, vaultId, '', ''], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let mostBytes = 0
  const watch = setInterval(() => {
    mostBytes = Math.max(mostBytes, residentBytes(child.pid) || 0)
  }, everyMs)
  const closed = once(child, 'close')
  child.stdin.end(encodeBundle(keys.access, [inboxKey.month]))
  const said = await text(child.stdout)
  await closed
  clearInterval(watch)
  if (!said.includes(`"fixes":${count},`)) throw new Error('Processing ended without a result.')
  return { tookMs: performance.now() - start, mostBytes }
}
