/**
 * A small street map made from nothing: PMTiles v3 (github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md) with MVT tiles,
 * written here byte by byte, so that what reads it is not checked against itself.
 */
import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { PbfWriter } from 'pbf'

export interface MadeFeature {
  readonly type: 'line' | 'area'
  readonly properties: Readonly<Record<string, string | number | boolean>>
  /** Lines or rings; longitude and latitude, degrees. Rings need not close. */
  readonly lines: readonly (readonly (readonly [lonDeg: number, latDeg: number])[])[]
}

export type MadeLayers = Readonly<Record<string, readonly MadeFeature[]>>

const extent = 4096

interface TileAddress {
  readonly zoom: number
  readonly x: number
  readonly y: number
}

/** Web Mercator, parts of the world. */
const across = (lonDeg: number): number => (lonDeg + 180) / 360
const down = (latDeg: number): number => (1 - Math.asinh(Math.tan((latDeg * Math.PI) / 180)) / Math.PI) / 2

/** The features that touch a tile, whole, in the tile's own parts: they should be no longer than some tiles. */
export function madeTile(layers: MadeLayers, at: TileAddress): Uint8Array {
  const pbf = new PbfWriter()
  for (const [name, features] of Object.entries(layers)) {
    const touching = features.filter((feature) => touches(feature, at))
    if (touching.length > 0) pbf.writeMessage(3, (_, out) => writeLayer(out, name, touching, at), null)
  }
  return pbf.finish().slice()
}

/** Around a feature, in parts of the world; asked for once for every tile. */
const boxes = new WeakMap<MadeFeature, readonly [west: number, north: number, east: number, south: number]>()

function boxOf(feature: MadeFeature): readonly [number, number, number, number] {
  const known = boxes.get(feature)
  if (known) return known
  const spots = feature.lines.flat()
  const [xs, ys] = [spots.map(([lon]) => across(lon)), spots.map(([, lat]) => down(lat))]
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const
  boxes.set(feature, box)
  return box
}

/** Whether a feature comes within a little more than the tile. */
function touches(feature: MadeFeature, { zoom, x, y }: TileAddress): boolean {
  const [west, north, east, south] = boxOf(feature).map((part) => part * 2 ** zoom) as [
    number,
    number,
    number,
    number,
  ]
  return west < x + 1.02 && east > x - 0.02 && north < y + 1.02 && south > y - 0.02
}

function writeLayer(pbf: PbfWriter, name: string, features: readonly MadeFeature[], at: TileAddress): void {
  const keys: string[] = []
  const values: (string | number | boolean)[] = []
  pbf.writeVarintField(15, 2)
  pbf.writeStringField(1, name)
  for (const feature of features)
    pbf.writeMessage(2, (_, out) => writeFeature(out, feature, { keys, values, at }), null)
  for (const key of keys) pbf.writeStringField(3, key)
  for (const value of values)
    pbf.writeMessage(
      4,
      (_, out) => {
        if (typeof value === 'string') out.writeStringField(1, value)
        else if (typeof value === 'number') out.writeDoubleField(3, value)
        else out.writeBooleanField(7, value)
      },
      null,
    )
  pbf.writeVarintField(5, extent)
}

function writeFeature(
  pbf: PbfWriter,
  { type, properties, lines }: MadeFeature,
  { keys, values, at }: { keys: string[]; values: (string | number | boolean)[]; at: TileAddress },
): void {
  const tags = Object.entries(properties).flatMap(([key, value]) => [
    indexIn(keys, key),
    indexIn(values, value),
  ])
  pbf.writePackedVarint(2, tags)
  pbf.writeVarintField(3, type === 'line' ? 2 : 3)
  const commands: number[] = []
  let [fromX, fromY] = [0, 0]
  for (const line of lines) {
    for (const [i, [lonDeg, latDeg]] of line.entries()) {
      const x = Math.round((across(lonDeg) * 2 ** at.zoom - at.x) * extent)
      const y = Math.round((down(latDeg) * 2 ** at.zoom - at.y) * extent)
      if (i === 0) commands.push(1 | (1 << 3))
      if (i === 1) commands.push(2 | ((line.length - 1) << 3))
      commands.push(zigzag(x - fromX), zigzag(y - fromY))
      ;[fromX, fromY] = [x, y]
    }
    if (type === 'area') commands.push(7 | (1 << 3))
  }
  pbf.writePackedVarint(4, commands)
}

const zigzag = (n: number): number => (n < 0 ? -2 * n - 1 : 2 * n)

function indexIn<T>(list: T[], item: T): number {
  const known = list.indexOf(item)
  return known >= 0 ? known : list.push(item) - 1
}

/** The number of a tile along the Hilbert curve, after all coarser ones. */
export function tileNumber({ zoom, x, y }: TileAddress): number {
  let number = 0
  for (let z = 0; z < zoom; z++) number += 4 ** z
  let [atX, atY] = [x, y]
  for (let side = 2 ** (zoom - 1); side >= 1; side /= 2) {
    const isEast = (atX & side) > 0 ? 1 : 0
    const isSouth = (atY & side) > 0 ? 1 : 0
    number += side * side * ((3 * isEast) ^ isSouth)
    if (isSouth === 0) {
      if (isEast === 1) [atX, atY] = [side - 1 - (atX & (side - 1)), side - 1 - (atY & (side - 1))]
      ;[atX, atY] = [atY, atX]
    }
  }
  return number
}

export interface MadeArchive {
  readonly tiles: readonly (TileAddress & { readonly mvt: Uint8Array })[]
  readonly metadata?: object
  /** West, south, east, north, degrees. */
  readonly bounds?: readonly [number, number, number, number]
  /** 1 MVT, 2 PNG. */
  readonly tileType?: number
  /** 1 none, 2 gzip, 3 brotli. */
  readonly tileCompression?: number
  /** Whether the tiles are found by way of leaf directories. */
  readonly hasLeaves?: boolean
}

export const laRochelle = [-1.35, 46.05, -0.95, 46.25] as const

export function madeArchive(archive: MadeArchive): Buffer {
  const { tileType = 1, tileCompression = 2, bounds = laRochelle } = archive
  const metadata = archive.metadata ?? {
    vector_layers: [
      { id: 'roads', fields: {} },
      { id: 'water', fields: {} },
    ],
    attribution: '<a href="https://osm.example">© OpenStreetMap</a> &amp; friends',
  }
  const stored = archive.tiles
    .map((tile) => ({
      id: tileNumber(tile),
      bytes: tileCompression === 2 ? gzipSync(tile.mvt) : Buffer.from(tile.mvt),
    }))
    .sort((a, b) => a.id - b.id)
  let offset = 0
  const entries = stored.map(({ id, bytes }) => {
    const entry = { id, run: 1, length: bytes.length, offset }
    offset += bytes.length
    return entry
  })
  const half = Math.ceil(entries.length / 2)
  const leaves = archive.hasLeaves ? [entries.slice(0, half), entries.slice(half)].map(directory) : []
  const root = archive.hasLeaves
    ? directory([
        { id: entries[0]!.id, run: 0, length: leaves[0]!.length, offset: 0 },
        { id: entries[half]!.id, run: 0, length: leaves[1]!.length, offset: leaves[0]!.length },
      ])
    : directory(entries)
  const meta = gzipSync(JSON.stringify(metadata))
  const parts = [root, meta, Buffer.concat(leaves), Buffer.concat(stored.map(({ bytes }) => bytes))]
  const head = Buffer.alloc(127)
  head.write('PMTiles', 0, 'latin1')
  head[7] = 3
  let at = head.length
  for (const [i, part] of parts.entries()) {
    head.writeBigUInt64LE(BigInt(at), 8 + 16 * i)
    head.writeBigUInt64LE(BigInt(part.length), 16 + 16 * i)
    at += part.length
  }
  for (const place of [72, 80, 88]) head.writeBigUInt64LE(BigInt(entries.length), place)
  head.set([1, 2, tileCompression, tileType], 96)
  const zooms = archive.tiles.map(({ zoom }) => zoom)
  head.set([Math.min(...zooms), Math.max(...zooms)], 100)
  for (const [i, degrees] of bounds.entries()) head.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * i)
  return Buffer.concat([head, ...parts])
}

function directory(entries: readonly { id: number; run: number; length: number; offset: number }[]): Buffer {
  const pbf = new PbfWriter()
  pbf.writeVarint(entries.length)
  for (const [i, { id }] of entries.entries()) pbf.writeVarint(id - (entries[i - 1]?.id ?? 0))
  for (const { run } of entries) pbf.writeVarint(run)
  for (const { length } of entries) pbf.writeVarint(length)
  for (const { offset } of entries) pbf.writeVarint(offset + 1)
  return gzipSync(pbf.finish())
}

/** The addresses of the tiles of `zoom` that touch `bounds`. */
export function tilesOver(
  [west, south, east, north]: readonly [number, number, number, number],
  zoom: number,
): TileAddress[] {
  const side = 2 ** zoom
  const tiles: TileAddress[] = []
  for (let y = Math.floor(down(north) * side); y <= Math.floor(down(south) * side); y++)
    for (let x = Math.floor(across(west) * side); x <= Math.floor(across(east) * side); x++)
      tiles.push({ zoom, x, y })
  return tiles
}

/** Writes a map of the same features at each of `zooms`, over La Rochelle. */
export function writeMap(
  path: string,
  layers: MadeLayers,
  zooms: readonly number[],
  more: Partial<MadeArchive> = {},
): void {
  const tiles = zooms.flatMap((zoom) =>
    tilesOver(laRochelle, zoom).map((at) => ({ ...at, mvt: madeTile(layers, at) })),
  )
  writeFileSync(path, madeArchive({ tiles, ...more }))
}
