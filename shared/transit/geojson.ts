/**
 * Reads railways and other lines from GeoJSON, as OpenStreetMap and railway companies publish them: lines with a name or
 * bare tracks, and points that are stations. Lines of tracks run both ways, and their pieces are short.
 */
import type { TransitMode } from '../engine/network.ts'
import { transitModes } from '../engine/network.ts'
import type { FeedReport, TransitFeed, TransitLine } from './feed.ts'
import { FeedError, isPosition, stepsOf } from './feed.ts'
import { simplified } from './simplify.ts'

/** What `railway`, `route`, `station`, `mode` and the like are set to; OpenStreetMap's words. */
const modeWords: Readonly<Record<string, TransitMode>> = {
  rail: 'train',
  train: 'train',
  narrow_gauge: 'train',
  station: 'train',
  halt: 'train',
  subway: 'subway',
  metro: 'subway',
  tram: 'tram',
  tram_stop: 'tram',
  light_rail: 'tram',
  monorail: 'tram',
  funicular: 'tram',
  bus: 'bus',
  bus_stop: 'bus',
  trolleybus: 'bus',
  ferry: 'ferry',
  ferry_terminal: 'ferry',
  coach: 'coach',
}
/** Where they stand, the most telling first: a `railway=station` may be marked `station=subway`. */
const modeKeys = ['station', 'route', 'mode', 'railway', 'highway', 'amenity', 'type']
const nameKeys = ['ref', 'line', 'route_short_name', 'name', 'lib_ligne']
const longestName = 24
const toleranceM = 4

interface Found {
  readonly lines: TransitLine[]
  readonly stops: { lat: number; lon: number; mode: TransitMode }[]
  readonly skipped: Record<string, number>
  features: number
}

/**
 * Reads a GeoJSON document under the name `name`. What says nothing of its mode is taken as `otherwise`, or left out.
 * Throws FeedError when the text is no GeoJSON or holds no line and no station.
 */
export function readGeojsonLines(
  text: string,
  name: string,
  otherwise?: TransitMode,
): { feed: TransitFeed; report: FeedReport } {
  const found: Found = { lines: [], stops: [], skipped: {}, features: 0 }
  for (const feature of featuresOf(parsed(text))) {
    found.features++
    const reason = take(feature, found, otherwise)
    if (reason !== undefined) found.skipped[reason] = (found.skipped[reason] ?? 0) + 1
  }
  const { lines, stops, skipped, features } = found
  if (lines.length === 0 && stops.length === 0) throw new FeedError('no line and no station inside')
  const feed: TransitFeed = {
    name,
    credit: '',
    stops: {
      lat: Int32Array.from(stops, (stop) => stop.lat),
      lon: Int32Array.from(stops, (stop) => stop.lon),
      modes: Uint8Array.from(stops, (stop) => 1 << transitModes.indexOf(stop.mode)),
    },
    lines,
  }
  const notes = stops.length > 0 ? [] : ['No stations inside: lines are matched by their shape alone']
  return {
    feed,
    report: {
      files: [{ file: 'features', found: true, rows: features, skipped, missing: [], whole: true }],
      notes,
    },
  }
}

type Properties = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new FeedError('not a JSON document, or one that breaks off', { cause })
  }
}

function featuresOf(document: unknown): readonly unknown[] {
  if (!isObject(document)) return []
  return Array.isArray(document['features']) ? document['features'] : [document]
}

/** Takes a feature over; answers why not. */
function take(feature: unknown, found: Found, otherwise: TransitMode | undefined): string | undefined {
  if (!isObject(feature) || !isObject(feature['geometry'])) return 'no geometry'
  const properties = isObject(feature['properties']) ? feature['properties'] : {}
  const { type, coordinates } = feature['geometry']
  const mode = modeOf(properties) ?? otherwise
  if (mode === undefined) return 'no mode that is known'
  if (type === 'Point') return takeStop(coordinates, mode, found)
  if (type !== 'LineString' && type !== 'MultiLineString') return 'neither line nor point'
  const pieces = (type === 'LineString' ? [coordinates] : coordinates) as unknown
  const before = found.lines.length
  for (const piece of Array.isArray(pieces) ? pieces : []) {
    const line = lineOf(piece, mode, nameOf(properties))
    if (line !== undefined) found.lines.push(line)
  }
  return found.lines.length === before ? 'fewer than two positions' : undefined
}

function takeStop(coordinates: unknown, mode: TransitMode, found: Found): string | undefined {
  const position = positionOf(coordinates)
  if (position === undefined) return 'no position'
  found.stops.push({ ...position, mode })
  return undefined
}

function lineOf(piece: unknown, mode: TransitMode, name: string): TransitLine | undefined {
  const positions = (Array.isArray(piece) ? piece : []).flatMap((each) => positionOf(each) ?? [])
  if (positions.length < 2) return undefined
  const line = {
    lat: Int32Array.from(positions, (p) => p.lat),
    lon: Int32Array.from(positions, (p) => p.lon),
  }
  return { mode, name, kind: 'tracks', ...simplified(line, toleranceM), stops: [] }
}

function positionOf(value: unknown): { lat: number; lon: number } | undefined {
  if (!Array.isArray(value)) return undefined
  const [lon, lat]: unknown[] = value
  if (typeof lat !== 'number' || typeof lon !== 'number' || !isPosition(lat, lon)) return undefined
  return { lat: stepsOf(lat), lon: stepsOf(lon) }
}

function modeOf(properties: Properties): TransitMode | undefined {
  for (const key of modeKeys) {
    const word = properties[key]
    if (typeof word === 'string' && Object.hasOwn(modeWords, word)) return modeWords[word]
  }
  return undefined
}

function nameOf(properties: Properties): string {
  for (const key of nameKeys) {
    const name = properties[key]
    if (typeof name === 'string' && name.trim() !== '') return name.trim().slice(0, longestName)
  }
  return ''
}
