/** The layer that shows how often one passed where: cells of one colour, the denser the more often. */
import type { Frame } from './frame.ts'
import { toPixels } from './frame.ts'
import type { Heat } from './heat.ts'
import { scaleOf, seenBounds } from './projection.ts'

/** How dense a cell is that was passed once. */
const leastDensity = 0.3

/** Density of a cell, 0 to 1: by the logarithm, so that a daily way does not hide all others. */
export const densityOf = (count: number, most: number): number =>
  most <= 1 ? 1 : leastDensity + (1 - leastDensity) * (Math.log(count) / Math.log(most))

export function paintHeat(context: CanvasRenderingContext2D, frame: Frame, heat: Heat): void {
  const { columns, rows, counts, level } = heat.cellsAt(frame.camera.zoom)
  const seen = seenBounds(frame.camera, frame.widthPx, frame.heightPx)
  const place = toPixels(frame)
  const side = 2 ** level
  // Half a pixel more, so that no seam shows between neighbours.
  const sidePx = scaleOf(frame.camera.zoom) / side + 0.5
  context.fillStyle = frame.palette.accent
  for (let n = 0; n < counts.length; n++) {
    const [x, y] = [columns[n]! / side, rows[n]! / side]
    if (x + 1 / side < seen.west || x > seen.east || y + 1 / side < seen.north || y > seen.south) continue
    context.globalAlpha = densityOf(counts[n]!, heat.most)
    context.fillRect(place.x(x), place.y(y), sidePx, sidePx)
  }
  context.globalAlpha = 1
}
