/**
 * The sixth step: the mode of a section, by rules that a person can read. Each mode is a line: the range in which each
 * feature lies when one travels that way. Outside its range a feature counts against the mode, the more the farther.
 */
import type { Hint } from '../trace/trace.ts'
import type { Features } from './features.ts'
import type { Mode } from './mode.ts'

type Range = readonly [low: number, high: number]

interface Profile {
  readonly mode: Mode
  /** Log of the mode's weight where the features leave a choice; a judgement, not a count of trips. */
  readonly prior: number
  readonly cruiseMps: Range
  readonly topMps: Range
  readonly stopsPerKm: Range
  readonly lengthKm: Range
  /** Roads make ways 1.2 to 1.4 times as long as the crow flies (Levinson 2012), rails less, air routes hardly. */
  readonly straightness: Range
  /** What the phone believes when one travels that way. */
  readonly hint: Hint
}

/**
 * Speeds over 15 s. Walking 1.2 to 1.4 m/s (Bohannon 1997), running from 2.2, town cycling 3 to 6 (Jensen 2010), town
 * buses 3 to 9 between stops 300 to 600 m apart (UITP), cars from town to motorway, trains faster and with stops farther
 * apart, planes beyond all of them.
 */
// biome-ignore format: a table is read across
const profiles: readonly Profile[] = [
  { mode: 'walking', prior: Math.log(0.3), cruiseMps: [0.8, 1.8], topMps: [1, 2.6], stopsPerKm: [0, 20], lengthKm: [0, 10], straightness: [0, 1], hint: 'walk' },
  { mode: 'running', prior: Math.log(0.03), cruiseMps: [2.2, 4], topMps: [2.6, 5], stopsPerKm: [0, 1], lengthKm: [0.5, 30], straightness: [0, 1], hint: 'run' },
  { mode: 'bicycle', prior: Math.log(0.2), cruiseMps: [2.5, 5.5], topMps: [3.4, 7.5], stopsPerKm: [0, 2.5], lengthKm: [0.2, 40], straightness: [0, 1], hint: 'bicycle' },
  { mode: 'bus', prior: Math.log(0.17), cruiseMps: [3.5, 8.5], topMps: [8, 14.5], stopsPerKm: [0.3, 4], lengthKm: [0.5, 25], straightness: [0, 1], hint: 'in_vehicle' },
  { mode: 'car', prior: Math.log(0.22), cruiseMps: [8, 33], topMps: [13, 37], stopsPerKm: [0, 1], lengthKm: [0.5, 1500], straightness: [0, 0.85], hint: 'in_vehicle' },
  { mode: 'train', prior: Math.log(0.18), cruiseMps: [12, 85], topMps: [18, 95], stopsPerKm: [0, 0.4], lengthKm: [2, 1500], straightness: [0.85, 1], hint: 'in_vehicle' },
  { mode: 'plane', prior: Math.log(0.01), cruiseMps: [100, 280], topMps: [140, 320], stopsPerKm: [0, 0.05], lengthKm: [80, 20_000], straightness: [0.8, 1], hint: 'in_vehicle' },
]

/** A feature e^softness times beyond its range weighs as much as one standard deviation of a normal law. */
const softness = 0.3
/** Stops are counted from 15 s positions, which miss the short ones: they weigh less. */
const stopSoftness = 1
const lengthSoftness = 0.7
const straightSoftness = 0.12
/** How strongly the phone's own belief counts: a share of 1 makes the mode e^3 times likelier. */
const hintWeight = 3
/** Section features leave some doubt whatever they say; every mode keeps this much. */
const doubt = 0.01

export interface Verdict {
  readonly mode: Mode
  /** Probability of `mode`. */
  readonly confidence: number
  /** Probabilities of the candidates, which sum to 1. */
  readonly probabilities: Partial<Record<Mode, number>>
}

/** Nothing can be said. */
export const unknownVerdict: Verdict = { mode: 'unknown', confidence: 1, probabilities: { unknown: 1 } }

/** The mode of a section with these features, and how likely each mode is. */
export function judge(features: Features): Verdict {
  const scores = profiles.map((profile) => score(profile, features))
  const best = Math.max(...scores)
  const weights = scores.map((value) => Math.exp(value - best) + doubt)
  const total = weights.reduce((sum, value) => sum + value, 0)
  const probabilities: Partial<Record<Mode, number>> = {}
  for (const [n, profile] of profiles.entries()) probabilities[profile.mode] = weights[n]! / total
  const mode = profiles[scores.indexOf(best)]!.mode
  return { mode, confidence: probabilities[mode]!, probabilities }
}

function score(profile: Profile, features: Features): number {
  return (
    profile.prior -
    miss(features.cruiseMps, profile.cruiseMps, softness, 0.3) -
    miss(features.topMps, profile.topMps, softness, 0.3) -
    miss(features.stopsPerKm, profile.stopsPerKm, stopSoftness, 0.3) -
    miss(features.lengthKm, profile.lengthKm, lengthSoftness, 0.1) -
    miss(features.straightness, profile.straightness, straightSoftness, 0.1) +
    hintWeight * features.hintShare[profile.hint]
  )
}

/** Half the squared distance, in softnesses, between the logs of a value and the nearer end of its range. */
function miss(value: number, [low, high]: Range, soft: number, floor: number): number {
  const v = Math.max(value, floor)
  const ratio = v < low ? low / v : v > high ? v / Math.max(high, floor) : 1
  const distance = Math.log(ratio) / soft
  return (distance * distance) / 2
}
