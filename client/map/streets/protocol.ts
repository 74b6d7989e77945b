/** What the page and the worker that draws streets say to each other. */
import type { MapInfo } from '../../../shared/api/street-map.ts'
import type { Camera } from '../projection.ts'
import type { StreetColours } from './paint-streets.ts'

/** What a map looks at, from whichever map it is. */
export interface StreetView {
  readonly map: number
  readonly info: MapInfo
  readonly camera: Camera
  readonly widthPx: number
  readonly heightPx: number
  /** Pixels of the screen for one of the page. */
  readonly ratio: number
  readonly colours: StreetColours
}

/** A view, or a map that is gone. */
export type StreetRequest = StreetView | { readonly gone: number }

/** Streets around a view: somewhat more than it shows, so that it can be moved meanwhile. */
export interface StreetPicture {
  readonly map: number
  readonly bitmap: ImageBitmap
  readonly camera: Camera
  readonly widthPx: number
  readonly heightPx: number
  /** Tiles that are drawn in it. */
  readonly tiles: number
  /** Blocks that it lacks: not here yet, or not to be had. */
  readonly waiting: number
  readonly failed: number
}
