/** Trips as CSV (RFC 4180): one row per section, for spreadsheets. */
import { localDay } from '../analysis/calendar.ts'
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
    return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
  },
}

/** What makes a spreadsheet run a cell (OWASP, CSV Injection), their full-width forms too, behind any white space. */
const runs = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/

/** Text that a spreadsheet would run as a formula is given an apostrophe in front; quotes go where the RFC asks for them. */
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = runs.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
