/** Kilometres and footprint by mode in whole units; what one person has above the clip is cut off in proportion. */
import { apportion } from '../apportion.ts'
import { modeGroups } from '../groups.ts'
import type { CoarseTrip } from '../own-month.ts'
import type { TableSetting } from '../study.ts'
import type { TableId } from './ids.ts'
import type { CellTable } from './table.ts'

function totalsOf(
  id: TableId,
  unit: 'km' | 'kgCO2e',
  amountOf: (part: CoarseTrip['km'][number]) => number,
): CellTable {
  return {
    id,
    kind: 'cells',
    unit,
    cells: () => modeGroups.map((group) => ({ mode: group })),
    length: () => modeGroups.length,
    sensitivity: clipOf,
    contribute: ({ trips }, setting) => {
      const sums = modeGroups.map(() => 0)
      for (const { km } of trips) for (const part of km) sums[part.group]! += amountOf(part)
      const total = Math.round(sums.reduce((all, sum) => all + sum, 0))
      return apportion(sums, Math.min(total, clipOf(setting)))
    },
    problem: (vector, setting) => {
      if (vector.some((amount) => amount < 0)) return 'amounts are not negative'
      const sum = vector.reduce((all, amount) => all + amount, 0)
      return sum <= clipOf(setting) ? undefined : 'amounts are above the clip'
    },
  }
}

function clipOf({ clip }: TableSetting): number {
  if (clip === undefined) throw new RangeError('a table of totals has a clip')
  return clip
}

export const totalKm = totalsOf('total-km', 'km', ({ km }) => km)
export const totalCo2e = totalsOf('total-co2e', 'kgCO2e', ({ co2eKg }) => co2eKg)
