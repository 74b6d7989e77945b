/** How the worker reaches its own server: JSON calls, and the processing request with its stream of events. */
import type { Send } from '../../shared/api/client.ts'
import { refusalFrom } from '../../shared/api/client.ts'
import { ownRequestHeader, processPath, vaultHeader } from '../../shared/api/contract.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import type { ProcessResult } from '../../shared/vault/process.ts'
import type { ProcessProgress } from '../../shared/vault/process-context.ts'

let meantVault: string | undefined

/** From here on requests mean this vault, and are refused where this browser's session has become that of another. */
export function speakOf(vaultId: string | undefined): void {
  meantVault = vaultId
}

/** Sends one request to our own origin. A lost connection is Refusal `unavailable`. */
export const send: Send = async ({ method, path, headers, body }) => {
  const answer = await reach(path, { method, headers, body: body ?? null })
  return { status: answer.status, text: await answer.text() }
}

/** Lends the server a key bundle for one processing; the bundle is wiped here when the server has answered. */
export async function processOnServer(
  bundle: Uint8Array<ArrayBuffer>,
  onProgress: (progress: ProcessProgress) => void,
): Promise<ProcessResult> {
  try {
    const answer = await reach(processPath, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', [ownRequestHeader]: '1' },
      body: bundle,
    })
    if (!answer.ok || !answer.body) throw refusalFrom({ status: answer.status, text: await answer.text() })
    for await (const event of serverEvents(answer.body)) {
      if (event.name === 'progress') onProgress(JSON.parse(event.data))
      if (event.name === 'result') return JSON.parse(event.data)
      if (event.name === 'failure') throw refusalFrom({ status: 500, text: event.data })
    }
    throw new Refusal('unavailable', 'The server stopped before it was done.')
  } finally {
    bundle.fill(0)
  }
}

/** The same as `send`, for what is not to be laid beside an account: neither session nor vault goes with it. */
export const sendUnnamed: Send = async ({ method, path, headers, body }) => {
  const answer = await reachUnnamed(path, { method, headers, body: body ?? null })
  return { status: answer.status, text: await answer.text() }
}

/** One request to our own origin, kept in no cache unless asked for. A lost connection is Refusal `unavailable`. */
export async function reach(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers)
  if (meantVault !== undefined) headers.set(vaultHeader, meantVault)
  return fetched(path, { ...init, headers, credentials: 'same-origin' })
}

/** The same without session and vault. */
export async function reachUnnamed(path: string, init: RequestInit): Promise<Response> {
  return fetched(path, { ...init, credentials: 'omit' })
}

async function fetched(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { cache: 'no-store', ...init, redirect: 'error' })
  } catch (cause) {
    throw new Refusal('unavailable', 'The server cannot be reached.', { cause })
  }
}

async function* serverEvents(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<{ name: string; data: string }> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let buffer = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    buffer += value
    const blocks = buffer.split('\n\n')
    buffer = blocks.pop() ?? ''
    for (const block of blocks) {
      const field = (name: string) => block.match(new RegExp(`^${name}: ?(.*)$`, 'm'))?.[1] ?? ''
      yield { name: field('event'), data: field('data') }
    }
  }
}
