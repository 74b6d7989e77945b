/** From what the engine found to what is printed, stored and shown: ISO instants, metres and grams, paths as text. */
import tzLookup from '@photostructure/tz-lookup'
import type { MotorEvidence } from '../engine/assisted.ts'
import type { Belief, Evidence } from '../engine/evidence.ts'
import type { Mode } from '../engine/mode.ts'
import { modeIds } from '../engine/mode.ts'
import type { LineMatch } from '../engine/network.ts'
import type { Section, Segmentation, Trip } from '../engine/segmentation.ts'
import type { FactorSet } from '../footprint/factor.ts'
import { footprint } from '../footprint/footprint.ts'
import { distanceM } from '../trace/geodesy.ts'
import { encodePolyline } from '../trace/polyline.ts'
import type { Trace } from '../trace/trace.ts'
import type {
  EvidenceDocument,
  MotorDocument,
  RideDocument,
  SectionDocument,
  StayDocument,
  TripDocument,
} from './document.ts'

/** Path positions closer than this to the one before are left out of a section's geometry, metres. */
const geometryStepM = 10

/** The stays, positions to 1e-6 degrees. */
export function stayDocuments(segmentation: Segmentation): StayDocument[] {
  return segmentation.stays.map((stay) => ({
    ...(stay.foundMs === stay.startMs ? {} : { found: isoInstant(stay.foundMs) }),
    start: isoInstant(stay.startMs),
    end: isoInstant(stay.endMs),
    lat: roundTo(stay.latDeg, 6),
    lon: roundTo(stay.lonDeg, 6),
  }))
}

/** The trips, with the footprint of each section by `set`. A trip's sums are those of its rounded sections. */
export function tripDocuments(segmentation: Segmentation, set: FactorSet): TripDocument[] {
  return segmentation.trips.map((trip) => tripDocument(segmentation.kept, trip, set))
}

function tripDocument(kept: Trace, trip: Trip, set: FactorSet): TripDocument {
  const sections = trip.sections.map((section) => sectionDocument(kept, section, set))
  const first = trip.sections[0]?.first ?? 0
  return {
    start: isoInstant(trip.startMs),
    end: isoInstant(trip.endMs),
    timeZone: tzLookup(kept.latDeg[first]!, kept.lonDeg[first]!),
    ...(trip.inferredStart && { inferredStart: true }),
    ...(trip.inferredEnd && { inferredEnd: true }),
    ...sumsOf(sections),
    sections,
  }
}

/** A trip's distance and footprint from its sections'. */
export function sumsOf(sections: readonly SectionDocument[]): Pick<TripDocument, 'distanceM' | 'co2eKg'> {
  return {
    distanceM: sections.reduce((sum, section) => sum + section.distanceM, 0),
    co2eKg: roundTo(
      sections.reduce((sum, section) => sum + section.co2eKg, 0),
      3,
    ),
  }
}

function sectionDocument(kept: Trace, section: Section, set: FactorSet): SectionDocument {
  const lengthM = Math.round(section.distanceM)
  return {
    start: isoInstant(section.startMs),
    end: isoInstant(section.endMs),
    mode: section.mode,
    ...(section.line === undefined ? {} : { line: section.line }),
    confidence: roundTo(section.confidence, 3),
    probabilities: roundedProbabilities(section.probabilities),
    distanceM: lengthM,
    co2eKg: co2eKgOf(section.mode, lengthM, set),
    geometry: geometryOf(kept, section.first, section.last),
    evidence: evidenceDocument(section.evidence),
  }
}

/** Evidence in as few characters as say it: every section of every trip carries it. */
function evidenceDocument(evidence: Evidence): EvidenceDocument {
  const { decidedBy, ride, motor, others } = evidence
  const said = strongest(evidence.beliefs)
  return {
    ...(decidedBy !== 'model' && { by: decidedBy }),
    cruiseMps: roundTo(evidence.cruiseMps, 1),
    topMps: roundTo(evidence.topMps, 1),
    stopsPerKm: roundTo(evidence.stopsPerKm, 1),
    straight: roundTo(evidence.straightness, 2),
    standing: roundTo(evidence.standingShare, 2),
    gapS: Math.round(evidence.longestGapS),
    everyS: Math.round(evidence.betweenFixesS),
    ...(said && { said }),
    ...(ride && { ride: rideDocument(ride) }),
    ...(motor && { motor: motorDocument(motor) }),
    ...(others && { others: [others[0], roundTo(others[1], 2)] as const }),
  }
}

function strongest(beliefs: Evidence['beliefs']): [Belief, number] | undefined {
  const entries = Object.entries(beliefs) as [Belief, number][]
  const [belief, share] = entries.sort((a, b) => b[1] - a[1])[0] ?? ['still', 0]
  return share > 0 ? [belief, roundTo(share, 2)] : undefined
}

function rideDocument({ share, boardM, alightM, stopsPassed, stopsServed }: LineMatch): RideDocument {
  return {
    share: roundTo(share, 2),
    ...(Number.isFinite(boardM) && { boardM: Math.round(boardM) }),
    ...(Number.isFinite(alightM) && { alightM: Math.round(alightM) }),
    passed: stopsPassed,
    served: Number.isFinite(stopsServed) ? Math.round(stopsServed * stopsPassed) : 0,
  }
}

const motorDocument = ({ held, climb }: MotorEvidence): MotorDocument => ({
  ...(held && { heldMps: roundTo(held.limitMps, 1), heldShare: roundTo(held.share, 2) }),
  ...(climb && { climbM: Math.round(climb.gainM), wattsPerKg: roundTo(climb.wattsPerKg, 1) }),
})

/** A section with another judgement of its mode; the line that was named stays only with the mode that it belongs to. */
export function judgedAs(
  section: SectionDocument,
  mode: Mode,
  probabilities: SectionDocument['probabilities'],
  set: FactorSet,
): SectionDocument {
  const { line, detected: found = section.mode, ...rest } = section
  return {
    ...rest,
    ...(line !== undefined && mode === section.mode && { line }),
    ...(mode !== found && { detected: found }),
    mode,
    confidence: probabilities[mode] ?? 0,
    probabilities,
    co2eKg: co2eKgOf(mode, section.distanceM, set, section.people),
  }
}

/** Footprint of a section as documents hold it: kg, to the gram; `people` aboard where that is known. */
export function co2eKgOf(mode: Mode, lengthM: number, set: FactorSet, people?: number): number {
  return roundTo(footprint(mode, lengthM, set, people).co2eKg, 3)
}

/** To three decimals, likeliest first; modes below that are left out. */
export function roundedProbabilities(probabilities: Section['probabilities']): Partial<Record<Mode, number>> {
  const entries: [Mode, number][] = []
  for (const mode of modeIds) {
    const probability = probabilities[mode]
    const rounded = probability === undefined ? 0 : roundTo(probability, 3)
    if (rounded > 0) entries.push([mode, rounded])
  }
  return Object.fromEntries(entries.sort((a, b) => b[1] - a[1]))
}

function geometryOf(kept: Trace, first: number, last: number): string {
  const latDeg = [kept.latDeg[first]!]
  const lonDeg = [kept.lonDeg[first]!]
  let shown = first
  for (let i = first + 1; i <= last; i++) {
    const stepM = distanceM(kept.latDeg[shown]!, kept.lonDeg[shown]!, kept.latDeg[i]!, kept.lonDeg[i]!)
    if (stepM < geometryStepM && i < last) continue
    latDeg.push(kept.latDeg[i]!)
    lonDeg.push(kept.lonDeg[i]!)
    shown = i
  }
  return encodePolyline({ latDeg, lonDeg })
}

/** ISO 8601 in UTC, with milliseconds only when there are any. */
export function isoInstant(timeMs: number): string {
  const text = new Date(timeMs).toISOString()
  return timeMs % 1000 === 0 ? `${text.slice(0, -'.000Z'.length)}Z` : text
}

/** `value` to so many decimals. */
export function roundTo(value: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.round(value * scale) / scale
}
