/** What a story is played on: a server with a folder of its own, and a browser; both end with the story. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import type { RunningProcess } from '../server/running-server.ts'
import { endProcess, startProcess } from '../server/running-server.ts'
import { chromiumOptions } from './chromium.ts'

/** Starts a server on a data directory, with these variables and others that the story needs. */
type Start = (data: string, environment: Readonly<Record<string, string>>) => Promise<RunningProcess>

/** The folder and the data directory are there from the start, the server and the browser from `beforeAll` on. */
export interface Stage {
  /** For the files of the story. */
  readonly folder: string
  /** Of the server; in the folder. */
  readonly data: string
  readonly browser: Browser
  /** Of the server; the same after another start. */
  readonly address: string
  stopServer(signal?: NodeJS.Signals): Promise<void>
  /** Starts it again where it was, as at first or in another way. */
  startServer(start?: Start): Promise<void>
}

/** Sets the stage of this file's tests. */
export function setStage(firstStart: Start = startProcess): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'sillage-story-'))
  const data = join(folder, 'data')
  let server: RunningProcess
  let browser: Browser
  beforeAll(async () => {
    const starting = firstStart(data, {})
    browser = await chromium.launch(await chromiumOptions())
    server = await starting
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await endProcess(server, 'SIGTERM')
    rmSync(folder, { recursive: true })
  })
  return {
    ...{ folder, data },
    get browser() {
      return browser
    },
    get address() {
      return server.address
    },
    async stopServer(signal = 'SIGTERM') {
      await endProcess(server, signal)
    },
    async startServer(start = firstStart) {
      server = await start(data, { SILLAGE_PORT: new URL(server.address).port })
    },
  }
}
