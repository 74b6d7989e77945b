/** What the trips of a period add up to, with the factors that their footprints come from: a page to print. */
import { localDay, localMonth } from '../analysis/calendar.ts'
import type { SectionDocument, TripDocument } from '../analysis/document.ts'
import type { Mode } from '../engine/mode.ts'
import type { FootprintBasis } from '../footprint/choice.ts'
import { explainedFootprint } from '../footprint/explained.ts'
import type { FactorSet } from '../footprint/factor.ts'

/** Days at the place, as 2026-05-04, both included. */
export interface Period {
  readonly from: string
  readonly to: string
}

export interface Total {
  readonly trips: number
  readonly durationMs: number
  readonly distanceM: number
  readonly co2eKg: number
}

export interface ModeSummary extends Omit<Total, 'trips'> {
  readonly mode: Mode
  readonly sections: number
  /** What the footprints were computed from, each once, whoever was aboard; none where no factor applies. */
  readonly factors: readonly FootprintBasis[]
}

export interface Summary {
  readonly total: Total
  /** Most CO2e first, then most distance. */
  readonly modes: readonly ModeSummary[]
  /** Oldest first. */
  readonly months: readonly (Total & { readonly month: string })[]
  /** The sets that factors are of; figures of the owner's vehicles and of the territory are of none. */
  readonly sets: readonly Pick<FactorSet, 'label' | 'licence'>[]
}

/** The trips that start within the period, added up. Trips come with the owner's edits and choices applied. */
export function summaryOf(trips: readonly TripDocument[], { from, to }: Period): Summary {
  const within = trips.filter((trip) => {
    const day = localDay(trip.start, trip.timeZone)
    return day >= from && day <= to
  })
  const sections = within.flatMap((trip) => trip.sections)
  const byMode = Map.groupBy(sections, (section) => section.mode)
  const byMonth = Map.groupBy(within, (trip) => localMonth(trip.start, trip.timeZone))
  return {
    total: totalOf(within),
    modes: [...byMode]
      .map(([mode, its]) => modeSummary(mode, its))
      .sort((a, b) => b.co2eKg - a.co2eKg || b.distanceM - a.distanceM),
    months: [...byMonth]
      .map(([month, its]) => ({ month, ...totalOf(its) }))
      .sort((a, b) => (a.month < b.month ? -1 : 1)),
    sets: distinct(
      sections.flatMap((section) => explainedFootprint(section)?.set ?? []),
      ({ label }) => label,
    ),
  }
}

function modeSummary(mode: Mode, sections: readonly SectionDocument[]): ModeSummary {
  return {
    mode,
    sections: sections.length,
    durationMs: sum(sections, lengthMs),
    distanceM: sum(sections, ({ distanceM }) => distanceM),
    co2eKg: sum(sections, ({ co2eKg }) => co2eKg),
    factors: distinct(
      sections.flatMap((section) => explainedFootprint(section)?.basis ?? []),
      ({ people: _, ...basis }) => JSON.stringify(basis),
    ),
  }
}

/** The first item of each key. */
function distinct<T>(items: readonly T[], key: (item: T) => string): T[] {
  const first = new Map<string, T>()
  for (const item of items) if (!first.has(key(item))) first.set(key(item), item)
  return [...first.values()]
}

const totalOf = (trips: readonly TripDocument[]): Total => ({
  trips: trips.length,
  durationMs: sum(trips, lengthMs),
  distanceM: sum(trips, ({ distanceM }) => distanceM),
  co2eKg: sum(trips, ({ co2eKg }) => co2eKg),
})

const lengthMs = ({ start, end }: { readonly start: string; readonly end: string }): number =>
  Date.parse(end) - Date.parse(start)

const sum = <T>(items: readonly T[], value: (item: T) => number): number =>
  items.reduce((total, item) => total + value(item), 0)
