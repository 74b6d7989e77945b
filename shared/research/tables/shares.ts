/**
 * Tables to which each person gives 100 points, shared out over the cells, so that nobody weighs more than another and
 * the sums move by at most 100. A person with nothing to share gives none. The scaling follows Bian et al., 2024
 * (Google's Environmental Insights Explorer, arXiv 2407.03496).
 */
import { apportion } from '../apportion.ts'
import { bands, dayTypes, modeGroups } from '../groups.ts'
import type { CoarseTrip, OwnMonth } from '../own-month.ts'
import type { TableId } from './ids.ts'
import type { CellKey, CellTable } from './table.ts'

/** Points that each person shares out. */
export const pointsEach = 100

function sharesOf(
  id: TableId,
  cells: readonly CellKey[],
  weigh: (weights: number[], trip: CoarseTrip) => void,
): CellTable {
  return {
    id,
    kind: 'cells',
    unit: 'points',
    cells: () => cells,
    length: () => cells.length,
    sensitivity: () => pointsEach,
    contribute: ({ trips }: OwnMonth) => {
      const weights = cells.map(() => 0)
      for (const trip of trips) weigh(weights, trip)
      return apportion(weights, pointsEach)
    },
    problem: (vector) => {
      if (vector.some((points) => points < 0)) return 'points are not negative'
      const sum = vector.reduce((all, points) => all + points, 0)
      return sum === 0 || sum === pointsEach ? undefined : `points add up to ${pointsEach} or to none`
    },
  }
}

const byGroup = modeGroups.map((group) => ({ mode: group }))

/** Share of the trips by main mode. */
export const splitTrips = sharesOf('split-trips', byGroup, (weights, { group }) => {
  weights[group]!++
})

/** Share of the kilometres by mode. */
export const splitKm = sharesOf('split-km', byGroup, (weights, { km }) => {
  for (const part of km) weights[part.group]! += part.km
})

/** Share of the footprint by mode. */
export const splitCo2e = sharesOf('split-co2e', byGroup, (weights, { km }) => {
  for (const part of km) weights[part.group]! += part.co2eKg
})

const byTime = dayTypes.flatMap((day) => bands.map((band) => ({ day, band })))

/** Share of the trips by kind of day and band of the day in which they start. */
export const timeProfile = sharesOf('time-profile', byTime, (weights, { isWeekend, band }) => {
  weights[(isWeekend ? bands.length : 0) + band]!++
})
