/** A server and browsers that live at another time than the machine: months close within a test. */
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
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

/** A narrow browser of its own that lives at an instant (ms), and what it asks of servers. */
export async function contextAt(
  browser: Browser,
  nowMs: number,
  locale: string,
): Promise<{ context: BrowserContext; asked: Request[] }> {
  const context = await browser.newContext({
    ...{ locale, viewport: { width: 390, height: 844 }, bypassCSP: true, acceptDownloads: true },
  })
  const asked: Request[] = []
  context.on('request', (request) => asked.push(request))
  await liveAt(context, nowMs)
  return { context, asked }
}

/** Lets the pages of a new context and their workers live at an instant (ms). */
async function liveAt(context: BrowserContext, nowMs: number): Promise<void> {
  const aheadMs = nowMs - Date.now()
  await context.addInitScript(shiftDate, aheadMs)
  const watch = (page: Page) =>
    page.on('worker', (worker) => {
      if (!worker.url().includes(timeless)) void worker.evaluate(shiftDate, aheadMs)
    })
  context.on('page', watch)
  context.pages().forEach(watch)
}

/** Looks at no clock, and has ended before it could be told of another. */
const timeless = '/stretch-worker-'

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
