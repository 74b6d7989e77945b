/**
 * What the engine asks of a transit network, and what it makes of the answer. Without a network nothing changes: the
 * features alone decide. The network itself, read from timetables, is the room `transit`.
 */
import type { Mode } from './mode.ts'

/** Modes that run on lines. */
export const transitModes = [
  'bus',
  'tram',
  'subway',
  'train',
  'ferry',
  'coach',
] as const satisfies readonly Mode[]
export type TransitMode = (typeof transitModes)[number]

/** Fixes `first` to `last`, both included, of columns in time order. */
export interface Way {
  readonly latDeg: ArrayLike<number>
  readonly lonDeg: ArrayLike<number>
  /** Unix ms. */
  readonly timeMs: ArrayLike<number>
  readonly first: number
  readonly last: number
}

/** How well a way fits one line, in the line's direction. NaN stands for what cannot be known. */
export interface LineMatch {
  readonly mode: TransitMode
  /** The line's public short name; empty where the feed knows stops or tracks only. */
  readonly line: string
  /** Share of the way's moving length that lies along the line, 0 to 1. */
  readonly share: number
  /** Share of the way's moving length between two stations of the line without any fix, 0 to 1; part of `share`. */
  readonly unseenShare: number
  /** From the way's first fix to the line's nearest stop, metres. */
  readonly boardM: number
  /** From the way's last fix to the line's nearest stop, metres. */
  readonly alightM: number
  /** Stops between the ends that were passed where the recording is dense enough to see a halt. */
  readonly stopsPassed: number
  /** Share of those at which the traveller slowed or stood, 0 to 1. */
  readonly stopsServed: number
  /** False where the line is drawn from stop to stop, as its true path is not in the feed. */
  readonly exact: boolean
}

export interface NetworkEvidence {
  /** Lines that the way follows in part at least, best first. */
  readonly lines: readonly LineMatch[]
  /** Modes that the network would know of here: both ends of the way are near stops of that mode. */
  readonly covered: readonly TransitMode[]
}

/** All the lines that the operator has loaded. */
export interface Network {
  match(way: Way): NetworkEvidence
}

export interface Named {
  /** Sums to 1, as what was given. */
  readonly probabilities: Partial<Record<Mode, number>>
  /** Short name of the line taken, where the likeliest mode follows one; up to three that cannot be told apart. */
  readonly line?: string
  /** How the way fits that line; of several, the one that it fits best. */
  readonly match?: LineMatch
}

/**
 * What each finding says for a mode against not being it, in natural log-odds. Judgements, not fits: how often would a
 * car on the roads beside do the same? Few roads stay within 60 m of a railway for a whole ride, many carry a tram, and
 * buses share theirs with all cars, so that only ends and halts tell a bus.
 */
interface Weights {
  /** The way follows the line from end to end, seen. */
  readonly along: number
  /** It vanishes at one station of the line and comes back at another. */
  readonly unseen: number
  /** Both ends at stops of the line, or far from them. */
  readonly ends: number
  /** Within this an end is at a stop, metres: section ends are off by a walk along a platform; and beyond this it is not. */
  readonly endM: readonly [number, number]
  /** The network knows this mode at both ends, and the way follows none of its lines. */
  readonly absent: number
  /** How often such a vehicle halts at a stop that it passes. */
  readonly halting: number
  /** What a ride without halts says at worst: phones on rails often miss them, and expresses make few. */
  readonly haltFloor: number
}

// biome-ignore format: a table is read across
const weights: Readonly<Record<TransitMode, Weights>> = {
  bus: { along: 0.7, unseen: 0, ends: 0.8, endM: [100, 300], absent: -0.8, halting: 0.6, haltFloor: -2.5 },
  coach: { along: 1, unseen: 0, ends: 1, endM: [200, 800], absent: 0, halting: 0.6, haltFloor: -1 },
  tram: { along: 2, unseen: 1.5, ends: 1.2, endM: [150, 400], absent: -1.2, halting: 0.8, haltFloor: -1 },
  subway: { along: 1.5, unseen: 3.5, ends: 1.5, endM: [250, 600], absent: -1.2, halting: 0.85, haltFloor: -0.5 },
  train: { along: 3.2, unseen: 2, ends: 1.8, endM: [350, 1000], absent: -1.5, halting: 0.7, haltFloor: -0.5 },
  ferry: { along: 3.5, unseen: 1.5, ends: 1.5, endM: [300, 1000], absent: -1, halting: 0.6, haltFloor: -0.5 },
}

/** How often a car halts within reach of a stop that it passes: lights and queues. */
const carHalting = 0.2
/** Halts at neighbouring stops are not independent findings: traffic slows them all. */
const haltWeight = 0.5
/** However many halts, they say no more than this. */
const haltLimit = 2.5
/** A line drawn from stop to stop is followed by neighbouring roads as well. */
const drawnWeight = 0.6
/** Shares of the way: below the first a line is not followed, from the second on it is. */
const shareRange = [0.45, 0.85] as const
/** Lines whose findings differ by less than this cannot be told apart. */
const tieMargin = 0.35
const mostNames = 3

/** Modes that a classifier without a network may mean when it names another: their mass is lent to a mode that is found. */
const relatives: Readonly<Record<TransitMode, Partial<Record<Mode, number>>>> = {
  bus: { coach: 0.5 },
  coach: { bus: 0.3 },
  tram: { train: 0.4, subway: 0.5, bus: 0.3 },
  subway: { train: 0.5, tram: 0.5, unknown: 0.3 },
  train: { subway: 0.5, tram: 0.3, unknown: 0.2 },
  ferry: { train: 0.1, car: 0.05, bicycle: 0.05, bus: 0.1, unknown: 0.3 },
}

/**
 * The probabilities of a section, raised and lowered by what the network says, and the line where there is one.
 * Modes that the network says nothing of keep their proportions.
 */
export function withNetwork(probabilities: Partial<Record<Mode, number>>, evidence: NetworkEvidence): Named {
  if (evidence.lines.length === 0 && evidence.covered.length === 0) return { probabilities }
  const weighed: Partial<Record<Mode, number>> = { ...probabilities }
  for (const mode of transitModes) {
    const best = bestOf(evidence.lines, mode)
    if (best !== undefined) {
      const base = Math.max(probabilities[mode] ?? 0, best > 0 ? lent(probabilities, mode) : 0)
      if (base > 0) weighed[mode] = base * Math.exp(best)
    } else if (evidence.covered.includes(mode) && weighed[mode] !== undefined)
      weighed[mode] *= Math.exp(weights[mode].absent)
  }
  const shared = normalised(weighed)
  return { probabilities: shared, ...lineOf(evidence.lines, likeliest(shared)) }
}

/** Log-odds that one line's match adds to its mode. */
export function modeEvidence(match: LineMatch): number {
  return pathEvidence(match) + Math.max(weights[match.mode].haltFloor, haltEvidence(match))
}

/** How well a line fits beside others of its mode: an express is known by the stops that it leaves out. */
const lineEvidence = (match: LineMatch): number => pathEvidence(match) + haltEvidence(match)

function pathEvidence(match: LineMatch): number {
  const { along, unseen, ends } = weights[match.mode]
  const followed = ramp(match.share, shareRange)
  const seen = match.share > 0 ? 1 - match.unseenShare / match.share : 1
  const trust = match.exact ? 1 : drawnWeight
  const followedTerm = followed * trust * (seen * along + (1 - seen) * unseen)
  return followedTerm + ends * endsTerm(match) * Math.max(followed, 0.3)
}

/** 1 when both ends are at stops, −1 when none is near any; 0 where the stops are not known. */
function endsTerm({ mode, boardM, alightM }: LineMatch): number {
  if (Number.isNaN(boardM) || Number.isNaN(alightM)) return 0
  const { endM } = weights[mode]
  return 1 - ramp(boardM, endM) - ramp(alightM, endM)
}

function haltEvidence({ mode, stopsPassed, stopsServed }: LineMatch): number {
  if (stopsPassed === 0 || Number.isNaN(stopsServed)) return 0
  const { halting } = weights[mode]
  const served = stopsServed * Math.log(halting / carHalting)
  const passed = (1 - stopsServed) * Math.log((1 - halting) / (1 - carHalting))
  return Math.max(-haltLimit, Math.min(haltLimit, haltWeight * stopsPassed * (served + passed)))
}

function bestOf(lines: readonly LineMatch[], mode: TransitMode): number | undefined {
  const scores = lines.filter((match) => isFollowed(match) && match.mode === mode).map(modeEvidence)
  return scores.length === 0 ? undefined : Math.max(...scores)
}

/** Stops without lines say something by their halts alone. */
const isFollowed = (match: LineMatch): boolean =>
  match.share >= shareRange[0] || (match.line === '' && match.stopsPassed > 0)

function lent(probabilities: Partial<Record<Mode, number>>, mode: TransitMode): number {
  let sum = 0
  for (const [relative, share] of Object.entries(relatives[mode]) as [Mode, number][])
    sum += share * (probabilities[relative] ?? 0)
  return sum
}

function normalised(weighed: Partial<Record<Mode, number>>): Partial<Record<Mode, number>> {
  const entries = Object.entries(weighed) as [Mode, number][]
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0)
  return total > 0 ? Object.fromEntries(entries.map(([mode, weight]) => [mode, weight / total])) : weighed
}

function likeliest(probabilities: Partial<Record<Mode, number>>): Mode | undefined {
  let best: Mode | undefined
  for (const mode of Object.keys(probabilities) as Mode[])
    if (best === undefined || probabilities[mode]! > probabilities[best]!) best = mode
  return best
}

/** Lines that share their tracks and stops all along are named together; more than a few are no name. */
function lineOf(
  lines: readonly LineMatch[],
  mode: Mode | undefined,
): Pick<Named, 'line' | 'match'> | undefined {
  const scored = lines
    .filter((match) => match.mode === mode && match.line !== '' && match.share >= shareRange[0])
    .map((match) => ({ match, score: lineEvidence(match) }))
    .sort((a, b) => b.score - a.score)
  const best = scored[0]
  if (best === undefined) return undefined
  const tied = scored.filter(({ score }) => score > best.score - tieMargin)
  const names = [...new Set(tied.map(({ match }) => match.line))]
  return names.length <= mostNames ? { line: names.sort().join(' / '), match: best.match } : undefined
}

/** 0 below the range, 1 above it, straight between. */
function ramp(value: number, [low, high]: readonly [number, number]): number {
  return Math.max(0, Math.min(1, (value - low) / (high - low)))
}
