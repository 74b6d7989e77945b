/**
 * The operator's street map as the page asks for it: in blocks of 4 × 4 tiles, each one answer. Nothing smaller can be
 * asked for, so that a request says which part of the world is looked at no finer than a block.
 */

/** Where a block is had, as bytes; 204 where the map has nothing, 404 where there is no such block. */
export const mapBlockPath = '/api/map/:zoom/:x/:y'
/** Tiles across and down in a block are 2 to this power. */
export const blockSteps = 2
const tilesAcross = 2 ** blockSteps
/** Position in the block, one byte, and length of the tile, four bytes, before each tile. */
const frameHeadBytes = 5

/** A square of the world at a zoom: `x` from the west, `y` from the north, both 0 to 2^zoom - 1. */
export interface Square {
  readonly zoom: number
  readonly x: number
  readonly y: number
}

/** A vector tile (MVT 2), compressed with gzip. */
export interface PackedTile extends Square {
  readonly bytes: Uint8Array
}

export interface MapInfo {
  /** Digest of the archive; another archive has another. */
  readonly id: string
  /** West, south, east, north, degrees. */
  readonly bounds: readonly [west: number, south: number, east: number, north: number]
  /** The zooms whose tiles can be had, coarsest first; none below `blockSteps`. */
  readonly zooms: readonly number[]
  /** Whom the map is from, as plain text; its licence wants it shown. */
  readonly attribution: string
}

/** The tiles that a block holds, row by row. */
export function tilesOf({ zoom, x, y }: Square): Square[] {
  return Array.from({ length: tilesAcross ** 2 }, (_, place) => ({
    zoom: zoom + blockSteps,
    x: x * tilesAcross + (place % tilesAcross),
    y: y * tilesAcross + Math.floor(place / tilesAcross),
  }))
}

/** One tile as it stands in the answer for its block. */
export function packTile({ x, y, bytes }: PackedTile): Uint8Array {
  const framed = new Uint8Array(frameHeadBytes + bytes.length)
  framed[0] = (y % tilesAcross) * tilesAcross + (x % tilesAcross)
  new DataView(framed.buffer).setUint32(1, bytes.length)
  framed.set(bytes, frameHeadBytes)
  return framed
}

/** The tiles of an answer for `block`. Throws RangeError when it is not whole. */
export function unpackBlock(block: Square, answer: Uint8Array): PackedTile[] {
  const squares = tilesOf(block)
  const view = new DataView(answer.buffer, answer.byteOffset, answer.length)
  const tiles: PackedTile[] = []
  for (let at = 0; at < answer.length; ) {
    if (at + frameHeadBytes > answer.length) throw new RangeError('A block of the map ends early.')
    const square = squares[answer[at]!]
    const end = at + frameHeadBytes + view.getUint32(at + 1)
    if (square === undefined || end > answer.length) throw new RangeError('A block of the map is not whole.')
    tiles.push({ ...square, bytes: answer.subarray(at + frameHeadBytes, end) })
    at = end
  }
  return tiles
}
