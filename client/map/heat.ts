/**
 * How often one passed where: sections drawn into a grid of cells, each counted once in every cell that it touches.
 * Coarser grids are made from finer ones, so that a frame never draws more cells than it has room for.
 */
import type { SectionDocument } from '../../shared/analysis/document.ts'
import { decodePolyline } from '../../shared/trace/polyline.ts'
import type { Bounds } from './projection.ts'
import { worldX, worldY } from './projection.ts'

/** The finest grid cuts the world into 2^20 columns: 26 m at the latitude of La Rochelle. */
const finestLevel = 20
const finestCells = 2 ** finestLevel
/** No cell is drawn smaller than this, pixels. */
const leastCellPx = 2
/** Pixels of the whole world at zoom 0, as powers of two. */
const worldPxPower = 8

/** Cells of one grid by column and row; `counts` says how many sections passed the most used spot in each. */
export interface HeatCells {
  /** The world is cut into 2^level columns and rows. */
  readonly level: number
  readonly columns: Uint32Array
  readonly rows: Uint32Array
  readonly counts: Uint32Array
}

/** How sections are counted: `at` lets other work go first when it is time for that. */
export type Pause = () => Promise<void> | undefined

export class Heat {
  readonly bounds: Bounds | undefined
  /** The largest count of a cell. */
  readonly most: number
  readonly #levels = new Map<number, HeatCells>()

  constructor(counts: ReadonlyMap<number, number>) {
    const cells = cellsOf(counts, finestLevel)
    this.most = cells.counts.reduce((most, count) => Math.max(most, count), 0)
    this.bounds = boundsOf(cells)
    this.#levels.set(finestLevel, cells)
  }

  /** The finest cells that are worth drawing at `zoom`. */
  cellsAt(zoom: number): HeatCells {
    const level = Math.floor(zoom + worldPxPower - Math.log2(leastCellPx))
    return this.#cellsOf(Math.max(0, Math.min(finestLevel, level)))
  }

  #cellsOf(level: number): HeatCells {
    const known = this.#levels.get(level)
    if (known) return known
    const fresh = coarser(this.#cellsOf(level + 1))
    this.#levels.set(level, fresh)
    return fresh
  }
}

/** Counts sections into cells; those whose mode is not known may be gaps, and are left out. */
export async function heatOf(sections: readonly SectionDocument[], pause: Pause): Promise<Heat> {
  const counts = new Map<number, number>()
  const lastIn = new Map<number, number>()
  for (const [n, section] of sections.entries()) {
    if (section.mode === 'unknown') continue
    eachCell(section.geometry, (cell) => {
      if (lastIn.get(cell) === n) return
      lastIn.set(cell, n)
      counts.set(cell, (counts.get(cell) ?? 0) + 1)
    })
    await pause()
  }
  return new Heat(counts)
}

/** Visits the cells along a path, some of them more than once. */
function eachCell(geometry: string, visit: (cell: number) => void): void {
  const { latDeg, lonDeg } = decodePolyline(geometry)
  let [fromX, fromY] = [Number.NaN, Number.NaN]
  for (let i = 0; i < latDeg.length; i++) {
    const [x, y] = [worldX(lonDeg[i]!) * finestCells, worldY(latDeg[i]!) * finestCells]
    const steps = i === 0 ? 0 : Math.ceil(Math.max(Math.abs(x - fromX), Math.abs(y - fromY)) * 2)
    for (let step = 1; step < steps; step++)
      visit(cellAt(fromX + ((x - fromX) * step) / steps, fromY + ((y - fromY) * step) / steps))
    visit(cellAt(x, y))
    fromX = x
    fromY = y
  }
}

const cellAt = (x: number, y: number): number => Math.floor(y) * finestCells + Math.floor(x)

function cellsOf(counts: ReadonlyMap<number, number>, level: number): HeatCells {
  const side = 2 ** level
  const columns = new Uint32Array(counts.size)
  const rows = new Uint32Array(counts.size)
  const values = new Uint32Array(counts.size)
  let n = 0
  for (const [cell, count] of counts) {
    columns[n] = cell % side
    rows[n] = Math.floor(cell / side)
    values[n++] = count
  }
  return { level, columns, rows, counts: values }
}

/** Four cells become one, with the largest of their counts. */
function coarser({ level, columns, rows, counts }: HeatCells): HeatCells {
  const side = 2 ** (level - 1)
  const merged = new Map<number, number>()
  for (let n = 0; n < counts.length; n++) {
    const cell = (rows[n]! >>> 1) * side + (columns[n]! >>> 1)
    merged.set(cell, Math.max(merged.get(cell) ?? 0, counts[n]!))
  }
  return cellsOf(merged, level - 1)
}

function boundsOf({ columns, rows, level }: HeatCells): Bounds | undefined {
  if (columns.length === 0) return undefined
  const side = 2 ** level
  const least = (values: Uint32Array): number => values.reduce((a, b) => Math.min(a, b))
  const largest = (values: Uint32Array): number => values.reduce((a, b) => Math.max(a, b))
  return {
    west: least(columns) / side,
    east: (largest(columns) + 1) / side,
    north: least(rows) / side,
    south: (largest(rows) + 1) / side,
  }
}
