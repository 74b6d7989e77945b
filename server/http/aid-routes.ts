/**
 * `GET /api/transit` and `GET /api/model`: the operator's transit network and mode model as they are stored, for browsers
 * that process by themselves. Public: nothing of them is about anybody.
 */
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import type { Router } from 'express'
import { modelPath, transitPath } from '../../shared/api/contract.ts'
import type { AidFiles } from '../services/processing.ts'
import { methodNotAllowed } from './problem.ts'

interface Stored {
  readonly bytes: Buffer
  readonly tag: string
  readonly changedMs: number
}

export function mountAids(router: Router, { transitFile, modelFile }: AidFiles): void {
  mountFile(router, transitPath, transitFile)
  mountFile(router, modelPath, modelFile)
}

/** Answers 204 where the operator has installed no such file, 304 where the browser has the one that is there. */
function mountFile(router: Router, path: string, file: string | undefined): void {
  let stored: Stored | undefined
  router.get(path, async (request, response) => {
    stored = file === undefined ? undefined : await current(file, stored)
    response.set('Cache-Control', 'public, no-cache')
    if (stored === undefined) return void response.status(204).end()
    response.set('ETag', stored.tag)
    if (request.get('if-none-match') === stored.tag) return void response.status(304).end()
    response.type('application/octet-stream').send(stored.bytes)
  })
  router.all(path, methodNotAllowed(['GET']))
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
