/** Builds the web client: one page, one style sheet, no inline script or data address, so that a strict CSP holds. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'
import { defineConfig } from 'vite'

const compressible = /\.(html|js|css|json|svg|webmanifest|wasm)$/
/** Below this many bytes a compressed copy is not worth a file. */
const smallestBytes = 512

const [brotli, gzipped] = [promisify(brotliCompress), promisify(gzip)]

async function writeCompressed(path: string): Promise<void> {
  const content = readFileSync(path)
  if (content.length < smallestBytes) return
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  writeFileSync(`${path}.br`, await brotli(content, { params }))
  writeFileSync(`${path}.gz`, await gzipped(content, { level: 9 }))
}

/** Writes .br and .gz beside every text file of the build, so that the server never compresses. */
function compressedCopies(): Plugin {
  let folder = ''
  return {
    name: 'compressed-copies',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir)
    },
    async closeBundle() {
      const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && compressible.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
      // Node compresses on several threads at a time.
      await Promise.all(paths.map(writeCompressed))
    },
  }
}

/** What the engine computes with is of no use without a server to write to. */
const onlineOnly = /\/(?:shipped-model|open-model|network)-[^/]*$|\.(?:png|md)$/
const serviceWorker = 'service-worker.js'

/** Writes the list of the build's files, with their digests, in front of the service worker. */
function shellList(): Plugin {
  let folder = ''
  return {
    name: 'shell-list',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir)
    },
    closeBundle() {
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => `/${name.replaceAll('\\', '/')}`)
        .filter((path) => extname(path) !== '' && path !== `/${serviceWorker}` && !onlineOnly.test(path))
        .sort()
        .map((path) => [path, `sha256-${sha256(readFileSync(join(folder, path))).toString('base64')}`])
      const version = sha256(Buffer.from(JSON.stringify(files)))
        .toString('hex')
        .slice(0, 16)
      const path = join(folder, serviceWorker)
      writeFileSync(path, `self.shell=${JSON.stringify({ version, files })};\n${readFileSync(path, 'utf8')}`)
    },
  }
}

const sha256 = (content: Uint8Array): Buffer => createHash('sha256').update(content).digest()

export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [shellList(), compressedCopies()],
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['index.html', 'service-worker.ts'].map((name) => join(import.meta.dirname, name)),
      output: {
        // A service worker is found again by its address, so that its name has no hash.
        entryFileNames: ({ name }) => (name === 'service-worker' ? serviceWorker : 'assets/[name]-[hash].js'),
        // What is seen first is one file each, with all that it stands on: many small ones would each be a request.
        codeSplitting: {
          groups: [
            { name: 'shell', test: /client\/app\.tsx$/, priority: 2 },
            { name: 'trips', test: /client\/views\/timeline\.tsx$/, priority: 1 },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
})
