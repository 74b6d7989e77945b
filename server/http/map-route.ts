/**
 * `GET /api/map/{zoom}/{x}/{y}`: a block of the operator's street map. Public, and asked for without a cookie: the server
 * is not told whose map it is. Browsers must not keep it, because their disk would say where its owner looked.
 */
import { pipeline } from 'node:stream/promises'
import type { Request, Router } from 'express'
import { Refusal } from '../../shared/api/refusal.ts'
import type { Square } from '../../shared/api/street-map.ts'
import { mapBlockPath, packTile } from '../../shared/api/street-map.ts'
import type { MapArchive } from '../services/map-archive.ts'
import { methodNotAllowed } from './problem.ts'
import { limitPerMinute } from './shield.ts'

/** Answers 204 where the archive has nothing, 404 where there can be nothing. */
export function mountMap(router: Router, archive: MapArchive | undefined, blocksPerMinute: number): void {
  router.get(
    mapBlockPath,
    limitPerMinute(blocksPerMinute, 'too-many-requests'),
    async (request, response) => {
      const block = blockOf(request)
      if (archive === undefined || block === undefined || !archive.hasBlock(block))
        throw new Refusal('not-found', 'There is no such block of the map.')
      const tag = `"${archive.info.id}"`
      response.set({ 'Cache-Control': 'no-store', ETag: tag })
      if (request.get('if-none-match') === tag) return void response.status(304).end()
      const tiles = archive.tiles(block)
      const first = await tiles.next()
      if (first.done) return void response.status(204).end()
      response.type('application/octet-stream')
      const packed = async function* () {
        yield packTile(first.value)
        for await (const tile of tiles) yield packTile(tile)
      }
      await pipeline(packed, response).catch((error: unknown) => {
        // Who has left needs no answer.
        if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'))
          throw error
      })
    },
  )
  router.all(mapBlockPath, methodNotAllowed(['GET']))
}

function blockOf({ params: { zoom, x, y } }: Request): Square | undefined {
  const numbers = [zoom, x, y].map((text) =>
    typeof text === 'string' && /^(?:0|[1-9]\d{0,4})$/.test(text) ? Number(text) : undefined,
  )
  const [atZoom, atX, atY] = numbers
  return atZoom === undefined || atX === undefined || atY === undefined
    ? undefined
    : { zoom: atZoom, x: atX, y: atY }
}
