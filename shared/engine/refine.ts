/** From the classes that the model tells to modes: what its five classes hold, told by speed where speed tells. */
import type { DecidedBy, Movement } from './evidence.ts'
import type { Hops } from './hops.ts'
import { sumOf } from './hops.ts'
import type { Mode, ModeFamily } from './mode.ts'
import { modeIds, modes } from './mode.ts'
import { modelClasses } from './model/mode-model.ts'
import type { Stretch } from './sections.ts'
import type { Section } from './segmentation.ts'
import { refining } from './thresholds.ts'

export interface Judgement {
  readonly mode: Mode
  /** Probability of `mode`. */
  readonly confidence: number
  /** Probabilities of the candidates, which sum to 1. */
  readonly probabilities: Partial<Record<Mode, number>>
}

export interface Verdict extends Judgement {
  readonly decidedBy: DecidedBy
}

/** Nothing can be said. */
const unknownVerdict: Verdict = {
  mode: 'unknown',
  confidence: 1,
  probabilities: { unknown: 1 },
  decidedBy: 'silence',
}

/** Only planes are that fast. */
const flightVerdict: Verdict = {
  mode: 'plane',
  confidence: 0.95,
  probabilities: { plane: 0.95, train: 0.05 },
  decidedBy: 'flight',
}

/** The mode of a stretch that moved like that, and how likely each mode is. */
export function verdictOf(hops: Hops, stretch: Stretch, movement: Movement): Verdict {
  if (isFlight(hops, stretch, movement)) return flightVerdict
  if (stretch.probabilities === undefined) return unknownVerdict
  const probabilities: Partial<Record<Mode, number>> = {}
  for (const [c, name] of modelClasses.entries()) {
    const share = stretch.probabilities[c]!
    for (const [mode, part] of splits[name](movement))
      probabilities[mode] = (probabilities[mode] ?? 0) + share * part
  }
  return { ...likeliest(probabilities), probabilities, decidedBy: 'model' }
}

type Probabilities = Readonly<Judgement['probabilities']>

/** The likeliest mode of the likeliest family: what was on rails was, even when nothing tells a tram from an underground. */
export function likeliest(probabilities: Probabilities): Pick<Judgement, 'mode' | 'confidence'> {
  const shares = familyShares(probabilities)
  const family = familyIds[shares.indexOf(Math.max(...shares))]
  let mode: Mode = 'unknown'
  let confidence = Number.NEGATIVE_INFINITY
  for (const each of modeIds) {
    const share = probabilities[each]
    if (share === undefined || share <= confidence || modes[each].family !== family) continue
    mode = each
    confidence = share
  }
  return { mode, confidence }
}

/** The families of modes, in the order in which `familyShares` counts them. */
export const familyIds: readonly ModeFamily[] = [...new Set(modeIds.map((mode) => modes[mode].family))]
const familyOf = modeIds.map((mode) => familyIds.indexOf(modes[mode].family))

/** The probability of each family of `familyIds`. */
export function familyShares(probabilities: Probabilities): number[] {
  const shares = familyIds.map(() => 0)
  for (let n = 0; n < modeIds.length; n++) {
    const share = probabilities[modeIds[n]!]
    if (share !== undefined) shares[familyOf[n]!]! += share
  }
  return shares
}

/**
 * What no family of modes has at least this share of is a guess: of five classes even the best would be wrong two times
 * in three.
 */
const leastShare = 0.35

/** The section as unknown where its mode would be a guess; a guessed line goes with its mode. */
export function unlessGuessed(section: Section): Section {
  const unknown = unknownIfGuess(section.probabilities)
  if (unknown === undefined) return section
  const { line: _line, ...rest } = section
  return { ...rest, ...unknown }
}

/**
 * Unknown, where the likeliest mode would be a guess: what speaks against the likeliest family goes to `unknown`, and the
 * other modes keep their proportions.
 */
export function unknownIfGuess(probabilities: Probabilities): Judgement | undefined {
  const share = Math.max(...familyShares(probabilities))
  if (share >= leastShare) return undefined
  const entries = Object.entries(probabilities).map(([mode, part]) => [mode, part * share])
  const confidence = 1 - share
  return {
    mode: 'unknown',
    confidence,
    probabilities: { ...Object.fromEntries(entries), unknown: confidence },
  }
}

type Split = (movement: Movement) => readonly (readonly [Mode, number])[]

/** What the phone believes of running counts from this share of what it believes of moving on, with this width. */
const believedRunning = [0.4, 0.08] as const
/** Runners' slowest quarter is still a run; walks that hold a stretch of something else are not. */
const steadyRunningMps = [1.75, 0.1] as const
/** Few run farther than a few hundred metres at more than this: 3 min 50 s for a kilometre. */
const fastestRunMps = [4.3, 0.25] as const
/** Undergrounds and trams are built for 70 to 80 km/h (22.2 m/s); trains pass that on most of their way. */
const trainMps = [22.2, 1.5] as const

/**
 * E-bikes and e-scooters keep less than half of what looks like a bicycle, at any speed: means differ by 2 km/h
 * (Schleinitz et al. 2017: 15.3 and 17.4 km/h) and spread by twice that. What names them is in `assisted.ts`.
 */
const splits: Readonly<Record<(typeof modelClasses)[number], Split>> = {
  walk: (movement) => {
    const running = Math.max(runningBySpeed(movement), runningByBelief(movement))
    return [
      ['walking', 1 - running],
      ['running', running],
    ]
  },
  bike: (movement) => {
    const { cruiseMps, fastMps } = movement
    const running = runningByBelief(movement)
    const assisted =
      0.5 * logistic(cruiseMps, refining.assistedMps) * (1 - logistic(fastMps, refining.sportMps))
    return [
      ['running', running],
      ['bicycle', (1 - running) * (1 - assisted)],
      ['ebike', (1 - running) * assisted * 0.7],
      ['escooter', (1 - running) * assisted * 0.3],
    ]
  },
  bus: () => [['bus', 1]],
  car: () => [['car', 1]],
  rail: ({ fastMps }) => {
    const fast = logistic(fastMps, trainMps)
    return [
      ['train', fast],
      ['subway', (1 - fast) * 0.7],
      ['tram', (1 - fast) * 0.3],
    ]
  },
}

const runningBySpeed = ({ slowMps, cruiseMps, fastMps }: Movement): number =>
  logistic(slowMps, steadyRunningMps) *
  logistic(cruiseMps, refining.runningMps) *
  logistic(fastMps, refining.runningMps)

function runningByBelief({ cruiseMps, beliefs }: Movement): number {
  const { run = 0, walk = 0, bicycle = 0, in_vehicle: vehicle = 0 } = beliefs
  if (run === 0) return 0
  return (
    logistic(run / (run + walk + bicycle + vehicle), believedRunning) *
    logistic(cruiseMps, refining.runningMps) *
    (1 - logistic(cruiseMps, fastestRunMps))
  )
}

/** 0 well below, ½ at, 1 well above `middle`. */
const logistic = (value: number, [middle, width]: readonly [number, number]): number =>
  1 / (1 + Math.exp((middle - value) / width))

/** Faster than any train, over a way longer than any climb to a hill; unseen, faster than any train is on the whole. */
function isFlight(hops: Hops, { from, to, probabilities }: Stretch, { fastMps }: Movement): boolean {
  const lengthM = sumOf(hops.distanceM, from, to)
  if (lengthM <= refining.flightM) return false
  if (fastMps > refining.flightMps) return true
  const isUnseen = probabilities === undefined
  return isUnseen && lengthM > (refining.unseenFlightMps * sumOf(hops.durationMs, from, to)) / 1000
}
