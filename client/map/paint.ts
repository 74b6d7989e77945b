/** Draws a frame: sea, land, grid, names, sections, scale. Every layer draws only what is in sight. */
import { modes } from '../../shared/engine/mode.ts'
import type { Frame, WorldSpot } from './frame.ts'
import { toPixels } from './frame.ts'
import type { LandCell } from './ground.ts'
import { paintHeat } from './paint-heat.ts'
import { paintGrid, paintNames, paintScale, paintText } from './paint-text.ts'
import type { Bounds } from './projection.ts'
import { overlap, seenBounds } from './projection.ts'
import type { SectionPath } from './section-path.ts'

const lineWidthPx = 5
const casingWidthPx = 9
const markRadiusPx = 7
const halfStayPx = 12

export function paint(context: CanvasRenderingContext2D, frame: Frame): void {
  paintGround(context, frame)
  paintGrid(context, frame)
  const ends = endsOf(frame)
  if (frame.heat) paintHeat(context, frame, frame.heat)
  paintNames(context, frame, ends.map(reservedFor))
  for (const path of frame.paths) strokePath(context, frame, path, 'casing')
  for (const path of frame.paths) strokePath(context, frame, path, 'line')
  for (const stay of frame.stays) paintStay(context, frame, stay)
  for (const end of ends) paintEnd(context, frame, end)
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

/** An end of the trip on the picture, pixels, with the word beside it. */
interface End {
  readonly x: number
  readonly y: number
  readonly text: string
  readonly isFilled: boolean
}

/** Where the trip starts and ends; one word says both where they are one spot. */
function endsOf(frame: Frame): End[] {
  if (!frame.hasEnds) return []
  const drawn = frame.paths.filter((path) => path.xs.length > 0)
  const [first, last] = [drawn[0], drawn.at(-1)]
  if (!first || !last) return []
  const place = toPixels(frame)
  const { start: startText, end: endText } = frame.text
  const [startX, startY] = [place.x(first.xs[0]!), place.y(first.ys[0]!)]
  const [endX, endY] = [place.x(last.xs.at(-1)!), place.y(last.ys.at(-1)!)]
  const isSame = Math.hypot(startX - endX, startY - endY) < 4 * markRadiusPx
  return [
    { x: endX, y: endY, text: isSame ? '' : endText, isFilled: true },
    { x: startX, y: startY, text: isSame ? `${startText} · ${endText}` : startText, isFilled: false },
  ]
}

/** What no name of a place may cover: the mark and its word. */
function reservedFor({ x, y }: End): Bounds {
  return {
    west: x - 6 * markRadiusPx,
    east: x + 6 * markRadiusPx,
    north: y - 4 * markRadiusPx,
    south: y + 2 * markRadiusPx,
  }
}

/** A square where one stayed; an end of the trip that lies there is drawn into it. */
function paintStay(context: CanvasRenderingContext2D, frame: Frame, { x, y }: WorldSpot): void {
  const place = toPixels(frame)
  const { text: ink, halo } = frame.palette
  context.beginPath()
  context.roundRect(place.x(x) - halfStayPx, place.y(y) - halfStayPx, 2 * halfStayPx, 2 * halfStayPx, 3)
  context.fillStyle = halo
  context.strokeStyle = ink
  context.lineWidth = 2
  context.fill()
  context.stroke()
}

/** A ring where the trip starts, a disc where it ends. */
function paintEnd(context: CanvasRenderingContext2D, frame: Frame, end: End): void {
  const { text: ink, halo } = frame.palette
  context.beginPath()
  context.arc(end.x, end.y, markRadiusPx, 0, 2 * Math.PI)
  context.fillStyle = end.isFilled ? ink : halo
  context.strokeStyle = end.isFilled ? halo : ink
  context.lineWidth = 3
  context.fill()
  context.stroke()
  const { text, x } = end
  paintText(context, frame, {
    text,
    x,
    y: end.y - 2 * markRadiusPx,
    align: 'center',
    weight: 600,
    sizePx: 13,
  })
}
