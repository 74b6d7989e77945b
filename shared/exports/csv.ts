/** Trips as CSV (RFC 4180): one row per section, for spreadsheets. */
import { localDay } from '../analysis/calendar.ts'
import { csvTable } from './csv-table.ts'
import type { ExportFormat } from './export.ts'
import { automaticMode, factorUsed } from './export.ts'

const header = [
  'trip',
  'date',
  'start',
  'end',
  'time_zone',
  'mode',
  'confidence',
  'distance_m',
  'co2e_kg',
  'factor',
  'factor_set',
  'line',
  'automatic_mode',
  'people',
  'purpose',
  'name',
  'note',
  'from',
  'to',
] as const

export const csvExport: ExportFormat = {
  id: 'csv',
  label: 'CSV',
  extension: 'csv',
  mediaType: 'text/csv',
  write(trips, set) {
    const rows = trips.flatMap((trip, n) =>
      trip.sections.map((section) => [
        n + 1,
        localDay(section.start, trip.timeZone),
        section.start,
        section.end,
        trip.timeZone,
        section.mode,
        section.confidence,
        section.distanceM,
        section.co2eKg,
        factorUsed(section, set).factor ?? '',
        factorUsed(section, set).set,
        section.line ?? '',
        automaticMode(section) ?? '',
        section.people ?? '',
        trip.purpose ?? '',
        trip.name ?? '',
        trip.note ?? '',
        trip.fromName ?? '',
        trip.toName ?? '',
      ]),
    )
    return csvTable(header, rows)
  },
}
