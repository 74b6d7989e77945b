/** A section's path in world units, with as many points as a zoom can show. */
import type { SectionDocument } from '../../shared/analysis/document.ts'
import type { Mode } from '../../shared/engine/mode.ts'
import { decodePolyline } from '../../shared/trace/polyline.ts'
import type { Bounds } from './projection.ts'
import { scaleOf, worldX, worldY } from './projection.ts'
import { simplify } from './simplify.ts'

/** What the map needs of a section. */
export type DrawnSection = Pick<SectionDocument, 'mode' | 'geometry'>

/** How far the drawn line may be from the true one, pixels. */
const tolerancePx = 1

export class SectionPath {
  readonly mode: Mode
  readonly xs: Float64Array
  readonly ys: Float64Array
  readonly bounds: Bounds
  readonly #byZoom = new Map<number, Uint32Array>()

  constructor(section: DrawnSection) {
    const { latDeg, lonDeg } = decodePolyline(section.geometry)
    this.mode = section.mode
    this.xs = Float64Array.from(lonDeg, worldX)
    this.ys = Float64Array.from(latDeg, worldY)
    this.bounds = boundsOf(this.xs, this.ys)
  }

  /** Indices of the points to draw at `zoom`; computed once for each whole zoom, for its finest use. */
  pointsAt(zoom: number): Uint32Array {
    const level = Math.ceil(zoom)
    const known = this.#byZoom.get(level)
    if (known) return known
    const points = simplify(this.xs, this.ys, tolerancePx / scaleOf(level))
    this.#byZoom.set(level, points)
    return points
  }
}

function boundsOf(xs: Float64Array, ys: Float64Array): Bounds {
  let [west, east, north, south] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let i = 0; i < xs.length; i++) {
    west = Math.min(west, xs[i]!)
    east = Math.max(east, xs[i]!)
    north = Math.min(north, ys[i]!)
    south = Math.max(south, ys[i]!)
  }
  return { west, east, north, south }
}

/** The rectangle around all paths, or undefined when none has a point. */
export function boundsAround(paths: readonly SectionPath[]): Bounds | undefined {
  const drawn = paths.filter((path) => path.xs.length > 0)
  if (drawn.length === 0) return undefined
  return {
    west: Math.min(...drawn.map((path) => path.bounds.west)),
    east: Math.max(...drawn.map((path) => path.bounds.east)),
    north: Math.min(...drawn.map((path) => path.bounds.north)),
    south: Math.max(...drawn.map((path) => path.bounds.south)),
  }
}
