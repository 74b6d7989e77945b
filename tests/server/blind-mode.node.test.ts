import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transitFileName } from '../../server/settings.ts'
import { modelPath, transitPath } from '../../shared/api/contract.ts'
import { remoteStore } from '../../shared/api/remote-store.ts'
import { openModel } from '../../shared/engine/model/open-model.ts'
import { defaultFactorSet } from '../../shared/footprint/registry.ts'
import { gtfsOfLaRochelle } from '../../shared/simulation/feed.ts'
import { phoneEncoders } from '../../shared/simulation/payloads.ts'
import { simulate } from '../../shared/simulation/simulate.ts'
import { readGtfs } from '../../shared/transit/gtfs.ts'
import { readNetwork } from '../../shared/transit/network.ts'
import { writeNetwork } from '../../shared/transit/network-file.ts'
import { bytesSource } from '../../shared/transit/zip.ts'
import { tripsChunks } from '../../shared/vault/chunks.ts'
import { MemoryVaultStore } from '../../shared/vault/memory-store.ts'
import { process as processVault } from '../../shared/vault/process.ts'
import { VaultRecords } from '../../shared/vault/records.ts'
import { ready } from '../../shared/vault/sodium.ts'
import type { VaultStore } from '../../shared/vault/store.ts'
import { stubbornModel } from '../shared/engine/model/stubborn-model.ts'
import type { Owner } from '../support/owner.ts'
import { newOwner } from '../support/owner.ts'
import type { RunningProcess } from './running-server.ts'
import { endProcess, startProcess } from './running-server.ts'

const data = mkdtempSync(join(tmpdir(), 'sillage-blind-'))
const token = 'a_token_of_a_phone_0123456789'
let server: RunningProcess
let owner: Owner

beforeAll(async () => {
  const { feed } = readGtfs(bytesSource(gtfsOfLaRochelle()), 'town')
  writeFileSync(join(data, transitFileName), writeNetwork([feed]))
  const modelFile = join(data, 'own.model')
  writeFileSync(modelFile, stubbornModel('own', 'bus'))
  server = await startProcess(data, { MODEL_FILE: modelFile })
  owner = await newOwner(server.address, 'blind')
  await owner.addPhone('overland', token)
})
afterAll(async () => {
  await endProcess(server, 'SIGTERM')
  rmSync(data, { recursive: true })
})

async function plaintext(store: VaultStore): Promise<Map<string, Uint8Array>> {
  const records = await VaultRecords.open(await ready(), store, owner.keys.access)
  return records.read(records.names(''))
}

async function sentBy(path: string): Promise<Uint8Array> {
  const sent = await fetch(`${server.address}${path}`)
  expect(sent.status).toBe(200)
  return new Uint8Array(await sent.arrayBuffer())
}

test('the server’s child and the owner’s own machine make the same records of one inbox', async () => {
  const { fixes } = simulate({ seed: 6, firstDay: '2026-05-04', days: 7, everyS: 20 })
  const { encode, authorization, batchSize } = phoneEncoders.overland
  const headers = { authorization: authorization(token), 'content-type': 'application/json' }
  for (let at = 0; at < fixes.length; at += batchSize) {
    const body = encode(fixes.slice(at, at + batchSize))
    const answer = await fetch(`${server.address}/in/overland`, { method: 'POST', headers, body })
    expect(await answer.json()).toEqual({ result: 'ok' })
  }
  const network = readNetwork(await sentBy(transitPath))
  const model = openModel(await sentBy(modelPath))
  const own = new MemoryVaultStore()
  const { items } = await owner.api('vaultInbox', { query: { after: 0, limit: 5000 } })
  for (const item of items) await own.addInbox(item)
  await processVault({
    sodium: await ready(),
    store: own,
    keys: owner.keys.access,
    factors: defaultFactorSet,
    aids: { network, model },
    onProgress: () => {},
  })
  expect(await owner.processOnServer()).toContain('event: result')

  const [theirs, ours] = [await plaintext(remoteStore(owner.api)), await plaintext(own)]
  expect([...theirs.keys()]).toEqual([...ours.keys()])
  expect(theirs.size).toBeGreaterThan(3)
  const records = await VaultRecords.open(await ready(), own, owner.keys.access)
  const chunks = [...(await tripsChunks(records)).values()]
  const sections = chunks.flatMap(({ trips }) => trips.flatMap((trip) => trip.sections))
  expect(sections.some(({ line }) => line !== undefined)).toBe(true)
  expect(model.id).toBe('own')
  expect(sections.some(({ mode }) => mode === 'car')).toBe(false)
  for (const [name, content] of ours) expect(theirs.get(name)).toEqual(content)
})
