/** Rows of a CSV table (RFC 4180) out of text that comes in pieces: quotes, line ends of all kinds, a byte order mark. */

/** Longer rows are no rows: a quote was never closed, or the file is no table. Characters. */
const longestRow = 64 * 1024

export class CsvRows {
  readonly #onRow: (fields: string[]) => void
  #rest = ''
  #started = false

  constructor(onRow: (fields: string[]) => void) {
    this.#onRow = onRow
  }

  write(text: string): void {
    let all = this.#rest + text
    if (!this.#started && all.length > 0) {
      this.#started = true
      if (all.startsWith('\uFEFF')) all = all.slice(1)
    }
    let start = 0
    for (let end = all.indexOf('\n'); end >= 0; ) {
      const row = all.slice(start, end)
      if (hasOpenQuote(row) && row.length < longestRow) {
        end = all.indexOf('\n', end + 1)
        continue
      }
      this.#emit(row)
      start = end + 1
      end = all.indexOf('\n', start)
    }
    this.#rest = all.slice(start)
    if (this.#rest.length > 2 * longestRow) this.#rest = this.#rest.slice(0, longestRow)
  }

  end(): void {
    const rest = this.#rest
    this.#rest = ''
    for (const row of hasOpenQuote(rest) ? rest.split('\n') : [rest]) this.#emit(row)
  }

  #emit(row: string): void {
    const line = row.endsWith('\r') ? row.slice(0, -1) : row
    if (line !== '') this.#onRow(line.includes('"') ? quotedFields(line) : line.split(','))
  }
}

function hasOpenQuote(row: string): boolean {
  let isOpen = false
  for (let at = row.indexOf('"'); at >= 0; at = row.indexOf('"', at + 1)) isOpen = !isOpen
  return isOpen
}

function quotedFields(row: string): string[] {
  const fields: string[] = []
  let field = ''
  let quoted = false
  for (let k = 0; k < row.length; k++) {
    const char = row[k]!
    if (char === '"' && quoted && row[k + 1] === '"') {
      field += char
      k++
    } else if (char === '"') quoted = !quoted
    else if (char === ',' && !quoted) {
      fields.push(field)
      field = ''
    } else field += char
  }
  return [...fields, field]
}
