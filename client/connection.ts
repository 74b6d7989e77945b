/** Keeps what is shown in step with the server and with other tabs: goes back when a connection is there again. */
import { effect, signal } from '@preact/signals'
import { failureText } from './parts/failure.ts'
import { keepShell } from './shell.ts'
import { failureCode, refreshView, session, status, view } from './state.ts'
import { call, onStale } from './vault.ts'
import { words } from './words/words.ts'

/** How often the server is tried while it is away, ms. */
const retryMs = 15_000
/** Set while trying again by itself is of no use: the session has ended, say. Whoever opens the vault again starts anew. */
const isHopeless = signal(false)

/** Watches for as long as the page lives. */
export function watchConnection(): void {
  let isShellKept = false
  onStale(() => void inSession(refreshView))
  addEventListener('online', () => {
    if (needsServer()) void reconnect()
  })
  effect(() => {
    if (isShellKept || !session.value?.handle) return
    isShellKept = true
    void keepShell()
  })
  effect(() => {
    if (session.value === null) isHopeless.value = false
  })
  let wasOffline = false
  effect(() => {
    const { isOffline, hasSignedOut } = view.value?.connection ?? { isOffline: false }
    if (isOffline && !wasOffline)
      status.value = hasSignedOut ? words().failures['not-signed-in'] : words().offline.gone
    wasOffline = isOffline
  })
  effect(() => {
    if (!needsServer() || isHopeless.value) return
    const timer = setInterval(() => void reconnect(), retryMs)
    return () => clearInterval(timer)
  })
}

/** Tries the server again and sends what waits; says so when it worked, or when the vault must be opened again. */
export async function reconnect(): Promise<void> {
  await inSession(async () => {
    const { rolledBack } = await call('reconnect')
    if (rolledBack && session.value) session.value = { ...session.value, rolledBack }
    await refreshView()
    if (!needsServer()) status.value = words().offline.back
  })
}

function needsServer(): boolean {
  const connection = view.value?.connection
  return connection !== undefined && (connection.isOffline || connection.unsent > 0)
}

/** Work of an open vault that nobody waits for. A server that is still away is said already. */
async function inSession(work: () => Promise<void>): Promise<void> {
  try {
    if (!session.value) return
    await work()
    isHopeless.value = false
  } catch (failure) {
    const code = failureCode(failure)
    if (!session.value || code === 'unavailable') return
    isHopeless.value = true
    status.value = failureText(code)
  }
}
