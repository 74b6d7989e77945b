/**
 * What the owner said of their trips, laid over what the engine found. An edit is tied to a span of time, not to a
 * section: it holds whatever way the sections are cut by a later computation.
 */
import type { Mode } from '../engine/mode.ts'
import type { FactorSet } from '../footprint/factor.ts'
import type { TripDocument } from './document.ts'
import { judgedAs, sumsOf } from './documents.ts'

/** Between `start` and `end` (ISO 8601) the mode was `mode`, said at `editedAt`. */
export interface Edit {
  readonly id: string
  readonly start: string
  readonly end: string
  readonly mode: Mode
  readonly editedAt: string
}

export interface EditedTrip extends TripDocument {
  /** Indices of the sections whose mode an edit has set. */
  readonly edited: readonly number[]
}

/** An edit holds for the sections of which it covers at least this share. */
const coveredShare = 0.5

interface Span {
  readonly startMs: number
  readonly endMs: number
}

/** The trips with edits applied, each section's latest edit winning; footprints follow, by `set`. */
export function applyEdits<T extends TripDocument>(
  trips: readonly T[],
  edits: readonly Edit[],
  set: FactorSet,
): (T & EditedTrip)[] {
  const timed = edits
    .map((edit) => ({ edit, ...spanOf(edit) }))
    .sort((a, b) => compare(b.edit.editedAt, a.edit.editedAt) || compare(b.edit.id, a.edit.id))
  return trips.map((trip) => {
    const whole = spanOf(trip)
    const near = timed.filter((span) => span.startMs <= whole.endMs && span.endMs >= whole.startMs)
    if (near.length === 0) return { ...trip, edited: [] }
    const modes = trip.sections.map(
      (section) => near.find((span) => covers(span, spanOf(section)))?.edit.mode,
    )
    const sections = trip.sections.map((section, n) => {
      const mode = modes[n]
      return mode === undefined ? section : judgedAs(section, mode, { [mode]: 1 }, set)
    })
    const edited = modes.flatMap((mode, n) => (mode === undefined ? [] : [n]))
    return edited.length === 0 ? { ...trip, edited } : { ...trip, ...sumsOf(sections), sections, edited }
  })
}

function spanOf({ start, end }: { start: string; end: string }): Span {
  return { startMs: Date.parse(start), endMs: Date.parse(end) }
}

function covers(edit: Span, section: Span): boolean {
  const commonMs = Math.min(edit.endMs, section.endMs) - Math.max(edit.startMs, section.startMs)
  return commonMs >= 0 && commonMs >= coveredShare * (section.endMs - section.startMs)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
