/**
 * Lets the page itself open without a connection: keeps the files of one build, and nothing that the server says of a
 * vault. The page is asked of the server first, so that a new build is used on the next load; its files never change.
 * The build writes the list of files in front of this script, so that the browser sees a new script for each new build.
 */
import type { ShellMessage } from './shell.ts'

/** Path and digest of every file of the build, and a digest over them all. */
interface Shell {
  readonly version: string
  readonly files: readonly (readonly [path: string, integrity: string])[]
}

const worker = self as unknown as ServiceWorkerGlobalScope & { readonly shell: Shell }
const { version, files } = worker.shell
const cachePrefix = 'shell-'
const cacheName = cachePrefix + version
const page = '/index.html'
const paths = new Set(files.map(([path]) => path))
/** How long the server may take to give the page before the kept one is shown, ms. */
const patienceMs = 5000

worker.addEventListener('install', (event) => event.waitUntil(install()))
worker.addEventListener('activate', (event) => event.waitUntil(activate()))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return
  if (request.mode === 'navigate') {
    if (!/^\/(?:api|in)(?:\/|$)/.test(url.pathname)) event.respondWith(freshPage(request))
  } else if (paths.has(url.pathname)) event.respondWith(keptFile(url.pathname, request))
})

/** Takes every file of the build, each as the build made it; otherwise the version before stays. */
async function install(): Promise<void> {
  const cache = await caches.open(cacheName)
  await Promise.all(
    files.map(async ([path, integrity]) => {
      const answer = await fetch(path, { integrity, cache: 'no-cache', redirect: 'error' })
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
      await cache.put(path, answer)
    }),
  )
  for (const client of await worker.clients.matchAll({ includeUncontrolled: true }))
    client.postMessage({ shellFiles: [...paths] } satisfies ShellMessage)
}

/** Comes when no page of the version before is open any more. */
async function activate(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(cachePrefix) && name !== cacheName)
  await Promise.all(old.map((name) => caches.delete(name)))
  await worker.clients.claim()
}

async function freshPage(request: Request): Promise<Response> {
  const fresh = fetch(request)
  const kept = await keptPage()
  if (!kept) return fresh
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), patienceMs))
  try {
    const answer = await Promise.race([fresh, late])
    return answer.status >= 500 ? kept : answer
  } catch {
    // No connection: this is what the kept page is for.
    return kept
  }
}

async function keptPage(): Promise<Response | undefined> {
  const cache = await caches.open(cacheName)
  return cache.match(page, { ignoreVary: true })
}

async function keptFile(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  return (await cache.match(path, { ignoreVary: true })) ?? fetch(request)
}
