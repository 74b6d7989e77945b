/** The layers of a frame that are written: grid with degrees, names of places, scale. */
import type { Frame } from './frame.ts'
import { toPixels } from './frame.ts'
import type { Bounds } from './projection.ts'
import { latAt, lonAt, metresPerPixel, overlap, seenBounds, worldX, worldY } from './projection.ts'

const gridSteps = [20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001]
/** Least pixels between two lines of the grid. */
const gridPx = 130
/** From which zoom each rank of names is written. */
const rankZoom = [3, 6.5, 9]
/** Degrees are not written nearer to the picture's edge than this. */
const labelMarginPx = 32
const longestScalePx = 110

interface TextAt {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly align: CanvasTextAlign
  readonly weight: number
  readonly sizePx: number
}

/** Text with a halo, so that it reads over anything. */
export function paintText(context: CanvasRenderingContext2D, frame: Frame, at: TextAt): void {
  context.font = `${at.weight} ${at.sizePx}px system-ui, sans-serif`
  context.textAlign = at.align
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.lineWidth = 4
  context.strokeStyle = frame.palette.halo
  context.strokeText(at.text, at.x, at.y)
  context.fillStyle = frame.palette.text
  context.fillText(at.text, at.x, at.y)
}

/** The widest grid step whose lines are at least `gridPx` apart, degrees. */
export function gridStep(degreesPerPx: number): number {
  return gridSteps.findLast((step) => step >= degreesPerPx * gridPx) ?? gridSteps[0]!
}

export function paintGrid(context: CanvasRenderingContext2D, frame: Frame): void {
  const seen = seenBounds(frame.camera, frame.widthPx, frame.heightPx)
  const [west, east, south, north] = [
    lonAt(seen.west),
    lonAt(seen.east),
    latAt(seen.south),
    latAt(seen.north),
  ]
  const step = gridStep((east - west) / frame.widthPx)
  const digits = step >= 1 ? 0 : Math.ceil(-Math.log10(step))
  const place = toPixels(frame)
  const { text, palette } = frame
  const lons = multiples(west, east, step).map((lon) => ({ lon, x: Math.round(place.x(worldX(lon))) + 0.5 }))
  const lats = multiples(south, north, step).map((lat) => ({
    lat,
    y: Math.round(place.y(worldY(lat))) + 0.5,
  }))
  context.beginPath()
  for (const { x } of lons) {
    context.moveTo(x, 0)
    context.lineTo(x, frame.heightPx)
  }
  for (const { y } of lats) {
    context.moveTo(0, y)
    context.lineTo(frame.widthPx, y)
  }
  context.lineWidth = 1
  context.strokeStyle = palette.grid
  context.stroke()
  for (const { lon, x } of lons) {
    if (x < labelMarginPx || x > frame.widthPx - labelMarginPx) continue
    const label = `${text.degrees(Math.abs(lon), digits)} ${lon < 0 ? text.west : text.east}`
    paintText(context, frame, { text: label, x, y: 10, align: 'center', weight: 400, sizePx: 10 })
  }
  for (const { lat, y } of lats) {
    if (y < labelMarginPx || y > frame.heightPx - labelMarginPx) continue
    const label = `${text.degrees(Math.abs(lat), digits)} ${lat < 0 ? text.south : text.north}`
    paintText(context, frame, { text: label, x: 4, y, align: 'left', weight: 400, sizePx: 10 })
  }
}

/** The multiples of `step` from `from` to `to`; whole numbers are counted so that no error adds up. */
export function multiples(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step)
  const count = Math.floor(to / step) - first + 1
  return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * step)
}

/** What names of places have to leave free. */
export interface NameRoom {
  readonly reserved: readonly Bounds[]
  /** Whether nothing that matters more is drawn in a rectangle. */
  isFree(box: Bounds): boolean
}

/** Where a name may be written, lines below its dot; only a large town's name is still its own further away. */
const nameOffsets = [0.9, -0.9]
const largeOffsets = [...nameOffsets, 1.9, -1.9]

interface PlaceName {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly sizePx: number
  readonly weight: number
  readonly isLarge: boolean
}

/** Names of places, most important first, near their dots where that is free, else left out. */
export function paintNames(context: CanvasRenderingContext2D, frame: Frame, room: NameRoom): void {
  const seen = seenBounds(frame.camera, frame.widthPx, frame.heightPx)
  const place = toPixels(frame)
  const taken: Bounds[] = [...room.reserved]
  for (const { rank, names, xs, ys } of frame.ground.places) {
    if (frame.camera.zoom < (rankZoom[rank] ?? 0)) continue
    const sizePx = [14, 13, 12][rank] ?? 12
    const weight = rank < 2 ? 600 : 400
    for (let i = 0; i < names.length; i++) {
      const [worldAtX, worldAtY] = [xs[i]!, ys[i]!]
      if (worldAtX < seen.west || worldAtX > seen.east || worldAtY < seen.north || worldAtY > seen.south)
        continue
      const name = {
        text: names[i]!,
        x: place.x(worldAtX),
        y: place.y(worldAtY),
        sizePx,
        weight,
        isLarge: rank < 2,
      }
      paintName(
        context,
        frame,
        name,
        (box) => room.isFree(box) && !taken.some((other) => overlap(other, box)),
        taken,
      )
    }
  }
}

function paintName(
  context: CanvasRenderingContext2D,
  frame: Frame,
  { text, x, y, sizePx, weight, isLarge }: PlaceName,
  isFree: (box: Bounds) => boolean,
  taken: Bounds[],
): void {
  context.font = `${weight} ${sizePx}px system-ui, sans-serif`
  const half = context.measureText(text).width / 2 + 6
  for (const lines of isLarge ? largeOffsets : nameOffsets) {
    const middleY = y + lines * sizePx
    const box = {
      west: x - half,
      east: x + half,
      north: middleY - sizePx * 0.7,
      south: middleY + sizePx * 0.7,
    }
    if (box.west < 0 || box.east > frame.widthPx || !isFree(box)) continue
    taken.push({ ...box, north: Math.min(box.north, y - sizePx), south: Math.max(box.south, y + sizePx) })
    paintDot(context, frame, x, y)
    paintText(context, frame, { text, x, y: middleY, align: 'center', weight, sizePx })
    return
  }
}

function paintDot(context: CanvasRenderingContext2D, frame: Frame, x: number, y: number): void {
  context.beginPath()
  context.arc(x, y, 2, 0, 2 * Math.PI)
  context.fillStyle = frame.palette.text
  context.fill()
}

/** The longest round distance that fits the scale bar: 1, 2 or 5 and noughts, metres. */
export function scaleDistance(metresPerPx: number, longestPx: number): number {
  const longestM = metresPerPx * longestPx
  const power = 10 ** Math.floor(Math.log10(longestM))
  return ([5, 2, 1].find((digit) => digit * power <= longestM) ?? 1) * power
}

export function paintScale(context: CanvasRenderingContext2D, frame: Frame): void {
  const perPx = metresPerPixel(frame.camera)
  const distanceM = scaleDistance(perPx, longestScalePx)
  const [right, bottom] = [frame.widthPx - 14, frame.heightPx - 14]
  const left = right - distanceM / perPx
  for (const [width, colour] of [
    [6, frame.palette.halo],
    [2, frame.palette.text],
  ] as const) {
    context.beginPath()
    context.moveTo(left, bottom - 6)
    context.lineTo(left, bottom)
    context.lineTo(right, bottom)
    context.lineTo(right, bottom - 6)
    context.lineWidth = width
    context.lineCap = 'butt'
    context.strokeStyle = colour
    context.stroke()
  }
  const text = frame.text.distance(distanceM)
  paintText(context, frame, {
    text,
    x: (left + right) / 2,
    y: bottom - 12,
    align: 'center',
    weight: 600,
    sizePx: 11,
  })
}
