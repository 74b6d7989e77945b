/** Draws a frame: sea, land, grid, names, sections, scale. Every layer draws only what is in sight. */
import { modes } from '../../shared/engine/mode.ts'
import type { Frame } from './frame.ts'
import { toPixels } from './frame.ts'
import type { LandCell } from './ground.ts'
import { paintGrid, paintNames, paintScale, paintText } from './paint-text.ts'
import { overlap, seenBounds } from './projection.ts'
import type { SectionPath } from './section-path.ts'

const lineWidthPx = 5
const casingWidthPx = 9
const markRadiusPx = 7

export function paint(context: CanvasRenderingContext2D, frame: Frame): void {
  paintGround(context, frame)
  paintGrid(context, frame)
  paintNames(context, frame)
  for (const path of frame.paths) strokePath(context, frame, path, 'casing')
  for (const path of frame.paths) strokePath(context, frame, path, 'line')
  paintEnds(context, frame)
  paintScale(context, frame)
}

function paintGround(context: CanvasRenderingContext2D, frame: Frame): void {
  const { palette, ground } = frame
  const seen = seenBounds(frame.camera, frame.widthPx, frame.heightPx)
  const near = ground.near.filter((cell) => overlap(cell.bounds, seen))
  const place = toPixels(frame)
  context.fillStyle = palette.sea
  context.fillRect(0, 0, frame.widthPx, frame.heightPx)
  for (const cell of ground.world) fillLand(context, frame, cell)
  context.fillStyle = palette.sea
  for (const { bounds } of near) {
    const [left, top] = [place.x(bounds.west), place.y(bounds.north)]
    context.fillRect(left, top, place.x(bounds.east) - left, place.y(bounds.south) - top)
  }
  for (const cell of near) fillLand(context, frame, cell)
}

function fillLand(context: CanvasRenderingContext2D, frame: Frame, cell: LandCell): void {
  const place = toPixels(frame)
  context.beginPath()
  let start = 0
  for (const end of cell.ends) {
    context.moveTo(place.x(cell.xs[start]!), place.y(cell.ys[start]!))
    for (let i = start + 1; i < end; i++) context.lineTo(place.x(cell.xs[i]!), place.y(cell.ys[i]!))
    context.closePath()
    start = end
  }
  context.fillStyle = frame.palette.land
  context.fill('evenodd')
}

function strokePath(
  context: CanvasRenderingContext2D,
  frame: Frame,
  path: SectionPath,
  layer: 'casing' | 'line',
): void {
  const seen = seenBounds(frame.camera, frame.widthPx, frame.heightPx)
  if (path.xs.length === 0 || !overlap(path.bounds, seen)) return
  const place = toPixels(frame)
  const { colour, dash } = frame.palette.line(modes[path.mode].family)
  context.beginPath()
  for (const i of path.pointsAt(frame.camera.zoom)) context.lineTo(place.x(path.xs[i]!), place.y(path.ys[i]!))
  context.lineJoin = 'round'
  context.lineCap = 'round'
  context.lineWidth = layer === 'casing' ? casingWidthPx : lineWidthPx
  context.strokeStyle = layer === 'casing' ? frame.palette.halo : colour
  context.setLineDash(layer === 'casing' ? [] : dash)
  context.stroke()
  context.setLineDash([])
}

/** A ring where the trip starts, a disc where it ends, each with its word. */
function paintEnds(context: CanvasRenderingContext2D, frame: Frame): void {
  const drawn = frame.paths.filter((path) => path.xs.length > 0)
  const [first, last] = [drawn[0], drawn.at(-1)]
  if (!first || !last) return
  const end = last.xs.length - 1
  paintMark(context, frame, last.xs[end]!, last.ys[end]!, true)
  paintMark(context, frame, first.xs[0]!, first.ys[0]!, false)
  const place = toPixels(frame)
  const starts = { x: place.x(first.xs[0]!), y: place.y(first.ys[0]!) }
  const ends = { x: place.x(last.xs[end]!), y: place.y(last.ys[end]!) }
  const isSame = Math.hypot(starts.x - ends.x, starts.y - ends.y) < 4 * markRadiusPx
  const words = frame.text
  if (isSame) paintEndText(context, frame, `${words.start} · ${words.end}`, starts)
  else {
    paintEndText(context, frame, words.start, starts)
    paintEndText(context, frame, words.end, ends)
  }
}

function paintEndText(
  context: CanvasRenderingContext2D,
  frame: Frame,
  text: string,
  at: { x: number; y: number },
): void {
  paintText(context, frame, {
    text,
    x: at.x,
    y: at.y - 2 * markRadiusPx,
    align: 'center',
    weight: 600,
    sizePx: 13,
  })
}

function paintMark(
  context: CanvasRenderingContext2D,
  frame: Frame,
  x: number,
  y: number,
  isFilled: boolean,
): void {
  const place = toPixels(frame)
  context.beginPath()
  context.arc(place.x(x), place.y(y), markRadiusPx, 0, 2 * Math.PI)
  context.fillStyle = isFilled ? frame.palette.text : frame.palette.halo
  context.strokeStyle = isFilled ? frame.palette.halo : frame.palette.text
  context.lineWidth = 3
  context.fill()
  context.stroke()
}
