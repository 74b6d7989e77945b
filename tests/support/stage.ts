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

export interface Stage {
  /** For the files of the story; it is there from the start, the server and the browser from `beforeAll` on. */
  readonly folder: string
  readonly browser: Browser
  /** Of the server. */
  readonly address: string
}

/** Sets the stage of this file's tests; the server gets what `environment` makes of the folder. */
export function setStage(
  environment: (folder: string) => Readonly<Record<string, string>> = () => ({}),
): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'sillage-story-'))
  let server: RunningProcess
  let browser: Browser
  beforeAll(async () => {
    const starting = startProcess(join(folder, 'data'), environment(folder))
    browser = await chromium.launch(await chromiumOptions())
    server = await starting
  })
  afterAll(async () => {
    await browser.close()
    await endProcess(server, 'SIGTERM')
    rmSync(folder, { recursive: true })
  })
  return {
    folder,
    get browser() {
      return browser
    },
    get address() {
      return server.address
    },
  }
}
