/** The page's side of the vault worker: typed calls, one answer each. The worker starts when it is first needed. */
import type {
  InputOf,
  OutputOf,
  Progress,
  VaultCallName,
  VaultMessage,
  VaultRequest,
} from './vault-protocol.ts'

/** A call that failed; `code` is a refusal's code, a file reader's code, or `fault`. */
export class VaultFailure extends Error {
  readonly code: string
  constructor(code: string, detail: string) {
    super(detail)
    this.name = 'VaultFailure'
    this.code = code
  }
}

interface Waiting {
  readonly resolve: (result: unknown) => void
  readonly reject: (failure: VaultFailure) => void
  readonly onProgress: ((progress: Progress) => void) | undefined
}

type Arguments<N extends VaultCallName> =
  InputOf<N> extends undefined
    ? [input?: undefined, onProgress?: (progress: Progress) => void]
    : [input: InputOf<N>, onProgress?: (progress: Progress) => void]

let worker: Worker | undefined
let lastNumber = 0
const waiting = new Map<number, Waiting>()
let sayStale = (): void => {}

/** Calls `listener` whenever the vault is no longer as shown: another tab has changed it, or its server has gone. */
export function onStale(listener: () => void): void {
  sayStale = listener
}

/** Starts the worker if it is not running, so that its cryptography loads while a person types. */
export function warmVault(): void {
  startedWorker()
}

/** Ends the worker and with it every key in its memory; calls that still wait fail. */
export function closeVault(): void {
  worker?.terminate()
  worker = undefined
  failAll(new VaultFailure('fault', 'the vault was closed'))
}

/** Calls the worker. Rejects with VaultFailure. */
export function call<N extends VaultCallName>(name: N, ...args: Arguments<N>): Promise<OutputOf<N>> {
  const [input, onProgress] = args
  const number = ++lastNumber
  return new Promise((resolve, reject) => {
    // The worker is ours and answers each call with what the protocol says of it.
    waiting.set(number, { resolve: (result) => resolve(result as OutputOf<N>), reject, onProgress })
    const request: VaultRequest = { number, call: name, input }
    startedWorker().postMessage(request)
  })
}

function startedWorker(): Worker {
  if (worker) return worker
  worker = new Worker(new URL('./worker/vault-worker.ts', import.meta.url), { type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<VaultMessage>) => receive(data)
  worker.onerror = () => closeVault()
  return worker
}

function receive(message: VaultMessage): void {
  if ('isStale' in message) {
    sayStale()
    return
  }
  const call = waiting.get(message.number)
  if (!call) return
  if ('progress' in message) {
    call.onProgress?.(message.progress)
    return
  }
  waiting.delete(message.number)
  if ('failure' in message) call.reject(new VaultFailure(message.failure.code, message.failure.detail))
  else call.resolve(message.result)
}

function failAll(failure: VaultFailure): void {
  for (const call of waiting.values()) call.reject(failure)
  waiting.clear()
}
