/**
 * The page's side of its workers: typed calls, one answer each. The vault's, and the small one of what is published for
 * everyone, each start when they are first needed.
 */
import type {
  CallName,
  InputOf,
  OpenCallName,
  OutputOf,
  Progress,
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
  readonly by: Worker
  readonly resolve: (result: unknown) => void
  readonly reject: (failure: VaultFailure) => void
  readonly onProgress: ((progress: Progress) => void) | undefined
}

type Arguments<N extends CallName> =
  InputOf<N> extends undefined
    ? [input?: undefined, onProgress?: (progress: Progress) => void]
    : [input: InputOf<N>, onProgress?: (progress: Progress) => void]

let worker: Worker | undefined
let openWorker: Worker | undefined
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
  const closed = worker
  closed?.terminate()
  worker = undefined
  failAll(closed, new VaultFailure('fault', 'the vault was closed'))
}

const openCalls: readonly CallName[] = [
  'releases',
  'verifyRelease',
  'dashboards',
] satisfies readonly OpenCallName[]

/** Calls the worker that the call is for. Rejects with VaultFailure. */
export function call<N extends CallName>(name: N, ...args: Arguments<N>): Promise<OutputOf<N>> {
  const [input, onProgress] = args
  const number = ++lastNumber
  return new Promise((resolve, reject) => {
    const by = openCalls.includes(name) ? startedOpenWorker() : startedWorker()
    // The worker is ours and answers each call with what the protocol says of it.
    waiting.set(number, { by, resolve: (result) => resolve(result as OutputOf<N>), reject, onProgress })
    const request: VaultRequest = { number, call: name, input }
    by.postMessage(request)
  })
}

function startedWorker(): Worker {
  if (worker) return worker
  worker = new Worker(new URL('./worker/vault-worker.ts', import.meta.url), { type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<VaultMessage>) => receive(data)
  worker.onerror = () => closeVault()
  return worker
}

function startedOpenWorker(): Worker {
  if (openWorker) return openWorker
  const started = new Worker(new URL('./worker/open-worker.ts', import.meta.url), { type: 'module' })
  openWorker = started
  started.onmessage = ({ data }: MessageEvent<VaultMessage>) => receive(data)
  started.onerror = () => {
    openWorker = undefined
    failAll(started, new VaultFailure('fault', 'what is published could not be read'))
  }
  return started
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

/** Fails the calls that a worker will not answer any more. */
function failAll(worker: Worker | undefined, failure: VaultFailure): void {
  for (const [number, call] of waiting) {
    if (call.by !== worker) continue
    waiting.delete(number)
    call.reject(failure)
  }
}
