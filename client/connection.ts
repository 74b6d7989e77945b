/** Keeps what is shown in step with the server and with other tabs: goes back when a connection is there again. */
import { effect, signal } from '@preact/signals'
import { failureText } from './parts/failure.ts'
import { keepShell } from './shell.ts'
import { failureCode, refreshView, session, status, view } from './state.ts'
import { call, onStale } from './vault.ts'
import { counted } from './words/speak.ts'
import { words } from './words/words.ts'

/** How often the server is tried while it is away, ms. */
const retryMs = 15_000
/** How often the inbox is asked for, ms, and for how long after its reader's last move: a session that is left must end. */
const arrivalsMs = 20_000
const attendedMs = 30 * 60_000
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

/**
 * Learns of what phones send while somebody looks at the page, until the function that it returns is called. Nothing is
 * processed: that lends keys, and is asked for.
 */
export function watchArrivals(): () => void {
  let movedMs = Date.now()
  const ask = (): void => {
    const isAttended = document.visibilityState === 'visible' && Date.now() - movedMs < attendedMs
    if (isAttended && session.value?.handle && !needsServer()) void inSession(askInbox)
  }
  const move = (): void => {
    movedMs = Date.now()
  }
  const timer = setInterval(ask, arrivalsMs)
  const watching = new AbortController()
  document.addEventListener('visibilitychange', ask, watching)
  for (const event of ['pointerdown', 'keydown']) addEventListener(event, move, watching)
  return () => {
    clearInterval(timer)
    watching.abort()
  }
}

async function askInbox(): Promise<void> {
  const waiting = await call('waiting')
  const before = view.value
  if (!before || waiting === before.waiting) return
  view.value = { ...before, waiting }
  if (waiting > before.waiting) status.value = counted(words().trips.arrived, waiting - before.waiting)
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
