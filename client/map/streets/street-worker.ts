/**
 * Draws streets beside the page, so that the page stays free: gets blocks of the street map, reads them, and answers each
 * view with a picture, again when more has come. Knows no trips and no keys; asks without a cookie, so that the server is
 * not told who looks.
 */
import type { Square } from '../../../shared/api/street-map.ts'
import { blockSteps, mapBlockPath } from '../../../shared/api/street-map.ts'
import { overlap, scaleOf, seenBounds } from '../projection.ts'
import { BlockStore, blocksFor, boundsOf } from './blocks.ts'
import { paintPicture } from './picture.ts'
import type { StreetPicture, StreetRequest, StreetView } from './protocol.ts'
import type { StreetTile } from './street-tile.ts'

/** A picture is so much wider and higher than what is seen. */
const margin = 1.5
/** A view must have rested so long before blocks are asked for it: where one only passes by, nothing is asked. */
const restMs = 200
/** What could not be had is asked for again after so long, when it is looked at. */
const retryMs = 15_000

const store = new BlockStore(ask, unzip)
const failedAt = new Map<string, number>()
/** What each map looks at, and the maps that wait for a picture. */
const views = new Map<number, StreetView>()
const due = new Set<number>()
let isPainting = false
let restTimer: ReturnType<typeof setTimeout> | undefined
let isLoading = false

self.addEventListener('message', ({ data }: MessageEvent<StreetRequest>) => {
  if ('gone' in data) {
    views.delete(data.gone)
    return
  }
  views.set(data.map, data)
  paintSoon([data.map])
  clearTimeout(restTimer)
  restTimer = setTimeout(loadNext, restMs)
})

async function ask({ zoom, x, y }: Square): Promise<Uint8Array | undefined> {
  const path = mapBlockPath.replace(':zoom', `${zoom}`).replace(':x', `${x}`).replace(':y', `${y}`)
  const answer = await fetch(path, { credentials: 'omit', cache: 'no-store', redirect: 'error' })
  if (!answer.ok) throw new Error(`the street map answered ${answer.status}`)
  return answer.status === 204 ? undefined : new Uint8Array(await answer.arrayBuffer())
}

async function unzip(bytes: Uint8Array): Promise<Uint8Array> {
  const plain = new Blob([bytes.slice()]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(plain).arrayBuffer())
}

/** Gets the blocks that views lack, one after the other; what is no longer looked at is not asked for. */
async function loadNext(): Promise<void> {
  if (isLoading) return
  const next = [...views.values()].flatMap(lackingOf).find((block) => !hasFailed(block))
  if (!next) return
  const key = keyOf(next)
  isLoading = true
  try {
    await store.load(next)
    failedAt.delete(key)
  } catch {
    // Said in the next picture, as a block that could not be had.
    failedAt.set(key, performance.now())
  }
  isLoading = false
  paintSoon(views.keys())
  void loadNext()
}

const keyOf = ({ zoom, x, y }: Square): string => `${zoom}/${x}/${y}`
const hasFailed = (block: Square): boolean =>
  performance.now() - (failedAt.get(keyOf(block)) ?? Number.NEGATIVE_INFINITY) < retryMs

const wantedFor = ({ info, camera, widthPx, heightPx }: StreetView): Square[] =>
  blocksFor(info, seenBounds(camera, widthPx, heightPx), camera.zoom)
const lackingOf = (of: StreetView): Square[] =>
  wantedFor(of).filter((block) => store.tiles(block) === undefined)

/** One picture of each map for all views of it that came in the meantime: of the last. */
function paintSoon(maps: Iterable<number>): void {
  for (const map of maps) due.add(map)
  if (isPainting) return
  isPainting = true
  setTimeout(() => {
    isPainting = false
    const painted = [...due].flatMap((map) => views.get(map) ?? [])
    due.clear()
    for (const view of painted) answer(view)
  })
}

function answer(view: StreetView): void {
  const { map, camera, widthPx, heightPx, ratio, colours, info } = view
  const size = { widthPx: Math.ceil(widthPx * margin), heightPx: Math.ceil(heightPx * margin) }
  const canvas = new OffscreenCanvas(size.widthPx * ratio, size.heightPx * ratio)
  const context = canvas.getContext('2d')
  if (!context) return
  const seen = seenBounds(camera, size.widthPx, size.heightPx)
  const plane = { west: seen.west, north: seen.north, scale: scaleOf(camera.zoom), zoom: camera.zoom, ratio }
  const around = blocksFor(info, seen, camera.zoom)
  const wanted = wantedFor(view)
  const lacking = lackingOf(view)
  const tiles = tilesIn([...around, ...wanted], lacking, (tile) => overlap(boundsOf(tile), seen))
  paintPicture(context, tiles, { ...size, plane, colours })
  const bitmap = canvas.transferToImageBitmap()
  const failed = lacking.filter(hasFailed).length
  const waiting = lacking.length - failed
  const picture: StreetPicture = { map, bitmap, camera, ...size, tiles: tiles.length, waiting, failed }
  postMessage(picture, { transfer: [bitmap] })
}

/** Finest last; where blocks are lacking, what is here of coarser ones lies below. */
function tilesIn(
  blocks: readonly Square[],
  lacking: readonly Square[],
  isSeen: (tile: StreetTile) => boolean,
): StreetTile[] {
  const here = new Map(blocks.map((block) => [keyOf(block), block]))
  const tiles = [...here.values()].flatMap((block) => store.tiles(block) ?? []).filter(isSeen)
  const finest = Math.max(0, ...lacking.map(({ zoom }) => zoom + blockSteps))
  const below = lacking.length === 0 ? [] : store.coarserThan(finest, isSeen)
  return [...below, ...tiles.sort((a, b) => a.zoom - b.zoom)]
}
