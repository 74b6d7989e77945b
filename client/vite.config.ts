/** Builds the web client: one page, one style sheet, no inline script or data address, so that a strict CSP holds. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'
import { defineConfig } from 'vite'

const compressible = /\.(html|js|css|json|svg|webmanifest|wasm)$/
/** Below this many bytes a compressed copy is not worth a file. */
const smallestBytes = 512

/** Writes .br and .gz beside every text file of the build, so that the server never compresses. */
function compressedCopies(): Plugin {
  let folder = ''
  return {
    name: 'compressed-copies',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir)
    },
    closeBundle() {
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !compressible.test(entry.name)) continue
        const path = join(entry.parentPath, entry.name)
        const content = readFileSync(path)
        if (content.length < smallestBytes) continue
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
        writeFileSync(`${path}.br`, brotliCompressSync(content, { params }))
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
      }
    },
  }
}

/**
 * What the first page and later ones share, in one file: else each piece that another screen takes too would be a file
 * and a request of its own.
 */
const shell =
  /client\/(?:parts\/(?:page|section|action|fields|choice-fields|check-field|data-table|status|mode-line|disclosure|failure)|words\/(?:speak|words)|state|vault|corrections|telling|places|rules|trip-filter|views\/correct\/last-correction)\.tsx?$|shared\/(?:words\/(?:numbers|phrase)|engine\/mode|analysis\/(?:effort|edits\/limits))\.ts$/

export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [compressedCopies()],
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shell', test: shell }] } } },
  },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
})
