/**
 * What research publishes outside JSON: a study's zones, the files of a release, a release as one archive. All come out of
 * the store by their exact names, and none ever changes. Open to pages elsewhere: it is made to be read by anyone.
 */
import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import type { Request, Response, Router } from 'express'
import { Refusal } from '../../shared/api/refusal.ts'
import { releaseFilePath, releaseZipPath, zonesPath } from '../../shared/api/research-contract.ts'
import type { ResearchStore } from '../store/research-store.ts'
import { methodNotAllowed } from './problem.ts'

/** Content types by ending; text is UTF-8. */
const contentTypes: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8; header=present',
  '.parquet': 'application/vnd.apache.parquet',
  '.geojson': 'application/geo+json',
  '.json': 'application/json',
  '.jsonld': 'application/ld+json',
  '.md': 'text/markdown; charset=utf-8',
  '.jws': 'application/jose',
}
const otherType = 'text/plain; charset=utf-8'

export function mountResearchFiles(router: Router, store: ResearchStore): void {
  const serve = (path: string, find: (request: Request) => Promise<Found | undefined>): void => {
    router.get(path, async (request, response) => {
      const found = await find(request)
      if (found === undefined) throw new Refusal('not-found', 'There is nothing at this address.')
      sendPublished(request, response, found)
    })
    router.all(path, methodNotAllowed(['GET']))
  }
  const part = (request: Request, name: string): string => {
    const value = request.params[name]
    return Array.isArray(value) ? value.join('/') : (value ?? '')
  }

  serve(pattern(zonesPath(':study', 0), '/0/', '/:version/'), async (request) => {
    const version = Number(part(request, 'version'))
    if (!Number.isSafeInteger(version)) return undefined
    const bytes = await store.zones(part(request, 'study'), version)
    return bytes && { bytes, type: 'application/geo+json' }
  })
  serve(pattern(releaseFilePath(':study', ':month', '*path')), async (request) => {
    const path = part(request, 'path')
    const bytes = await store.releaseFile(part(request, 'study'), part(request, 'month'), path)
    return bytes && { bytes, type: contentTypes[extname(path)] ?? otherType }
  })
  serve(pattern(releaseZipPath(':study', ':month')), async (request) => {
    const [study, month] = [part(request, 'study'), part(request, 'month')]
    const bytes = await store.releaseZip(study, month)
    return bytes && { bytes, type: 'application/zip', name: `release-${study}-${month}.zip` }
  })
}

interface Found {
  readonly bytes: Uint8Array
  readonly type: string
  /** Present where the browser saves it. */
  readonly name?: string
}

/** The router's pattern of a path that the contract builds. */
const pattern = (path: string, from = '', to = ''): string => path.replace(from, to)

function sendPublished(request: Request, response: Response, { bytes, type, name }: Found): void {
  const tag = `"${createHash('sha256').update(bytes).digest('base64url')}"`
  response.set({
    'Cache-Control': 'public, max-age=31536000, immutable',
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    ETag: tag,
  })
  if (request.get('if-none-match') === tag) return void response.status(304).end()
  if (name !== undefined) response.attachment(name)
  response.set('Content-Type', type).end(bytes)
}
