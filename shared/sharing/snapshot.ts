/** What is shared of trips by a link: a copy of what the owner chose to show, and no more. Notes are never part of it. */
import { z } from 'zod'
import { localDay, localTime } from '../analysis/calendar.ts'
import type { SectionDocument, TripDocument } from '../analysis/document.ts'
import { purposeIds } from '../analysis/document.ts'
import { modeIds } from '../engine/mode.ts'
import type { FactorSet } from '../footprint/factor.ts'
import { factorSetById } from '../footprint/registry.ts'
import type { HiddenCircle } from './hidden.ts'
import { visibleParts } from './hidden.ts'

const amount = z.number().min(0)
const day = z.iso.date()
const clock = z.string().regex(/^\d\d:\d\d$/)

const sectionShape = z.strictObject({
  mode: z.enum(modeIds),
  durationMs: amount,
  distanceM: amount,
  co2eKg: amount,
  /** Encoded polylines, precision 5: several where parts are left out. Absent where ways are not shown. */
  ways: z.array(z.string().regex(/^[?-~]*$/)).optional(),
})

const tripShape = z.strictObject({
  /** Day at the place. */
  day,
  /** Clock times at the place; absent where times are not shown. */
  start: clock.optional(),
  end: clock.optional(),
  durationMs: amount,
  distanceM: amount,
  co2eKg: amount,
  purpose: z.enum(purposeIds).optional(),
  name: z.string().max(200).optional(),
  sections: z.array(sectionShape).min(1),
})

/** Strict: what a stranger's link opens is shown as it is only if nothing else is in it. */
export const snapshotShape = z.strictObject({
  schema: z.literal('sillage/share@1'),
  from: day,
  to: day,
  trips: z.array(tripShape),
  /** Whether the ways are cut around the ends of trips. */
  endsHidden: z.boolean(),
  factors: z.string().max(200),
})

export type Snapshot = z.output<typeof snapshotShape>
export type SharedTrip = Snapshot['trips'][number]

/** What the owner chose. */
export interface ShareChoice {
  /** Days at the place, both included. */
  readonly from: string
  readonly to: string
  /** Start of the one trip that is shared; null for all of the period. */
  readonly trip: string | null
  readonly withWays: boolean
  readonly withTimes: boolean
  readonly withWords: boolean
  readonly hideEnds: boolean
}

/** The trips that the choice is about. Trips come with the owner's edits applied. */
export function chosenTrips<T extends TripDocument>(trips: readonly T[], choice: ShareChoice): T[] {
  return trips.filter((trip) => {
    if (choice.trip !== null) return trip.start === choice.trip
    const its = localDay(trip.start, trip.timeZone)
    return its >= choice.from && its <= choice.to
  })
}

/** A copy of what the choice shows; `hidden` is left out of the ways. `set` is named where no footprint says its own. */
export function snapshotOf(
  trips: readonly TripDocument[],
  choice: ShareChoice,
  hidden: readonly HiddenCircle[],
  set: FactorSet,
): Snapshot {
  const chosen = chosenTrips(trips, choice)
  const shared = chosen.map((trip) => sharedTrip(trip, choice, hidden))
  const days = shared.map((trip) => trip.day).sort()
  return {
    schema: 'sillage/share@1',
    from: choice.trip === null ? choice.from : (days[0] ?? choice.from),
    to: choice.trip === null ? choice.to : (days.at(-1) ?? choice.to),
    trips: shared,
    endsHidden: choice.withWays && choice.hideEnds,
    factors: setLabels(chosen, set),
  }
}

/** The sets that the footprints were computed with; `set` where no section says. */
function setLabels(trips: readonly TripDocument[], set: FactorSet): string {
  const ids = new Set(trips.flatMap(({ sections }) => sections.flatMap(({ basis }) => basis?.set ?? [])))
  const labels = [...ids].sort().map((id) => factorSetById(id)?.label ?? id)
  return labels.length > 0 ? labels.join('; ') : set.label
}

function sharedTrip(trip: TripDocument, choice: ShareChoice, hidden: readonly HiddenCircle[]): SharedTrip {
  const { withTimes, withWords, withWays } = choice
  return {
    day: localDay(trip.start, trip.timeZone),
    ...(withTimes && {
      start: localTime(trip.start, trip.timeZone),
      end: localTime(trip.end, trip.timeZone),
    }),
    durationMs: lengthMs(trip),
    distanceM: trip.distanceM,
    co2eKg: trip.co2eKg,
    ...(withWords && trip.purpose !== undefined && { purpose: trip.purpose }),
    ...(withWords && trip.name !== undefined && { name: trip.name }),
    sections: trip.sections.map((section) => ({
      mode: section.mode,
      durationMs: lengthMs(section),
      distanceM: section.distanceM,
      co2eKg: section.co2eKg,
      ...(withWays && { ways: visibleParts(section.geometry, choice.hideEnds ? hidden : []) }),
    })),
  }
}

const lengthMs = ({ start, end }: Pick<SectionDocument, 'start' | 'end'>): number =>
  Date.parse(end) - Date.parse(start)
