/**
 * Whether people go by car less than they did: each marks one of five steps, by how the car's share of their kilometres
 * differs from the three months before. Who has fewer than ten trips in either marks none.
 */
import { modeGroups } from '../groups.ts'
import type { CoarseTrip } from '../own-month.ts'
import type { CellTable } from './table.ts'

const fewestTrips = 10
/** Steps, with the least difference of the car's share at which each starts, in points of 100. */
const steps = [
  { change: 'much-less', fromPoints: Number.NEGATIVE_INFINITY },
  { change: 'less', fromPoints: -15 },
  { change: 'same', fromPoints: -5 },
  { change: 'more', fromPoints: 5 },
  { change: 'much-more', fromPoints: 15 },
] as const

const car = modeGroups.indexOf('car')

export const habitChange: CellTable = {
  id: 'habit-change',
  kind: 'cells',
  unit: 'people',
  cells: () => steps.map(({ change }) => ({ change })),
  length: () => steps.length,
  sensitivity: () => 1,
  contribute: ({ trips, before }) => {
    const [now, then] = [carPoints(trips), carPoints(before)]
    if (now === undefined || then === undefined) return steps.map(() => 0)
    const step = steps.findLastIndex(({ fromPoints }) => now - then >= fromPoints)
    return steps.map((_, n) => (n === step ? 1 : 0))
  },
  problem: (vector) =>
    vector.every((mark) => mark === 0 || mark === 1) && vector.filter((mark) => mark === 1).length <= 1
      ? undefined
      : 'one step is marked, or none',
}

function carPoints(trips: readonly CoarseTrip[]): number | undefined {
  if (trips.length < fewestTrips) return undefined
  const parts = trips.flatMap(({ km }) => km)
  const all = parts.reduce((sum, part) => sum + part.km, 0)
  if (all === 0) return undefined
  return (100 * parts.reduce((sum, part) => sum + (part.group === car ? part.km : 0), 0)) / all
}
