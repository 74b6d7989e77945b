/** Keeps the page on this device, so that it opens without a connection, and says when a newer one has come. */
import { status } from './state.ts'
import { words } from './words/words.ts'

/** What the service worker tells open pages when it has taken the files of a new build: their paths. */
export interface ShellMessage {
  readonly shellFiles: readonly string[]
}

/**
 * Registers the service worker, once a vault of one's own is open: who only looks around downloads nothing for later.
 * A browser that refuses (a private window may) works on as before, with a connection.
 */
export async function keepShell(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<ShellMessage>) => {
    if (!data.shellFiles.includes(new URL(import.meta.url).pathname))
      status.value = words().offline.newVersion
  })
  try {
    await navigator.serviceWorker.register('/service-worker.js')
  } catch (failure) {
    console.warn('The page cannot be kept for use offline here', failure)
  }
}
