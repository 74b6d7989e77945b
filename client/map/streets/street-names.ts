/** Where names of streets are written: along the straightest long part of each way, none over another. */
import type { Bounds } from '../projection.ts'
import { overlap } from '../projection.ts'
import type { RoadKind } from './kinds.ts'
import { roadKinds } from './kinds.ts'

/** A named way in the picture: x and y by turns, pixels. */
export interface WayInSight {
  readonly name: string
  readonly kind: RoadKind
  readonly points: Float64Array
}

/** A name with its middle, and the way's slope, radians, never upside down. */
export interface WrittenName {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly slope: number
}

/** Pixels that are kept free around a name, and between two of the same. */
const roomPx = 8
const sameApartPx = 320
const mostNames = 60
/** A way may turn this far under its name, radians. */
const mostTurn = 0.2

export interface NameRoom {
  readonly widthPx: number
  readonly heightPx: number
  /** Height of what is written. */
  readonly sizePx: number
  /** Width of a text as it is written. */
  measure(text: string): number
}

/** The wider ways first; of each, its longest straight part. */
export function placeNames(ways: readonly WayInSight[], room: NameRoom): WrittenName[] {
  const rank = (way: WayInSight): number => roadKinds.indexOf(way.kind)
  const runs = ways
    .map((way) => ({ way, run: straightestRun(way.points) }))
    .sort((a, b) => rank(b.way) - rank(a.way) || b.run.length - a.run.length)
  const taken: Bounds[] = []
  const written: WrittenName[] = []
  for (const { way, run } of runs) {
    if (written.length >= mostNames) break
    const width = room.measure(way.name)
    if (run.length < width + 2 * roomPx) continue
    const box = boxAround(run, width, room.sizePx)
    const isIn = box.west >= 0 && box.north >= 0 && box.east <= room.widthPx && box.south <= room.heightPx
    if (!isIn || taken.some((other) => overlap(other, box))) continue
    if (written.some((other) => other.text === way.name && isNear(other, run))) continue
    taken.push(box)
    written.push({ text: way.name, x: run.x, y: run.y, slope: run.slope })
  }
  return written
}

const isNear = (a: { x: number; y: number }, b: { x: number; y: number }): boolean =>
  Math.hypot(a.x - b.x, a.y - b.y) < sameApartPx

interface Run {
  readonly x: number
  readonly y: number
  readonly slope: number
  readonly length: number
}

/** The longest part of a line that goes nearly straight on: the spot half-way along it, slope and length. */
export function straightestRun(points: Float64Array): Run {
  let best = { first: 0, last: 0, length: 0 }
  let [first, heading] = [0, Number.NaN]
  const last = points.length / 2 - 1
  for (let i = 0; i < last; i++) {
    const now = Math.atan2(points[2 * i + 3]! - points[2 * i + 1]!, points[2 * i + 2]! - points[2 * i]!)
    if (!(Math.abs(turn(now, heading)) <= mostTurn)) [first, heading] = [i, now]
    const length = Math.hypot(
      points[2 * i + 2]! - points[2 * first]!,
      points[2 * i + 3]! - points[2 * first + 1]!,
    )
    if (length > best.length) best = { first, last: i + 1, length }
  }
  return runBetween(points, best)
}

/** How far one must turn from one heading to another, radians from -π to π. */
function turn(to: number, from: number): number {
  const by = (to - from) % (2 * Math.PI)
  return by > Math.PI ? by - 2 * Math.PI : by < -Math.PI ? by + 2 * Math.PI : by
}

function runBetween(
  points: Float64Array,
  { first, last, length }: { first: number; last: number; length: number },
): Run {
  const [ax, ay] = [points[2 * first]!, points[2 * first + 1]!]
  const [bx, by] = [points[2 * last]!, points[2 * last + 1]!]
  const slope = Math.atan2(by - ay, bx - ax)
  return {
    ...halfWay(points, first, last),
    slope: slope > Math.PI / 2 ? slope - Math.PI : slope <= -Math.PI / 2 ? slope + Math.PI : slope,
    length,
  }
}

/** The spot on the line that is as far from one end as from the other. */
function halfWay(points: Float64Array, first: number, last: number): { x: number; y: number } {
  const lengths = Array.from({ length: last - first }, (_, i) => {
    const at = 2 * (first + i)
    return Math.hypot(points[at + 2]! - points[at]!, points[at + 3]! - points[at + 1]!)
  })
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2
  const step = lengths.findIndex((length) => {
    if (left <= length) return true
    left -= length
    return false
  })
  const at = 2 * (first + Math.max(0, step))
  const part = left / (lengths[Math.max(0, step)]! || 1)
  return {
    x: points[at]! + part * (points[at + 2]! - points[at]!),
    y: points[at + 1]! + part * (points[at + 3]! - points[at + 1]!),
  }
}

function boxAround({ x, y, slope }: Run, width: number, sizePx: number): Bounds {
  const [cos, sin] = [Math.abs(Math.cos(slope)), Math.abs(Math.sin(slope))]
  const [halfX, halfY] = [(width * cos + sizePx * sin) / 2, (width * sin + sizePx * cos) / 2].map(
    (half) => half + roomPx / 2,
  ) as [number, number]
  return { west: x - halfX, east: x + halfX, north: y - halfY, south: y + halfY }
}
