/**
 * The operator's street map: a PMTiles archive of vector tiles, read piece by piece from its file. The file may be of any
 * size; what is kept of it in memory are its header and the directories used last.
 */
import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { DecompressFunc, Header, Source } from 'pmtiles'
import { Compression, PMTiles, ResolvedValueCache, TileType } from 'pmtiles'
import { z } from 'zod'
import type { MapInfo, PackedTile, Square } from '../../shared/api/street-map.ts'
import { blockSteps, tilesOf } from '../../shared/api/street-map.ts'

export interface MapArchive {
  readonly info: MapInfo
  /** Whether there can be such a block: it is of a zoom that is offered, and within the world. */
  hasBlock(block: Square): boolean
  /** The tiles of a block that the archive holds, one after the other. */
  tiles(block: Square): AsyncGenerator<PackedTile>
  close(): Promise<void>
}

const headerBytes = 127
const magic = 'PMTiles'
const specVersion = 3
/** Finer tiles are never asked for: a block of these is a small town, and streets are all in them. */
const finestZoom = 14
/** Far above any tile, directory or metadata that a writer makes; more is a damaged file. */
const mostBytes = 32 * 1024 * 1024
const keptDirectories = 32
/** The layer of roads, by the schema that names it so. */
const roadLayers = { roads: 'Protomaps', transportation: 'OpenMapTiles' }
const unsaidAttribution = '© OpenStreetMap contributors'

const metadataSchema = z.looseObject({
  attribution: z.string().max(2000).optional(),
  vector_layers: z.array(z.looseObject({ id: z.string() })),
})

const unzip = promisify(gunzip)
const zip = promisify(gzip)

/** Opens the archive. Throws RangeError that says in a few words why it cannot be used. */
export async function openMapArchive(path: string): Promise<MapArchive> {
  const file = await open(path).catch((cause: unknown) => {
    throw new RangeError('it cannot be read', { cause })
  })
  try {
    return await readArchive(file)
  } catch (error) {
    await file.close()
    throw error
  }
}

async function readArchive(file: FileHandle): Promise<MapArchive> {
  const { size, mtimeMs } = await file.stat()
  const head = await bytesAt(file, 0, Math.min(size, headerBytes))
  checkHead(head)
  const source = sourceOf(file)
  const cache = new ResolvedValueCache(keptDirectories, false, decompressed)
  const header = await readable(() => cache.getHeader(source))
  checkHeader(header, size)
  const metadata = metadataSchema.safeParse(
    await readable(() => new PMTiles(source, cache, decompressed).getMetadata()),
  )
  if (!metadata.success) throw new RangeError('its metadata do not say which layers it has')
  const layers = metadata.data.vector_layers.map(({ id }) => id)
  if (!Object.keys(roadLayers).some((id) => layers.includes(id)))
    throw new RangeError(`it has no layer of roads as ${Object.values(roadLayers).join(' or ')} name it`)
  const zooms = offeredZooms(header)
  const id = createHash('sha256').update(head).update(`${size} ${mtimeMs}`).digest('base64url').slice(0, 22)
  const attribution = plainText(metadata.data.attribution ?? '') || unsaidAttribution
  // Tiles are sent as they are stored.
  const archive = new PMTiles(source, cache, async (bytes) => bytes)
  return {
    info: { id, bounds: [header.minLon, header.minLat, header.maxLon, header.maxLat], zooms, attribution },
    hasBlock: ({ zoom, x, y }) =>
      zooms.includes(zoom + blockSteps) && [x, y].every((n) => n >= 0 && n < 2 ** zoom),
    async *tiles(block) {
      for (const square of tilesOf(block)) {
        const found = await archive.getZxy(square.zoom, square.x, square.y)
        if (found === undefined) continue
        const stored = new Uint8Array(found.data)
        const bytes = header.tileCompression === Compression.None ? await zip(stored) : stored
        yield { ...square, bytes }
      }
    },
    close: () => file.close(),
  }
}

function sourceOf(file: FileHandle): Source {
  return {
    getKey: () => 'archive',
    async getBytes(offset, length) {
      const bytes = await bytesAt(file, offset, length)
      return { data: bytes.buffer }
    },
  }
}

/** As many of the bytes as the file has. */
async function bytesAt(file: FileHandle, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  if (length > mostBytes) throw new RangeError('it says that a part of it is larger than can be')
  const bytes = new Uint8Array(length)
  const { bytesRead } = await file.read(bytes, 0, length, offset)
  return bytesRead === length ? bytes : bytes.slice(0, bytesRead)
}

const decompressed: DecompressFunc = async (bytes, compression) => {
  if (compression === Compression.None) return bytes
  if (compression !== Compression.Gzip) throw new RangeError('its directories are not compressed with gzip')
  const plain = await unzip(bytes, { maxOutputLength: mostBytes })
  return new Uint8Array(plain).buffer
}

/** What reading meets in a damaged file is one reason to the operator. */
async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (cause) {
    throw cause instanceof RangeError ? cause : new RangeError('it is damaged', { cause })
  }
}

function checkHead(head: Uint8Array): void {
  const name = new TextDecoder('latin1').decode(head.subarray(0, magic.length))
  if (head.length < headerBytes || name !== magic) throw new RangeError('it is no PMTiles archive')
  if (head[magic.length] !== specVersion) throw new RangeError('it is no PMTiles archive of version 3')
}

function checkHeader(header: Header, size: number): void {
  if (header.tileType !== TileType.Mvt) throw new RangeError('its tiles are no vector tiles (MVT)')
  if (header.tileCompression !== Compression.Gzip && header.tileCompression !== Compression.None)
    throw new RangeError('its tiles are not compressed with gzip')
  const ends = [
    header.rootDirectoryOffset + header.rootDirectoryLength,
    header.jsonMetadataOffset + header.jsonMetadataLength,
    header.leafDirectoryOffset + (header.leafDirectoryLength ?? 0),
    header.tileDataOffset + (header.tileDataLength ?? 0),
  ]
  if (Math.max(...ends) > size) throw new RangeError('it is not whole')
}

/** Every other zoom: drawn from half to twice its size, one serves for two. */
function offeredZooms({ minZoom, maxZoom }: Header): number[] {
  const finest = Math.min(maxZoom, finestZoom)
  const zooms = []
  for (let zoom = finest; zoom >= Math.max(minZoom, blockSteps); zoom -= 2) zooms.unshift(zoom)
  if (zooms.length === 0) throw new RangeError(`it has no zoom from ${blockSteps} to ${finestZoom}`)
  return zooms
}

/** The text of a line of HTML: the page shows no markup that it has not made itself. */
export function plainText(html: string): string {
  const named: Record<string, string> = {
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    copy: '©',
    nbsp: ' ',
  }
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(\w+));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return named[String(name).toLowerCase()] ?? whole
      return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal))
    })
    .replace(/\s+/g, ' ')
    .trim()
}
