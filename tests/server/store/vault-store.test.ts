import { randomBytes } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openSqliteVaultStores } from '../../../server/store/sqlite/vault-stores.ts'
import type { VaultStores } from '../../../server/store/vault-stores.ts'
import { someChange, someItem, someRecord, vaultStoreConformance } from '../../conformance/vault-store.ts'
import { temporaryDirectories } from './directory.ts'

const newDirectory = temporaryDirectories()
const shared = openSqliteVaultStores(newDirectory())
afterAll(() => shared.close())

const newVaultId = (): string => randomBytes(16).toString('hex')

async function newVault(stores: VaultStores = shared) {
  const vaultId = newVaultId()
  await stores.create(vaultId)
  return { vaultId, store: await stores.open(vaultId) }
}

vaultStoreConformance('SQLite', async () => (await newVault()).store)

test('a vault is one file that nobody else on the machine can read', async () => {
  const { vaultId } = await newVault()
  const path = join(shared.location, `${vaultId}.db`)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(`${path}-wal`).mode & 0o777).toBe(0o600)
})

test('an erased vault leaves no file and answers that there is none', async () => {
  const { vaultId, store } = await newVault()
  await store.addInbox(someItem())
  await shared.erase(vaultId)
  for (const suffix of ['', '-wal', '-shm'])
    expect(existsSync(join(shared.location, `${vaultId}.db${suffix}`))).toBe(false)
  await expect(store.head()).rejects.toMatchObject({ code: 'not-found' })
  await expect(store.addInbox(someItem())).rejects.toMatchObject({ code: 'not-found' })
})

test('a vault is made once', async () => {
  const { vaultId } = await newVault()
  await expect(shared.create(vaultId)).rejects.toMatchObject({ code: 'conflict' })
})

test('an id that is a path is no vault', async () => {
  await expect((await shared.open('../accounts')).head()).rejects.toThrow('32 hex digits')
})

test('many more vaults than open files work side by side', async () => {
  const stores = openSqliteVaultStores(newDirectory(), { maxOpen: 3 })
  const vaults = await Promise.all(Array.from({ length: 10 }, () => newVault(stores)))
  for (let round = 0; round < 3; round++)
    await Promise.all(vaults.map(({ store }) => store.addInbox(someItem())))
  expect(await Promise.all(vaults.map(({ store }) => store.inboxCount()))).toEqual(Array(10).fill(3))
  await stores.close()
})

test('what was committed is there when the files are opened again', async () => {
  const directory = newDirectory()
  const before = openSqliteVaultStores(directory)
  const { vaultId, store } = await newVault(before)
  await store.commit(someChange(0))
  await store.addInbox(someItem())
  await before.close()
  const after = openSqliteVaultStores(directory)
  const again = await after.open(vaultId)
  expect((await again.head())?.counter).toBe(1)
  expect(await again.inboxCount()).toBe(1)
  await after.close()
})

test('a full disk refuses for the moment, keeps what was kept, and works again when there is room', async () => {
  const directory = newDirectory()
  const small = openSqliteVaultStores(directory, { maxVaultBytes: 400 * 1024 })
  const { vaultId, store } = await newVault(small)
  let kept = 0
  const fill = async () => {
    for (; kept < 100; kept++) await store.addInbox(someItem(30_000))
  }
  await expect(fill()).rejects.toMatchObject({ code: 'unavailable' })
  expect(kept).toBeGreaterThan(3)
  const big = someRecord({ envelope: randomBytes(300_000) })
  await expect(store.commit(someChange(0, { put: [big] }))).rejects.toMatchObject({ code: 'unavailable' })
  expect(await store.inboxCount()).toBe(kept)
  expect(await store.head()).toBeUndefined()

  const drained = (await store.inbox(0, 100)).map(({ id }) => id)
  await store.commit(someChange(0, { drained }))
  await store.addInbox(someItem(30_000))
  expect(await store.inboxCount()).toBe(1)
  expect((await (await small.open(vaultId)).head())?.counter).toBe(1)
  await small.close()
})
