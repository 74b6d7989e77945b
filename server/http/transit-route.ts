/** `GET /api/transit`: the transit network as it is stored, for browsers that process by themselves. Public, as timetables are. */
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import type { Router } from 'express'
import { transitPath } from '../../shared/api/contract.ts'
import { methodNotAllowed } from './problem.ts'

interface Stored {
  readonly bytes: Buffer
  readonly tag: string
  readonly changedMs: number
}

/** Answers 204 where the operator has loaded no network, 304 where the browser has the one that is loaded. */
export function mountTransit(router: Router, file: string | undefined): void {
  let stored: Stored | undefined
  router.get(transitPath, async (request, response) => {
    stored = file === undefined ? undefined : await current(file, stored)
    response.set('Cache-Control', 'public, no-cache')
    if (stored === undefined) return void response.status(204).end()
    response.set('ETag', stored.tag)
    if (request.get('if-none-match') === stored.tag) return void response.status(304).end()
    response.type('application/octet-stream').send(stored.bytes)
  })
  router.all(transitPath, methodNotAllowed(['GET']))
}

/** The file as it is now; it is read again only when it has changed. */
async function current(file: string, known: Stored | undefined): Promise<Stored | undefined> {
  try {
    const { mtimeMs } = await stat(file)
    if (known?.changedMs === mtimeMs) return known
    const bytes = await readFile(file)
    const tag = `"${createHash('sha256').update(bytes).digest('base64url')}"`
    return { bytes, tag, changedMs: mtimeMs }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
