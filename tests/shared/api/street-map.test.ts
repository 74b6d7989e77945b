import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PackedTile, Square } from '../../../shared/api/street-map.ts'
import { packTile, tilesOf, unpackBlock } from '../../../shared/api/street-map.ts'
import { concat } from '../../../shared/vault/bytes.ts'

const anyBlock = fc.integer({ min: 0, max: 12 }).chain((zoom) =>
  fc.record({
    zoom: fc.constant(zoom),
    x: fc.integer({ min: 0, max: 2 ** zoom - 1 }),
    y: fc.integer({ min: 0, max: 2 ** zoom - 1 }),
  }),
)

/** Some of the tiles of a block, with any content. */
const anyTiles = (block: Square): fc.Arbitrary<PackedTile[]> =>
  fc
    .tuple(
      fc.subarray(tilesOf(block)),
      fc.array(fc.uint8Array({ maxLength: 50 }), { minLength: 16, maxLength: 16 }),
    )
    .map(([squares, contents]) => squares.map((square, i) => ({ ...square, bytes: contents[i]! })))

test('a block is the sixteen squares within it, two zooms finer', () => {
  fc.assert(
    fc.property(anyBlock, (block) => {
      const tiles = tilesOf(block)
      expect(new Set(tiles.map(({ x, y }) => `${x} ${y}`)).size).toBe(16)
      for (const { zoom, x, y } of tiles)
        expect([zoom, Math.floor(x / 4), Math.floor(y / 4)]).toEqual([block.zoom + 2, block.x, block.y])
    }),
  )
})

test('tiles come out of a block as they went in', () => {
  fc.assert(
    fc.property(
      anyBlock.chain((block) => fc.tuple(fc.constant(block), anyTiles(block))),
      ([block, tiles]) => {
        const unpacked = unpackBlock(block, concat(...tiles.map(packTile)))
        expect(unpacked.map((tile) => ({ ...tile, bytes: [...tile.bytes] }))).toEqual(
          tiles.map((tile) => ({ ...tile, bytes: [...tile.bytes] })),
        )
      },
    ),
  )
})

test('a block that is cut anywhere but between tiles is refused', () => {
  const block = { zoom: 3, x: 1, y: 2 }
  const [first, second] = tilesOf(block).map((square) =>
    packTile({ ...square, bytes: Uint8Array.of(1, 2, 3) }),
  )
  const whole = concat(first!, second!)
  for (let length = 1; length < whole.length; length++) {
    const read = () => unpackBlock(block, whole.subarray(0, length))
    if (length === first!.length) expect(read()).toHaveLength(1)
    else expect(read).toThrow(RangeError)
  }
})

test('a tile at no place of the block is refused', () => {
  const packed = packTile({ zoom: 5, x: 4, y: 8, bytes: Uint8Array.of(1) })
  packed[0] = 16
  expect(() => unpackBlock({ zoom: 3, x: 1, y: 2 }, packed)).toThrow(RangeError)
})
