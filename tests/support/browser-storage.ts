/** What a browser keeps for a site, looked through as a thief of the device would. */
import type { Page } from 'playwright-core'

/**
 * Everything that the browser keeps for this site, as text, but for the bodies that `cachedBeyondPublic` compares. Bytes
 * are read as Latin-1, so that words in them are found wherever they stand.
 */
export async function storedInBrowser(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const asText = (_: string, value: unknown): unknown => {
      const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : value
      return bytes instanceof Uint8Array ? new TextDecoder('latin1').decode(bytes) : bytes
    }
    const asked = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const kept: unknown[] = [{ ...localStorage }, { ...sessionStorage }]
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      kept.push(name, ...(await cache.keys()).map(({ url }) => url))
    }
    for (const { name } of await indexedDB.databases()) {
      const database = await asked(indexedDB.open(name!))
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store)
        kept.push(name, store, ...(await Promise.all([asked(all.getAllKeys()), asked(all.getAll())])))
      }
      database.close()
    }
    return JSON.stringify(kept, asText)
  })
}

/** Paths of the files in Cache Storage that are not, byte for byte, what the server at `address` gives to anybody. */
export async function cachedBeyondPublic(page: Page, address: string): Promise<string[]> {
  const cached = await page.evaluate(async () => {
    const found: [path: string, digest: string][] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const body = await (await cache.match(request, { ignoreVary: true }))!.arrayBuffer()
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body))
        found.push([new URL(request.url).pathname, String(digest)])
      }
    }
    return found
  })
  const beyond: string[] = []
  for (const [path, digest] of cached) {
    const answer = await fetch(address + path, { headers: { accept: '*/*' } })
    const body = await crypto.subtle.digest('SHA-256', await answer.arrayBuffer())
    if (!answer.ok || String(new Uint8Array(body)) !== digest) beyond.push(path)
  }
  return beyond
}

/** Puts a word in each place of the browser's storage, as text and as bytes; the words. For one whole page's life. */
export async function plantReadable(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const bytes = new TextEncoder().encode('\u0000planted-in-bytes\u0000')
    localStorage.setItem('planted-local', '1')
    sessionStorage.setItem('planted-session', '1')
    await (await caches.open('planted-cache')).put('/planted', new Response('planted-body'))
    const opening = indexedDB.open('sillage')
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    const transaction = database.transaction(['copied', 'unsent'], 'readwrite')
    transaction.objectStore('copied').put({ envelope: bytes }, ['planted-in-key'])
    transaction.objectStore('unsent').put({ envelope: 'planted-in-value' }, ['planted'])
    await new Promise((resolve) => {
      transaction.oncomplete = resolve
    })
    database.close()
    return [
      'planted-local',
      'planted-session',
      'planted-cache',
      'planted-in-bytes',
      'planted-in-key',
      'planted-in-value',
    ]
  })
}
