/**
 * Footprints by the owner's choices, laid over trips when they are read: nothing that is stored is rewritten, so leaving a
 * choice out gives back exactly what there was. A choice holds for trips from its day on, or for all; of several that hold
 * for a trip, the latest said counts. Without any, a trip keeps the set that it was computed with.
 */
import type { AppliedChoice } from '../footprint/applied.ts'
import { choiceOf } from '../footprint/applied.ts'
import type { FootprintBasis, FootprintChoice } from '../footprint/choice.ts'
import { footprintBy, plainChoice } from '../footprint/choice.ts'
import { defaultFactorSet, factorSetById } from '../footprint/registry.ts'
import { localDay } from './calendar.ts'
import type { SectionDocument } from './document.ts'
import { roundTo, sumsOf } from './documents.ts'
import type { EditedTrip } from './edits.ts'

/** The trips with footprints by the choices that hold for them, and with what each figure is from. */
export function withFootprints<T extends EditedTrip>(
  trips: readonly T[],
  history: readonly AppliedChoice[],
): T[] {
  const interned = basisKeeper()
  return trips.map((trip) => {
    const choice = choiceForTrip(trip, history)
    if (factorSetById(choice.set) === undefined) return trip
    const sections = trip.sections.map((section, at) =>
      computed(meant(section, choice, trip.edited.includes(at)), choice, interned),
    )
    return { ...trip, ...sumsOf(sections), sections }
  })
}

function choiceForTrip(trip: EditedTrip & { factors?: string }, history: readonly AppliedChoice[]) {
  const own = () => plainChoice(trip.factors ?? defaultFactorSet.id)
  if (history.length === 0) return own()
  return choiceOf(history, localDay(trip.start, trip.timeZone)) ?? own()
}

/** The section with the mode that the owner's choice means; what they said of this very trip stands. */
function meant(section: SectionDocument, choice: FootprintChoice, isEdited: boolean): SectionDocument {
  if (!choice.bicycleIsEbike || section.mode !== 'bicycle' || isEdited) return section
  const { bicycle = 0, ebike = 0, ...others } = section.probabilities
  const both = Math.min(1, roundTo(bicycle + ebike, 3))
  return {
    ...section,
    mode: 'ebike',
    detected: section.detected ?? 'bicycle',
    confidence: both,
    probabilities: { ebike: both, ...others },
  }
}

function computed(
  section: SectionDocument,
  choice: FootprintChoice,
  interned: (basis: FootprintBasis) => FootprintBasis,
): SectionDocument {
  const { mode, distanceM, people, vehicle } = section
  const { co2eKg, basis } = footprintBy(choice, mode, distanceM, people, vehicle)
  return { ...section, co2eKg: roundTo(co2eKg, 3), ...(basis && { basis: interned(basis) }) }
}

/** One object for all figures of the same basis: thousands of sections have a few dozen. */
function basisKeeper(): (basis: FootprintBasis) => FootprintBasis {
  const known = new Map<string, FootprintBasis>()
  return (basis) => {
    const key = JSON.stringify(basis)
    const same = known.get(key)
    if (same) return same
    known.set(key, basis)
    return basis
  }
}

/** What a choice would change in one month, as 2026-05. */
export interface MonthDifference {
  readonly month: string
  readonly trips: number
  /** Trips whose figure becomes another. */
  readonly changed: number
  readonly beforeKg: number
  readonly afterKg: number
}

/** The same trips before and after, month by month, oldest first. */
export function monthDifferences(
  before: readonly EditedTrip[],
  after: readonly EditedTrip[],
): MonthDifference[] {
  const months = new Map<string, MonthDifference>()
  for (const [n, trip] of before.entries()) {
    const month = localDay(trip.start, trip.timeZone).slice(0, 7)
    const { trips, changed, beforeKg, afterKg } = months.get(month) ?? {
      ...{ trips: 0, changed: 0, beforeKg: 0, afterKg: 0 },
    }
    const nowKg = after[n]!.co2eKg
    months.set(month, {
      month,
      trips: trips + 1,
      changed: changed + (nowKg === trip.co2eKg ? 0 : 1),
      beforeKg: roundTo(beforeKg + trip.co2eKg, 3),
      afterKg: roundTo(afterKg + nowKg, 3),
    })
  }
  return [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1))
}
