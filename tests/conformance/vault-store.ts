/** What every keeper of a vault must do, whatever it is made of. */
import { describe, expect, test } from 'vitest'
import { toHex } from '../../shared/vault/bytes.ts'
import type {
  InboxItem,
  InboxWriter,
  StoredRecord,
  VaultChange,
  VaultStore,
} from '../../shared/vault/store.ts'

type Store = VaultStore & InboxWriter

/** By the platform's own generator, so that the suite runs in a browser, too. */
const randomBytes = (size: number) => crypto.getRandomValues(new Uint8Array(size))
const hex = (): string => toHex(randomBytes(16))

/** A record of random ciphertext. */
export const someRecord = (parts: Partial<StoredRecord> = {}): StoredRecord => ({
  id: hex(),
  collection: 'raw',
  seq: 1,
  envelope: randomBytes(300),
  ...parts,
})

/** An inbox item of random ciphertext. */
export const someItem = (bytes = 200): Omit<InboxItem, 'number'> => ({
  id: hex(),
  deviceId: hex(),
  keyMonth: 202605,
  sealed: randomBytes(bytes),
})

/** The change from head `expectedCounter` to the next, with what is given in it. */
export const someChange = (expectedCounter: number, parts: Partial<VaultChange> = {}): VaultChange => ({
  expectedCounter,
  head: { counter: expectedCounter + 1, manifestHash: randomBytes(32), mac: randomBytes(32) },
  put: [],
  remove: [],
  drained: [],
  ...parts,
})

const plain = (records: readonly StoredRecord[]) =>
  records
    .map(({ envelope, ...rest }) => ({ ...rest, envelope: [...envelope] }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))

export function vaultStoreConformance(name: string, makeStore: () => Promise<Store>): void {
  describe(`${name} keeps a vault`, () => {
    recordLaws(makeStore)
    inboxLaws(makeStore)
  })
}

function recordLaws(makeStore: () => Promise<Store>): void {
  test('a new vault holds nothing', async () => {
    const store = await makeStore()
    expect(await store.head()).toBeUndefined()
    expect(await store.records([hex()])).toEqual([])
    expect(await store.inbox(0, 10)).toEqual([])
    expect(await store.inboxCount()).toBe(0)
    expect(await store.inboxKeys()).toEqual([])
  })

  test('what was committed is read back, bytes for bytes', async () => {
    const store = await makeStore()
    const put = [someRecord(), someRecord({ collection: 'trips', envelope: new Uint8Array(0) })]
    const change = someChange(0, { put })
    await store.commit(change)
    expect(plain(await store.records([...put.map(({ id }) => id), hex()]))).toEqual(plain(put))
    const head = await store.head()
    expect(head?.counter).toBe(1)
    expect([...(head?.manifestHash ?? [])]).toEqual([...change.head.manifestHash])
    expect([...(head?.mac ?? [])]).toEqual([...change.head.mac])
  })

  test('a record is revised and removed', async () => {
    const store = await makeStore()
    const first = someRecord()
    const second = someRecord({ id: first.id, seq: 2 })
    await store.commit(someChange(0, { put: [first] }))
    await store.commit(someChange(1, { put: [second] }))
    expect(plain(await store.records([first.id]))).toEqual(plain([second]))
    await store.commit(someChange(2, { remove: [first.id] }))
    expect(await store.records([first.id])).toEqual([])
  })

  test.each([
    ['a change computed from an older head', someChange(0)],
    ['a change computed from a head that is not there yet', someChange(2)],
    ['a head that leaves a number out', someChange(1, { head: { ...someChange(2).head } })],
    ['a head that stays at its number', someChange(1, { head: { ...someChange(0).head } })],
  ])('%s conflicts and changes nothing', async (_, change) => {
    const store = await makeStore()
    await store.commit(someChange(0))
    const record = someRecord()
    await expect(store.commit({ ...change, put: [record] })).rejects.toMatchObject({ code: 'conflict' })
    expect((await store.head())?.counter).toBe(1)
    expect(await store.records([record.id])).toEqual([])
  })

  test.each([0, 1, 3])(
    'a revision %i after the first conflicts, and nothing of its change stays',
    async (seq) => {
      const store = await makeStore()
      const item = someItem()
      await store.addInbox(item)
      const kept = someRecord()
      await store.commit(someChange(0, { put: [kept] }))
      const other = someRecord()
      const change = someChange(1, {
        put: [other, someRecord({ id: kept.id, seq })],
        remove: [kept.id],
        drained: [item.id],
      })
      await expect(store.commit(change)).rejects.toMatchObject({ code: 'conflict' })
      expect(plain(await store.records([kept.id, other.id]))).toEqual(plain([kept]))
      expect(await store.inboxCount()).toBe(1)
      expect((await store.head())?.counter).toBe(1)
    },
  )

  test('a new record starts at revision 1', async () => {
    const store = await makeStore()
    const change = someChange(0, { put: [someRecord({ seq: 2 })] })
    await expect(store.commit(change)).rejects.toMatchObject({ code: 'conflict' })
    expect(await store.head()).toBeUndefined()
  })

  test('of two changes from the same head one wins', async () => {
    const store = await makeStore()
    const outcomes = await Promise.allSettled([store.commit(someChange(0)), store.commit(someChange(0))])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
}

function inboxLaws(makeStore: () => Promise<Store>): void {
  test('the inbox keeps the order of arrival, in any slices', async () => {
    const store = await makeStore()
    const items = Array.from({ length: 7 }, () => someItem())
    await Promise.all(items.slice(0, 4).map((item) => store.addInbox(item)))
    for (const item of items.slice(4)) await store.addInbox(item)
    const seen: InboxItem[] = []
    for (let after = 0, slice: InboxItem[] = []; ; after = slice.at(-1)?.number ?? after) {
      slice = await store.inbox(after, 3)
      if (slice.length === 0) break
      seen.push(...slice)
    }
    expect(seen.map(({ id }) => id)).toEqual(items.map(({ id }) => id))
    expect(seen.map(({ sealed }) => [...sealed])).toEqual(items.map(({ sealed }) => [...sealed]))
    expect(await store.inboxCount()).toBe(7)
  })

  test('numbers grow even after everything was drained', async () => {
    const store = await makeStore()
    const [first, second] = [someItem(), someItem()]
    await store.addInbox(first)
    const number = (await store.inbox(0, 1))[0]?.number ?? 0
    await store.commit(someChange(0, { drained: [first.id] }))
    expect(await store.inboxCount()).toBe(0)
    await store.addInbox(second)
    expect((await store.inbox(number, 9)).map(({ id }) => id)).toEqual([second.id])
  })

  test('draining takes only what is named', async () => {
    const store = await makeStore()
    const [taken, kept] = [someItem(), someItem()]
    await store.addInbox(taken)
    await store.addInbox(kept)
    await store.commit(someChange(0, { drained: [taken.id, hex()] }))
    expect((await store.inbox(0, 9)).map(({ id }) => id)).toEqual([kept.id])
  })

  test('inbox keys are added, replaced, and listed by month', async () => {
    const store = await makeStore()
    const key = (month: number) => ({ month, publicKey: randomBytes(32), signature: randomBytes(64) })
    const [june, may, mayAgain] = [key(202606), key(202605), key(202605)]
    await store.putInboxKeys([june, may])
    await store.putInboxKeys([mayAgain])
    const keys = await store.inboxKeys()
    expect(keys.map(({ month }) => month)).toEqual([202605, 202606])
    expect(keys.map(({ publicKey }) => [...publicKey])).toEqual([
      [...mayAgain.publicKey],
      [...june.publicKey],
    ])
  })
}
