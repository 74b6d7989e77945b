/** Sillage as its operator starts it: `node server/main.ts` in a process of its own. */
import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const mainPath = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

export interface RunningProcess {
  readonly child: ChildProcess
  readonly address: string
}

/** Starts on a port that the system chooses, unless the environment says one; resolves when the server says where it listens. */
export async function startProcess(
  dataDirectory: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningProcess> {
  const child = spawn(process.execPath, [mainPath], {
    env: { SILLAGE_PORT: '0', ...environment, SILLAGE_DATA: dataDirectory, SILLAGE_LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const address = /^Sillage listens on (\S+)$/.exec(line)?.[1]
    if (address !== undefined) return { child, address }
  }
  throw new Error('The server ended before it listened.')
}

/** Ends the process by a signal and waits until it is gone. */
export async function endProcess({ child }: RunningProcess, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal)
  const [code] = await once(child, 'exit')
  return code
}
