/** GPX 1.0 and 1.1: the track points that carry a time. Waypoints and routes are plans, not traces, and are passed over. */
import type { SaxesTagPlain } from 'saxes'
import { SaxesParser } from 'saxes'
import type { TraceBuilder } from '../trace/trace.ts'
import type { Format, FormatReader } from './format.ts'
import { FormatError } from './format.ts'
import { isoMs } from './instant.ts'

/** GPX nests 6 deep, its extensions a little deeper; what goes far beyond wants to exhaust the reader. */
const depthLimit = 32

export const gpx: Format = {
  id: 'gpx',
  label: 'GPX',
  extensions: ['gpx'],
  detect: (head) => /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:\w+:)?gpx[\s>]/.test(head),
  reader: (builder) => new GpxReader(builder),
}

/** Text of the elements of one track point, as they were read. */
interface Point {
  readonly lat: string | undefined
  readonly lon: string | undefined
  time?: string
  ele?: string
  speed?: string
  accuracy?: string
}
const fields = new Set(['time', 'ele', 'speed', 'accuracy'] as const)
type Field = 'time' | 'ele' | 'speed' | 'accuracy'
const isField = (name: string): name is Field => (fields as ReadonlySet<string>).has(name)

class GpxReader implements FormatReader {
  readonly #builder: TraceBuilder
  readonly #parser = new SaxesParser()
  #depth = 0
  #started = false
  #point: Point | undefined
  #field: Field | undefined
  #text = ''

  constructor(builder: TraceBuilder) {
    this.#builder = builder
    this.#parser.on('error', (error) => {
      throw new FormatError('malformed', 'this GPX is not well-formed XML', { cause: error })
    })
    this.#parser.on('doctype', () => {
      throw new FormatError('malformed', 'a GPX with a document type declaration is not read')
    })
    this.#parser.on('opentag', (tag) => this.#open(tag))
    this.#parser.on('closetag', (tag) => this.#close(localName(tag.name)))
    this.#parser.on('text', (text) => {
      if (this.#field !== undefined) this.#text += text
    })
  }

  write(text: string): void {
    const piece = this.#started ? text : text.replace(/^[\uFEFF\s]+/, '')
    if (piece === '') return
    this.#started = true
    this.#parser.write(piece)
  }

  end(): void {
    this.#parser.close()
  }

  #open(tag: SaxesTagPlain): void {
    if (++this.#depth > depthLimit) throw new FormatError('malformed', 'this GPX is nested too deeply')
    const name = localName(tag.name)
    if (name === 'trkpt') this.#point = { lat: tag.attributes['lat'], lon: tag.attributes['lon'] }
    else if (this.#point !== undefined && isField(name)) {
      this.#field = name
      this.#text = ''
    }
  }

  #close(name: string): void {
    this.#depth--
    const point = this.#point
    if (point === undefined) return
    if (name === this.#field) {
      point[this.#field] = this.#text.trim()
      this.#field = undefined
    } else if (name === 'trkpt') {
      this.#point = undefined
      this.#add(point)
    }
  }

  #add(point: Point): void {
    this.#builder.add({
      timeMs: point.time === undefined ? Number.NaN : isoMs(point.time),
      latDeg: decimal(point.lat) ?? Number.NaN,
      lonDeg: decimal(point.lon) ?? Number.NaN,
      altitudeM: decimal(point.ele),
      speedMps: decimal(point.speed),
      accuracyM: decimal(point.accuracy),
    })
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function decimal(text: string | undefined): number | undefined {
  return text === undefined || text === '' ? undefined : Number(text)
}
