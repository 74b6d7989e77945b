/** Programs that a bench starts beside itself, and ends itself. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface Child {
  /** What the program printed first. */
  readonly firstLine: string
  /** Memory that it holds, bytes; NaN where the system does not say. */
  residentBytes(): number
  stop(): Promise<void>
}

/** Starts a program of Node's and waits for its first line. Throws when it ends without one. */
export async function startChild(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Child> {
  const child = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  const first = await Promise.race([once(lines, 'line'), once(child, 'exit').then(() => undefined)])
  if (first === undefined) throw new Error('A program of the bench ended before it said anything.')
  return {
    firstLine: String(first[0]),
    residentBytes: () => residentBytes(child.pid),
    async stop() {
      if (child.exitCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Memory that a program holds, bytes; NaN where the system does not say. */
export function residentBytes(pid: number | undefined): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  return Number.parseInt(stdout, 10) * 1024
}
