/**
 * What the owner said of their trips, laid over what the engine found, in an order that does not depend on how edits are
 * stored:
 *
 * 1. the shape: which trips and sections there are, each edit in the order in which they were said, since each was said
 *    of what the ones before had left;
 * 2. the purposes, found again from the ends of these trips;
 * 3. the sections: mode, then people aboard, then vehicle; of each, the latest edit that covers half of the section;
 * 4. the trips: purpose, name, note; of each, the latest edit that concerns the trip.
 *
 * Times of saying differ between edits (the vault sees to that); were they the same, their ids would decide.
 */
import type { FactorSet } from '../footprint/factor.ts'
import type { SectionDocument, TripDocument } from './document.ts'
import { sumsOf } from './documents.ts'
import type { SectionKind, ShapeContext, ShapeKind, TripKind } from './edits/edit.ts'
import type { Edit, SectionEdit, ShapeEdit, TripEdit } from './edits/registry.ts'
import { sectionKinds, shapeKinds, tripKinds } from './edits/registry.ts'
import type { Span } from './edits/span.ts'
import { concerns, covers, spanOf } from './edits/span.ts'
import { withPurposes } from './purposes.ts'

export interface EditedTrip extends TripDocument {
  /** Indices of the sections whose mode an edit has set. */
  readonly edited: readonly number[]
}

/** The trips with all edits applied: `reshape`, then `relabel`. Trips are oldest first. */
export function applyEdits(
  trips: readonly TripDocument[],
  edits: readonly Edit[],
  context: ShapeContext,
): EditedTrip[] {
  return relabel(reshape(trips, edits, context), edits, context.set)
}

/** Steps 1 and 2: the trips that there are, oldest first. */
export function reshape(
  trips: readonly TripDocument[],
  edits: readonly Edit[],
  context: ShapeContext,
): TripDocument[] {
  const shapes = newestFirst(edits).filter(isShape).reverse()
  if (shapes.length === 0) return [...trips]
  const shaped = shapes.reduce((now, edit) => withShape(now, edit, context), trips.map(timedTrip))
  return withPurposes(
    shaped.map(({ trip }) => trip),
    context.places,
  )
}

interface TimedTrip extends Span {
  readonly trip: TripDocument
}

const timedTrip = (trip: TripDocument): TimedTrip => ({ trip, ...spanOf(trip) })

/** Each edit is shown only the trips of its own time: there may be ten years of others. */
function withShape(now: TimedTrip[], edit: ShapeEdit, context: ShapeContext): TimedTrip[] {
  const { startMs, endMs } = reachOf(edit)
  const found = now.findIndex((trip) => trip.endMs >= startMs)
  const first = found === -1 ? now.length : found
  let after = first
  while (after < now.length && now[after]!.startMs <= endMs) after++
  const near = now.slice(first, after).map(({ trip }) => trip)
  // Each kind takes the edits of its own name.
  const kind = shapeKinds[edit.kind] as ShapeKind<ShapeEdit>
  // An added trip may lie over one that was found later: the parts of both then come in between each other.
  const shaped = kind.apply(near, edit, context).map(timedTrip)
  return now.toSpliced(first, near.length, ...shaped.sort((a, b) => a.startMs - b.startMs))
}

/** All the time that an edit speaks of. */
function reachOf(edit: ShapeEdit): Span {
  const instants = [edit.start, edit.end, ...('at' in edit ? [edit.at] : [])].map((iso) => Date.parse(iso))
  return { startMs: Math.min(...instants), endMs: Math.max(...instants) }
}

const isShape = (edit: Edit): edit is ShapeEdit => Object.hasOwn(shapeKinds, edit.kind)

interface Timed extends Span {
  readonly edit: Edit
}

/** Steps 3 and 4: what was said of these trips and their sections; footprints follow, by `set`. */
export function relabel<T extends TripDocument>(
  trips: readonly T[],
  edits: readonly Edit[],
  set: FactorSet,
): (T & EditedTrip)[] {
  const nearTo = editFinder(edits)
  return trips.map((trip) => {
    const near = nearTo(spanOf(trip))
    if (near.length === 0) return { ...trip, edited: [] }
    return { ...withWords(withSections(trip, near, set), near) }
  })
}

const dayMs = 86_400_000

/** Finds the edits that touch a span, latest first, by the days that they touch: most trips lie in one. */
function editFinder(edits: readonly Edit[]): (span: Span) => Timed[] {
  const timed = newestFirst(edits).map((edit): Timed => ({ edit, ...spanOf(edit) }))
  const byDay = new Map<number, Timed[]>()
  for (const each of timed)
    for (let day = Math.floor(each.startMs / dayMs); day * dayMs <= each.endMs; day++) {
      const own = byDay.get(day)
      if (own) own.push(each)
      else byDay.set(day, [each])
    }
  return ({ startMs, endMs }) => {
    const day = Math.floor(startMs / dayMs)
    const among = endMs < (day + 1) * dayMs ? (byDay.get(day) ?? []) : timed
    return among.filter((each) => each.startMs <= endMs && each.endMs >= startMs)
  }
}

function withSections<T extends TripDocument>(
  trip: T,
  near: readonly Timed[],
  set: FactorSet,
): T & EditedTrip {
  const edited: number[] = []
  const sections = trip.sections.map((section, at) => {
    const latest = latestBy(near, (span) => covers(span, spanOf(section)))
    const mode = latest('mode')
    if (mode?.kind === 'mode' && mode.mode !== null) edited.push(at)
    return (Object.keys(sectionKinds) as SectionEdit['kind'][]).reduce<SectionDocument>((now, name) => {
      const edit = latest(name) as SectionEdit | undefined
      return edit ? (sectionKinds[name] as SectionKind<SectionEdit>).apply(now, edit, set) : now
    }, section)
  })
  const isChanged = sections.some((section, at) => section !== trip.sections[at])
  return isChanged ? { ...trip, ...sumsOf(sections), sections, edited } : { ...trip, edited }
}

function withWords<T extends EditedTrip>(trip: T, near: readonly Timed[]): T {
  const latest = latestBy(near, (span) => concerns(span, spanOf(trip)))
  return (Object.keys(tripKinds) as TripEdit['kind'][]).reduce((now, name) => {
    const edit = latest(name) as TripEdit | undefined
    // A trip kind adds words to the trip that it is given and takes nothing away.
    return edit ? ((tripKinds[name] as TripKind<TripEdit>).apply(now, edit) as T) : now
  }, trip)
}

/** Finds the latest edit of a kind among those that hold. */
function latestBy(near: readonly Timed[], holds: (span: Span) => boolean) {
  const held = near.filter(holds)
  return (kind: Edit['kind']): Edit | undefined => held.find(({ edit }) => edit.kind === kind)?.edit
}

/** Latest said first. */
export function newestFirst(edits: readonly Edit[]): Edit[] {
  return edits.toSorted((a, b) => compare(b.editedAt, a.editedAt) || compare(b.id, a.id))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
