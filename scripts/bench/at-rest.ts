/** Bytes at rest: a vault file after a phone's fixes were processed, all overheads counted. */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openStores } from '../../server/store/open-store.ts'
import { defaultFactorSet } from '../../shared/footprint/registry.ts'
import { phoneEncoders } from '../../shared/simulation/payloads.ts'
import type { Fix } from '../../shared/trace/trace.ts'
import { process as processInbox } from '../../shared/vault/process.ts'
import { ready } from '../../shared/vault/sodium.ts'
import type { BenchVault } from './bench-vault.ts'
import { createBenchVault, fillInbox, vaultId } from './bench-vault.ts'
import { simulatedFixes } from './simulated-traces.ts'
import type { Table } from './table.ts'
import { duration, grouped } from './table.ts'

const count = 100_000

export async function atRestTables(): Promise<Table[]> {
  const directory = mkdtempSync(join(tmpdir(), 'sillage-bench-'))
  try {
    const vault = await createBenchVault(directory)
    const fixes = simulatedFixes(count)
    const processMs = await fill(directory, vault, fixes)
    const { fileBytes, usedBytes } = sizesOf(join(directory, 'vaults', `${vaultId}.db`))
    const plainBytes = fixes.reduce((sum, fix) => sum + phoneEncoders.owntracks.encode([fix]).length, 0)
    const row = (name: string, bytes: number): string[] => [
      name,
      `${grouped(bytes / 1000)} kB`,
      (bytes / count).toFixed(2),
    ]
    return [
      {
        title: `At rest: ${grouped(count)} fixes processed in ${duration(processMs)} (budget: 10 bytes per fix)`,
        head: ['what', 'size', 'bytes per fix'],
        rows: [
          row('pages of the vault that hold data', usedBytes),
          row('file of the vault', fileBytes),
          row('the same fixes as the phone sent them', plainBytes),
        ],
      },
    ]
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** Puts the fixes into the inbox, processes it, and says how long processing took, ms. */
async function fill(directory: string, vault: BenchVault, fixes: readonly Fix[]): Promise<number> {
  const { accounts, vaults } = await openStores(directory)
  const store = await vaults.open(vaultId)
  await fillInbox(store, vault, fixes)
  const start = performance.now()
  await processInbox({
    sodium: await ready(),
    store,
    keys: vault.keys.access,
    factors: defaultFactorSet,
    onProgress: () => {},
  })
  const processMs = performance.now() - start
  if ((await store.inboxCount()) > 0) throw new Error('Processing has left messages in the inbox.')
  await vaults.close()
  await accounts.close()
  return processMs
}

function sizesOf(path: string): { fileBytes: number; usedBytes: number } {
  const database = new Database(path, { readonly: true })
  const pragma = (name: string): number => Number(database.pragma(name, { simple: true }))
  const usedBytes = (pragma('page_count') - pragma('freelist_count')) * pragma('page_size')
  database.close()
  return { fileBytes: statSync(path).size, usedBytes }
}
