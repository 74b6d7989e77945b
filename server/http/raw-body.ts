/** Reads a body as it comes: not parsed, not inflated, never more than a limit. */
import type { Request, Response } from 'express'
import { Refusal } from '../../shared/api/refusal.ts'

/** The body's bytes. Throws Refusal `too-large` as soon as it is known, and closes the connection after the answer. */
export async function readRawBody(request: Request, response: Response, maxBytes: number): Promise<Buffer> {
  const refuse = (): Refusal => {
    response.set('Connection', 'close')
    return new Refusal('too-large', `The body may have at most ${maxBytes} bytes.`)
  }
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw refuse()
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    let bytes = 0
    request.on('data', (piece: Buffer) => {
      bytes += piece.length
      if (bytes > maxBytes) {
        request.pause()
        reject(refuse())
      } else pieces.push(piece)
    })
    request.once('end', () => resolve(Buffer.concat(pieces, bytes)))
    request.once('error', reject)
    request.once('close', () => {
      if (!request.complete) reject(new Refusal('bad-request', 'The body ended early.'))
    })
  })
}
