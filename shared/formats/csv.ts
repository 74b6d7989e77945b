/** CSV with a header: `t` or `time`, `lat`, `lon`, and what else `csv-columns.ts` names. Read line by line, number by number. */
import type { Fix, TraceBuilder } from '../trace/trace.ts'
import type { ColumnRole } from './csv-columns.ts'
import { columnRoles, hintOf, makeFixes, separatorOf } from './csv-columns.ts'
import type { Format, FormatReader } from './format.ts'
import { FormatError } from './format.ts'
import { instantMs, isoMs, unixMs } from './instant.ts'

/** Characters in one line; a file without line ends is no CSV of fixes. */
const lineLimit = 1024 * 1024

export const csv: Format = {
  id: 'csv',
  label: 'CSV',
  extensions: ['csv', 'tsv', 'txt'],
  detect(head) {
    const header = head.replace(/^[\uFEFF\s]+/, '').split(/\r?\n|\r/, 1)[0] ?? ''
    return makeFixes(columnRoles(splitQuoted(header, separatorOf(header))))
  },
  reader: (builder) => new CsvReader(builder),
}

/** One row, filled cell by cell and used again for the next. */
type Row = { -readonly [K in keyof Fix]: Fix[K] }

class CsvReader implements FormatReader {
  readonly #builder: TraceBuilder
  #roles: readonly ColumnRole[] | undefined
  #separator = ','
  #rest = ''
  #nextQuote = -1
  readonly #cells = emptyRow()

  constructor(builder: TraceBuilder) {
    this.#builder = builder
  }

  write(text: string): void {
    const all = this.#rest === '' ? text : this.#rest + text
    this.#nextQuote = -1
    let start = 0
    for (;;) {
      const end = all.indexOf('\n', start)
      if (end < 0) break
      this.#line(all, start, end)
      start = end + 1
    }
    this.#rest = all.slice(start)
    if (this.#rest.length > lineLimit) throw new FormatError('malformed', 'a line of this CSV is too long')
  }

  end(): void {
    this.#nextQuote = -1
    this.#line(this.#rest, 0, this.#rest.length)
    this.#rest = ''
  }

  #line(text: string, start: number, lineEnd: number): void {
    const end = lineEnd > start && text.charCodeAt(lineEnd - 1) === 13 ? lineEnd - 1 : lineEnd
    if (isBlank(text, start, end)) return
    if (this.#roles === undefined) {
      this.#header(text.slice(start, end))
      return
    }
    if (this.#hasQuote(text, start, end)) this.#quotedRow(text.slice(start, end))
    else this.#row(text, start, end)
  }

  /** Remembers where the next quote is, so that a piece without quotes is searched once and not once per line. */
  #hasQuote(text: string, start: number, end: number): boolean {
    if (this.#nextQuote < start) {
      const quote = text.indexOf('"', start)
      this.#nextQuote = quote < 0 ? Number.POSITIVE_INFINITY : quote
    }
    return this.#nextQuote < end
  }

  #header(line: string): void {
    this.#separator = separatorOf(line)
    this.#roles = columnRoles(splitQuoted(line, this.#separator))
    if (!makeFixes(this.#roles))
      throw new FormatError(
        'malformed',
        'the first line of a CSV must name the columns t or time, lat and lon',
      )
  }

  #row(text: string, start: number, end: number): void {
    const roles = this.#roles!
    const row = emptied(this.#cells)
    let cell = start
    for (let column = 0; column < roles.length && cell <= end; column++) {
      let cellEnd = text.indexOf(this.#separator, cell)
      if (cellEnd < 0 || cellEnd > end) cellEnd = end
      const role = roles[column]!
      if (role !== 'ignored' && cellEnd > cell) fill(row, role, text, cell, cellEnd)
      cell = cellEnd + 1
    }
    this.#builder.add(row)
  }

  #quotedRow(line: string): void {
    const row = emptied(this.#cells)
    for (const [column, cell] of splitQuoted(line, this.#separator).entries()) {
      const role = this.#roles![column]
      if (role !== undefined && role !== 'ignored' && cell !== '') fill(row, role, cell, 0, cell.length)
    }
    this.#builder.add(row)
  }
}

function emptyRow(): Row {
  return {
    timeMs: Number.NaN,
    latDeg: Number.NaN,
    lonDeg: Number.NaN,
    accuracyM: undefined,
    speedMps: undefined,
    altitudeM: undefined,
    hint: undefined,
  }
}

function emptied(row: Row): Row {
  row.timeMs = Number.NaN
  row.latDeg = Number.NaN
  row.lonDeg = Number.NaN
  row.accuracyM = undefined
  row.speedMps = undefined
  row.altitudeM = undefined
  row.hint = undefined
  return row
}

function fill(row: Row, role: ColumnRole, text: string, start: number, end: number): void {
  switch (role) {
    case 'seconds':
      row.timeMs = decimal(text, start, end) * 1000
      break
    case 'milliseconds':
      row.timeMs = decimal(text, start, end)
      break
    case 'instant':
      row.timeMs = instant(text, start, end)
      break
    case 'lat':
      row.latDeg = degrees(text, start, end)
      break
    case 'lon':
      row.lonDeg = degrees(text, start, end)
      break
    case 'latE7':
      row.latDeg = decimal(text, start, end) / 1e7
      break
    case 'lonE7':
      row.lonDeg = decimal(text, start, end) / 1e7
      break
    default:
      fillDetail(row, role, text, start, end)
  }
}

function fillDetail(row: Row, role: ColumnRole, text: string, start: number, end: number): void {
  if (role === 'hint') row.hint = hintOf(text.slice(start, end).trim())
  else if (role === 'altitude') row.altitudeM = decimal(text, start, end)
  else if (role === 'accuracy') row.accuracyM = decimal(text, start, end)
  else if (role === 'speed') row.speedMps = decimal(text, start, end)
  else if (role === 'speedKmh') row.speedMps = decimal(text, start, end) / 3.6
}

/** Digits that fit a double exactly; longer numbers take the slow way. */
const exactDigits = 15
const powersOfTen = Array.from({ length: exactDigits + 1 }, (_, i) => 10 ** i)

/** A plain decimal, read in place; everything else (blanks, exponents) by `Number`. */
function decimal(text: string, start: number, end: number): number {
  let i = start
  const negative = text.charCodeAt(i) === 45
  if (negative) i++
  let mantissa = 0
  let digits = 0
  let decimals = -1
  for (; i < end; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit
      digits++
      if (decimals >= 0) decimals++
    } else if (digit === -2 && decimals < 0) decimals = 0
    else return slowDecimal(text, start, end)
  }
  if (digits === 0 || digits > exactDigits) return slowDecimal(text, start, end)
  const value = decimals > 0 ? mantissa / powersOfTen[decimals]! : mantissa
  return negative ? -value : value
}

function slowDecimal(text: string, start: number, end: number): number {
  const trimmed = text.slice(start, end).trim()
  return trimmed === '' ? Number.NaN : Number(trimmed)
}

/** Degrees with a sign, or with a letter for the hemisphere behind. */
function degrees(text: string, start: number, end: number): number {
  const letter = text.charCodeAt(end - 1) & ~32
  if (letter < 65 || letter > 90) return decimal(text, start, end)
  const value = decimal(text, start, end - 1)
  return letter === 83 || letter === 87 ? -value : value
}

function instant(text: string, start: number, end: number): number {
  const value = text.slice(start, end).trim()
  if (value.length > 10 && value.charCodeAt(4) === 45) return isoMs(value)
  const number = Number(value)
  return Number.isNaN(number) ? instantMs(value) : unixMs(number)
}

function isBlank(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) > 32) return false
  return true
}

/** The cells of a line in which quotes may stand around cells (RFC 4180, without line ends inside cells). */
function splitQuoted(line: string, separator: string): string[] {
  if (!line.includes('"')) return line.split(separator)
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const char = line[i]!
    if (char === '"') {
      if (quoted && line[i + 1] === '"') cell += line[++i]
      else quoted = !quoted
    } else if (char === separator && !quoted) {
      cells.push(cell)
      cell = ''
    } else cell += char
  }
  cells.push(cell)
  return cells
}
