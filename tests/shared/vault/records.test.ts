import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '../../../shared/api/refusal.ts'
import type { AccessKeys } from '../../../shared/vault/keys.ts'
import { vaultKeys } from '../../../shared/vault/keys.ts'
import { MemoryVaultStore } from '../../../shared/vault/memory-store.ts'
import type { RecordName } from '../../../shared/vault/records.ts'
import { VaultRecords } from '../../../shared/vault/records.ts'
import type { Sodium } from '../../../shared/vault/sodium.ts'
import { ready } from '../../../shared/vault/sodium.ts'
import type { StoredRecord, VaultChange, VaultHead } from '../../../shared/vault/store.ts'

/** A server that lies: it answers with whatever head and records it is told to. */
class LyingStore extends MemoryVaultStore {
  lieHead: VaultHead | undefined
  lie: (record: StoredRecord) => StoredRecord | undefined = (record) => record
  log: VaultChange[] = []

  override async head() {
    return this.lieHead ?? (await super.head())
  }
  override async records(ids: readonly string[]) {
    return (await super.records(ids)).map(this.lie).filter((record) => record !== undefined)
  }
  override async commit(change: VaultChange) {
    await super.commit(change)
    this.log.push(change)
  }
}

let sodium: Sodium
let keys: AccessKeys
let store: LyingStore
const openRecords = () => VaultRecords.open(sodium, store, keys)
const write = async (name: RecordName, text: string) =>
  (await openRecords()).write({ put: new Map([[name, new TextEncoder().encode(text)]]) })
const read = async (name: RecordName) => {
  const content = (await (await openRecords()).read([name])).get(name)
  return content && new TextDecoder().decode(content)
}

beforeAll(async () => {
  sodium = await ready()
  keys = vaultKeys(sodium, 'ab'.repeat(16), new Uint8Array(32).fill(5)).access
})
beforeEach(async () => {
  store = new LyingStore()
  await write('edits/all', 'one')
  await write('settings/all', 'blue')
  await write('edits/all', 'two')
})

test('an owner reads what was last written under a name', async () => {
  expect(await read('edits/all')).toBe('two')
  expect(await read('settings/all')).toBe('blue')
  expect(await read('trips/2026-05')).toBeUndefined()
  expect((await openRecords()).names('')).toEqual(['edits/all', 'settings/all'])
})

test('a vault that is written while it is opened is opened as it then is, and not called damaged', async () => {
  const records = store.records.bind(store)
  store.records = async (ids) => {
    store.records = records
    await write('edits/all', 'written amid it')
    return records(ids)
  }
  expect(await read('edits/all')).toBe('written amid it')
})

test('a record that was written since the vault was opened is a conflict, a record changed by others is damage', async () => {
  const [opened, before] = [await openRecords(), await openRecords()]
  await write('edits/all', 'three')
  await expect(opened.read(['edits/all'])).rejects.toMatchObject({ code: 'conflict' })
  expect((await before.read(['settings/all'])).size).toBe(1)
  const now = await openRecords()
  store.lie = (record) => ({ ...record, envelope: record.envelope.map((byte) => byte ^ 1) })
  await expect(now.read(['edits/all'])).rejects.toMatchObject({ code: 'bad-vault-data' })
})

test('what is laid over is read in place of what is held, named beside it, and not written', async () => {
  const records = await openRecords()
  records.layOver(
    new Map([
      ['edits/all', new TextEncoder().encode('over')],
      ['edits/new', new Uint8Array(1)],
    ] as const),
  )
  expect(new TextDecoder().decode((await records.read(['edits/all'])).get('edits/all'))).toBe('over')
  expect(records.names('edits/')).toEqual(['edits/all', 'edits/new'])
  await records.write({ put: new Map([['settings/all', new Uint8Array(1)]]) })
  expect(await read('edits/all')).toBe('two')
  expect((await openRecords()).names('edits/')).toEqual(['edits/all'])
})

test('many records are written in changes that a server takes, in their order', async () => {
  const names = Array.from({ length: 2300 }, (_, i): RecordName => `raw/day/${i}`)
  const large = new Uint8Array(7 * 1024 * 1024)
  store.log = []
  await (await openRecords()).writeMany({
    put: new Map([
      ...names.map((name): [RecordName, Uint8Array] => [name, new TextEncoder().encode(name)]),
      ['raw/large/1', large],
      ['raw/large/2', large],
    ]),
  })
  // Each change has the manifest beside its records.
  expect(store.log.map(({ put }) => put.length - 1)).toEqual([1000, 1000, 300, 1, 1])
  expect(await read(names[0]!)).toBe(names[0])
  expect(await read(names[2299]!)).toBe(names[2299])
  expect((await openRecords()).names('raw/')).toHaveLength(2302)
})

test('of two writers that read the same state, one is refused and changes nothing', async () => {
  const [a, b] = [await openRecords(), await openRecords()]
  await a.write({ put: new Map([['edits/all', new Uint8Array([1])]]) })
  await expect(b.write({ put: new Map([['edits/all', new Uint8Array([2])]]) })).rejects.toThrow(Refusal)
  expect((await (await openRecords()).read(['edits/all'])).get('edits/all')).toEqual(new Uint8Array([1]))
})

describe('a lying server is noticed when it', () => {
  const caught = async (work: Promise<unknown>) =>
    expect(work).rejects.toMatchObject({ code: 'bad-vault-data' })

  test('serves an older revision of one record', async () => {
    const old = store.log[0]!.put.find((record) => record.collection === 'edits')!
    store.lie = (record) => (record.id === old.id ? old : record)
    await caught(read('edits/all'))
  })

  test('serves one record in place of another', async () => {
    const settings = store.log[1]!.put.find((record) => record.collection === 'settings')!
    store.lie = (record) => (record.collection === 'edits' ? { ...settings, id: record.id } : record)
    await caught(read('edits/all'))
  })

  test('withholds a record', async () => {
    store.lie = (record) => (record.collection === 'edits' ? undefined : record)
    await caught(read('edits/all'))
  })

  test('withholds or ages the manifest', async () => {
    const old = store.log[0]!.put.find((record) => record.collection === 'manifest')!
    store.lie = (record) => (record.collection === 'manifest' ? old : record)
    await caught(openRecords())
    store.lie = (record) => (record.collection === 'manifest' ? undefined : record)
    await caught(openRecords())
  })

  test('makes up a head', async () => {
    const head = (await store.head())!
    store.lieHead = { ...head, counter: head.counter + 1 }
    await caught(openRecords())
  })
})

test('a whole vault put back to an earlier state has an older counter than the one that was pinned', async () => {
  const pinned = (await store.head())!
  const earlier = store.log[1]!
  store.lieHead = earlier.head
  store.lie = (record) => earlier.put.find((old) => old.id === record.id) ?? record
  const records = await openRecords()
  expect(records.head!.counter).toBeLessThan(pinned.counter)
})
