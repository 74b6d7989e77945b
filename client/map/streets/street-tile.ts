/** A vector tile as what is drawn of it: by kind, points in parts of the tile, one list after the other. */
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import type { Square } from '../../../shared/api/street-map.ts'
import type { RoadKind, StreetKind } from './kinds.ts'
import { areaKind, isRoad, lineKind } from './kinds.ts'

/** A tile is this many parts across and down, whatever its own writer counted. */
export const tileParts = 4096

/** Lines or rings of one kind: `points` holds x and y by turns, and a line ends before each of `ends` (in points). */
export interface Shapes {
  readonly points: Int16Array
  readonly ends: Uint32Array
}

/** A way with a name. */
export interface NamedLine {
  readonly name: string
  readonly kind: RoadKind
  readonly points: Int16Array
}

export interface StreetTile extends Square {
  readonly shapes: ReadonlyMap<StreetKind, Shapes>
  readonly named: readonly NamedLine[]
}

/** The layer in which OpenMapTiles keeps names apart from ways. */
const namesAlone = 'transportation_name'
const [lineType, areaType] = [2, 3]
/** What is written for a tile may reach over its edge, but no further than fits 16 bits. */
const furthest = 32_767
/** Names longer than this are somebody's joke or mistake. */
const longestName = 80

/** Reads an MVT tile. Throws an Error when it is none. */
export function readStreetTile(square: Square, mvt: Uint8Array): StreetTile {
  const drawn = new Map<StreetKind, Collected>()
  const named: NamedLine[] = []
  for (const layer of Object.values(new VectorTile(new PbfReader(mvt)).layers)) {
    for (let i = 0; i < layer.length; i++) {
      const feature = layer.feature(i)
      const kind =
        feature.type === areaType
          ? areaKind(layer.name, feature.properties)
          : feature.type === lineType
            ? lineKind(layer.name, feature.properties)
            : undefined
      if (kind === undefined) continue
      const lines = feature.loadGeometry().map((line) => partsOf(line, tileParts / feature.extent))
      const { name } = feature.properties
      if (isRoad(kind) && typeof name === 'string' && name !== '')
        for (const points of lines) named.push({ name: name.slice(0, longestName), kind, points })
      if (layer.name === namesAlone) continue
      const known = drawn.get(kind)
      if (known) known.push(...lines)
      else drawn.set(kind, [...lines])
    }
  }
  return { ...square, named, shapes: new Map([...drawn].map(([kind, lines]) => [kind, joined(lines)])) }
}

type Collected = Int16Array[]

function partsOf(line: readonly { readonly x: number; readonly y: number }[], scale: number): Int16Array {
  const points = new Int16Array(line.length * 2)
  for (const [i, { x, y }] of line.entries()) {
    points[2 * i] = within(x * scale)
    points[2 * i + 1] = within(y * scale)
  }
  return points
}

const within = (parts: number): number => Math.max(-furthest, Math.min(furthest, Math.round(parts)))

function joined(lines: Collected): Shapes {
  const points = new Int16Array(lines.reduce((sum, line) => sum + line.length, 0))
  const ends = new Uint32Array(lines.length)
  let at = 0
  for (const [i, line] of lines.entries()) {
    points.set(line, at)
    at += line.length
    ends[i] = at / 2
  }
  return { points, ends }
}
