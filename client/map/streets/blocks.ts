/** Which blocks of the street map a view needs, and those that are kept. */
import type { MapInfo, PackedTile, Square } from '../../../shared/api/street-map.ts'
import { blockSteps, unpackBlock } from '../../../shared/api/street-map.ts'
import type { Bounds } from '../projection.ts'
import { worldX, worldY } from '../projection.ts'
import type { StreetTile } from './street-tile.ts'
import { readStreetTile } from './street-tile.ts'

/** A view that would need more blocks gets coarser ones. */
const mostBlocks = 12
/** So many are kept in memory: those of a full view, and some around it. */
const keptBlocks = mostBlocks + 4

/**
 * The blocks that show `bounds` at `zoom`, from the north-west on, whatever the view's middle: the order in which they are
 * asked for says nothing more. None below the coarsest zoom and outside the map.
 */
export function blocksFor(
  { zooms, bounds: [west, south, east, north] }: MapInfo,
  seen: Bounds,
  zoom: number,
): Square[] {
  const within: Bounds = {
    west: Math.max(seen.west, worldX(west)),
    east: Math.min(seen.east, worldX(east)),
    north: Math.max(seen.north, worldY(north)),
    south: Math.min(seen.south, worldY(south)),
  }
  if (within.west >= within.east || within.north >= within.south) return []
  for (const tileZoom of zooms.filter((each) => each <= zoom).toReversed()) {
    const blocks = squaresOver(within, tileZoom - blockSteps)
    if (blocks.length <= mostBlocks) return blocks
  }
  return []
}

function squaresOver({ west, east, north, south }: Bounds, zoom: number): Square[] {
  const side = 2 ** zoom
  const [firstX, firstY] = [west, north].map((edge) => Math.max(0, Math.floor(edge * side))) as [
    number,
    number,
  ]
  const [lastX, lastY] = [east, south].map((edge) => Math.min(side - 1, Math.ceil(edge * side) - 1)) as [
    number,
    number,
  ]
  const squares: Square[] = []
  // Wide views are given up before their squares are listed.
  if ((lastX - firstX + 1) * (lastY - firstY + 1) > 4 * mostBlocks) return new Array<Square>(mostBlocks + 1)
  for (let y = firstY; y <= lastY; y++) for (let x = firstX; x <= lastX; x++) squares.push({ zoom, x, y })
  return squares
}

/** The square in world units. */
export function boundsOf({ zoom, x, y }: Square): Bounds {
  const side = 2 ** zoom
  return { west: x / side, east: (x + 1) / side, north: y / side, south: (y + 1) / side }
}

/** How a block is had: its bytes, or undefined where the map has nothing. Rejects when it cannot be had. */
export type AskBlock = (block: Square) => Promise<Uint8Array | undefined>
/** Opens what gzip packed. */
export type Unzip = (bytes: Uint8Array) => Promise<Uint8Array>

/** Blocks that were had, the last used of them. */
export class BlockStore {
  readonly #kept = new Map<string, readonly StreetTile[]>()
  readonly #ask: AskBlock
  readonly #unzip: Unzip

  constructor(ask: AskBlock, unzip: Unzip) {
    this.#ask = ask
    this.#unzip = unzip
  }

  /** The tiles of a block; undefined while it is not here. */
  tiles(block: Square): readonly StreetTile[] | undefined {
    const key = keyOf(block)
    const tiles = this.#kept.get(key)
    if (tiles) {
      this.#kept.delete(key)
      this.#kept.set(key, tiles)
    }
    return tiles
  }

  /** Tiles of coarser blocks within `bounds` that happen to be here, coarsest first. */
  coarserThan(tileZoom: number, isSeen: (tile: StreetTile) => boolean): StreetTile[] {
    return [...this.#kept.values()]
      .flat()
      .filter((tile) => tile.zoom < tileZoom && isSeen(tile))
      .sort((a, b) => a.zoom - b.zoom)
  }

  /** Gets a block. Rejects when it cannot be had or read. */
  async load(block: Square): Promise<void> {
    const answer = await this.#ask(block)
    const packed = answer === undefined ? [] : unpackBlock(block, answer)
    const tiles: StreetTile[] = []
    for (const tile of packed) tiles.push(await this.#read(tile))
    this.#kept.set(keyOf(block), tiles)
    for (const key of this.#kept.keys()) {
      if (this.#kept.size <= keptBlocks) break
      this.#kept.delete(key)
    }
  }

  async #read({ bytes, ...square }: PackedTile): Promise<StreetTile> {
    return readStreetTile(square, await this.#unzip(bytes))
  }
}

const keyOf = ({ zoom, x, y }: Square): string => `${zoom}/${x}/${y}`
