import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seenBounds, worldX, worldY } from '../../../../client/map/projection.ts'
import { BlockStore, blocksFor, boundsOf } from '../../../../client/map/streets/blocks.ts'
import type { MapInfo } from '../../../../shared/api/street-map.ts'
import { packTile } from '../../../../shared/api/street-map.ts'

const info: MapInfo = { id: '', bounds: [-2, 45.5, 0, 47], zooms: [8, 10, 12, 14], attribution: '' }
const [atX, atY] = [worldX(-1.15), worldY(46.16)]
const seenAt = (zoom: number, widthPx = 1000, heightPx = 540) =>
  seenBounds({ x: atX, y: atY, zoom }, widthPx, heightPx)

describe('the blocks of a view', () => {
  test('cover what is seen of the map, and are at most twelve', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 8, max: 18, noNaN: true }),
        fc.integer({ min: 200, max: 4000 }),
        fc.integer({ min: 200, max: 2000 }),
        fc.double({ min: -1.9, max: -0.1, noNaN: true }),
        (zoom, widthPx, heightPx, lonDeg) => {
          const seen = seenBounds({ x: worldX(lonDeg), y: atY, zoom }, widthPx, heightPx)
          const blocks = blocksFor(info, seen, zoom)
          expect(blocks.length).toBeGreaterThan(0)
          expect(blocks.length).toBeLessThanOrEqual(12)
          const corner = {
            x: Math.min(Math.max(seen.west, worldX(-2)), worldX(0)),
            y: Math.min(Math.max(seen.north, worldY(47)), worldY(45.5)),
          }
          const isInside = blocks.some((block) => {
            const { west, east, north, south } = boundsOf(block)
            return west <= corner.x && corner.x <= east && north <= corner.y && corner.y <= south
          })
          expect(isInside).toBe(true)
        },
      ),
    )
  })

  test('are never finer than kilometres', () => {
    const [block] = blocksFor(info, seenAt(18), 18)
    expect(block!.zoom).toBe(12)
    const { west, east } = boundsOf(block!)
    expect((east - west) * 40_075_017 * Math.cos((46.16 * Math.PI) / 180)).toBeGreaterThan(6500)
  })

  test('come in the order of the map, wherever the view’s middle is', () => {
    const blocks = blocksFor(info, seenAt(14.1), 14.1)
    const inOrder = blocks.toSorted((a, b) => a.y - b.y || a.x - b.x)
    expect(blocks.length).toBeGreaterThan(1)
    expect(blocks).toEqual(inOrder)
  })

  test('are none outside the map or below its coarsest zoom', () => {
    const paris = seenBounds({ x: worldX(2.35), y: worldY(48.85), zoom: 14 }, 1000, 540)
    expect(blocksFor(info, paris, 14)).toEqual([])
    expect(blocksFor(info, seenAt(7.9), 7.9)).toEqual([])
  })
})

describe('blocks that were had', () => {
  const square = { zoom: 10, x: 508, y: 363 }
  const packed = packTile({ zoom: 12, x: 2032, y: 1452, bytes: gzipSync(new Uint8Array()) })
  const unzip = async (bytes: Uint8Array) => (await import('node:zlib')).gunzipSync(bytes)

  test('are kept, the last used ones', async () => {
    let asked = 0
    const store = new BlockStore(async () => {
      asked++
      return undefined
    }, unzip)
    for (let x = 0; x < 16; x++) await store.load({ zoom: 10, x, y: 0 })
    expect(store.tiles({ zoom: 10, x: 0, y: 0 })).toEqual([])
    await store.load({ zoom: 10, x: 16, y: 0 })
    expect(asked).toBe(17)
    expect(store.tiles({ zoom: 10, x: 0, y: 0 })).toEqual([])
    expect(store.tiles({ zoom: 10, x: 1, y: 0 })).toBeUndefined()
  })

  test('that cannot be had are not kept as empty', async () => {
    const store = new BlockStore(() => Promise.reject(new Error('gone')), unzip)
    await expect(store.load(square)).rejects.toThrow('gone')
    expect(store.tiles(square)).toBeUndefined()
  })

  test('that are cut short are refused', async () => {
    const store = new BlockStore(async () => packed.subarray(0, packed.length - 1), unzip)
    await expect(store.load(square)).rejects.toThrow(RangeError)
    expect(store.tiles(square)).toBeUndefined()
  })

  test('stand in for finer ones that are not here yet', async () => {
    const store = new BlockStore(async () => packed, unzip)
    await store.load(square)
    expect(store.coarserThan(14, () => true).map(({ zoom, x, y }) => [zoom, x, y])).toEqual([
      [12, 2032, 1452],
    ])
    expect(store.coarserThan(12, () => true)).toEqual([])
    expect(store.coarserThan(14, () => false)).toEqual([])
  })
})
