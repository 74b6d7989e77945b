/** From the classes that the model tells to modes: what its five classes hold, told by speed where speed tells. */
import type { Hops } from './hops.ts'
import { sumOf } from './hops.ts'
import type { Mode } from './mode.ts'
import { modelClasses } from './model/mode-model.ts'
import type { Stretch } from './sections.ts'
import { refining } from './thresholds.ts'

export interface Verdict {
  readonly mode: Mode
  /** Probability of `mode`. */
  readonly confidence: number
  /** Probabilities of the candidates, which sum to 1. */
  readonly probabilities: Partial<Record<Mode, number>>
}

/** Nothing can be said. */
const unknownVerdict: Verdict = { mode: 'unknown', confidence: 1, probabilities: { unknown: 1 } }

/** The mode of a stretch, and how likely each mode is. */
export function verdictOf(hops: Hops, stretch: Stretch): Verdict {
  const speeds = speedsOf(hops, stretch)
  if (isFlight(hops, stretch, speeds))
    return { mode: 'plane', confidence: 0.95, probabilities: { plane: 0.95, train: 0.05 } }
  if (stretch.probabilities === undefined) return unknownVerdict
  const probabilities: Partial<Record<Mode, number>> = {}
  for (const [c, name] of modelClasses.entries()) {
    const share = stretch.probabilities[c]!
    for (const [mode, part] of splits[name](speeds))
      probabilities[mode] = (probabilities[mode] ?? 0) + share * part
  }
  return likeliest(probabilities)
}

function likeliest(probabilities: Partial<Record<Mode, number>>): Verdict {
  const entries = Object.entries(probabilities) as [Mode, number][]
  const [mode, confidence] = entries.reduce((best, each) => (each[1] > best[1] ? each : best))
  return { mode, confidence, probabilities }
}

interface Speeds {
  /** Median while moving, m/s. */
  readonly cruiseMps: number
  /** 90th percentile, m/s. */
  readonly topMps: number
}

type Split = (speeds: Speeds) => readonly (readonly [Mode, number])[]

const splits: Readonly<Record<(typeof modelClasses)[number], Split>> = {
  walk: ({ cruiseMps, topMps }) => {
    const running = logistic(cruiseMps, refining.runningMps) * logistic(topMps, refining.runningMps)
    return [
      ['walking', 1 - running],
      ['running', running],
    ]
  },
  bike: ({ cruiseMps, topMps }) => {
    const assisted =
      0.5 * logistic(cruiseMps, refining.assistedMps) * (1 - logistic(topMps, refining.sportMps))
    return [
      ['bicycle', 1 - assisted],
      ['ebike', assisted * 0.7],
      ['escooter', assisted * 0.3],
    ]
  },
  bus: () => [['bus', 1]],
  car: () => [['car', 1]],
  rail: ({ topMps }) => {
    const fast = logistic(topMps, refining.trainMps)
    return [
      ['train', fast],
      ['subway', (1 - fast) * 0.7],
      ['tram', (1 - fast) * 0.3],
    ]
  },
}

/** 0 well below, ½ at, 1 well above `middle`. */
const logistic = (value: number, [middle, width]: readonly [number, number]): number =>
  1 / (1 + Math.exp((middle - value) / width))

/** Speeds by time of the hops of a stretch. */
function speedsOf(hops: Hops, { from, to }: Stretch): Speeds {
  const order = Array.from({ length: to - from }, (_, n) => from + n).sort(
    (a, b) => hops.speedMps[a]! - hops.speedMps[b]!,
  )
  const moving = order.filter((h) => hops.speedMps[h]! >= refining.movingMps)
  return { cruiseMps: quantile(hops, moving, 0.5), topMps: quantile(hops, order, 0.9) }
}

function quantile(hops: Hops, order: readonly number[], share: number): number {
  const total = order.reduce((sum, h) => sum + hops.weightS[h]!, 0)
  let sum = 0
  for (const h of order) {
    sum += hops.weightS[h]!
    if (sum >= share * total) return hops.speedMps[h]!
  }
  return 0
}

/** Faster than any train, over a way longer than any climb to a hill. */
function isFlight(hops: Hops, { from, to }: Stretch, { topMps }: Speeds): boolean {
  return topMps > refining.flightMps && sumOf(hops.distanceM, from, to) > refining.flightM
}
