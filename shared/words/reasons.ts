/** Why a section has its mode, in a few short sentences with figures. The page and the command line say the same. */
import type { EvidenceDocument, SectionDocument } from '../analysis/document.ts'
import type { Mode } from '../engine/mode.ts'
import type { ReasonWords } from './english-reasons.ts'
import type { LengthUnit } from './numbers.ts'
import { formatDistance, formatDuration, formatPercent, formatPerHour, perHour } from './numbers.ts'
import { fill, plural } from './phrase.ts'

/** A language: its locale and its words. */
export interface Language {
  readonly locale: string
  readonly reasons: ReasonWords
  readonly modes: Readonly<Record<Mode, string>>
  /** What distances and speeds are said in; kilometres unless another is chosen. */
  readonly lengthUnit?: LengthUnit
}

/** What the owner has said that bears on a section. */
export interface OwnersSay {
  /** The owner has set this section's mode. */
  readonly isEdited?: boolean
  /** So many corrections of such trips spoke for its mode. */
  readonly corrections?: number
}

/** Sentences beyond these say little more. */
const mostSentences = 4
/** Halts are seen by phones that look at least this often, s. */
const haltsSeenS = 30
/** Rarer fixes than this, s, and longer gaps are worth a word. */
const sparseS = 45
const longGapS = 180
/** Halts say nothing of shorter ways, m. */
const shortestM = 500
/** Below these shares a belief or another mode is not worth a word. */
const leastBelief = 0.3
const leastRival = 0.1

/** The sentences, most telling first; none for a section that holds no evidence. */
export function reasonsOf(words: Language, section: SectionDocument, say: OwnersSay = {}): string[] {
  const own = ownersSay(words, section, say)
  const { evidence } = section
  if (evidence === undefined) return own
  if (evidence.by === 'silence') return [...own, silence(words, evidence)]
  return [
    ...own,
    ...(evidence.by === 'flight' ? [words.reasons.flight] : []),
    ...line(words, section, evidence),
    ...motor(words, section, evidence),
    ...ownSplit(words, section, evidence, say),
    ...passersBy(words, evidence),
    speed(words, evidence),
    ...belief(words, evidence),
    ...rival(words, section, say),
    ...halts(words, section, evidence),
    ...density(words, evidence),
  ].slice(0, mostSentences + own.length)
}

function ownersSay(
  { reasons, locale, modes }: Language,
  { mode }: SectionDocument,
  say: OwnersSay,
): string[] {
  if (say.isEdited) return [reasons.edited]
  if (!say.corrections) return []
  const trips = plural(locale, reasons.suchTrips, say.corrections)
  return [fill(reasons.taught, { trips, mode: modes[mode] })]
}

const silence = ({ reasons, locale }: Language, { gapS }: EvidenceDocument): string =>
  fill(reasons.silence, { duration: formatDuration(locale, gapS * 1000) })

function speed(
  { reasons, locale, lengthUnit = 'km' }: Language,
  { cruiseMps, topMps }: EvidenceDocument,
): string {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const said = (speedMps: number): string => formatPerHour(locale, perHour(speedMps, lengthUnit), lengthUnit)
  return fill(reasons.speed, {
    cruise: number.format(cruiseMps),
    cruisePerHour: said(cruiseMps),
    topPerHour: said(Math.max(cruiseMps, topMps)),
  })
}

function halts(
  { reasons, locale }: Language,
  { distanceM }: SectionDocument,
  { everyS, standing, stopsPerKm }: EvidenceDocument,
): string[] {
  if (everyS > haltsSeenS || distanceM < shortestM) return []
  const count = Math.round((stopsPerKm * distanceM) / 1000)
  if (count === 0) return [reasons.neverStood]
  const perKm = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(stopsPerKm)
  const times = plural(locale, reasons.times, count)
  return [fill(reasons.stood, { times, perKm, share: formatPercent(locale, standing) })]
}

function line(
  { reasons, locale, lengthUnit }: Language,
  { line: name }: SectionDocument,
  { ride }: EvidenceDocument,
): string[] {
  if (name === undefined || ride === undefined) return []
  const { boardM, alightM, passed, served } = ride
  const share = formatPercent(locale, ride.share)
  if (boardM === undefined || alightM === undefined) return [fill(reasons.line, { line: name, share })]
  const values = {
    line: name,
    board: formatDistance(locale, boardM, lengthUnit),
    alight: formatDistance(locale, alightM, lengthUnit),
    served: String(served),
    passed: String(passed),
  }
  return [fill(passed > 0 ? reasons.lineHalts : reasons.lineEnds, values)]
}

/** Why it was a motor; the owner may know better, and then it was none. */
function motor(
  { reasons, locale, lengthUnit = 'km' }: Language,
  { mode }: SectionDocument,
  { motor: seen }: EvidenceDocument,
): string[] {
  if (seen === undefined || (mode !== 'ebike' && mode !== 'escooter')) return []
  const { heldMps, heldShare, climbM, wattsPerKg } = seen
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })
  const sentences: string[] = []
  if (heldMps !== undefined && heldShare !== undefined) {
    const speedText = formatPerHour(locale, perHour(heldMps, lengthUnit), lengthUnit)
    sentences.push(fill(reasons.held, { speed: speedText, share: formatPercent(locale, heldShare) }))
  }
  if (climbM !== undefined && wattsPerKg !== undefined) {
    const height = formatDistance(locale, climbM, lengthUnit)
    sentences.push(fill(reasons.climbed, { height, watts: number.format(wattsPerKg) }))
  }
  return sentences
}

/** How the owner mostly travels, where that told the mode, and they have not told it themselves. */
function ownSplit(
  { reasons, locale, modes }: Language,
  { mode, detected }: SectionDocument,
  { ownShare }: EvidenceDocument,
  say: OwnersSay,
): string[] {
  if (ownShare === undefined || say.isEdited || detected !== undefined) return []
  return [fill(reasons.ownSplit, { mode: modes[mode], share: formatPercent(locale, ownShare) })]
}

/** By what others passed there. */
function passersBy({ reasons, locale }: Language, { others }: EvidenceDocument): string[] {
  if (others === undefined) return []
  return [fill(reasons.others, { share: formatPercent(locale, others[1]), by: reasons.by[others[0]] })]
}

function belief({ reasons, locale }: Language, { said }: EvidenceDocument): string[] {
  if (said === undefined || said[1] < leastBelief) return []
  return [fill(reasons.said, { belief: reasons.beliefs[said[0]], share: formatPercent(locale, said[1]) })]
}

/** The likeliest of the other modes; for a section of unknown mode, the nearest. */
function rival({ reasons, locale, modes }: Language, section: SectionDocument, say: OwnersSay): string[] {
  if (say.isEdited) return []
  const others = (Object.entries(section.probabilities) as [Mode, number][])
    .filter(([mode]) => mode !== section.mode && mode !== 'unknown')
    .sort((a, b) => b[1] - a[1])
  const [best] = others
  if (best === undefined || best[1] < leastRival) return []
  const text = section.mode === 'unknown' ? reasons.guess : reasons.runnerUp
  return [fill(text, { mode: modes[best[0]], share: formatPercent(locale, best[1]) })]
}

function density({ reasons, locale }: Language, { everyS, gapS }: EvidenceDocument): string[] {
  if (gapS >= longGapS && gapS >= 2 * everyS)
    return [fill(reasons.gap, { duration: formatDuration(locale, gapS * 1000) })]
  if (everyS < sparseS) return []
  return [fill(reasons.sparse, { duration: formatDuration(locale, everyS * 1000) })]
}
