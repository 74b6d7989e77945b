/** The one database that this site keeps in the browser. It holds ciphertext, hashes and counters, nothing readable. */

/** Its stores; keys are given beside the values, and each starts with the vault's id. */
const storeNames = [
  /** Pins: vault id → the last head seen. */
  'heads',
  /** Offline copies: vault id → the head that the copied records belong to, and when it was read. */
  'copies',
  /** [vault id, record id, seq] → a sealed record. */
  'copied',
  /** Vault id → salt and wrap: what a passphrase opens the vault with when no server answers. */
  'waysIn',
  /** [vault id, change id] → a sealed change of the owner's edits that the server has not taken yet. */
  'unsent',
] as const
export type StoreName = (typeof storeNames)[number]

const databaseName = 'sillage'
/** 1 had `heads` alone. */
const version = 2

export type Stores = <N extends StoreName>(name: N) => IDBObjectStore

/** Runs `work` in one transaction and resolves when that is on disk; it happens whole or not at all. */
export async function inDatabase<T>(
  mode: IDBTransactionMode,
  names: readonly StoreName[],
  work: (stores: Stores) => Promise<T>,
): Promise<T> {
  const database = await openDatabase()
  try {
    const transaction = database.transaction([...names], mode, { durability: 'strict' })
    const ended = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error)
    })
    const [result] = await Promise.all([work((name) => transaction.objectStore(name)), ended])
    return result
  } finally {
    database.close()
  }
}

/** The result of a request, within the transaction it belongs to. */
export function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** Every key that starts with these parts. */
export const under = (...parts: readonly string[]): IDBKeyRange =>
  IDBKeyRange.bound([...parts], [...parts, []])

async function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open(databaseName, version)
  opening.onupgradeneeded = () => {
    const known = opening.result.objectStoreNames
    for (const name of storeNames) if (!known.contains(name)) opening.result.createObjectStore(name)
  }
  return asked(opening)
}
