/** The web client's files, from a list made at the start: nothing that is not on it can be asked for. */
import { existsSync, readdirSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import type { Request, RequestHandler, Response } from 'express'

interface StaticFile {
  readonly path: string
  /** Files with the same content compressed, by encoding. */
  readonly compressed: Readonly<Record<string, string>>
}

/** Best first. */
const encodings = { br: '.br', gzip: '.gz' } as const

/** Vite puts a hash of the content into the names of files in this directory, so that they never change. */
const hashedDirectory = '/assets/'

/** Serves `directory`; pages of the client that are not files get `index.html`. */
export function staticFiles(directory: string): RequestHandler {
  const files = listFiles(directory)
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next()
    const name = request.path === '/' ? '/index.html' : request.path
    const file = files.get(name) ?? (isPage(request) ? files.get('/index.html') : undefined)
    if (file === undefined) return next()
    sendFile(request, response, file, name.startsWith(hashedDirectory))
  }
}

function isPage(request: Request): boolean {
  return extname(request.path) === '' && request.accepts(['html', 'json']) === 'html'
}

function sendFile(request: Request, response: Response, file: StaticFile, isHashed: boolean): void {
  const wanted = Object.keys(file.compressed)
  const encoding = wanted.find((each) => request.acceptsEncodings(each) === each)
  response.type(extname(file.path))
  if (wanted.length > 0) response.vary('Accept-Encoding')
  if (encoding !== undefined) response.set('Content-Encoding', encoding)
  response.set('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
  response.sendFile(file.compressed[encoding ?? ''] ?? file.path, {
    cacheControl: false,
    acceptRanges: false,
  })
}

function listFiles(directory: string): Map<string, StaticFile> {
  if (!existsSync(directory)) return new Map()
  const paths = new Set(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  const files = [...paths].map((path): [string, StaticFile] => {
    const found = Object.entries(encodings).filter(([, suffix]) => paths.has(path + suffix))
    const compressed = Object.fromEntries(found.map(([encoding, suffix]) => [encoding, path + suffix]))
    return [path.slice(directory.length).split(sep).join('/'), { path, compressed }]
  })
  return new Map(files)
}
