/** The demo vault: days of a simulated person, sealed and processed like anybody's, in this worker's memory alone. */
import { simulate } from '../../shared/simulation/simulate.ts'
import { TraceBuilder } from '../../shared/trace/trace.ts'
import type { VaultKeys } from '../../shared/vault/keys.ts'
import { newMasterKey, vaultKeys } from '../../shared/vault/keys.ts'
import { MemoryVaultStore } from '../../shared/vault/memory-store.ts'
import { addImported } from '../../shared/vault/process.ts'
import type { ProcessContext } from '../../shared/vault/process-context.ts'
import type { Sodium } from '../../shared/vault/sodium.ts'

const demoDays = 14

/** A vault in memory that holds the fortnight before `today` (as 2026-05-18). */
export async function demoVault(
  sodium: Sodium,
  today: string,
  rest: Pick<ProcessContext, 'factors' | 'aids' | 'onProgress'>,
): Promise<{ keys: VaultKeys; store: MemoryVaultStore }> {
  const keys = vaultKeys(sodium, sodium.to_hex(sodium.randombytes_buf(16)), newMasterKey())
  const store = new MemoryVaultStore()
  const firstDay = new Date(Date.parse(today) - demoDays * 86_400_000).toISOString().slice(0, 10)
  const builder = new TraceBuilder()
  for (const fix of simulate({ seed: 17, firstDay, days: demoDays, everyS: 10 }).fixes) builder.add(fix)
  await addImported({ sodium, store, keys: keys.access, ...rest }, () => [builder.build()])
  return { keys, store }
}
