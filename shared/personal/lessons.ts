/**
 * What the owner's corrections teach: each section whose mode they set is a lesson, with where, when and how fast it
 * was, what the engine had said and what the owner said. A mode that the owner set to what the engine had said is a
 * lesson too: it speaks for the engine.
 */
import type { TripDocument } from '../analysis/document.ts'
import type { Edit } from '../analysis/edits/registry.ts'
import { relabel } from '../analysis/edits.ts'
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
  /** What the owner said, or let stand. */
  readonly said: Mode
  /** False for a section that they passed over on the way from one correction to the next, and so let stand. */
  readonly isExplicit: boolean
}

/**
 * The lessons in the owner's edits. `trips` have the modes that the engine gave them, places at their ends and the shape
 * that edits gave them; what the owner added teaches nothing, as nothing was recorded of it. What was said before
 * `learnFrom` (ISO 8601) is no longer learned from; it stays in force on its own trips.
 */
export function lessonsOf(
  trips: readonly TripDocument[],
  edits: readonly Edit[],
  learnFrom: string | null,
  set: FactorSet,
): Lesson[] {
  const fromMs = learnFrom === null ? Number.NEGATIVE_INFINITY : Date.parse(learnFrom)
  const heard = edits.filter((edit) => Date.parse(edit.editedAt) >= fromMs)
  const explicit = relabel(trips, heard, set).map(({ edited, sections }, n) =>
    edited
      .filter((at) => !sections[at]!.isAdded)
      .map(
        (at): Lesson => ({
          scene: sceneOf(trips[n]!, at),
          said: sections[at]!.mode,
          isExplicit: true,
        }),
      ),
  )
  return [...explicit.flat(), ...passedOver(trips, explicit)]
}

/** The newest of them are enough to know what the owner lets stand. */
const mostPassedOver = 40

/**
 * The trips between the same places that lie between two corrected ones, in time: who corrects those has most likely
 * seen these too. Without them, someone who cycles mostly and whose rare bus rides are taken for cycling would be
 * believed to go by bus always, as only errors are corrected.
 */
function passedOver(trips: readonly TripDocument[], explicit: readonly (readonly Lesson[])[]): Lesson[] {
  const spans = new Map<string, { from: number; to: number }>()
  for (const { scene } of explicit.flat()) {
    const pair = `${scene.from} ${scene.to}`
    const span = spans.get(pair) ?? { from: scene.startMs, to: scene.startMs }
    spans.set(pair, { from: Math.min(span.from, scene.startMs), to: Math.max(span.to, scene.startMs) })
  }
  const between = trips.filter((trip, n) => {
    const span = spans.get(`${trip.from} ${trip.to}`)
    const startMs = Date.parse(trip.start)
    const isRecorded = !trip.sections.some(({ isAdded }) => isAdded)
    return span && isRecorded && explicit[n]!.length === 0 && startMs > span.from && startMs < span.to
  })
  const newest = between.toSorted((a, b) => Date.parse(b.start) - Date.parse(a.start))
  return [...Map.groupBy(newest, ({ from, to }) => `${from} ${to}`).values()]
    .flatMap((own) => own.slice(0, mostPassedOver))
    .flatMap((trip) =>
      trip.sections.map(({ mode }, at) => ({ scene: sceneOf(trip, at), said: mode, isExplicit: false })),
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
