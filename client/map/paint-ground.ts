/** The layers at the bottom of a frame: sea, and land with its shore. */
import type { Frame } from './frame.ts'
import { toPixels } from './frame.ts'
import type { LandCell } from './ground.ts'
import { overlap, seenBounds } from './projection.ts'

/** From this zoom on the land's corners are rounded: they are no truer than a bend, and look like no shore. */
const roundedFrom = 7
const shoreWidthPx = 1.2

export function paintGround(context: CanvasRenderingContext2D, frame: Frame): void {
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
  for (const cell of near) strokeShore(context, frame, cell)
}

function fillLand(context: CanvasRenderingContext2D, frame: Frame, cell: LandCell): void {
  context.beginPath()
  eachRing(cell, (first, end) => {
    traceRing(context, frame, { cell, first, end, isShoreOnly: false })
    context.closePath()
  })
  context.fillStyle = frame.palette.land
  context.fill('evenodd')
}

/** The land's edge, but not where a cell was cut from the next. */
function strokeShore(context: CanvasRenderingContext2D, frame: Frame, cell: LandCell): void {
  context.beginPath()
  eachRing(cell, (first, end) => traceRing(context, frame, { cell, first, end, isShoreOnly: true }))
  context.lineJoin = 'round'
  context.lineWidth = shoreWidthPx
  context.strokeStyle = frame.palette.shore
  context.stroke()
}

function eachRing({ ends }: LandCell, visit: (first: number, end: number) => void): void {
  let first = 0
  for (const end of ends) {
    if (end > first) visit(first, end)
    first = end
  }
}

interface Ring {
  readonly cell: LandCell
  readonly first: number
  readonly end: number
  /** Leaves out what runs along a cut. */
  readonly isShoreOnly: boolean
}

/** A ring as bends around its corners; corners on a cut stay, so that cells fit together. */
function traceRing(context: CanvasRenderingContext2D, frame: Frame, ring: Ring): void {
  const { cell, first, end, isShoreOnly } = ring
  const { xs, ys, isCut } = cell
  const place = toPixels(frame)
  const isRounded = frame.camera.zoom >= roundedFrom
  let [fromX, fromY] = [place.x(xs[end - 1]!), place.y(ys[end - 1]!)]
  let wasCut = isCut[end - 1] === 1
  let isOpen = false
  const lineTo = (x: number, y: number, isDrawn: boolean): void => {
    if (isDrawn && isOpen) context.lineTo(x, y)
    else context.moveTo(x, y)
    isOpen = true
  }
  for (let i = first; i <= end; i++) {
    const at = i === end ? first : i
    const [x, y] = [place.x(xs[at]!), place.y(ys[at]!)]
    const cut = isCut[at] === 1
    const isDrawn = !(isShoreOnly && wasCut && cut)
    if (wasCut || !isRounded) {
      if (i === first) lineTo(fromX, fromY, true)
      lineTo(cut || !isRounded ? x : (fromX + x) / 2, cut || !isRounded ? y : (fromY + y) / 2, isDrawn)
    } else {
      const [middleX, middleY] = [(fromX + x) / 2, (fromY + y) / 2]
      if (isOpen) context.quadraticCurveTo(fromX, fromY, middleX, middleY)
      else lineTo(middleX, middleY, true)
      if (cut) lineTo(x, y, true)
    }
    ;[fromX, fromY, wasCut] = [x, y, cut]
  }
}
