import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { remoteStore } from '../../shared/api/remote-store.ts'
import { defaultFactorSet } from '../../shared/footprint/registry.ts'
import { TraceBuilder } from '../../shared/trace/trace.ts'
import { fixesNames } from '../../shared/vault/chunks.ts'
import { addImported } from '../../shared/vault/process.ts'
import { VaultRecords } from '../../shared/vault/records.ts'
import { ready } from '../../shared/vault/sodium.ts'
import { newOwner } from '../support/owner.ts'
import type { RunningProcess } from './running-server.ts'
import { endProcess, startProcess } from './running-server.ts'

const data = mkdtempSync(join(tmpdir(), 'sillage-long-'))
const dayMs = 86_400_000
let server: RunningProcess

beforeAll(async () => {
  server = await startProcess(data)
})
afterAll(async () => {
  await endProcess(server, 'SIGTERM')
  rmSync(data, { recursive: true })
})

test('ten years of days, more than one change may hold, are taken in by one import', async () => {
  const owner = await newOwner(server.address, 'decade')
  const [sodium, store] = [await ready(), remoteStore(owner.api)]
  const builder = new TraceBuilder()
  for (let day = 0; day < 3650; day++)
    builder.add({ timeMs: Date.UTC(2016, 0, 1, 12) + day * dayMs, latDeg: 46.16, lonDeg: -1.15 })
  const context = { sodium, store, keys: owner.keys.access, factors: defaultFactorSet, onProgress: () => {} }
  expect(await addImported(context, () => [builder.build()])).toBe(3650)
  expect(fixesNames(await VaultRecords.open(sodium, store, owner.keys.access))).toHaveLength(3650)
  expect(await addImported(context, () => [builder.build()])).toBe(0)
})
