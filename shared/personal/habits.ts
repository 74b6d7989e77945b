/**
 * The personal layer: what the owner's corrections say of the sections that they have not corrected. Each lesson of the
 * same kind multiplies the odds of the mode that it names; three of them outweigh an engine that is sure. A pure function
 * of trips and edits, computed when read: nothing of it is stored, so nothing of it can go stale.
 */
import type { SectionDocument, TripDocument } from '../analysis/document.ts'
import { co2eKgOf, roundedProbabilities, sumsOf } from '../analysis/documents.ts'
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
      if (trip.edited.includes(at)) return section
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
  readonly weight: number
  readonly by: HabitReason['by']
}

/** The lessons that may have something to say on a scene, without looking at all of them each time. */
function lessonFinder(lessons: readonly Lesson[]): (scene: Scene) => Iterable<Lesson> {
  const byEnd = new Map<string, Lesson[]>()
  const add = (end: string | undefined, lesson: Lesson): void => {
    if (end === undefined) return
    const own = byEnd.get(end) ?? []
    byEnd.set(end, own)
    own.push(lesson)
  }
  for (const lesson of lessons) {
    add(lesson.scene.from && `from ${lesson.scene.from}`, lesson)
    add(lesson.scene.to && `to ${lesson.scene.to}`, lesson)
  }
  const ownSpeed = lessons.filter(isOwnSpeed)
  return ({ from, to }) =>
    new Set([...ownSpeed, ...(byEnd.get(`from ${from}`) ?? []), ...(byEnd.get(`to ${to}`) ?? [])])
}

/** What each lesson says, nearest in time first, as contradictions leave it. */
function weighed(lessons: Iterable<Lesson>, scene: Scene): Spoken[] {
  const near = [...lessons]
    .map((lesson) => ({
      said: lesson.said,
      byWay: weightByWay(lesson, scene),
      bySpeed: weightBySpeed(lesson, scene),
      startMs: lesson.scene.startMs,
      apartMs: Math.abs(lesson.scene.startMs - scene.startMs),
    }))
    .sort((a, b) => a.apartMs - b.apartMs || b.startMs - a.startMs)
  const countBySpeed = (mode: Mode): number =>
    near.filter(({ said, bySpeed }) => said === mode && bySpeed >= learning.leastWeight).length
  const spoken = near
    .map(({ said, byWay, bySpeed }): Spoken => {
      const isSpeedKnown = said === scene.detected || countBySpeed(said) >= learning.fewestBySpeed
      return isSpeedKnown && bySpeed > byWay
        ? { said, weight: bySpeed, by: 'speed' }
        : { said, weight: byWay, by: 'way' }
    })
    .filter(({ weight }) => weight >= learning.leastWeight)
  return spoken.map((one, n) => {
    const against = spoken
      .slice(0, n)
      .reduce((sum, { said, weight }) => sum + (said === one.said ? 0 : weight), 0)
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
  return {
    ...section,
    mode,
    confidence: probabilities[mode]!,
    probabilities,
    co2eKg: co2eKgOf(mode, section.distanceM, set),
  }
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
  const own = spoken.filter(({ said }) => said === mode)
  return {
    kind: 'habit',
    section: at,
    detected: section.mode,
    corrections: own.length,
    by: own.some(({ by }) => by === 'way') ? 'way' : 'speed',
  }
}
