/** What the trips of a period add up to, with the factors that their footprints come from: a page to print. */
import { localDay, localMonth } from '../analysis/calendar.ts'
import type { SectionDocument, TripDocument } from '../analysis/document.ts'
import type { Mode } from '../engine/mode.ts'
import type { Factor, FactorSet } from '../footprint/factor.ts'
import { factorIdOf } from './export.ts'

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
  /** Those that were used; none where no factor applies. */
  readonly factors: readonly Factor[]
}

export interface Summary {
  readonly total: Total
  /** Most CO2e first, then most distance. */
  readonly modes: readonly ModeSummary[]
  /** Oldest first. */
  readonly months: readonly (Total & { readonly month: string })[]
  readonly set: Pick<FactorSet, 'label' | 'licence'>
}

/** The trips that start within the period, added up. Trips come with the owner's edits applied. */
export function summaryOf(trips: readonly TripDocument[], { from, to }: Period, set: FactorSet): Summary {
  const within = trips.filter((trip) => {
    const day = localDay(trip.start, trip.timeZone)
    return day >= from && day <= to
  })
  const byMode = Map.groupBy(
    within.flatMap((trip) => trip.sections),
    (section) => section.mode,
  )
  const byMonth = Map.groupBy(within, (trip) => localMonth(trip.start, trip.timeZone))
  return {
    total: totalOf(within),
    modes: [...byMode]
      .map(([mode, sections]) => modeSummary(mode, sections, set))
      .sort((a, b) => b.co2eKg - a.co2eKg || b.distanceM - a.distanceM),
    months: [...byMonth]
      .map(([month, its]) => ({ month, ...totalOf(its) }))
      .sort((a, b) => (a.month < b.month ? -1 : 1)),
    set: { label: set.label, licence: set.licence },
  }
}

function modeSummary(mode: Mode, sections: readonly SectionDocument[], set: FactorSet): ModeSummary {
  const used = new Set(sections.map((section) => factorIdOf(section, set)))
  return {
    mode,
    sections: sections.length,
    durationMs: sum(sections, lengthMs),
    distanceM: sum(sections, ({ distanceM }) => distanceM),
    co2eKg: sum(sections, ({ co2eKg }) => co2eKg),
    factors: set.factors.filter(({ id }) => used.has(id)),
  }
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
