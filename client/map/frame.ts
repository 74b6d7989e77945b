/** One picture of the map: where it looks, how big it is, what it is drawn with. */
import type { Ground } from './ground.ts'
import type { Heat } from './heat.ts'
import type { Palette } from './palette.ts'
import type { Camera } from './projection.ts'
import { scaleOf } from './projection.ts'
import type { SectionPath } from './section-path.ts'
import type { StreetPicture } from './streets/protocol.ts'

export interface Frame {
  readonly camera: Camera
  readonly widthPx: number
  readonly heightPx: number
  readonly palette: Palette
  readonly ground: Ground
  /** Streets over the ground, where there are any. */
  readonly streets?: StreetPicture | undefined
  readonly paths: readonly SectionPath[]
  /** Whether the ends of the paths are those of a trip, to be marked. */
  readonly hasEnds: boolean
  /** How often one passed where; in a map of many trips. */
  readonly heat?: Heat | undefined
  /** Where one stayed before, on and after the way. */
  readonly stays: readonly WorldSpot[]
  readonly text: MapText
}

/** A position in world units. */
export interface WorldSpot {
  readonly x: number
  readonly y: number
}

/** The words on the picture, in the language on screen. */
export interface MapText {
  readonly start: string
  readonly end: string
  readonly north: string
  readonly south: string
  readonly east: string
  readonly west: string
  degrees(value: number, digits: number): string
  distance(distanceM: number): string
}

/** From world units to the picture's pixels. */
export function toPixels(frame: Frame): { x: (worldX: number) => number; y: (worldY: number) => number } {
  const scale = scaleOf(frame.camera.zoom)
  const { camera, widthPx, heightPx } = frame
  return {
    x: (worldX) => (worldX - camera.x) * scale + widthPx / 2,
    y: (worldY) => (worldY - camera.y) * scale + heightPx / 2,
  }
}
