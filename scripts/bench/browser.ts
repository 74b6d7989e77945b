/** The engine in a worker of Chromium beside the engine in Node: the same code on the same trace. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { chromiumOptions } from './chromium.ts'
import { engineRun } from './engine-run.ts'
import type { Table } from './table.ts'
import { duration, grouped } from './table.ts'

const days = 60
const entry = fileURLToPath(new URL('engine-run.ts', import.meta.url))
const worker = `import { engineRun } from '/engine.js'\npostMessage(engineRun(${days}))`

export async function browserTable(): Promise<Table> {
  const files = new Map([
    ['/', { type: 'text/html', text: '<!doctype html><title>bench</title>' }],
    ['/worker.js', { type: 'text/javascript', text: worker }],
    ['/engine.js', { type: 'text/javascript', text: await bundled() }],
  ])
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '')
    response.writeHead(file === undefined ? 404 : 200, { 'content-type': file?.type ?? 'text/plain' })
    response.end(file?.text)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  try {
    if (address === null || typeof address === 'string') throw new Error('The bench listens on no port.')
    const theirs = await inWorker(`http://127.0.0.1:${address.port}/`)
    return tableOf(engineRun(days), theirs)
  } finally {
    server.close()
  }
}

/** The engine and the simulator as one script. */
async function bundled(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, lib: { entry, formats: ['es'], fileName: 'engine' } },
  })
  const first = [result].flat()[0]
  const chunk = first !== undefined && 'output' in first ? first.output[0] : undefined
  if (chunk === undefined) throw new Error('The engine was not bundled.')
  return chunk.code
}

async function inWorker(address: string): Promise<ReturnType<typeof engineRun>> {
  const browser = await chromium.launch(await chromiumOptions())
  try {
    const page = await browser.newPage()
    await page.goto(address)
    return await page.evaluate<ReturnType<typeof engineRun>>(
      `new Promise((resolve, reject) => {
        const worker = new Worker('/worker.js', { type: 'module' })
        worker.onmessage = ({ data }) => resolve(data)
        worker.onerror = () => reject(new Error('The worker failed.'))
      })`,
    )
  } finally {
    await browser.close()
  }
}

function tableOf(ours: ReturnType<typeof engineRun>, theirs: ReturnType<typeof engineRun>): Table {
  return {
    title: `Engine in Chromium's worker against Node: ${grouped(ours.fixes)} fixes, best of 5 (budget: × 1.5)`,
    head: ['Node', 'worker', 'ratio'],
    rows: [[duration(ours.ms), duration(theirs.ms), `× ${(theirs.ms / ours.ms).toFixed(2)}`]],
  }
}
