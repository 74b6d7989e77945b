/**
 * The owner's own modal split, laid over their trips when they are read: what movement leaves open between bus, car and
 * rail is told by how they mostly travel. Nothing of it is stored. What the owner said, and what a line or a flight told,
 * counts and stays.
 */
import type { ModalSplit, SplitSection } from '../engine/modal-split.ts'
import { judgedBySplit, shareOf } from '../engine/modal-split.ts'
import type { Judgement } from '../engine/refine.ts'
import type { FactorSet } from '../footprint/factor.ts'
import { distanceM } from '../trace/geodesy.ts'
import { decodePolyline } from '../trace/polyline.ts'
import type { EvidenceDocument, SectionDocument, TripDocument } from './document.ts'
import { co2eKgOf, roundedProbabilities, roundTo, sumsOf } from './documents.ts'
import { joinSections } from './edits/cut.ts'
import { spanOf } from './edits/span.ts'
import type { EditedTrip } from './edits.ts'

export interface SplitTrips<T> {
  readonly trips: T[]
  readonly split: ModalSplit
}

/**
 * The trips in the light of the split of them all; footprints follow, by `set`. `said` has the same trips, in the same
 * order, with the owner's words on their sections.
 */
export function withOwnSplit<T extends TripDocument>(
  trips: readonly T[],
  set: FactorSet,
  said: readonly EditedTrip[] = [],
): SplitTrips<T> {
  const seen = trips.map((trip, n) => trip.sections.map((section, at) => seenSection(section, at, said[n])))
  const { split, judgements } = judgedBySplit(seen.flat())
  let next = 0
  const lit = trips.map((trip) => {
    const parts = trip.sections.map((found) => {
      const judgement = judgements[next++]
      return { found, isOpen: judgement !== undefined, shown: inLight(found, judgement, split, set) }
    })
    if (parts.every(({ found, shown }) => shown === found)) return trip
    const sections = joinedWhereAlike(parts, set)
    return { ...trip, ...sumsOf(sections), sections }
  })
  return { trips: lit, split }
}

/** A section as it was found and as it is in the light of the split. */
interface Part {
  readonly found: SectionDocument
  readonly isOpen: boolean
  readonly shown: SectionDocument
}

const isRenamed = ({ found, shown }: Part): boolean => shown.mode !== found.mode

/** Whether any section has a mode that the split is of: without one, it says nothing. */
export const isMotorised = (trips: readonly TripDocument[], split: ModalSplit): boolean =>
  trips.some(({ sections }) => sections.some(({ mode }) => shareOf(split, mode) !== undefined))

function seenSection(section: SectionDocument, at: number, said: EditedTrip | undefined): SplitSection {
  const seconds = secondsOf(section)
  const ownWord = said?.sections[at]
  if (said?.edited.includes(at) && ownWord)
    return { seconds, probabilities: { [ownWord.mode]: 1 }, isOpen: false }
  return { seconds, probabilities: section.probabilities, isOpen: isOpen(section, ownWord) }
}

/** Whether movement alone named the mode, and the owner has said nothing of it. */
const isOpen = (section: SectionDocument, ownWord = section): boolean =>
  section.evidence?.by === undefined &&
  section.line === undefined &&
  section.isAdded === undefined &&
  ownWord === section

function inLight(
  section: SectionDocument,
  judgement: Judgement | undefined,
  split: ModalSplit,
  set: FactorSet,
): SectionDocument {
  if (judgement === undefined) return section
  const { mode } = judgement
  const probabilities = roundedProbabilities(judgement.probabilities)
  if (mode === section.mode && isSame(probabilities, section.probabilities)) return section
  const share = mode === section.mode ? undefined : shareOf(split, mode)
  return {
    ...section,
    mode,
    confidence: roundTo(judgement.confidence, 3),
    probabilities,
    co2eKg: co2eKgOf(mode, section.distanceM, set, section.people),
    ...(section.evidence && {
      evidence: { ...section.evidence, ...(share !== undefined && { ownShare: roundTo(share, 3) }) },
    }),
  }
}

const isSame = (a: SectionDocument['probabilities'], b: SectionDocument['probabilities']): boolean => {
  const modes = Object.keys(a) as (keyof typeof a)[]
  return modes.length === Object.keys(b).length && modes.every((mode) => a[mode] === b[mode])
}

/** The sections as shown; of neighbours that the split gave one mode, one is made. */
function joinedWhereAlike(parts: readonly Part[], set: FactorSet): SectionDocument[] {
  const sections: SectionDocument[] = []
  for (const [n, part] of parts.entries()) {
    const before = sections.at(-1)
    const isOneRide = n > 0 && isOpenPair(parts[n - 1]!, part) && before?.mode === part.shown.mode
    if (isOneRide) sections[sections.length - 1] = joined(before, part.shown, set)
    else sections.push(part.shown)
  }
  return sections
}

const isOpenPair = (a: Part, b: Part): boolean => a.isOpen && b.isOpen && (isRenamed(a) || isRenamed(b))

/** One section of two, judged as the longer was. */
function joined(a: SectionDocument, b: SectionDocument, set: FactorSet): SectionDocument {
  const longer = secondsOf(b) > secondsOf(a) ? b : a
  const one = joinSections([a, b], longer, set)
  if (!a.evidence || !b.evidence || !longer.evidence) return one
  return { ...one, evidence: joinedEvidence([a, a.evidence], [b, b.evidence], one, longer.evidence) }
}

type Known = readonly [SectionDocument, EvidenceDocument]

/** What two sections tell of the one made of them; of medians and beliefs, what the longer tells. */
function joinedEvidence(
  [a, ofA]: Known,
  [b, ofB]: Known,
  one: SectionDocument,
  ofLonger: EvidenceDocument,
): EvidenceDocument {
  const [secondsA, secondsB] = [secondsOf(a), secondsOf(b)]
  const byTime = (x: number, y: number) => (x * secondsA + y * secondsB) / Math.max(1, secondsA + secondsB)
  const byWay = (x: number, y: number) => (x * a.distanceM + y * b.distanceM) / Math.max(1, one.distanceM)
  const fixes = secondsA / Math.max(1, ofA.everyS) + secondsB / Math.max(1, ofB.everyS)
  const ownShare = ofA.ownShare ?? ofB.ownShare
  return {
    ...ofLonger,
    topMps: Math.max(ofA.topMps, ofB.topMps),
    stopsPerKm: roundTo(byWay(ofA.stopsPerKm, ofB.stopsPerKm), 1),
    straight: roundTo(Math.min(1, directM(one) / Math.max(1, one.distanceM)), 2),
    standing: roundTo(byTime(ofA.standing, ofB.standing), 2),
    gapS: Math.max(ofA.gapS, ofB.gapS),
    everyS: Math.round((secondsA + secondsB) / Math.max(1, fixes)),
    ...(ownShare !== undefined && { ownShare }),
  }
}

function secondsOf(section: SectionDocument): number {
  const { startMs, endMs } = spanOf(section)
  return (endMs - startMs) / 1000
}

/** Metres between the ends of a section. */
function directM({ geometry }: SectionDocument): number {
  const { latDeg, lonDeg } = decodePolyline(geometry)
  if (latDeg.length === 0) return 0
  return distanceM(latDeg[0]!, lonDeg[0]!, latDeg.at(-1)!, lonDeg.at(-1)!)
}
