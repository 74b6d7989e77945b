/** Web Mercator: positions as x to the east and y to the south, 0 to 1 over the whole world, and a camera over them. */

/** Pixels of the whole world at zoom 0, as every web map counts. */
const worldPx = 256
/** Where Web Mercator's square world ends, degrees. */
export const mostLatDeg = 85.051129
/** Metres around the Earth at the equator (WGS 84). */
const equatorM = 40_075_016.686

/** The whole world, and a street: the zooms that there are. */
export const leastZoom = 2
export const mostZoom = 18

/** What is looked at: the centre in world units, and the zoom, which may be broken. */
export interface Camera {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

/** A rectangle in world units. */
export interface Bounds {
  readonly west: number
  readonly north: number
  readonly east: number
  readonly south: number
}

/** World units of a longitude, degrees. */
export const worldX = (lonDeg: number): number => (lonDeg + 180) / 360

/** World units of a latitude, degrees; beyond the end of the square world, that end. */
export function worldY(latDeg: number): number {
  const lat = (Math.max(-mostLatDeg, Math.min(mostLatDeg, latDeg)) * Math.PI) / 180
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + lat / 2)) / (2 * Math.PI)
}

/** Degrees at a place in world units. */
export const lonAt = (x: number): number => x * 360 - 180
export const latAt = (y: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI

/** Pixels per world unit. */
export const scaleOf = (zoom: number): number => worldPx * 2 ** zoom

/** Metres that one pixel covers at the camera's centre. */
export function metresPerPixel(camera: Camera): number {
  return (equatorM * Math.cos((latAt(camera.y) * Math.PI) / 180)) / scaleOf(camera.zoom)
}

/** The nearest camera that looks at the world at a zoom that there is. */
export function clampCamera(camera: Camera): Camera {
  return {
    x: Math.max(0, Math.min(1, camera.x)),
    y: Math.max(0, Math.min(1, camera.y)),
    zoom: Math.max(leastZoom, Math.min(mostZoom, camera.zoom)),
  }
}

/** The camera moved by so many pixels to the east and south. */
export function pannedBy(camera: Camera, eastPx: number, southPx: number): Camera {
  const scale = scaleOf(camera.zoom)
  return clampCamera({ ...camera, x: camera.x + eastPx / scale, y: camera.y + southPx / scale })
}

/** Zoomed by `steps` while the spot so many pixels from the centre stays where it is. */
export function zoomedBy(camera: Camera, steps: number, fromCentreX = 0, fromCentreY = 0): Camera {
  const zoom = Math.max(leastZoom, Math.min(mostZoom, camera.zoom + steps))
  const shift = 1 / scaleOf(camera.zoom) - 1 / scaleOf(zoom)
  return clampCamera({ x: camera.x + fromCentreX * shift, y: camera.y + fromCentreY * shift, zoom })
}

/** The camera that shows `bounds` whole in a picture of so many pixels, with a margin; never nearer than zoom 17. */
export function fittedTo(bounds: Bounds, widthPx: number, heightPx: number, marginPx = 36): Camera {
  const across = Math.max(bounds.east - bounds.west, 1e-9)
  const down = Math.max(bounds.south - bounds.north, 1e-9)
  const scale = Math.min(
    Math.max(widthPx - 2 * marginPx, 1) / across,
    Math.max(heightPx - 2 * marginPx, 1) / down,
  )
  return clampCamera({
    x: (bounds.west + bounds.east) / 2,
    y: (bounds.north + bounds.south) / 2,
    zoom: Math.min(mostZoom - 1, Math.log2(scale / worldPx)),
  })
}

/** What a picture of so many pixels shows. */
export function seenBounds(camera: Camera, widthPx: number, heightPx: number): Bounds {
  const [halfX, halfY] = [widthPx / 2 / scaleOf(camera.zoom), heightPx / 2 / scaleOf(camera.zoom)]
  return { west: camera.x - halfX, east: camera.x + halfX, north: camera.y - halfY, south: camera.y + halfY }
}

/** Whether two rectangles have a point in common. */
export function overlap(a: Bounds, b: Bounds): boolean {
  return a.west <= b.east && b.west <= a.east && a.north <= b.south && b.north <= a.south
}
