/**
 * Processing: the owner lends a bundle of keys for the seconds of one request. A child process opens the inbox with it,
 * writes records and exits, so that no key outlives the request in this process's memory.
 */
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { getCompileCacheDir } from 'node:module'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { RefusalCode } from '../../shared/api/refusal.ts'
import { Refusal, refusalStatus } from '../../shared/api/refusal.ts'
import type { VaultStores } from '../store/vault-stores.ts'

const childPath = fileURLToPath(new URL('../process-child.ts', import.meta.url))
const maxChildren = 2
/** Far above what a lifetime of fixes takes; a child that hangs does not hold its place for ever. */
const maxMs = 15 * 60_000

const refusalCodes = Object.keys(refusalStatus) as RefusalCode[]

/** One line of the child's standard output. `frames` are places in our code, never values. */
const childLineSchema = z.union([
  z.strictObject({ progress: z.record(z.string(), z.union([z.string(), z.number()])) }),
  z.strictObject({ result: z.record(z.string(), z.number()) }),
  z.strictObject({ refusal: z.strictObject({ code: z.enum(refusalCodes), detail: z.string() }) }),
  z.strictObject({ fault: z.strictObject({ frames: z.array(z.string()) }) }),
])
export type ChildLine = z.output<typeof childLineSchema>

export interface Processing {
  /**
   * Processes the vault's inbox. Throws Refusal `conflict` while this vault is being processed, `too-many-requests`
   * while too many others are, and whatever refusal the work ended with. `bundle` is wiped in any case.
   */
  run(
    vaultId: string,
    bundle: Uint8Array,
    on: { progress: (progress: Record<string, string | number>) => void; signal: AbortSignal },
  ): Promise<Record<string, number>>
  /** Ends the processing of a vault at once, if there is any. */
  stop(vaultId: string): Promise<void>
  close(): Promise<void>
}

/** Files that the operator has installed beside the vaults to aid the engine. */
export interface AidFiles {
  /** Where the transit network is, if there is one. */
  readonly transitFile?: string | undefined
  /** Where the mode model is that stands in for the shipped one. */
  readonly modelFile?: string | undefined
}

export function createProcessing(vaults: VaultStores, { transitFile, modelFile }: AidFiles = {}): Processing {
  const children = new Map<string, ChildProcess>()

  function start(vaultId: string): ChildProcess {
    if (children.has(vaultId)) throw new Refusal('conflict', 'This vault is being processed already.')
    if (children.size >= maxChildren)
      throw new Refusal('too-many-requests', 'Other vaults are being processed; try again in a minute.')
    const args = [childPath, vaults.location, vaultId, transitFile ?? '', modelFile ?? '']
    const child = spawn(process.execPath, args, {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: childEnvironment(),
      timeout: maxMs,
      killSignal: 'SIGKILL',
    })
    children.set(vaultId, child)
    child.once('close', () => children.delete(vaultId))
    return child
  }

  async function stop(vaultId: string): Promise<void> {
    const child = children.get(vaultId)
    if (child !== undefined) await killed(child)
  }

  return {
    async run(vaultId, bundle, { progress, signal }) {
      try {
        const child = start(vaultId)
        const kill = () => child.kill('SIGKILL')
        signal.addEventListener('abort', kill, { once: true })
        try {
          await send(child, bundle)
          return await outcome(child, progress)
        } finally {
          signal.removeEventListener('abort', kill)
          await killed(child)
        }
      } finally {
        bundle.fill(0)
      }
    },
    stop,
    async close() {
      await Promise.all([...children.keys()].map(stop))
    },
  }
}

/** Nothing of ours but where compiled code is kept, so that a child starts fast. */
function childEnvironment(): Record<string, string> {
  const directory = getCompileCacheDir()
  return directory === undefined ? {} : { NODE_COMPILE_CACHE: directory }
}

/** A child that ended before it read everything shows in its outcome, so that a broken pipe is no error here. */
function send(child: ChildProcess, bundle: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    child.once('error', () => resolve())
    child.stdin?.once('error', () => resolve())
    child.stdin?.end(bundle, () => resolve())
  })
}

async function outcome(
  child: ChildProcess,
  onProgress: (progress: Record<string, string | number>) => void,
): Promise<Record<string, number>> {
  if (child.stdout === null) throw new Error('The processing child has no output.')
  for await (const text of createInterface({ input: child.stdout })) {
    const line = childLineSchema.parse(JSON.parse(text))
    if ('progress' in line) onProgress(line.progress)
    else if ('result' in line) return line.result
    else if ('refusal' in line) throw new Refusal(line.refusal.code, line.refusal.detail)
    else throw faultAt(line.fault.frames)
  }
  throw new Error('The processing child ended without a result.')
}

function faultAt(frames: readonly string[]): Error {
  const fault = new Error('The processing child failed.')
  fault.stack = ['Error: The processing child failed.', ...frames].join('\n')
  return fault
}

function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
    return Promise.resolve()
  return new Promise((resolve) => {
    child.once('close', () => resolve())
    child.kill('SIGKILL')
  })
}
