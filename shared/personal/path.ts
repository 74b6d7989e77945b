/** Paths compared: which squares of the ground a way goes through, and how much of two ways is the same. */
import { distanceM, longitudeStep, metresPerDegree } from '../trace/geodesy.ts'
import { cellKey, columnOf, rowOf } from '../trace/grid.ts'
import { decodePolyline } from '../trace/polyline.ts'

/** The squares that a way goes through. */
export interface Path {
  readonly lengthM: number
  /** Side of the squares, metres. */
  readonly cellM: number
  /** Those it goes through, and those beside them too: positions scatter. */
  readonly cells: ReadonlySet<number>
  readonly near: ReadonlySet<number>
}

/** Squares as wide as a town's block, wider on long ways so that no way has more than a few hundred. */
const finestCellM = 100
const mostCells = 500
/** Two ways are the same when each lies at least this much along the other. */
export const sameShare = 0.6

/** Side of the squares for a way of this length: 100 m, doubled as often as it takes. */
function cellMFor(lengthM: number): number {
  let cellM = finestCellM
  while (lengthM / cellM > mostCells) cellM *= 2
  return cellM
}

/** The way along encoded polylines, one after the other; `cellM` when it is to be compared with a way that has it. */
export function pathOf(
  sections: readonly { readonly geometry: string; readonly distanceM: number }[],
  cellM?: number,
): Path {
  const lengthM = sections.reduce((sum, section) => sum + section.distanceM, 0)
  const sideM = cellM ?? cellMFor(lengthM)
  const cells = new Set<number>()
  const near = new Set<number>()
  for (const { geometry } of sections) {
    const { latDeg, lonDeg } = decodePolyline(geometry)
    for (let i = 0; i < latDeg.length; i++) {
      const before = Math.max(0, i - 1)
      walk([latDeg[before]!, lonDeg[before]!], [latDeg[i]!, lonDeg[i]!], sideM, (lat, lon) =>
        visit({ cells, near }, lat, lon, sideM),
      )
    }
  }
  return { lengthM, cellM: sideM, cells, near }
}

/** As `pathOf`, made when first asked for and kept. */
export function pathFinder(sections: Parameters<typeof pathOf>[0]): (cellM?: number) => Path {
  const paths = new Map<number | undefined, Path>()
  return (cellM) => {
    const path = paths.get(cellM) ?? pathOf(sections, cellM)
    paths.set(cellM, path)
    return path
  }
}

type Position = readonly [latDeg: number, lonDeg: number]

/** Positions from one to the other, half a square apart, the last included. */
function walk(from: Position, to: Position, cellM: number, at: (latDeg: number, lonDeg: number) => void) {
  const steps = Math.min(mostCells * 4, Math.ceil((2 * distanceM(...from, ...to)) / cellM))
  const lonStep = longitudeStep(from[1], to[1])
  for (let step = 1; step < steps; step++)
    at(from[0] + ((to[0] - from[0]) * step) / steps, from[1] + (lonStep * step) / steps)
  at(...to)
}

function visit(
  into: { readonly cells: Set<number>; readonly near: Set<number> },
  latDeg: number,
  lonDeg: number,
  cellM: number,
): void {
  const row = rowOf(latDeg, cellM)
  const key = cellKey(row, columnOf(lonDeg, row, cellM))
  if (into.cells.has(key)) return
  into.cells.add(key)
  const sideDeg = cellM / metresPerDegree
  const sideLonDeg = sideDeg / Math.max(0.01, Math.cos((latDeg * Math.PI) / 180))
  for (const north of [-1, 0, 1])
    for (const east of [-1, 0, 1]) {
      const besides = rowOf(latDeg + north * sideDeg, cellM)
      into.near.add(cellKey(besides, columnOf(lonDeg + east * sideLonDeg, besides, cellM)))
    }
}

/** How much of two ways is the same, 0 to 1: the smaller share of the two. They must have squares of one size. */
export function likeness(a: Path, b: Path): number {
  if (a.cellM !== b.cellM) return 0
  if (Math.min(a.lengthM, b.lengthM) < sameShare * sameShare * Math.max(a.lengthM, b.lengthM)) return 0
  return Math.min(shareAlong(a, b), shareAlong(b, a))
}

function shareAlong(a: Path, b: Path): number {
  let common = 0
  for (const cell of a.cells) if (b.near.has(cell)) common++
  return a.cells.size === 0 ? 0 : common / a.cells.size
}
