/** Cutting a section in two and joining sections to one. What is known of the whole only is not claimed of a part. */
import type { FactorSet } from '../../footprint/factor.ts'
import { distanceM, longitudeStep } from '../../trace/geodesy.ts'
import { decodePolyline, encodePolyline } from '../../trace/polyline.ts'
import type { SectionDocument } from '../document.ts'
import { co2eKgOf, isoInstant } from '../documents.ts'
import type { Spot } from './edit.ts'
import { spanOf } from './span.ts'

/** The instant of a cut, and where the owner was then, if a position was recorded. */
export interface Cut {
  readonly atMs: number
  readonly spot?: Spot | undefined
}

/** How far from the way a position may be for each metre by which it is nearer to where an even pace would be. */
const paceWeight = 0.1

/**
 * The two parts of a section. The way is cut where it passes nearest to the recorded position, or, without one, where an
 * even pace would be; of places passed twice, at the one nearest to an even pace. The parts' distances sum to the whole.
 */
export function cutSection(section: SectionDocument, cut: Cut, set: FactorSet): SectionDocument[] {
  const { startMs, endMs } = spanOf(section)
  const way = decodePolyline(section.geometry)
  const alongM = lengthsAlong(way)
  const totalM = alongM.at(-1) ?? 0
  const evenShare = (cut.atMs - startMs) / Math.max(1, endMs - startMs)
  const atM = cut.spot === undefined ? evenShare * totalM : nearestAlong(way, alongM, cut.spot, evenShare)
  const [before, after] = cutWay(way, alongM, atM)
  const firstM = Math.round(section.distanceM * (totalM > 0 ? atM / totalM : evenShare))
  const at = isoInstant(cut.atMs)
  const part = (own: Pick<SectionDocument, 'start' | 'end' | 'distanceM' | 'geometry'>) =>
    measured({ ...section, ...own }, set)
  return [
    part({ start: section.start, end: at, distanceM: firstM, geometry: before }),
    part({ start: at, end: section.end, distanceM: section.distanceM - firstM, geometry: after }),
  ]
}

/** One section of several that follow each other, of the mode of `like`, which is one of them. */
export function joinSections(
  sections: readonly SectionDocument[],
  like: SectionDocument,
  set: FactorSet,
): SectionDocument {
  if (sections.length === 1) return sections[0]!
  const ways = sections.map(({ geometry }) => decodePolyline(geometry))
  return measured(
    {
      ...like,
      start: sections[0]!.start,
      end: sections.at(-1)!.end,
      distanceM: sections.reduce((sum, section) => sum + section.distanceM, 0),
      geometry: encodePolyline({
        latDeg: ways.flatMap(({ latDeg }) => latDeg),
        lonDeg: ways.flatMap(({ lonDeg }) => lonDeg),
      }),
    },
    set,
  )
}

/** With the footprint of its own distance, and without the evidence, which was of another way. */
function measured({ evidence: _, ...section }: SectionDocument, set: FactorSet): SectionDocument {
  return { ...section, co2eKg: co2eKgOf(section.mode, section.distanceM, set, section.people) }
}

type Way = ReturnType<typeof decodePolyline>

/** Metres from the start to each position. */
function lengthsAlong({ latDeg, lonDeg }: Way): number[] {
  let sumM = 0
  return latDeg.map((lat, i) => {
    if (i > 0) sumM += distanceM(latDeg[i - 1]!, lonDeg[i - 1]!, lat, lonDeg[i]!)
    return sumM
  })
}

/** Metres along the way to where it passes nearest to `spot`. */
function nearestAlong(
  { latDeg, lonDeg }: Way,
  alongM: readonly number[],
  spot: Spot,
  evenShare: number,
): number {
  const totalM = alongM.at(-1) ?? 0
  let [bestM, leastCost] = [0, Number.POSITIVE_INFINITY]
  for (let i = 0; i + 1 < latDeg.length; i++) {
    const share = nearestShare([latDeg[i]!, lonDeg[i]!], [latDeg[i + 1]!, lonDeg[i + 1]!], spot)
    const lat = latDeg[i]! + share * (latDeg[i + 1]! - latDeg[i]!)
    const lon = lonDeg[i]! + share * longitudeStep(lonDeg[i]!, lonDeg[i + 1]!)
    const atM = alongM[i]! + share * (alongM[i + 1]! - alongM[i]!)
    const cost = distanceM(lat, lon, spot.lat, spot.lon) + paceWeight * Math.abs(atM - evenShare * totalM)
    if (cost < leastCost) [bestM, leastCost] = [atM, cost]
  }
  return bestM
}

type Position = readonly [latDeg: number, lonDeg: number]

/** How far from `a` to `b`, 0 to 1, their line is nearest to a spot. */
function nearestShare(a: Position, b: Position, spot: Spot): number {
  const squeeze = Math.cos((a[0] * Math.PI) / 180)
  const [x, y] = [longitudeStep(a[1], b[1]) * squeeze, b[0] - a[0]]
  const square = x * x + y * y
  if (square === 0) return 0
  const along = (longitudeStep(a[1], spot.lon) * squeeze * x + (spot.lat - a[0]) * y) / square
  return Math.min(1, Math.max(0, along))
}

/** Both parts of a way as encoded polylines; both hold the position of the cut. */
function cutWay({ latDeg, lonDeg }: Way, alongM: readonly number[], atM: number): [string, string] {
  if (latDeg.length === 0) return ['', '']
  const next = alongM.findIndex((m) => m > atM)
  const after = next === -1 ? latDeg.length : next
  const before = Math.max(0, after - 1)
  const to = Math.min(after, latDeg.length - 1)
  const stepM = alongM[to]! - alongM[before]!
  const share = stepM > 0 ? (atM - alongM[before]!) / stepM : 0
  const lat = latDeg[before]! + share * (latDeg[to]! - latDeg[before]!)
  const lon = lonDeg[before]! + share * longitudeStep(lonDeg[before]!, lonDeg[to]!)
  return [
    encodePolyline({ latDeg: [...latDeg.slice(0, after), lat], lonDeg: [...lonDeg.slice(0, after), lon] }),
    encodePolyline({ latDeg: [lat, ...latDeg.slice(after)], lonDeg: [lon, ...lonDeg.slice(after)] }),
  ]
}
