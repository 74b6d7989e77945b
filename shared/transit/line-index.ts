/** All lines and stops of a network, found by position. Built when a network is opened: half a million pieces in a moment. */
import Flatbush from 'flatbush'
import type { TransitMode } from '../engine/network.ts'
import { transitModes } from '../engine/network.ts'
import { metresPerDegree } from '../trace/geodesy.ts'
import type { PathKind, TransitFeed, TransitLine } from './feed.ts'
import { stepsPerDegree } from './feed.ts'
import type { Beside, StepLine } from './simplify.ts'
import { besidePiece, longitudeStepM } from './simplify.ts'

const metresPerStep = metresPerDegree / stepsPerDegree

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
  readonly offM: number
  /** From the line's start; for tracks, from the start of the piece. */
  readonly alongM: number
  /** Direction of the piece, east and north, of length 1. */
  readonly east: number
  readonly north: number
}

interface Piece {
  readonly line: number
  readonly path: StepLine
  readonly point: number
  readonly startM: number
  readonly lengthM: number
}

export class LineIndex {
  readonly lines: IndexedLine[] = []
  readonly stops: StepLine
  /** Bit n is set where mode n of `transitModes` stops. */
  readonly stopModes: Uint8Array
  readonly #pieceIndex: Flatbush | undefined
  readonly #stopIndex: Flatbush | undefined
  readonly #pieces: Piece[] = []
  readonly #linesAtStop: number[][]
  readonly #stopsAlong: (readonly number[] | undefined)[] = []
  readonly #firstPiece: number[] = []

  constructor(feeds: readonly TransitFeed[]) {
    const tracks = new Map<TransitMode, number>()
    this.stops = {
      lat: joined(feeds, (feed) => feed.stops.lat),
      lon: joined(feeds, (feed) => feed.stops.lon),
    }
    this.stopModes = Uint8Array.from(feeds.flatMap((feed) => [...feed.stops.modes]))
    this.#linesAtStop = Array.from(this.stopModes, () => [])
    let stopBase = 0
    for (const feed of feeds) {
      for (const line of feed.lines) this.#addLine(line, stopBase, tracks)
      stopBase += feed.stops.lat.length
    }
    this.#pieceIndex = indexOf(this.#pieces.length, (index) => {
      for (const piece of this.#pieces) addPiece(index, piece, this.#toleranceM(piece))
    })
    this.#stopIndex = indexOf(this.stopModes.length, (index) => {
      for (let stop = 0; stop < this.stopModes.length; stop++)
        index.add(this.stops.lon[stop]!, this.stops.lat[stop]!)
    })
  }

  #addLine(line: TransitLine, stopBase: number, tracks: Map<TransitMode, number>): void {
    const { mode, kind } = line
    const known = kind === 'tracks' ? tracks.get(mode) : undefined
    const number = known ?? this.lines.length
    if (known === undefined) {
      const stops = kind === 'tracks' ? [] : line.stops.map((stop) => stopBase + stop)
      this.lines.push({ mode, kind, name: kind === 'tracks' ? '' : line.name, stops })
      this.#firstPiece.push(this.#pieces.length)
      if (kind === 'tracks') tracks.set(mode, number)
      for (const stop of stops) {
        this.#linesAtStop[stop]!.push(number)
        this.stopModes[stop]! |= 1 << transitModes.indexOf(mode)
      }
    }
    let startM = 0
    for (let point = 0; point + 1 < line.lat.length; point++) {
      const lengthM = pieceLengthM(line, point)
      this.#pieces.push({ line: number, path: line, point, startM, lengthM })
      startM += lengthM
    }
  }

  #toleranceM({ line, lengthM }: Piece): number {
    const { kind, mode } = this.lines[line]!
    const [low, high] = drawnM
    return kind === 'stops' ? Math.max(low, Math.min(high, drawnShare * lengthM)) : toleranceM[mode]
  }

  /** Lines within their tolerance of a position in steps, in no order. */
  near(lat: number, lon: number): Hit[] {
    const beside: Beside = { offM: 0, share: 0 }
    const hits: Hit[] = []
    for (const found of this.#pieceIndex?.search(lon, lat, lon, lat) ?? []) {
      const piece = this.#pieces[found]!
      const { path, point, startM, lengthM, line } = piece
      besidePiece(path, point, lat, lon, beside)
      if (beside.offM > this.#toleranceM(piece) || lengthM === 0) continue
      const east = ((path.lon[point + 1]! - path.lon[point]!) * longitudeStepM(lat)) / lengthM
      const north = ((path.lat[point + 1]! - path.lat[point]!) * metresPerStep) / lengthM
      hits.push({ line, offM: beside.offM, alongM: startM + beside.share * lengthM, east, north })
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
    const along = this.lines[line]!.stops.map((stop) => this.#alongM(line, stop))
    this.#stopsAlong[line] = along
    return along
  }

  #alongM(line: number, stop: number): number {
    const beside: Beside = { offM: 0, share: 0 }
    let bestM = Number.POSITIVE_INFINITY
    let alongM = 0
    for (let n = this.#firstPiece[line]!; this.#pieces[n]?.line === line; n++) {
      const { path, point, startM, lengthM } = this.#pieces[n]!
      besidePiece(path, point, this.stops.lat[stop]!, this.stops.lon[stop]!, beside)
      if (beside.offM >= bestM) continue
      bestM = beside.offM
      alongM = startM + beside.share * lengthM
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

/** Boxes are as much larger as the tolerance, so that a position is enough to ask for. */
function addPiece(index: Flatbush, { path, point }: Piece, toleranceM: number): void {
  const [latA, latB] = [path.lat[point]!, path.lat[point + 1]!]
  const [lonA, lonB] = [path.lon[point]!, path.lon[point + 1]!]
  const dLat = Math.ceil(toleranceM / metresPerStep)
  const dLon = Math.ceil(toleranceM / longitudeStepM(latA))
  index.add(
    Math.min(lonA, lonB) - dLon,
    Math.min(latA, latB) - dLat,
    Math.max(lonA, lonB) + dLon,
    Math.max(latA, latB) + dLat,
  )
}

function pieceLengthM(line: StepLine, point: number): number {
  const east = (line.lon[point + 1]! - line.lon[point]!) * longitudeStepM(line.lat[point]!)
  const north = (line.lat[point + 1]! - line.lat[point]!) * metresPerStep
  return Math.sqrt(east * east + north * north)
}
