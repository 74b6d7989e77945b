/** Every table of the catalogue: the single place that lists them. */
import { flows } from './flows.ts'
import { habitChange } from './habit-change.ts'
import type { TableId } from './ids.ts'
import { participants } from './participants.ts'
import { splitCo2e, splitKm, splitTrips, timeProfile } from './shares.ts'
import type { Table } from './table.ts'
import { totalCo2e, totalKm } from './totals.ts'

export const tables = {
  participants,
  'split-trips': splitTrips,
  'split-km': splitKm,
  'split-co2e': splitCo2e,
  'total-km': totalKm,
  'total-co2e': totalCo2e,
  'time-profile': timeProfile,
  flows,
  'habit-change': habitChange,
} as const satisfies Record<TableId, Table>
