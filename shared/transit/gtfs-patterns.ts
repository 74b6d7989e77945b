/**
 * From thousands of trips to the few ways a line runs. Trips of one route on one shape are one pattern; of each only some
 * trips are followed through the stop times, so that a feed of millions of rows needs little memory.
 */
import type { TransitMode } from '../engine/network.ts'
import { IntegerRows } from './columns.ts'
import type { StopColumns, TransitLine } from './feed.ts'
import type { StepLine } from './simplify.ts'
import { runsAlong, simplified } from './simplify.ts'

/** A shape keeps what is farther than this from the simpler line: a quarter of a street's width, and GNSS errs more. */
const shapeToleranceM = 4
/** Lines of a route that run this near to each other in the same direction are one. */
const sameLineM = 15
/** Compared with as many lines of its route, the longest first. */
const comparedLines = 12

export interface GtfsRoute {
  readonly mode: TransitMode
  readonly name: string
}

interface TripKind {
  readonly routeId: string
  readonly shapeId: string
  readonly direction: string
  readonly headsign: string
}

/** One way a route runs. */
export interface Pattern {
  readonly routeId: string
  readonly route: GtfsRoute
  readonly shapeId: string
  /** Stop sequences of the trips that were followed, each in order. */
  readonly sequences: readonly (readonly number[])[]
}

interface Group {
  readonly routeId: string
  readonly route: GtfsRoute
  readonly shapeId: string
  readonly trips: number[]
  count: number
}

export class PatternPicker {
  /** Trip, place in the sequence, stop. */
  readonly stopTimes = new IntegerRows(3)
  readonly #groups = new Map<string, Group>()
  readonly #trips = new Map<string, number>()

  /** Of each pattern the 1st, 2nd, 4th, 8th… trip is followed: some are short runs, some lack their times. */
  add(tripId: string, route: GtfsRoute, { routeId, shapeId, direction, headsign }: TripKind): void {
    const key = JSON.stringify(shapeId === '' ? [routeId, '', direction, headsign] : [routeId, shapeId])
    const group = this.#groups.get(key) ?? { routeId, route, shapeId, trips: [], count: 0 }
    this.#groups.set(key, group)
    group.count++
    const isPowerOfTwo = (group.count & (group.count - 1)) === 0
    if (!isPowerOfTwo || this.#trips.has(tripId)) return
    group.trips.push(this.#trips.size)
    this.#trips.set(tripId, this.#trips.size)
  }

  /** Number of a trip that is followed. */
  picked(tripId: string): number | undefined {
    return this.#trips.get(tripId)
  }

  shapeIds(): Set<string> {
    return new Set([...this.#groups.values()].map((group) => group.shapeId).filter((id) => id !== ''))
  }

  patterns(): Pattern[] {
    const rows = this.stopTimes.grouped()
    return [...this.#groups.values()].map(({ routeId, route, shapeId, trips }) => ({
      routeId,
      route,
      shapeId,
      sequences: trips.flatMap((trip) => {
        const stops = rows.get(trip)?.map((row) => this.stopTimes.at(row, 2))
        return stops === undefined ? [] : [stops]
      }),
    }))
  }
}

/** Lines of all patterns; a route's line that runs along another of it is left out, its stops go to the other. */
export function linesOf(
  patterns: readonly Pattern[],
  shapes: ReadonlyMap<string, StepLine>,
  stops: Pick<StopColumns, 'lat' | 'lon'>,
): TransitLine[] {
  const byRoute = new Map<string, TransitLine[]>()
  for (const pattern of patterns) {
    const lines = byRoute.get(pattern.routeId) ?? []
    byRoute.set(pattern.routeId, lines)
    lines.push(...drawn(pattern, shapes.get(pattern.shapeId), stops))
  }
  return [...byRoute.values()].flatMap(withoutRepeats)
}

function drawn(
  { route, sequences }: Pattern,
  shape: StepLine | undefined,
  stops: Pick<StopColumns, 'lat' | 'lon'>,
): TransitLine[] {
  const { mode, name } = route
  if (shape !== undefined && shape.lat.length >= 2) {
    const served = new Set(sequences.flat())
    return [{ mode, name, kind: 'shape', ...simplified(shape, shapeToleranceM), stops: [...served] }]
  }
  const different = new Map(sequences.filter((each) => each.length >= 2).map((each) => [each.join(), each]))
  return [...different.values()].map((sequence) => ({
    mode,
    name,
    kind: 'stops',
    lat: Int32Array.from(sequence, (stop) => stops.lat[stop]!),
    lon: Int32Array.from(sequence, (stop) => stops.lon[stop]!),
    stops: [...new Set(sequence)],
  }))
}

function withoutRepeats(lines: readonly TransitLine[]): TransitLine[] {
  const kept: TransitLine[] = []
  for (const line of lines.toSorted((a, b) => b.lat.length - a.lat.length)) {
    const n = kept.slice(0, comparedLines).findIndex((other) => {
      const isAlike = other.kind === line.kind
      return isAlike && runsAlong(line, other, sameLineM)
    })
    const other = kept[n]
    if (other === undefined) kept.push(line)
    else kept[n] = { ...other, stops: [...new Set([...other.stops, ...line.stops])] }
  }
  return kept
}
