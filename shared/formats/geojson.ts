/**
 * GeoJSON with times: points with a time among their properties, lines with a list of times.
 *
 * Features are cut out of the text one by one, so that a file of any size costs the memory of its largest feature; a
 * file may be one collection, one feature, or one feature per line.
 */
import type { Fix, Hint, TraceBuilder } from '../trace/trace.ts'
import type { Format, FormatReader } from './format.ts'
import { FormatError } from './format.ts'
import { instantMs } from './instant.ts'

export const geojson: Format = {
  id: 'geojson',
  label: 'GeoJSON',
  extensions: ['geojson', 'json', 'ndjson', 'geojsonl'],
  detect: (head) => /^[\uFEFF\s]*\{/.test(head) && /"(?:features|geometry|locations)"/.test(head),
  reader: (builder) => new GeojsonReader(builder),
}

/** Names under which trackers write a fix's time, the most precise first. */
const timeNames = ['time_long', 'timestamp', 'time', 'datetime', 'when', 'recorded_at', 'date', 'tst']
const lineTimeNames = ['coordTimes', 'times', 'timestamps']
/** Characters of one feature that are held at once: a line of some million positions. */
const featureLimit = 128 * 1024 * 1024

const codes = { quote: 34, backslash: 92, open: 123, close: 125, openList: 91, closeList: 93 } as const

class GeojsonReader implements FormatReader {
  readonly #builder: TraceBuilder
  /** Text from the object that is being read, or from the last feature cut out of it. */
  #held = ''
  #scanned = 0
  #depth = 0
  #inText = false
  #escaped = false
  #rootStart = -1
  #elementStart = -1
  #elements = 0

  constructor(builder: TraceBuilder) {
    this.#builder = builder
  }

  write(text: string): void {
    this.#held += text
    this.#scan()
    const from = this.#elementStart >= 0 ? this.#elementStart : this.#rootStart
    this.#drop(this.#elements > 0 && this.#elementStart < 0 ? this.#held.length : Math.max(0, from))
    if (this.#held.length > featureLimit) throw new FormatError('malformed', 'one feature is too large')
  }

  end(): void {
    if (this.#depth !== 0 || this.#inText) throw new FormatError('malformed', 'this GeoJSON is cut short')
  }

  #drop(count: number): void {
    this.#held = this.#held.slice(count)
    this.#scanned -= count
    this.#rootStart = this.#rootStart < 0 ? -1 : Math.max(0, this.#rootStart - count)
    if (this.#elementStart >= 0) this.#elementStart -= count
  }

  #scan(): void {
    const text = this.#held
    let i = this.#scanned
    for (; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (this.#inText) {
        if (this.#escaped) this.#escaped = false
        else if (code === codes.backslash) this.#escaped = true
        else if (code === codes.quote) this.#inText = false
      } else if (code === codes.quote) this.#inText = true
      else if (code === codes.open || code === codes.openList) this.#enter(i, code)
      else if (code === codes.close || code === codes.closeList) this.#leave(i, code)
    }
    this.#scanned = i
  }

  #enter(at: number, code: number): void {
    if (this.#depth === 0) {
      this.#rootStart = at
      this.#elements = 0
    } else if (this.#depth === 2 && code === codes.open && this.#elementStart < 0) this.#elementStart = at
    this.#depth++
  }

  #leave(at: number, code: number): void {
    this.#depth--
    if (this.#depth === 2 && code === codes.close && this.#elementStart >= 0) {
      this.#feature(this.#held.slice(this.#elementStart, at + 1))
      this.#elementStart = -1
      this.#elements++
    } else if (this.#depth === 0) {
      if (this.#elements === 0) this.#feature(this.#held.slice(this.#rootStart, at + 1))
      this.#rootStart = -1
    } else if (this.#depth < 0) throw new FormatError('malformed', 'this GeoJSON is not well-formed')
  }

  #feature(text: string): void {
    let feature: unknown
    try {
      feature = JSON.parse(text)
    } catch (error) {
      throw new FormatError('malformed', 'this GeoJSON is not well-formed', { cause: error })
    }
    if (!isObject(feature)) return
    const geometry = feature['geometry']
    const properties = isObject(feature['properties']) ? feature['properties'] : {}
    if (!isObject(geometry)) return
    const coordinates = geometry['coordinates']
    if (!Array.isArray(coordinates)) return
    if (geometry['type'] === 'Point') this.#builder.add(pointFix(coordinates, properties))
    else if (geometry['type'] === 'LineString') this.#line(coordinates, properties)
  }

  #line(coordinates: readonly unknown[], properties: Properties): void {
    const nested = isObject(properties['coordinateProperties']) ? properties['coordinateProperties'] : {}
    const times = lineTimeNames.map((name) => properties[name] ?? nested[name]).find(Array.isArray)
    for (let i = 0; i < coordinates.length; i++) {
      const position: unknown = coordinates[i]
      if (!Array.isArray(position)) continue
      this.#builder.add({ ...positionOf(position), timeMs: instantMs(times?.[i]) })
    }
  }
}

type Properties = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : undefined
}

function positionOf(position: readonly unknown[]): Omit<Fix, 'timeMs'> {
  return {
    lonDeg: numberOf(position[0]) ?? Number.NaN,
    latDeg: numberOf(position[1]) ?? Number.NaN,
    altitudeM: numberOf(position[2]),
  }
}

function pointFix(coordinates: readonly unknown[], properties: Properties): Fix {
  const position = positionOf(coordinates)
  const kmh = numberOf(properties['speed_kmh'])
  return {
    ...position,
    timeMs: pointTimeMs(properties),
    accuracyM: numberOf(properties['accuracy'] ?? properties['horizontal_accuracy']),
    speedMps: numberOf(properties['speed']) ?? (kmh === undefined ? undefined : kmh / 3.6),
    altitudeM: numberOf(properties['altitude']) ?? position.altitudeM,
    hint: motionHint(properties['motion']),
  }
}

function pointTimeMs(properties: Properties): number {
  for (const name of timeNames) {
    const timeMs = instantMs(properties[name])
    if (Number.isFinite(timeMs)) return timeMs
  }
  return Number.NaN
}

/** Overland's words for what the phone believes. */
const motionWords: readonly (readonly [string, Hint])[] = [
  ['driving', 'in_vehicle'],
  ['automotive_navigation', 'in_vehicle'],
  ['cycling', 'bicycle'],
  ['running', 'run'],
  ['walking', 'walk'],
  ['stationary', 'still'],
]

function motionHint(motion: unknown): Hint | undefined {
  if (!Array.isArray(motion)) return undefined
  return motionWords.find(([word]) => motion.includes(word))?.[1]
}
