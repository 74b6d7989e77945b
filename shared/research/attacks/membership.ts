/** Whether one person is in: the game by which a release's ε is measured, against the strongest attacker there is. */
import type { Vectors } from '../contribution.ts'
import type { RandomBytes } from '../mechanism/uniform.ts'
import type { releaseSums } from '../release.ts'
import { sumsOf } from '../release.ts'
import type { StudyDefinition } from '../study.ts'
import { epsilonPerMonthMilli, totalDelta } from '../study.ts'
import { memberScore } from './likelihood.ts'
import { areaUnderCurve, epsilonLowerBound } from './statistics.ts'

/** How a month is released: the real function, or one that a control puts in its place. */
export type Releaser = typeof releaseSums

export interface Game {
  readonly study: StudyDefinition
  readonly zoneIds: readonly string[]
  readonly others: readonly Vectors[]
  readonly target: Vectors
  readonly release: Releaser
  readonly random: RandomBytes
  /** How vectors are added up, where a control does it otherwise. */
  readonly sum?: typeof sumsOf
}

/** Scores of `runs` releases without the target, and of as many with it. */
export function scoresOf(game: Game, runs: number): { without: number[]; including: number[] } {
  const { study, zoneIds, others, target } = game
  const score = memberScore(study, others, target)
  const play = (vectors: readonly Vectors[]): number[] => {
    const sums = (game.sum ?? sumsOf)(study, vectors)
    return Array.from({ length: runs }, () =>
      score(game.release(study, { month: '2026-01', zoneIds, sums }, game.random), zoneIds),
    )
  }
  return { without: play(others), including: play([...others, target]) }
}

/** An audit fails a sound release this seldom: once in a thousand. */
const auditLevel = 0.999

/**
 * A lower bound, right with 99.9 %, on the ε that a release really has: how much likelier some event is with one person
 * than without, the event being chosen on one half of the runs and counted on the other.
 */
export function measuredEpsilon(game: Game, runs: number): number {
  const { without, including } = scoresOf(game, runs)
  return epsilonLowerBound(including, without, { delta: totalDelta(game.study), level: auditLevel })
}

/** Chance that the strongest attacker tells a release with the target from one without: 0.5 is a coin's. */
export function membershipArea(game: Game, runs: number): number {
  const { without, including } = scoresOf(game, runs)
  return areaUnderCurve(including, without)
}

/** The most that `membershipArea` can be under ε: e^ε / (1 + e^ε) bounds what any test gains (Kairouz et al., 2015). */
export function largestArea(study: StudyDefinition): number {
  const epsilon = epsilonPerMonthMilli(study) / 1000
  return Math.exp(epsilon) / (1 + Math.exp(epsilon))
}
