/** A server and browsers that live at another time than the machine: months close within a test. */
import { fileURLToPath } from 'node:url'
import type { BrowserContext } from 'playwright-core'
import type { RunningProcess } from '../server/running-server.ts'
import { startProcess } from '../server/running-server.ts'

const preload = fileURLToPath(new URL('./shifted-clock.ts', import.meta.url))

/** Starts the server on a data directory at an instant (ms), from which its clock runs on. */
export function startAt(
  dataDirectory: string,
  nowMs: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningProcess> {
  return startProcess(dataDirectory, {
    ...environment,
    NODE_OPTIONS: `--import=${preload}`,
    SILLAGE_TEST_AHEAD_MS: String(nowMs - Date.now()),
  })
}

/** Lets the pages of a context and their workers live at an instant (ms), from the next load on. */
export async function liveAt(context: BrowserContext, nowMs: number): Promise<void> {
  const aheadMs = nowMs - Date.now()
  await context.addInitScript(shiftDate, aheadMs)
  context.on('page', (page) => page.on('worker', (worker) => void worker.evaluate(shiftDate, aheadMs)))
  for (const page of context.pages()) page.on('worker', (worker) => void worker.evaluate(shiftDate, aheadMs))
}

/** Runs in the browser; the last call holds. */
function shiftDate(aheadMs: number): void {
  const shifted = globalThis as typeof globalThis & { RealDate?: DateConstructor }
  const RealDate = shifted.RealDate ?? Date
  shifted.RealDate = RealDate
  globalThis.Date = new Proxy(RealDate, {
    construct: (_, given: [number]) =>
      new RealDate(...(given.length > 0 ? given : ([RealDate.now() + aheadMs] as [number]))),
    get: (target, name) => (name === 'now' ? () => RealDate.now() + aheadMs : Reflect.get(target, name)),
  })
}
