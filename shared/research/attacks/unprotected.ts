/** A release as others make it: exact sums, and rows of too few people left out. The control that attacks must win. */
import { tables } from '../tables/registry.ts'
import type { Releaser } from './membership.ts'

/** Sums without noise; sparse rows from k people on. */
export const unprotectedRelease: Releaser = (study, { month, zoneIds, sums }) => ({
  kind: 'released',
  release: {
    month,
    participants: sums.people,
    tables: study.tables.map((setting) => {
      const table = tables[setting.id]
      const exact = sums.tables.get(setting.id)!
      const rows =
        table.kind === 'cells'
          ? table.cells().map((cell, n) => ({ cell, noisy: (exact as readonly number[])[n]! }))
          : [...(exact as ReadonlyMap<string, number>)]
              .filter(([, count]) => count >= study.k)
              .map(([marked, noisy]) => ({ cell: table.cellOf(marked, zoneIds), noisy }))
      const { id, unit } = table
      const { epsilonMilli } = setting
      return { id, unit, epsilonMilli, sensitivity: table.sensitivity(setting), halfWidth95: 0, rows }
    }),
  },
})
