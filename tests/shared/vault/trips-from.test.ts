import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultFactorSet } from '../../../shared/footprint/registry.ts'
import { simulate } from '../../../shared/simulation/simulate.ts'
import type { Fix, Trace } from '../../../shared/trace/trace.ts'
import { TraceBuilder } from '../../../shared/trace/trace.ts'
import { addTraces } from '../../../shared/vault/chunks.ts'
import { MemoryVaultStore } from '../../../shared/vault/memory-store.ts'
import type { ProcessContext } from '../../../shared/vault/process-context.ts'
import { VaultRecords } from '../../../shared/vault/records.ts'
import { ready } from '../../../shared/vault/sodium.ts'
import { tripsFrom } from '../../../shared/vault/trips-from.ts'
import { testKeys } from '../../support/vault.ts'

const month = simulate({ seed: 8, firstDay: '2026-05-11', days: 28, everyS: 60 })

const traceOf = (fixes: readonly Fix[]): Trace => {
  const builder = new TraceBuilder()
  for (const fix of fixes) builder.add(fix)
  return builder.build()
}

/** The trips records of an empty vault in which two phones told a month by turns, in slices of at least so many fixes. */
async function inSlices(leastFixes: number): Promise<{ records: Map<string, Uint8Array>; slices: number }> {
  const sodium = await ready()
  const keys = testKeys(sodium).access
  let slices = 0
  const context: ProcessContext = {
    sodium,
    store: new MemoryVaultStore(),
    keys,
    factors: defaultFactorSet,
    onProgress: () => {
      slices++
    },
  }
  const records = await VaultRecords.open(sodium, context.store, keys)
  const sources = new Map([
    ['aa'.repeat(16), traceOf(month.fixes.filter((_, n) => n % 3 > 0))],
    ['bb'.repeat(16), traceOf(month.fixes.filter((_, n) => n % 3 === 0))],
  ])
  const { put, oldestMs } = await addTraces(records, sources)
  return { records: await tripsFrom(context, records, put, oldestMs, leastFixes), slices }
}

const whole = inSlices(Number.POSITIVE_INFINITY)

test('trips of a long history are the same in slices of any length', async () => {
  expect((await whole).slices).toBe(1)
  expect([...(await whole).records.keys()]).toEqual(['trips/2026-05', 'trips/2026-06'])
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: month.fixes.length }), async (leastFixes) => {
      expect((await inSlices(leastFixes)).records).toEqual((await whole).records)
    }),
    { numRuns: 20 },
  )
  expect((await inSlices(1000)).slices).toBeGreaterThan(3)
})
