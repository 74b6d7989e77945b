/** The layer that shows how often one passed where: cells of one colour, the denser the more often. */
import type { Frame } from './frame.ts'
import { toPixels } from './frame.ts'
import type { Heat, HeatCells } from './heat.ts'
import { scaleOf, seenBounds } from './projection.ts'

/** How dense a cell is that was passed once. */
const leastDensity = 0.3

/** Density of a cell, 0 to 1: by the logarithm, so that a daily way does not hide all others. */
export const densityOf = (count: number, most: number): number =>
  most <= 1 ? 1 : leastDensity + (1 - leastDensity) * (Math.log(count) / Math.log(most))

/** Columns and rows of a grid that are in sight. */
export interface CellWindow {
  readonly column: number
  readonly row: number
  readonly columns: number
  readonly rows: number
}

/** Opacity of each cell in sight, 0 to 255, row by row. */
export function densities(cells: HeatCells, window: CellWindow, most: number): Uint8ClampedArray {
  const opacity = new Uint8ClampedArray(window.columns * window.rows)
  for (let n = 0; n < cells.counts.length; n++) {
    const [column, row] = [cells.columns[n]! - window.column, cells.rows[n]! - window.row]
    if (column < 0 || column >= window.columns || row < 0 || row >= window.rows) continue
    opacity[row * window.columns + column] = 255 * densityOf(cells.counts[n]!, most)
  }
  return opacity
}

/** A cell is one pixel of a small picture, which is drawn larger: a frame costs the same however many cells there are. */
export function paintHeat(context: CanvasRenderingContext2D, frame: Frame, heat: Heat): void {
  const cells = heat.cellsAt(frame.camera.zoom)
  const seen = seenBounds(frame.camera, frame.widthPx, frame.heightPx)
  const side = 2 ** cells.level
  const [column, row] = [Math.floor(seen.west * side), Math.floor(seen.north * side)]
  const columns = Math.ceil(seen.east * side) - column
  const rows = Math.ceil(seen.south * side) - row
  const window = { column, row, columns, rows }
  const small = smallPicture(densities(cells, window, heat.most), window, frame.palette.accent)
  if (!small) return
  const place = toPixels(frame)
  const cellPx = scaleOf(frame.camera.zoom) / side
  context.imageSmoothingEnabled = false
  context.drawImage(small, place.x(column / side), place.y(row / side), columns * cellPx, rows * cellPx)
  context.imageSmoothingEnabled = true
}

let kept: HTMLCanvasElement | undefined

/** The opacities as a picture in one colour. */
function smallPicture(
  opacity: Uint8ClampedArray,
  { columns, rows }: CellWindow,
  colour: string,
): HTMLCanvasElement | undefined {
  kept ??= document.createElement('canvas')
  kept.width = columns
  kept.height = rows
  const context = kept.getContext('2d')
  if (!context) return undefined
  const image = context.createImageData(columns, rows)
  for (let n = 0; n < opacity.length; n++) image.data[4 * n + 3] = opacity[n]!
  context.putImageData(image, 0, 0)
  context.globalCompositeOperation = 'source-in'
  context.fillStyle = colour
  context.fillRect(0, 0, columns, rows)
  return kept
}
