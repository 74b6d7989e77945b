/**
 * Leaving out of ways what lies around the ends of trips: where one lives and works. A circle around the very spot would
 * tell it by its middle, once some ways end on its rim; the circle is therefore moved by chance, and still covers the spot.
 */
import type { TripDocument } from '../analysis/document.ts'
import type { Spot } from '../analysis/edits/edit.ts'
import { distanceM, metresPerDegree } from '../trace/geodesy.ts'
import { decodePolyline, encodePolyline } from '../trace/polyline.ts'

export interface HiddenCircle {
  readonly lat: number
  readonly lon: number
  readonly radiusM: number
}

const radiusM = 500
/** How far the middle of the circle may be from the spot that it hides: some 150 m around it stay hidden. */
const shiftM = 350

/** A number of at least 0 and less than 1, by chance. */
export type Chance = () => number

/** Circles that cover each of the spots; those that a circle hides well already share it. */
export function circlesAround(spots: readonly Spot[], chance: Chance): HiddenCircle[] {
  const circles: HiddenCircle[] = []
  for (const { lat, lon } of spots) {
    const isCovered = circles.some((circle) => distanceM(circle.lat, circle.lon, lat, lon) <= shiftM)
    if (!isCovered) circles.push(circleOver(lat, lon, chance))
  }
  return circles
}

function circleOver(lat: number, lon: number, chance: Chance): HiddenCircle {
  const angle = 2 * Math.PI * chance()
  // The root spreads the middles evenly over the area in which they may be.
  const awayM = shiftM * Math.sqrt(chance())
  const perDegree = metresPerDegree
  const north = (awayM * Math.cos(angle)) / perDegree
  const east = (awayM * Math.sin(angle)) / (perDegree * Math.max(0.01, Math.cos((lat * Math.PI) / 180)))
  return { lat: lat + north, lon: lon + east, radiusM }
}

/** The first and last known position of a trip. */
export function endsOf({ sections }: TripDocument): Spot[] {
  const paths = sections
    .map(({ geometry }) => decodePolyline(geometry))
    .filter(({ latDeg }) => latDeg.length > 0)
  const [first, last] = [paths[0], paths.at(-1)]
  if (!first || !last) return []
  return [
    { lat: first.latDeg[0]!, lon: first.lonDeg[0]! },
    { lat: last.latDeg.at(-1)!, lon: last.lonDeg.at(-1)! },
  ]
}

/** The parts of an encoded way of at least two points of which no point lies in a circle. */
export function visibleParts(geometry: string, circles: readonly HiddenCircle[]): string[] {
  const { latDeg, lonDeg } = decodePolyline(geometry)
  const parts: { latDeg: number[]; lonDeg: number[] }[] = []
  let isOpen = false
  for (const [i, lat] of latDeg.entries()) {
    const lon = lonDeg[i]!
    const isHidden = circles.some((circle) => distanceM(circle.lat, circle.lon, lat, lon) <= circle.radiusM)
    if (isHidden) isOpen = false
    else if (isOpen) {
      parts.at(-1)!.latDeg.push(lat)
      parts.at(-1)!.lonDeg.push(lon)
    } else {
      parts.push({ latDeg: [lat], lonDeg: [lon] })
      isOpen = true
    }
  }
  return parts.filter((part) => part.latDeg.length > 1).map(encodePolyline)
}
