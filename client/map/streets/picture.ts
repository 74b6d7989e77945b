/** One picture of the streets around a view: all its tiles, and names along the ways. */
import type { StreetColours, StreetPlane } from './paint-streets.ts'
import { paintTile, tileFrame } from './paint-streets.ts'
import type { NameRoom, WayInSight, WrittenName } from './street-names.ts'
import { placeNames } from './street-names.ts'
import type { NamedLine, StreetTile } from './street-tile.ts'
import { tileParts } from './street-tile.ts'

/** From which zoom names are written, and of which ways. */
const namesFrom = { motorway: 12.5, major: 13.5, medium: 14.5, minor: 15.5, path: 16.5 } as const
const nameSizePx = 11

interface Sheet {
  readonly widthPx: number
  readonly heightPx: number
  readonly plane: StreetPlane
  readonly colours: StreetColours
}

/** Tiles are painted in their order, so that finer ones come last. */
export function paintPicture(
  context: OffscreenCanvasRenderingContext2D,
  tiles: readonly StreetTile[],
  { widthPx, heightPx, plane, colours }: Sheet,
): void {
  for (const tile of tiles) paintTile(context, tile, plane, colours)
  const sizePx = nameSizePx * plane.ratio
  context.font = `500 ${sizePx}px system-ui, sans-serif`
  const room: NameRoom = {
    widthPx: widthPx * plane.ratio,
    heightPx: heightPx * plane.ratio,
    sizePx,
    measure: (text) => context.measureText(text).width,
  }
  const ways = tiles.flatMap((tile) =>
    tile.named.filter(({ kind }) => plane.zoom >= namesFrom[kind]).map((line) => inSight(tile, line, plane)),
  )
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  for (const name of placeNames(ways, room)) write(context, name, colours, plane.ratio)
}

function inSight(tile: StreetTile, { name, kind, points }: NamedLine, plane: StreetPlane): WayInSight {
  const { left, top, width, height } = tileFrame(tile, plane)
  const at = Float64Array.from(points, (parts, i) =>
    i % 2 === 0 ? left + (parts * width) / tileParts : top + (parts * height) / tileParts,
  )
  return { name, kind, points: at }
}

function write(
  context: OffscreenCanvasRenderingContext2D,
  { text, x, y, slope }: WrittenName,
  colours: StreetColours,
  ratio: number,
): void {
  context.save()
  context.translate(x, y)
  context.rotate(slope)
  context.lineWidth = 3 * ratio
  context.strokeStyle = colours.halo
  context.strokeText(text, 0, 0)
  context.fillStyle = colours.text
  context.fillText(text, 0, 0)
  context.restore()
}
