/** A vault that can be read without its server, from a copy in the browser's database. */
import { expect, test } from 'vitest'
import { databaseCopy, eraseCopy } from '../../../../client/worker/offline/copy.ts'
import { databaseShelf } from '../../../../client/worker/offline/edit-queue.ts'
import { OfflineStore } from '../../../../client/worker/offline/offline-store.ts'
import { findWayIn, hasWayIn, keepWayIn } from '../../../../client/worker/offline/ways-in.ts'
import { toHex } from '../../../../shared/vault/bytes.ts'
import { vaultKeys } from '../../../../shared/vault/keys.ts'
import { MemoryVaultStore } from '../../../../shared/vault/memory-store.ts'
import type { RecordName } from '../../../../shared/vault/records.ts'
import { VaultRecords } from '../../../../shared/vault/records.ts'
import { ready } from '../../../../shared/vault/sodium.ts'
import { someChange, someRecord } from '../../../conformance/vault-store.ts'
import { offlineStoreLaws } from './offline-store-laws.ts'

offlineStoreLaws('the offline store with a copy', databaseCopy)

const newVaultId = (): string => toHex(crypto.getRandomValues(new Uint8Array(16)))
const stateAt = (counter: number) => ({ head: someChange(counter - 1).head, asOfMs: counter })

test('a slower tab does not take the copy of a faster one back', async () => {
  const copy = databaseCopy(newVaultId())
  const [old, fresh] = [someRecord(), someRecord()]
  await copy.keep(stateAt(2), new Map([[fresh.id, 1]]), [fresh])
  await copy.keep(stateAt(1), new Map([[old.id, 1]]), [old])
  expect((await copy.state())?.asOfMs).toBe(2)
  expect(await copy.records([old.id, fresh.id])).toEqual([fresh])
})

test('a copy is completed for the state that it holds, and for no other', async () => {
  const copy = databaseCopy(newVaultId())
  const [seen, unseen] = [someRecord(), someRecord()]
  const index = new Map([seen, unseen].map(({ id }) => [id, 1]))
  await copy.keep(stateAt(3), index, [seen])
  expect(await copy.missing(index)).toEqual([unseen.id])
  await copy.add(2, [unseen])
  expect(await copy.missing(index)).toEqual([unseen.id])
  await copy.add(3, [unseen])
  expect(await copy.missing(index)).toEqual([])
})

test('a copy is completed with the fixes that no view asks for, so that they are there without the server', async () => {
  const sodium = await ready()
  const vaultId = newVaultId()
  const keys = vaultKeys(sodium, vaultId, new Uint8Array(32).fill(7)).access
  const server = new MemoryVaultStore()
  const written = await VaultRecords.open(sodium, server, keys)
  const contents = new Map<RecordName, Uint8Array>([
    ['trips/2026-05', Uint8Array.of(1)],
    ['raw/2026-05-04/phone', Uint8Array.of(2)],
  ])
  await written.write({ put: contents })

  const copyOf = () => {
    const store = new OfflineStore({ remote: server, nowMs: () => 0 })
    store.useCopy(databaseCopy(vaultId))
    return store
  }
  const store = copyOf()
  const records = await VaultRecords.open(sodium, store, keys)
  await records.read(['trips/2026-05'])
  await store.keep(records.head, records.index())
  const readAway = async () => {
    const away = copyOf()
    away.beAway()
    return (await VaultRecords.open(sodium, away, keys)).read([...contents.keys()])
  }
  await expect(readAway()).rejects.toMatchObject({ code: 'unavailable' })
  await store.complete(records.index())
  expect(await readAway()).toEqual(contents)
})

test('erasing a copy takes its way in along, leaves other vaults alone and edits that wait', async () => {
  const sodium = await ready()
  const [mine, other] = [newVaultId(), newVaultId()]
  const wayIn = { salt: sodium.randombytes_buf(16), wrap: sodium.randombytes_buf(120) }
  for (const vaultId of [mine, other]) {
    await keepWayIn(sodium, { vaultId, handle: `h-${vaultId}`, wayIn })
    await databaseCopy(vaultId).keep(stateAt(1), new Map(), [])
    await databaseShelf(vaultId).put({ id: 'aa'.repeat(16), envelope: sodium.randombytes_buf(60) })
  }
  expect(await findWayIn(sodium, `h-${mine}`)).toEqual({ vaultId: mine, wayIn })
  expect(await findWayIn(sodium, 'nobody')).toBeUndefined()
  await eraseCopy(mine)
  expect([await hasWayIn(mine), await hasWayIn(other)]).toEqual([false, true])
  expect(await databaseCopy(mine).state()).toBeUndefined()
  expect((await databaseCopy(other).state())?.asOfMs).toBe(1)
  expect(await databaseShelf(mine).all()).toHaveLength(1)
})
