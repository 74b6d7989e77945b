/**
 * Stretches a passphrase in a thread of its own, which is ended at once: its 64 MiB go back to the phone, and what it knew
 * is gone. In the vault's own thread they would stay, once per passphrase, until the browser sees fit.
 */
import type { Stretch } from '../../shared/vault/stretch.ts'

export interface StretchRequest {
  readonly passphrase: Uint8Array
  readonly salt: Uint8Array
}

export type StretchMessage = { readonly derived: Uint8Array } | { readonly fault: string }

/** `stretchHere`, elsewhere; but here in browsers whose threads cannot start others. Rejects when no memory is left. */
export const stretchApart: Stretch = async (passphrase, salt) => {
  if (typeof Worker === 'undefined') return stretchAnyway(passphrase, salt)
  const worker = new Worker(new URL('./stretch-worker.ts', import.meta.url), { type: 'module' })
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<StretchMessage>) =>
        'derived' in data ? resolve(data.derived) : reject(new Error(data.fault))
      worker.onerror = () => resolve(stretchAnyway(passphrase, salt))
      const request: StretchRequest = { passphrase, salt }
      worker.postMessage(request)
    })
  } finally {
    worker.terminate()
  }
}

const stretchAnyway: Stretch = async (passphrase, salt) =>
  (await import('../../shared/vault/stretch.ts')).stretchHere(passphrase, salt)
