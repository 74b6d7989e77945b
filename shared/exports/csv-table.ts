/** Tables as CSV (RFC 4180): UTF-8, CRLF, quotes where the RFC asks for them, and nothing that a spreadsheet would run. */

/** A cell: numbers are written as JavaScript writes them, nothing as an empty field. */
export type CsvCell = string | number | null

/** The text of a table. */
export function csvTable(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('')
}

/** What makes a spreadsheet run a cell (OWASP, CSV Injection), their full-width forms too, behind any white space. */
const runs = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/

/** Text that a spreadsheet would run as a formula is given an apostrophe in front. */
function field(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = runs.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The text of a field that `csvTable` wrote, without the apostrophe that it may have put in front. */
export const fieldText = (field: string): string =>
  field.startsWith("'") && runs.test(field.slice(1)) ? field.slice(1) : field
