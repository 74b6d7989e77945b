/** Lines to travel along, measured in metres. */
import type { Position } from './geography-of-la-rochelle.ts'
import type { Random } from './random.ts'

/** A line of points with the distance of each from the start. */
export interface Path {
  readonly points: readonly Position[]
  readonly distanceM: readonly number[]
  readonly lengthM: number
}

/** Mean metres per degree of latitude. */
const metresPerDegree = 111_195

/** Metres east and north from `a` to `b`; flat-earth, exact to a few centimetres within a city. */
function offsetM(a: Position, b: Position): readonly [number, number] {
  const north = (b[0] - a[0]) * metresPerDegree
  const east = (b[1] - a[1]) * metresPerDegree * Math.cos((a[0] * Math.PI) / 180)
  return [east, north]
}

/** `position` moved east and north by metres. */
export function moved(position: Position, eastM: number, northM: number): Position {
  const [lat, lon] = position
  return [lat + northM / metresPerDegree, lon + eastM / (metresPerDegree * Math.cos((lat * Math.PI) / 180))]
}

/** Straight distance, metres. */
export const distanceM = (a: Position, b: Position): number => Math.hypot(...offsetM(a, b))

/** The path along `points`. */
export function pathAlong(points: readonly Position[]): Path {
  const distances = [0]
  for (let k = 1; k < points.length; k++)
    distances.push(distances[k - 1]! + distanceM(points[k - 1]!, points[k]!))
  return { points, distanceM: distances, lengthM: distances.at(-1)! }
}

/** Walks along a path: positions at distances that never decrease. */
export function pathReader(path: Path): (atM: number) => Position {
  let k = 1
  return (atM) => {
    while (k < path.points.length - 1 && path.distanceM[k]! < atM) k++
    const from = path.points[k - 1]!
    const to = path.points[k] ?? from
    const start = path.distanceM[k - 1]!
    const span = (path.distanceM[k] ?? start) - start
    const share = span > 0 ? Math.min(1, Math.max(0, (atM - start) / span)) : 0
    return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
  }
}

/** Angle by which the path turns at point `k`, radians, 0 to π. */
export function turnAt(path: Path, k: number): number {
  const [before, here, after] = [path.points[k - 1], path.points[k], path.points[k + 1]]
  if (before === undefined || here === undefined || after === undefined) return 0
  const [x1, y1] = offsetM(before, here)
  const [x2, y2] = offsetM(here, after)
  return Math.abs(Math.atan2(x1 * y2 - y1 * x2, x1 * x2 + y1 * y2))
}

/**
 * A straight line bent as streets are: its middle is moved aside by up to `swing` of its length, again and again,
 * until no piece is longer than `pieceM`.
 */
export function bent(
  from: Position,
  to: Position,
  pieceM: number,
  swing: number,
  random: Random,
): Position[] {
  const [east, north] = offsetM(from, to)
  const lengthM = Math.hypot(east, north)
  if (lengthM <= pieceM) return [from, to]
  const aside = random.between(-swing, swing)
  const middle = moved(from, east / 2 - north * aside, north / 2 + east * aside)
  const first = bent(from, middle, pieceM, swing, random)
  return [...first.slice(0, -1), ...bent(middle, to, pieceM, swing, random)]
}
