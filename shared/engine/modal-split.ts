/**
 * A person's own modal split, and what it says of rides whose movement leaves open whether they were by bus, by car or by
 * rail: who is hardly ever seen to drive was most likely on the bus. Nobody tells the split; it is the one that agrees
 * with all rides together. After Saerens, Latinne, Decaestecker 2002, "Adjusting the outputs of a classifier to new a
 * priori probabilities", but each ride counts whole: probabilities that are too modest would else starve the rarer modes.
 */

import { splitting } from './context-thresholds.ts'
import type { Mode, ModeFamily } from './mode.ts'
import { modeIds, modes } from './mode.ts'
import type { Judgement } from './refine.ts'
import { familyIds, familyShares, likeliest, unknownIfGuess } from './refine.ts'

/** What the split is of: the motorised modes that the model tells apart. */
const families = ['road-transit', 'car', 'rail'] as const satisfies readonly ModeFamily[]

/** Share of each family in the time spent in them, 0 to 1; they sum to 1. */
export type ModalSplit = Readonly<Record<(typeof families)[number], number>>

/** A section as the split sees it. */
export interface SplitSection {
  readonly seconds: number
  readonly probabilities: Readonly<Partial<Record<Mode, number>>>
  /** Whether movement alone named its mode, so that the split may name another. */
  readonly isOpen: boolean
}

export interface SplitJudgement {
  readonly split: ModalSplit
  /** Per section what it is in the light of the split; undefined where it stays as it is. */
  readonly judgements: readonly (Judgement | undefined)[]
}

/** The split of one person's sections, in any order, and each open section judged by it. */
export function judgedBySplit(sections: readonly SplitSection[]): SplitJudgement {
  const split = splitOf(sections)
  return {
    split,
    judgements: sections.map(({ probabilities, isOpen }) =>
      isOpen ? judged(probabilities, split) : undefined,
    ),
  }
}

/** The share of modes like this one; undefined for those that the split is not of. */
export function shareOf(split: ModalSplit, mode: Mode): number | undefined {
  const { family } = modes[mode]
  return isOfSplit(family) ? split[family] : undefined
}

function isOfSplit(family: ModeFamily): family is keyof ModalSplit {
  return (families as readonly ModeFamily[]).includes(family)
}

const equalShares: ModalSplit = { 'road-transit': 1 / 3, car: 1 / 3, rail: 1 / 3 }

/** Starts from equal shares, with which the model is trained, and repeats until no ride changes sides any more. */
function splitOf(sections: readonly SplitSection[]): ModalSplit {
  const rides = sections.map(countedRide)
  let split = equalShares
  for (let round = 0; round < splitting.mostRounds; round++) {
    const next = nextSplit(rides, split)
    const isSettled = families.every((family) => next[family] === split[family])
    split = next
    if (isSettled) break
  }
  return split
}

interface CountedRide {
  readonly seconds: number
  readonly isOpen: boolean
  /** Probability of each of `families`, and of the likeliest other family. */
  readonly shares: readonly number[]
  readonly otherShare: number
}

/** What was kept from being a guess speaks for no family. */
const others = familyIds.map((family) => family !== 'unknown' && !isOfSplit(family))

function countedRide({ seconds, probabilities, isOpen }: SplitSection): CountedRide {
  const all = familyShares(probabilities)
  return {
    seconds: Math.min(seconds, splitting.longestS),
    isOpen,
    shares: families.map((family) => all[familyIds.indexOf(family)]!),
    otherShare: all.reduce((most, share, n) => (others[n] && share > most ? share : most), 0),
  }
}

/** The split that one gets by counting each ride to the family that it most likely was of, in the light of `split`. */
function nextSplit(rides: readonly CountedRide[], split: ModalSplit): ModalSplit {
  const sums = families.map(() => splitting.priorS / families.length)
  const odds = families.map((family) => oddsOf(split[family]))
  for (const { seconds, isOpen, shares, otherShare } of rides) {
    const weighted = isOpen ? shares.map((share, n) => share * odds[n]!) : shares
    const most = Math.max(...weighted)
    if (most > otherShare) sums[weighted.indexOf(most)]! += seconds
  }
  const total = sums.reduce((sum, each) => sum + each, 0)
  return { 'road-transit': sums[0]! / total, car: sums[1]! / total, rail: sums[2]! / total }
}

/** What a family's probability is multiplied by: 1 where it has an equal share. */
const oddsOf = (share: number): number => (families.length * share) ** splitting.power

/** The probabilities with the model's equal shares exchanged for the person's; undefined where it has nothing to say. */
function judged(probabilities: SplitSection['probabilities'], split: ModalSplit): Judgement | undefined {
  const weighted: Judgement['probabilities'] = {}
  let total = 0
  let motorised = 0
  for (const mode of modeIds) {
    const share = probabilities[mode]
    if (share === undefined || mode === 'unknown') continue
    const own = shareOf(split, mode)
    weighted[mode] = own === undefined ? share : share * oddsOf(own)
    total += weighted[mode]
    if (own !== undefined) motorised += share
  }
  if (!(motorised > 0)) return undefined
  for (const mode of modeIds) if (weighted[mode] !== undefined) weighted[mode] /= total
  return unknownIfGuess(weighted) ?? { ...likeliest(weighted), probabilities: weighted }
}
