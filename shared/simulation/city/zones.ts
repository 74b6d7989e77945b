/**
 * Public zone lists of the agglomeration of La Rochelle, as GeoJSON: disjoint cells that leave no gap between them.
 * Both are computed: the cells of communes are what lies nearest to each one's middle, the larger
 * towns reaching farther; they are not the true borders.
 */

import { metresPerDegree } from '../../trace/geodesy.ts'
import { seededRandom } from '../random.ts'
import type { Commune, Point } from './communes.ts'
import { communes, doorIn, townRadiusM } from './communes.ts'

/** Longitude, latitude, degrees, as GeoJSON has them. */
type Position = readonly [number, number]

/** One zone: RFC 7946, the ring counterclockwise and closed. */
export interface Zone {
  readonly type: 'Feature'
  readonly properties: { readonly id: string; readonly name: string }
  readonly geometry: { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
}

export interface ZoneList {
  readonly type: 'FeatureCollection'
  readonly features: readonly Zone[]
}

/** The rectangle that zones divide, degrees. */
export const agglomeration = { west: -1.25, south: 45.99, east: -0.91, north: 46.28 } as const

const corners: readonly Position[] = [
  [agglomeration.west, agglomeration.south],
  [agglomeration.east, agglomeration.south],
  [agglomeration.east, agglomeration.north],
  [agglomeration.west, agglomeration.north],
]

/** A degree of longitude in degrees of latitude, in the middle of the rectangle. */
const lonScale = Math.cos((((agglomeration.south + agglomeration.north) / 2) * Math.PI) / 180)

/** 28 zones, one per commune, with INSEE's code as id. */
export function communeZones(): ZoneList {
  return listOf(
    communes.map((commune) => {
      const others = communes.filter((other) => other !== commune)
      const ring = others.reduce((cell, other) => ownPart(cell, commune, other), corners)
      return zoneOf(commune.id, commune.name, ring)
    }),
  )
}

/** `side` × `side` zones, called by row from the south and column from the west. Throws RangeError unless 1 to 44. */
export function gridZones(side: number): ZoneList {
  checkSide(side)
  const { west, south, east, north } = agglomeration
  const lon = (column: number): number => west + ((east - west) * column) / side
  const lat = (row: number): number => south + ((north - south) * row) / side
  const zones = Array.from({ length: side * side }, (_, k) => {
    const [row, column] = [Math.floor(k / side), k % side]
    return rectangle(row, column, [lon(column), lat(row), lon(column + 1), lat(row + 1)])
  })
  return listOf(zones)
}

/** A study takes 2000 zones at most: 44 a side are 1936. */
function checkSide(side: number): void {
  if (!(Number.isInteger(side) && side >= 1 && side <= 44))
    throw new RangeError('Zones have a whole number of cells a side, from 1 to 44.')
}

/** A zone called by row and column, within west, south, east and north. */
function rectangle(row: number, column: number, [west, south, east, north]: readonly number[]): Zone {
  const two = (n: number): string => String(n + 1).padStart(2, '0')
  const ring: Position[] = [
    [west!, south!],
    [east!, south!],
    [east!, north!],
    [west!, north!],
  ]
  return zoneOf(`r${two(row)}c${two(column)}`, `${row + 1}–${column + 1}`, ring)
}

/**
 * `side` × `side` zones with about as many people each, as census blocks have: columns from west to east, each cut from
 * south to north. Where the cuts lie follows from the census alone, never from who is simulated. Throws RangeError unless
 * 1 to 44.
 */
export function quarterZones(side: number): ZoneList {
  checkSide(side)
  const { west, south, east, north } = agglomeration
  const doors = censusDoors().toSorted((a, b) => a.lonDeg - b.lonDeg)
  const lons = cuts(
    doors.map(({ lonDeg }) => lonDeg),
    side,
    [west, east],
  )
  const zones = Array.from({ length: side }, (_, column) => {
    const [from, to] = [lons[column]!, lons[column + 1]!]
    const own = doors.filter(({ lonDeg }) => from <= lonDeg && lonDeg < to).map(({ latDeg }) => latDeg)
    const lats = cuts(
      own.toSorted((a, b) => a - b),
      side,
      [south, north],
    )
    return Array.from({ length: side }, (_, row) =>
      rectangle(row, column, [from, lats[row]!, to, lats[row + 1]!]),
    )
  })
  return listOf(zones.flat())
}

/** Values that divide the sorted ones into so many equal parts, with the ends given. */
function cuts(sorted: readonly number[], parts: number, [low, high]: readonly [number, number]): number[] {
  const inner = Array.from(
    { length: parts - 1 },
    (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / parts)]!,
  )
  return [low, ...inner, high]
}

/** One door for every twentieth inhabitant, always the same. */
function censusDoors(): Point[] {
  const random = seededRandom(0)
  return communes.flatMap((commune) =>
    Array.from({ length: Math.round(commune.people / 20) }, () => doorIn(commune, random)),
  )
}

/** Id of the zone that the point lies in; undefined outside all. */
export function zoneAt(zones: ZoneList, point: Point): string | undefined {
  return zones.features.find(({ geometry }) => isWithin(geometry.coordinates[0]!, point))?.properties.id
}

const listOf = (features: readonly Zone[]): ZoneList => ({ type: 'FeatureCollection', features })

function zoneOf(id: string, name: string, ring: readonly Position[]): Zone {
  const rounded = ring.map(([lon, lat]): Position => [rounded5(lon), rounded5(lat)])
  const coordinates = [[...rounded, rounded[0]!]]
  return { type: 'Feature', properties: { id, name }, geometry: { type: 'Polygon', coordinates } }
}

const rounded5 = (deg: number): number => Math.round(deg * 1e5) / 1e5

/** The part of a convex cell that belongs to `own` rather than to `other` (Sutherland–Hodgman, one side). */
function ownPart(cell: readonly Position[], own: Commune, other: Commune): Position[] {
  /** Squared distance to a town less half the square of its radius: larger towns reach farther (a power diagram). */
  const farness = ([lon, lat]: Position, town: Commune): number =>
    ((lon - town.lonDeg) * lonScale) ** 2 +
    (lat - town.latDeg) ** 2 -
    (townRadiusM(town) / metresPerDegree) ** 2 / 2
  const nearness = (point: Position): number => farness(point, other) - farness(point, own)
  const kept: Position[] = []
  for (let i = 0; i < cell.length; i++) {
    const from = cell[(i + cell.length - 1) % cell.length]!
    const to = cell[i]!
    const [before, after] = [nearness(from), nearness(to)]
    if (before > 0 !== after > 0) {
      const share = before / (before - after)
      kept.push([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share])
    }
    if (after > 0) kept.push(to)
  }
  return kept
}

/** Whether a ray to the east leaves the ring an odd number of times: each point of a border belongs to one side. */
function isWithin(ring: readonly Position[], { latDeg, lonDeg }: Point): boolean {
  let isInside = false
  for (let i = 1; i < ring.length; i++) {
    const [lonA, latA] = ring[i - 1]!
    const [lonB, latB] = ring[i]!
    if (latA > latDeg === latB > latDeg) continue
    if (lonDeg < lonA + ((lonB - lonA) * (latDeg - latA)) / (latB - latA)) isInside = !isInside
  }
  return isInside
}
