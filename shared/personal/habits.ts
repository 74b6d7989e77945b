/**
 * The personal layer: what the owner's corrections say of the sections that they have not corrected. Each lesson of the
 * same kind multiplies the odds of the mode that it names; three of them outweigh an engine that is sure. A pure function
 * of trips and edits, computed when read: nothing of it is stored, so nothing of it can go stale.
 */
import type { SectionDocument, TripDocument } from '../analysis/document.ts'
import { judgedAs, roundedProbabilities, sumsOf } from '../analysis/documents.ts'
import type { EditedTrip } from '../analysis/edits.ts'
import type { Mode } from '../engine/mode.ts'
import { modeIds } from '../engine/mode.ts'
import type { FactorSet } from '../footprint/factor.ts'
import { isOwnSpeed, weightBySpeed, weightByWay } from './kinship.ts'
import type { Lesson, Scene } from './lessons.ts'
import { sceneOf } from './lessons.ts'

/** Why a section has another mode than the engine gave it. */
export interface HabitReason {
  readonly kind: 'habit'
  /** Index of the section in its trip. */
  readonly section: number
  /** What the engine had said. */
  readonly detected: Mode
  /** How many corrections spoke for the mode. */
  readonly corrections: number
  /** Whether they were of the same way, or of the owner's own speed. */
  readonly by: 'way' | 'speed'
}

export interface HabitualTrip extends EditedTrip {
  readonly habits: readonly HabitReason[]
}

/** Judgements, which the laws in tests hold together. */
const learning = {
  /** What one lesson of the same kind adds to the log-odds of its mode: 20 to 1. */
  evidence: Math.log(20),
  /** A mode that the engine did not think of, or cannot see, starts from this. */
  leastProbability: 0.005,
  /** Lessons of one's own speed speak anywhere, so fewer than these say nothing. */
  fewestBySpeed: 3,
  /** What the owner passed over says this much of what they said. */
  passedOver: 0.35,
  /** And all of it together no more than this, so that three corrections prevail however many trips lie between. */
  mostPassedOver: 1,
  /** Less is nothing. */
  leastWeight: 0.05,
  /** Each lesson nearer in time that said otherwise leaves an older one this much of its say. */
  leftWhenContradicted: 0.5,
} as const

/**
 * The trips with habits applied to the sections that the owner has not edited; footprints follow, by `set`. `edited`
 * has the trips of `trips`, in the same order, with the owner's edits applied.
 */
export function applyHabits<T extends EditedTrip>(
  trips: readonly TripDocument[],
  edited: readonly T[],
  lessons: readonly Lesson[],
  set: FactorSet,
): (T & HabitualTrip)[] {
  const find = lessonFinder(lessons)
  return edited.map((trip, n) => {
    const habits: HabitReason[] = []
    let isChanged = false
    const sections = trip.sections.map((section, at) => {
      if (trip.edited.includes(at) || section.isAdded) return section
      const scene = sceneOf(trips[n]!, at)
      const spoken = weighed(find(scene), scene)
      if (spoken.length === 0) return section
      isChanged = true
      const judged = judge(section, spoken, set)
      if (judged.mode !== section.mode) habits.push(reasonOf(section, at, judged.mode, spoken))
      return judged
    })
    return isChanged ? { ...trip, ...sumsOf(sections), sections, habits } : { ...trip, habits }
  })
}

interface Spoken {
  readonly said: Mode
  readonly isExplicit: boolean
  readonly weight: number
  readonly by: HabitReason['by']
}

/**
 * The lessons that may have something to say on a scene, without looking at all of them each time. What was passed over
 * speaks for trips between the same two places only.
 */
function lessonFinder(lessons: readonly Lesson[]): (scene: Scene) => Iterable<Lesson> {
  const byEnds = new Map<string, Lesson[]>()
  for (const lesson of lessons)
    for (const key of lesson.isExplicit ? endKeys(lesson.scene) : [pairKey(lesson.scene)])
      byEnds.set(key, [...(byEnds.get(key) ?? []), lesson])
  const ownSpeed = lessons.filter(isOwnSpeed)
  return (scene) =>
    new Set([...ownSpeed, ...[...endKeys(scene), pairKey(scene)].flatMap((key) => byEnds.get(key) ?? [])])
}

const endKeys = ({ from, to }: Scene): string[] => [
  ...(from === undefined ? [] : [`from ${from}`]),
  ...(to === undefined ? [] : [`to ${to}`]),
]
const pairKey = ({ from, to }: Scene): string => `${from} to ${to}`

/** What each lesson says, nearest in time first, as contradictions leave it. */
function weighed(lessons: Iterable<Lesson>, scene: Scene): Spoken[] {
  const near = [...lessons]
    .map((lesson) => ({
      said: lesson.said,
      isExplicit: lesson.isExplicit,
      byWay: weightByWay(lesson, scene) * (lesson.isExplicit ? 1 : learning.passedOver),
      bySpeed: weightBySpeed(lesson, scene),
      startMs: lesson.scene.startMs,
      apartMs: Math.abs(lesson.scene.startMs - scene.startMs),
    }))
    .sort((a, b) => a.apartMs - b.apartMs || b.startMs - a.startMs)
  const countBySpeed = new Map<Mode, number>()
  for (const { said, bySpeed } of near)
    if (bySpeed >= learning.leastWeight) countBySpeed.set(said, (countBySpeed.get(said) ?? 0) + 1)
  const spoken = near
    .map(({ said, isExplicit, byWay, bySpeed }): Spoken => {
      const isSpeedKnown = said === scene.detected || (countBySpeed.get(said) ?? 0) >= learning.fewestBySpeed
      return isSpeedKnown && bySpeed > byWay
        ? { said, isExplicit, weight: bySpeed, by: 'speed' }
        : { said, isExplicit, weight: byWay, by: 'way' }
    })
    .filter(({ weight }) => weight >= learning.leastWeight)
  const passedOver = spoken.reduce((sum, { isExplicit, weight }) => sum + (isExplicit ? 0 : weight), 0)
  const share = Math.min(1, learning.mostPassedOver / Math.max(passedOver, learning.leastWeight))
  return spoken.map((one, n) => {
    if (!one.isExplicit) return { ...one, weight: one.weight * share }
    const against = spoken
      .slice(0, n)
      .filter(({ said, isExplicit }) => isExplicit && said !== one.said)
      .reduce((sum, { weight }) => sum + weight, 0)
    return { ...one, weight: one.weight * learning.leftWhenContradicted ** against }
  })
}

/** The section with the probabilities that the engine and the lessons give together. */
function judge(section: SectionDocument, spoken: readonly Spoken[], set: FactorSet): SectionDocument {
  const weights = new Map<Mode, number>()
  for (const { said, weight } of spoken) weights.set(said, (weights.get(said) ?? 0) + weight)
  const scores = new Map<Mode, number>()
  for (const mode of modeIds) {
    const weight = weights.get(mode) ?? 0
    const probability = section.probabilities[mode] ?? 0
    const prior = weight > 0 ? Math.max(probability, learning.leastProbability) : probability
    if (prior > 0) scores.set(mode, prior * Math.exp(learning.evidence * weight))
  }
  const mode = [...scores].reduce((best, each) => (each[1] > best[1] ? each : best))[0]
  const most = Math.max(section.probabilities[mode] ?? 0, succession(weights.get(mode) ?? 0))
  const probabilities = roundedProbabilities(sharesOf(scores, mode, most))
  return judgedAs(section, mode, probabilities, set)
}

/** Laplace's rule of succession: after so many times without exception, how likely it is once more. */
const succession = (times: number): number => (times + 1) / (times + 2)

/** Scores as shares that sum to 1, the best one's no larger than `most`: few lessons never make certainty. */
function sharesOf(
  scores: ReadonlyMap<Mode, number>,
  best: Mode,
  most: number,
): Partial<Record<Mode, number>> {
  const total = [...scores.values()].reduce((sum, score) => sum + score, 0)
  const bestShare = scores.get(best)! / total
  const kept = scores.size === 1 ? 1 : Math.min(bestShare, most)
  const rest = bestShare < 1 ? (1 - kept) / (1 - bestShare) : 0
  return Object.fromEntries(
    [...scores].map(([mode, score]) => [mode, mode === best ? kept : (score / total) * rest]),
  )
}

function reasonOf(section: SectionDocument, at: number, mode: Mode, spoken: readonly Spoken[]): HabitReason {
  const own = spoken.filter(({ said, isExplicit }) => isExplicit && said === mode)
  return {
    kind: 'habit',
    section: at,
    detected: section.mode,
    corrections: own.length,
    by: own.some(({ by }) => by === 'way') ? 'way' : 'speed',
  }
}
