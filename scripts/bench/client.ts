/** The web client: compressed bytes that a browser needs before it shows something, and what comes later. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import type { Table } from './table.ts'

const builtClient = fileURLToPath(new URL('../../client/dist', import.meta.url))
const page = 'index.html'

/** The two tables for a client built into `dist`. Throws when there is none. */
export async function clientTables(dist = builtClient): Promise<Table[]> {
  if (!existsSync(join(dist, page))) throw new Error('The client is not built: npm run build comes first.')
  const first = firstLoad(dist)
  const later = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(?:br|gz|map)$/.test(entry.name))
    .map((entry) => posix.join(entry.parentPath.slice(dist.length + 1).replaceAll('\\', '/'), entry.name))
    .filter((name) => !first.includes(name))
  return [
    tableOf('Client: first load, brotli (budget: 120 kB, all requests)', dist, first),
    tableOf('Client: what loads later, brotli', dist, later),
  ]
}

/** The page, what it names, and what its scripts import before they run. */
function firstLoad(dist: string): string[] {
  const html = readFileSync(join(dist, page), 'utf8')
  const named = [...html.matchAll(/\b(?:src|href)="([^"#]+)"/g)].map((match) => match[1]!)
  const found = [page]
  const visit = (name: string): void => {
    if (found.includes(name) || !existsSync(join(dist, name))) return
    found.push(name)
    if (!name.endsWith('.js')) return
    const source = readFileSync(join(dist, name), 'utf8')
    for (const match of source.matchAll(/\b(?:from|import)\s*["'](\.[^"']+)["']/g))
      visit(posix.join(posix.dirname(name), match[1]!))
  }
  for (const name of named) visit(posix.join('.', name.replace(/^\//, '')))
  return found
}

/** Bytes over the wire: files that are compressed already, or too small to be, go as they are. */
function wireBytes(path: string): number {
  const content = readFileSync(path)
  return /\.(?:woff2|png|jpe?g|webp|avif)$/.test(path) ? content.length : brotliCompressSync(content).length
}

function tableOf(title: string, dist: string, names: readonly string[]): Table {
  const sizes = names
    .map((name) => ({ name, bytes: wireBytes(join(dist, name)) }))
    .sort((a, b) => b.bytes - a.bytes)
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`
  return {
    title,
    head: ['file', 'size'],
    rows: [...sizes.map(({ name, bytes }) => [name, kilobytes(bytes)]), ['all', kilobytes(total)]],
  }
}
