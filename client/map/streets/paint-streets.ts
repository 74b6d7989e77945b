/** Draws tiles of streets: areas, then ways from the narrow to the wide, each way with an edge. */
import type { RoadKind, StreetKind } from './kinds.ts'
import { areaKinds, lineKinds, roadKinds } from './kinds.ts'
import type { Shapes, StreetTile } from './street-tile.ts'
import { tileParts } from './street-tile.ts'

/** Colours of the street map, and of what is written on it. */
export type StreetColours = Readonly<Record<StreetKind | 'land' | 'edge' | 'text' | 'halo', string>>

/** The part of the world that is drawn: where its north-west corner is in world units, and pixels per world unit. */
export interface StreetPlane {
  readonly west: number
  readonly north: number
  readonly scale: number
  /** Zoom that decides what is drawn, and how wide. */
  readonly zoom: number
  /** Pixels of the picture for one of the page. */
  readonly ratio: number
}

type Widths = readonly (readonly [zoom: number, widthPx: number])[]

/** Width of each way by zoom, pixels of the page; nothing below the first zoom. */
const widths: Readonly<Record<(typeof lineKinds)[number], Widths>> = {
  river: [
    [8, 0.8],
    [13, 1.6],
    [16, 4],
    [18, 8],
  ],
  rail: [
    [9, 0.8],
    [14, 1.2],
    [18, 2.5],
  ],
  path: [
    [14.5, 0.8],
    [16, 1.4],
    [18, 3],
  ],
  minor: [
    [12, 0.5],
    [14, 1.6],
    [16, 5],
    [18, 14],
  ],
  medium: [
    [10, 0.6],
    [13, 1.8],
    [15, 4],
    [18, 17],
  ],
  major: [
    [8, 0.7],
    [12, 1.8],
    [14, 3.6],
    [16, 8],
    [18, 20],
  ],
  motorway: [
    [6, 0.8],
    [10, 1.8],
    [14, 4.5],
    [16, 9],
    [18, 22],
  ],
}
/** From which zoom areas are drawn. */
const areaFrom = { green: 8, water: 0, building: 15 } as const
/** Ways at least this wide have an edge. */
const edgedPx = 1.5
const edgePx = 0.75

/** Width at `zoom`, between two given ones by the same factor for each step of zoom; 0 where it is not drawn. */
export function widthAt(kind: (typeof lineKinds)[number], zoom: number): number {
  const steps = widths[kind]
  const next = steps.findIndex(([from]) => from > zoom)
  if (next === 0) return 0
  const [beforeZoom, beforePx] = steps[(next < 0 ? steps.length : next) - 1]!
  if (next < 0) return beforePx * 2 ** (zoom - beforeZoom)
  const [afterZoom, afterPx] = steps[next]!
  return beforePx * (afterPx / beforePx) ** ((zoom - beforeZoom) / (afterZoom - beforeZoom))
}

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** Paints one tile into its square of the picture, and nothing beside it. */
export function paintTile(
  context: Context,
  tile: StreetTile,
  plane: StreetPlane,
  colours: StreetColours,
): void {
  const frame = tileFrame(tile, plane)
  context.save()
  context.beginPath()
  context.rect(frame.left, frame.top, frame.width, frame.height)
  context.clip()
  context.fillStyle = colours.land
  context.fillRect(frame.left, frame.top, frame.width, frame.height)
  for (const kind of areaKinds) {
    if (plane.zoom < areaFrom[kind] || !trace(context, tile.shapes.get(kind), frame)) continue
    context.fillStyle = colours[kind]
    context.fill()
  }
  context.lineJoin = 'round'
  context.lineCap = 'round'
  for (const kind of roadKinds) strokeEdge(context, tile, kind, { frame, plane, colours })
  for (const kind of lineKinds) {
    const widthPx = widthAt(kind, plane.zoom)
    if (widthPx === 0 || !trace(context, tile.shapes.get(kind), frame)) continue
    context.strokeStyle = colours[kind]
    context.lineWidth = widthPx * plane.ratio
    context.setLineDash(kind === 'path' ? [3 * plane.ratio, 3 * plane.ratio] : [])
    context.stroke()
  }
  context.restore()
}

interface Painting {
  readonly frame: TileFrame
  readonly plane: StreetPlane
  readonly colours: StreetColours
}

function strokeEdge(
  context: Context,
  tile: StreetTile,
  kind: RoadKind,
  { frame, plane, colours }: Painting,
): void {
  const widthPx = widthAt(kind, plane.zoom)
  if (kind === 'path' || widthPx < edgedPx || !trace(context, tile.shapes.get(kind), frame)) return
  context.strokeStyle = colours.edge
  context.lineWidth = (widthPx + 2 * edgePx) * plane.ratio
  context.stroke()
}

/** Where a tile lies in the picture, pixels; its edges are whole ones, so that no seam shows. */
export interface TileFrame {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Where a tile lies in the picture, pixels of the canvas; neighbours share an edge. */
export function tileFrame({ zoom, x, y }: StreetTile, { west, north, scale, ratio }: StreetPlane): TileFrame {
  const side = 2 ** zoom
  const across = (at: number): number => Math.round((at / side - west) * scale * ratio)
  const down = (at: number): number => Math.round((at / side - north) * scale * ratio)
  const [left, top] = [across(x), down(y)]
  return { left, top, width: across(x + 1) - left, height: down(y + 1) - top }
}

/** Makes shapes the context's path; false where there are none. */
function trace(
  context: Context,
  shapes: Shapes | undefined,
  { left, top, width, height }: TileFrame,
): boolean {
  if (!shapes) return false
  const [perX, perY] = [width / tileParts, height / tileParts]
  const { points, ends } = shapes
  context.beginPath()
  let i = 0
  for (const end of ends) {
    context.moveTo(left + points[2 * i]! * perX, top + points[2 * i + 1]! * perY)
    for (i++; i < end; i++) context.lineTo(left + points[2 * i]! * perX, top + points[2 * i + 1]! * perY)
  }
  return true
}
