/** Draws a frame: ground, streets or grid, names, sections, scale. Every layer draws only what is in sight. */
import { modes } from '../../shared/engine/mode.ts'
import type { Frame, WorldSpot } from './frame.ts'
import { toPixels } from './frame.ts'
import { paintGround } from './paint-ground.ts'
import { paintHeat } from './paint-heat.ts'
import { paintGrid, paintNames, paintScale, paintText } from './paint-text.ts'
import type { Bounds } from './projection.ts'
import { overlap, seenBounds } from './projection.ts'
import type { SectionPath } from './section-path.ts'
import type { StreetPicture } from './streets/protocol.ts'

const lineWidthPx = 5
const casingWidthPx = 9
const markRadiusPx = 7
const halfStayPx = 12

export function paint(context: CanvasRenderingContext2D, frame: Frame): void {
  paintGround(context, frame)
  if (frame.streets) paintStreets(context, frame, frame.streets)
  else paintGrid(context, frame)
  const ends = endsOf(frame)
  if (frame.heat) paintHeat(context, frame, frame.heat)
  paintNames(context, frame, {
    reserved: [...ends.map(reservedFor), ...overlaid(frame)],
    isFree: freeOfPaths(frame),
  })
  for (const path of frame.paths) strokePath(context, frame, path, 'casing')
  for (const path of frame.paths) strokePath(context, frame, path, 'line')
  for (const stay of frame.stays) paintStay(context, frame, stay)
  for (const end of ends) paintEnd(context, frame, end)
  paintScale(context, frame)
}

/** The picture of streets as it lies now; it was drawn for where the map looked a moment ago. */
function paintStreets(context: CanvasRenderingContext2D, frame: Frame, picture: StreetPicture): void {
  const grown = 2 ** (frame.camera.zoom - picture.camera.zoom)
  const [width, height] = [picture.widthPx * grown, picture.heightPx * grown]
  const place = toPixels(frame)
  const [left, top] = [place.x(picture.camera.x) - width / 2, place.y(picture.camera.y) - height / 2]
  context.drawImage(picture.bitmap, left, top, width, height)
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

/** Side of the squares in which paths are looked for, pixels. */
const squarePx = 12

/** Whether no path comes through a rectangle of the picture. */
function freeOfPaths(frame: Frame): (box: Bounds) => boolean {
  const place = toPixels(frame)
  const seen = seenBounds(frame.camera, frame.widthPx, frame.heightPx)
  const columns = Math.ceil(frame.widthPx / squarePx)
  const crossed = new Set<number>()
  const mark = (x: number, y: number): void => {
    if (x < 0 || x >= frame.widthPx || y < 0 || y >= frame.heightPx) return
    crossed.add(Math.floor(y / squarePx) * columns + Math.floor(x / squarePx))
  }
  for (const path of frame.paths) {
    if (path.xs.length === 0 || !overlap(path.bounds, seen)) continue
    eachSpot(path, frame.camera.zoom, place, mark)
  }
  return ({ west, east, north, south }) => {
    for (let row = Math.floor(north / squarePx); row * squarePx <= south; row++)
      for (let column = Math.floor(west / squarePx); column * squarePx <= east; column++)
        if (column >= 0 && column < columns && crossed.has(row * columns + column)) return false
    return true
  }
}

/** Visits spots along a path so near each other that no square is missed; far apart ones only at their ends. */
function eachSpot(
  path: SectionPath,
  zoom: number,
  place: ReturnType<typeof toPixels>,
  visit: (x: number, y: number) => void,
): void {
  let [fromX, fromY] = [Number.NaN, Number.NaN]
  for (const i of path.pointsAt(zoom)) {
    const [x, y] = [place.x(path.xs[i]!), place.y(path.ys[i]!)]
    const steps = Math.min(200, Math.ceil(Math.hypot(x - fromX, y - fromY) / (squarePx / 2)) || 0)
    for (let step = 1; step < steps; step++)
      visit(fromX + ((x - fromX) * step) / steps, fromY + ((y - fromY) * step) / steps)
    visit(x, y)
    ;[fromX, fromY] = [x, y]
  }
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

/** Where the buttons (`.map-buttons`) and the scale lie over the picture. */
const overlaid = ({ widthPx, heightPx }: Frame): Bounds[] => [
  { west: widthPx - 96, east: widthPx, north: 0, south: 192 },
  { west: widthPx - 132, east: widthPx, north: heightPx - 40, south: heightPx },
]

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
