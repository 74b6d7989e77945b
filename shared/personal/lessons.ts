/**
 * What the owner's corrections teach: each section whose mode they set is a lesson, with where, when and how fast it
 * was, what the engine had said and what the owner said. A mode that the owner set to what the engine had said is a
 * lesson too: it speaks for the engine.
 */
import type { TripDocument } from '../analysis/document.ts'
import type { Edit } from '../analysis/edits.ts'
import { applyEdits } from '../analysis/edits.ts'
import type { Mode } from '../engine/mode.ts'
import type { FactorSet } from '../footprint/factor.ts'
import type { LocalMoment } from './clock.ts'
import { localMoment } from './clock.ts'
import type { Path } from './path.ts'
import { pathFinder } from './path.ts'

/** A section seen the way habits are: where, when, how fast, and what the engine made of it. */
export interface Scene {
  /** Ids of the places where its trip starts and ends. */
  readonly from: string | undefined
  readonly to: string | undefined
  readonly startMs: number
  readonly moment: LocalMoment
  /** Mean speed, m/s. */
  readonly speedMps: number
  /** What the engine said. */
  readonly detected: Mode
  readonly probabilities: Readonly<Partial<Record<Mode, number>>>
  /** The way; squares of a given size when it is to be compared. */
  path(cellM?: number): Path
}

export interface Lesson {
  readonly scene: Scene
  /** What the owner said. */
  readonly said: Mode
}

/**
 * The lessons in the owner's edits. `trips` are as the engine left them, with places at their ends. What was said
 * before `learnFrom` (ISO 8601) is no longer learned from; it stays in force on its own trips.
 */
export function lessonsOf(
  trips: readonly TripDocument[],
  edits: readonly Edit[],
  learnFrom: string | null,
  set: FactorSet,
): Lesson[] {
  const fromMs = learnFrom === null ? Number.NEGATIVE_INFINITY : Date.parse(learnFrom)
  const heard = edits.filter((edit) => Date.parse(edit.editedAt) >= fromMs)
  return applyEdits(trips, heard, set).flatMap((edited, n) =>
    edited.edited.map((at) => ({ scene: sceneOf(trips[n]!, at), said: edited.sections[at]!.mode })),
  )
}

/** The scene of one section of a trip as the engine left it. */
export function sceneOf(trip: TripDocument, at: number): Scene {
  const section = trip.sections[at]!
  const startMs = Date.parse(section.start)
  return {
    from: trip.from,
    to: trip.to,
    startMs,
    moment: localMoment(section.start, trip.timeZone),
    speedMps: section.distanceM / Math.max(1, (Date.parse(section.end) - startMs) / 1000),
    detected: section.mode,
    probabilities: section.probabilities,
    path: pathFinder([section]),
  }
}
