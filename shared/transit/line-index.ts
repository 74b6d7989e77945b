/** All lines and stops of a network, found by position. Built when a network is opened: half a million pieces in a moment. */
import Flatbush from 'flatbush'
import type { TransitMode } from '../engine/network.ts'
import { transitModes } from '../engine/network.ts'
import type { PathKind, TransitFeed } from './feed.ts'
import { metresPerStep, Pieces } from './pieces.ts'
import type { Beside, StepLine } from './simplify.ts'
import { longitudeStepM } from './simplify.ts'

/**
 * How far from a line's true path its riders' fixes may lie, metres: half a wide street and GNSS noise in it; more in a
 * carriage, which shields the sky; boats choose their way.
 */
const toleranceM: Readonly<Record<TransitMode, number>> = {
  bus: 40,
  coach: 40,
  tram: 40,
  subway: 60,
  train: 80,
  ferry: 200,
}
/** A line drawn from stop to stop misses the true path by a share of the way between them (a judgement), within bounds. */
const drawnShare = 0.2
const drawnM = [80, 1500] as const

/** One line in one direction; or all bare tracks of a mode together, whose pieces are too short to be lines. */
export interface IndexedLine {
  readonly mode: TransitMode
  /** Empty for tracks: each piece has a name of its own. */
  readonly name: string
  readonly kind: PathKind
  /** Indices of stops in the whole network; empty for tracks. */
  readonly stops: readonly number[]
}

/** A position beside a piece of a line. */
export interface Hit {
  readonly line: number
  /** From the line's start; for tracks, from the start of the piece. */
  readonly alongM: number
  /** Direction of the piece, east and north, of length 1. */
  readonly east: number
  readonly north: number
}

/** Bounds in steps of 1e-5 degrees. */
export interface Box {
  readonly minLat: number
  readonly minLon: number
  readonly maxLat: number
  readonly maxLon: number
}

export class LineIndex {
  readonly lines: IndexedLine[] = []
  readonly stops: StepLine
  /** Bit n is set where mode n of `transitModes` stops. */
  readonly stopModes: Uint8Array
  readonly #pieces: Pieces
  readonly #pieceIndex: Flatbush | undefined
  readonly #stopIndex: Flatbush | undefined
  readonly #linesAtStop: number[][]
  readonly #stopsAlong: (readonly number[] | undefined)[] = []

  constructor(feeds: readonly TransitFeed[]) {
    this.stops = {
      lat: joined(feeds, (feed) => feed.stops.lat),
      lon: joined(feeds, (feed) => feed.stops.lon),
    }
    this.stopModes = Uint8Array.from(feeds.flatMap((feed) => [...feed.stops.modes]))
    this.#linesAtStop = Array.from(this.stopModes, () => [])
    this.#pieces = new Pieces(feeds, this.#numberLines(feeds))
    this.#pieceIndex = indexOf(this.#pieces.length, (index) => this.#addPieces(index))
    this.#stopIndex = indexOf(this.stopModes.length, (index) => {
      for (let stop = 0; stop < this.stopModes.length; stop++)
        index.add(this.stops.lon[stop]!, this.stops.lat[stop]!)
    })
  }

  /**
   * Whether any position of a box, in steps, lies within `radiusM` of what stretches around all lines and stops: where it
   * does not, nothing else need be asked.
   */
  reaches({ minLat, minLon, maxLat, maxLon }: Box, radiusM: number): boolean {
    const widest = longitudeStepM(Math.max(Math.abs(minLat), Math.abs(maxLat)))
    const [dLat, dLon] = [radiusM / metresPerStep, radiusM / widest]
    return [this.#pieceIndex, this.#stopIndex].some(
      (index) =>
        index !== undefined &&
        index.minX <= maxLon + dLon &&
        index.maxX >= minLon - dLon &&
        index.minY <= maxLat + dLat &&
        index.maxY >= minLat - dLat,
    )
  }

  /** Every line gets a number, all tracks of a mode the same one; stops learn which lines serve them. */
  #numberLines(feeds: readonly TransitFeed[]): number[] {
    const tracks = new Map<TransitMode, number>()
    const numbers: number[] = []
    let stopBase = 0
    for (const feed of feeds) {
      for (const { mode, kind, name, stops } of feed.lines) {
        const known = kind === 'tracks' ? tracks.get(mode) : undefined
        numbers.push(known ?? this.lines.length)
        if (known !== undefined) continue
        if (kind === 'tracks') tracks.set(mode, this.lines.length)
        const own = kind === 'tracks' ? [] : stops.map((stop) => stopBase + stop)
        for (const stop of own) {
          this.#linesAtStop[stop]!.push(this.lines.length)
          this.stopModes[stop]! |= 1 << transitModes.indexOf(mode)
        }
        this.lines.push({ mode, kind, name: kind === 'tracks' ? '' : name, stops: own })
      }
      stopBase += feed.stops.lat.length
    }
    return numbers
  }

  /** Boxes are as much larger as the tolerance, so that a position is enough to ask for. */
  #addPieces(index: Flatbush): void {
    for (let n = 0; n < this.#pieces.length; n++) {
      const [latA, lonA, latB, lonB] = this.#pieces.ends(n)
      const dLat = Math.ceil(this.#toleranceM(n) / metresPerStep)
      const dLon = Math.ceil(this.#toleranceM(n) / longitudeStepM(latA))
      index.add(
        Math.min(lonA, lonB) - dLon,
        Math.min(latA, latB) - dLat,
        Math.max(lonA, lonB) + dLon,
        Math.max(latA, latB) + dLat,
      )
    }
  }

  #toleranceM(piece: number): number {
    const { kind, mode } = this.lines[this.#pieces.line[piece]!]!
    const [low, high] = drawnM
    if (kind !== 'stops') return toleranceM[mode]
    return Math.max(low, Math.min(high, drawnShare * this.#pieces.lengthM[piece]!))
  }

  /** Lines within their tolerance of a position in steps, in no order. */
  near(lat: number, lon: number): Hit[] {
    const beside: Beside = { offM: 0, share: 0 }
    const hits: Hit[] = []
    for (const n of this.#pieceIndex?.search(lon, lat, lon, lat) ?? []) {
      const lengthM = this.#pieces.lengthM[n]!
      this.#pieces.beside(n, lat, lon, beside)
      if (beside.offM > this.#toleranceM(n) || lengthM === 0) continue
      const [latA, lonA, latB, lonB] = this.#pieces.ends(n)
      hits.push({
        line: this.#pieces.line[n]!,
        alongM: this.#pieces.startM[n]! + beside.share * lengthM,
        east: ((lonB - lonA) * longitudeStepM(lat)) / lengthM,
        north: ((latB - latA) * metresPerStep) / lengthM,
      })
    }
    return hits
  }

  /** Stops within `radiusM` of a position in steps. */
  stopsNear(lat: number, lon: number, radiusM: number): number[] {
    const [dLat, dLon] = [radiusM / metresPerStep, radiusM / longitudeStepM(lat)]
    const found = this.#stopIndex?.search(lon - dLon, lat - dLat, lon + dLon, lat + dLat) ?? []
    return found.filter((stop) => this.stopDistanceM(stop, lat, lon) <= radiusM).sort((a, b) => a - b)
  }

  /** Whether a stop of the mode lies within about `radiusM`. */
  hasStop(lat: number, lon: number, mode: TransitMode, radiusM: number): boolean {
    const bit = 1 << transitModes.indexOf(mode)
    const isOfMode = (stop: number): boolean => (this.stopModes[stop]! & bit) !== 0
    const reach = radiusM / longitudeStepM(lat)
    return (this.#stopIndex?.neighbors(lon, lat, 1, reach, isOfMode) ?? []).length > 0
  }

  stopDistanceM(stop: number, lat: number, lon: number): number {
    const east = (this.stops.lon[stop]! - lon) * longitudeStepM(lat)
    const north = (this.stops.lat[stop]! - lat) * metresPerStep
    return Math.sqrt(east * east + north * north)
  }

  linesAt(stop: number): readonly number[] {
    return this.#linesAtStop[stop]!
  }

  /** How far along the line each of its stops is, metres from its start, in the order of `stops`. */
  stopsAlongM(line: number): readonly number[] {
    const known = this.#stopsAlong[line]
    if (known !== undefined) return known
    // A line's pieces follow each other, but for those of tracks, which have no stops.
    const first = this.#pieces.line.indexOf(line)
    const along = this.lines[line]!.stops.map((stop) => this.#alongM(line, first, stop))
    this.#stopsAlong[line] = along
    return along
  }

  #alongM(line: number, first: number, stop: number): number {
    const beside: Beside = { offM: 0, share: 0 }
    let bestM = Number.POSITIVE_INFINITY
    let alongM = 0
    for (let n = first; this.#pieces.line[n] === line; n++) {
      this.#pieces.beside(n, this.stops.lat[stop]!, this.stops.lon[stop]!, beside)
      if (beside.offM >= bestM) continue
      bestM = beside.offM
      alongM = this.#pieces.startM[n]! + beside.share * this.#pieces.lengthM[n]!
    }
    return alongM
  }
}

function joined(feeds: readonly TransitFeed[], column: (feed: TransitFeed) => Int32Array): Int32Array {
  const out = new Int32Array(feeds.reduce((sum, feed) => sum + column(feed).length, 0))
  let at = 0
  for (const feed of feeds) {
    out.set(column(feed), at)
    at += column(feed).length
  }
  return out
}

function indexOf(length: number, fill: (index: Flatbush) => void): Flatbush | undefined {
  if (length === 0) return undefined
  const index = new Flatbush(length, 16, Int32Array)
  fill(index)
  index.finish()
  return index
}
