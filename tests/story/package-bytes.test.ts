/** A package is the same, byte for byte, whether the custodian's Node or a browser makes it. */
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromiumOptions } from '../support/chromium.ts'
import { packageSums } from '../support/package-bytes.ts'

let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch(await chromiumOptions())
})
afterAll(async () => {
  await browser.close()
})

/** `packageSums` with all that it stands on, as one script for a browser that sets `sums`. */
async function scriptForBrowser(): Promise<string> {
  const entry = 'virtual:package-sums'
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) =>
          id === entry
            ? `import { packageSums } from '${new URL('../support/package-bytes.ts', import.meta.url).pathname}'
               globalThis.sums = packageSums()`
            : null,
      },
    ],
    build: { write: false, target: 'es2023', minify: false, rolldownOptions: { input: entry } },
  })
  const [bundle] = [built].flat()
  if (!bundle || !('output' in bundle)) throw new Error('the script was not built')
  const chunks = bundle.output.filter((file) => file.type === 'chunk')
  expect(chunks).toHaveLength(1)
  return chunks[0]!.code
}

test('Chromium makes the package that Node makes', async () => {
  const script = await scriptForBrowser()
  const page = await browser.newPage()
  // Its own secure origin: Web Crypto is there on no other.
  await page.route('https://package.test/**', async (route) => {
    const isScript = route.request().url().endsWith('.js')
    await route.fulfill(
      isScript
        ? { contentType: 'text/javascript', body: script }
        : { contentType: 'text/html', body: '<script type="module" src="/package.js"></script>' },
    )
  })
  await page.goto('https://package.test/')
  await page.waitForFunction('globalThis.sums !== undefined')
  const inBrowser = await page.evaluate<string[]>('globalThis.sums')
  const inNode = await packageSums()
  expect(inNode[0]!.trim().split('\n').length).toBeGreaterThan(25)
  expect(inBrowser).toEqual(inNode)
})
