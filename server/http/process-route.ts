/** `POST /api/vault/process`: a key bundle in, server-sent events out, nothing of it stored. */
import type { Router } from 'express'
import { processPath } from '../../shared/api/contract.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import type { Journal } from '../services/journal.ts'
import type { Processing } from '../services/processing.ts'
import type { Sessions } from '../services/sessions.ts'
import type { Session } from '../store/account-store.ts'
import { ownerOnly } from './mount.ts'
import { methodNotAllowed, problemOf } from './problem.ts'
import { readRawBody } from './raw-body.ts'

/** A bundle holds a few collection keys and 36 bytes per month; this is room for more than a century. */
const bundleBytes = 64 * 1024

export function mountProcessing(
  router: Router,
  sessions: Sessions,
  processing: Processing,
  journal: Journal,
  onFault: (error: unknown) => void,
): void {
  router.post(processPath, ownerOnly(sessions), async (request, response) => {
    if (request.get('content-type') !== 'application/octet-stream')
      throw new Refusal('wrong-media-type', 'The body must be application/octet-stream.')
    const session: Session = response.locals['session']
    const bundle = await readRawBody(request, response, bundleBytes)
    const gone = new AbortController()
    response.once('close', () => gone.abort())

    const emit = (event: string, data: unknown): void => {
      if (!response.headersSent) response.type('text/event-stream').flushHeaders()
      response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
    }
    try {
      const progress = (data: Record<string, string | number>): void => emit('progress', data)
      const result = await processing.run(session.vaultId, bundle, { progress, signal: gone.signal })
      await journal.note(session.vaultId, 'processed')
      emit('result', result)
    } catch (error) {
      if (!response.headersSent && !gone.signal.aborted) throw error
      if (gone.signal.aborted) return
      if (!(error instanceof Refusal)) onFault(error)
      const { code, detail } = problemOf(error)
      emit('failure', { code, detail })
    }
    response.end()
  })
  router.all(processPath, methodNotAllowed(['POST']))
}
