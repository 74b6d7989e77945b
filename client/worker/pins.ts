/** The last head that this browser saw of each vault: a counter and a hash, kept so that a server gone back is noticed. */
import { toHex } from '../../shared/vault/bytes.ts'
import type { VaultHead } from '../../shared/vault/store.ts'
import { asked, inDatabase } from './offline/database.ts'

interface Pin {
  readonly counter: number
  readonly manifestHash: string
}

/** Whether `head` is older than, or another than, what was pinned. */
export async function wentBack(vaultId: string, head: VaultHead | undefined): Promise<boolean> {
  const pin = await inStore<Pin | undefined>('readonly', (store) => store.get(vaultId))
  if (!pin) return false
  const now = pinOf(head)
  return now.counter < pin.counter || (now.counter === pin.counter && now.manifestHash !== pin.manifestHash)
}

/** Remembers the head that was seen; undefined: a vault in which nothing was written yet. */
export async function pin(vaultId: string, head: VaultHead | undefined): Promise<void> {
  await inStore('readwrite', (store) => store.put(pinOf(head), vaultId))
}

/** Forgets the head, as when a vault is erased. */
export async function forgetPin(vaultId: string): Promise<void> {
  await inStore('readwrite', (store) => store.delete(vaultId))
}

const pinOf = (head: VaultHead | undefined): Pin => ({
  counter: head?.counter ?? 0,
  manifestHash: head ? toHex(head.manifestHash) : '',
})

function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return inDatabase(mode, ['heads'], (stores) => asked(work(stores('heads'))))
}
