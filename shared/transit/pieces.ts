/** The straight pieces of all lines, as columns: half a million of them cost some megabytes and no objects. */
import { metresPerDegree } from '../trace/geodesy.ts'
import type { TransitFeed } from './feed.ts'
import { stepsPerDegree } from './feed.ts'
import type { Beside, StepLine } from './simplify.ts'
import { besidePiece, longitudeStepM } from './simplify.ts'

/** Metres of a step of a latitude, the unit in which lines are kept. */
export const metresPerStep = metresPerDegree / stepsPerDegree

/** Piece n leads from point `point[n]` of path `path[n]` to the next one. */
export class Pieces {
  readonly length: number
  /** Number of the line that the piece belongs to. */
  readonly line: Int32Array
  /** From the path's start to the piece's, metres. */
  readonly startM: Float32Array
  readonly lengthM: Float32Array
  readonly #paths: readonly StepLine[]
  readonly #path: Int32Array
  readonly #point: Int32Array

  /** `lineOf` numbers the lines of the feeds, in their order. */
  constructor(feeds: readonly TransitFeed[], lineOf: readonly number[]) {
    this.#paths = feeds.flatMap((feed) => feed.lines)
    this.length = this.#paths.reduce((sum, path) => sum + path.lat.length - 1, 0)
    this.line = new Int32Array(this.length)
    this.startM = new Float32Array(this.length)
    this.lengthM = new Float32Array(this.length)
    this.#path = new Int32Array(this.length)
    this.#point = new Int32Array(this.length)
    let n = 0
    for (const [number, path] of this.#paths.entries()) {
      let startM = 0
      for (let point = 0; point + 1 < path.lat.length; point++, n++) {
        const lengthM = pieceLengthM(path, point)
        this.line[n] = lineOf[number]!
        this.startM[n] = startM
        this.lengthM[n] = lengthM
        this.#path[n] = number
        this.#point[n] = point
        startM += lengthM
      }
    }
  }

  /** Where a position lies beside piece `n`. */
  beside(n: number, lat: number, lon: number, out: Beside): void {
    besidePiece(this.#paths[this.#path[n]!]!, this.#point[n]!, lat, lon, out)
  }

  /** Its ends: latitudes and longitudes in steps. */
  ends(n: number): readonly [latA: number, lonA: number, latB: number, lonB: number] {
    const { lat, lon } = this.#paths[this.#path[n]!]!
    const point = this.#point[n]!
    return [lat[point]!, lon[point]!, lat[point + 1]!, lon[point + 1]!]
  }
}

function pieceLengthM(line: StepLine, point: number): number {
  const east = (line.lon[point + 1]! - line.lon[point]!) * longitudeStepM(line.lat[point]!)
  const north = (line.lat[point + 1]! - line.lat[point]!) * metresPerStep
  return Math.sqrt(east * east + north * north)
}
