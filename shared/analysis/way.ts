/** A section's way in words' reach: which towns it leads through, and which way it heads. */
import { bearingDeg, distanceM } from '../trace/geodesy.ts'
import { decodePolyline } from '../trace/polyline.ts'
import type { TownFinder } from './titles.ts'

/** The eight winds, clockwise from north. */
export const headings = [
  'north',
  'northEast',
  'east',
  'southEast',
  'south',
  'southWest',
  'west',
  'northWest',
] as const
export type Heading = (typeof headings)[number]

export interface Way {
  /** Towns at both ends and, in order, those between; absent and empty where none is near. */
  readonly from?: string
  readonly via: readonly string[]
  readonly to?: string
  /** From its start straight to its end; absent where these are one spot. */
  readonly heading?: Heading
}

/** Towns are asked for at spots this far apart, but at no more than so many. */
const stepM = 400
const mostAsked = 200
/** Ends nearer to each other than this are one spot, metres. */
const sameSpotM = 100

/** The way along an encoded polyline. */
export function wayOf(geometry: string, townAt: TownFinder): Way {
  const { latDeg, lonDeg } = decodePolyline(geometry)
  const last = latDeg.length - 1
  if (last < 0) return { via: [] }
  const names = spotsAlong(latDeg, lonDeg).flatMap((n) => townAt(latDeg[n]!, lonDeg[n]!) ?? [])
  const [from, to] = [townAt(latDeg[0]!, lonDeg[0]!), townAt(latDeg[last]!, lonDeg[last]!)]
  const ends = [latDeg[0]!, lonDeg[0]!, latDeg[last]!, lonDeg[last]!] as const
  const heading = distanceM(...ends) < sameSpotM ? undefined : headingOf(bearingDeg(...ends))
  return {
    ...(from !== undefined && { from }),
    via: [...new Set(names)].filter((name) => name !== from && name !== to),
    ...(to !== undefined && { to }),
    ...(heading && { heading }),
  }
}

const headingOf = (degrees: number): Heading => headings[Math.round(degrees / 45) % 8]!

/** Indices of positions at least a step apart. */
function spotsAlong(latDeg: readonly number[], lonDeg: readonly number[]): number[] {
  const steps = latDeg.map((lat, n) =>
    n === 0 ? 0 : distanceM(latDeg[n - 1]!, lonDeg[n - 1]!, lat, lonDeg[n]!),
  )
  const everyM = Math.max(stepM, steps.reduce((sum, step) => sum + step, 0) / mostAsked)
  const spots: number[] = []
  let sinceM = everyM
  for (const [n, step] of steps.entries()) {
    sinceM += step
    if (sinceM < everyM) continue
    spots.push(n)
    sinceM = 0
  }
  return spots
}
