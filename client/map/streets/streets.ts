/** Streets under a map: whether there are any, whether they are wanted, and pictures of them from the worker. */
import { effect, signal } from '@preact/signals'
import type { ReplyOf } from '../../../shared/api/contract.ts'
import type { MapInfo } from '../../../shared/api/street-map.ts'
import { refreshView, session, view } from '../../state.ts'
import { call } from '../../vault.ts'
import type { StreetPicture, StreetRequest, StreetView } from './protocol.ts'

/** What the operator has; undefined until it is known, null where there is nothing. */
export const streetMap = signal<MapInfo | null | undefined>(undefined)
/** Said on a map that has no vault to keep it: of a shared link. Until something is said, no streets. */
const saidHere = signal<boolean | null>(null)

let asking: Promise<void> | undefined

/** Asks the server once per page whether it has a street map; a browser that cannot draw one is told of none. */
export function askForStreets(): Promise<void> {
  asking ??= (async () => {
    if (typeof OffscreenCanvas === 'undefined') {
      streetMap.value = null
      return
    }
    const answer = await fetch('/api/map', { credentials: 'omit' })
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`)
    const { map }: ReplyOf<'map'> = await answer.json()
    streetMap.value = map
  })().catch(() => {
    // Without a connection there are no streets; the next map asks again.
    asking = undefined
  })
  return asking
}

/**
 * Whether streets are shown. While their owner has not said: where the server may read along anyway, yes; in blind mode, and
 * on a shared link, whose content the server must not learn, no.
 */
export function hasStreets(): boolean {
  const settings = view.value?.settings
  if (!settings) return saidHere.value ?? false
  return settings.streets ?? !settings.blindMode
}

/** Whether the server that would give streets is away. */
export const isStreetServerAway = (): boolean => view.value?.connection.isOffline ?? false

/** Says whether streets are shown: to the vault, or, where none is open, to this page alone. */
export async function chooseStreets(streets: boolean): Promise<void> {
  if (!session.value) {
    saidHere.value = streets
    return
  }
  await call('saveSettings', { streets })
  await refreshView()
}

/** Hears of each picture; of null when there will be none, because the worker cannot run. */
type Listener = (picture: StreetPicture | null) => void

let worker: Worker | undefined
let lastMap = 0
const listeners = new Map<number, Listener>()

/** The number of a new map that listens for its pictures. */
export function listenForStreets(listener: Listener): { map: number; stop: () => void } {
  const map = ++lastMap
  listeners.set(map, listener)
  const stop = (): void => {
    listeners.delete(map)
    worker?.postMessage({ gone: map } satisfies StreetRequest)
  }
  return { map, stop }
}

/** Asks for a picture; it comes to the listener, and again when there is more to see. */
export function drawStreets(wanted: StreetView): void {
  worker ??= started()
  worker.postMessage(wanted)
}

/** What was looked at is forgotten with the vault. */
let wasOpen = false
effect(() => {
  const isOpen = session.value !== null
  if (wasOpen && !isOpen) {
    worker?.terminate()
    worker = undefined
  }
  wasOpen = isOpen
})

function started(): Worker {
  const fresh = new Worker(new URL('./street-worker.ts', import.meta.url), { type: 'module' })
  fresh.addEventListener('message', ({ data }: MessageEvent<StreetPicture>) => {
    const listener = listeners.get(data.map)
    if (listener) listener(data)
    else data.bitmap.close()
  })
  fresh.addEventListener('error', () => {
    worker = undefined
    for (const listener of listeners.values()) listener(null)
  })
  return fresh
}
