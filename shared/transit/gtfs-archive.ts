/** The tables of a GTFS archive: found by name, decoded, read row by row, with a report of each. */
import { CsvRows } from './csv-rows.ts'
import type { FileReport } from './feed.ts'
import type { ByteSource, ZipEntry } from './zip.ts'
import { readEntry, zipEntries } from './zip.ts'

/** Takes the values of the wanted columns, '' where empty, in the order asked for; answers why the row is left out. */
export type OnRow = (values: readonly string[]) => string | undefined

/** Files that hold names of every kind; their bytes tell how the feed is encoded. */
const namingFiles = ['routes.txt', 'stops.txt', 'agency.txt']

export class GtfsArchive {
  readonly files: FileReport[] = []
  readonly encoding: 'utf-8' | 'windows-1252'
  readonly #source: ByteSource
  readonly #entries: ReadonlyMap<string, ZipEntry>

  /** Throws nothing: what is no archive has no files. */
  constructor(source: ByteSource) {
    this.#source = source
    this.#entries = new Map(zipEntries(source).map((entry) => [baseName(entry.name), entry]))
    this.encoding = namingFiles.every((file) => this.#isUtf8(file)) ? 'utf-8' : 'windows-1252'
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0
  }

  /** Reads a table; `needed` columns must be there, `optional` ones may be. */
  read(file: string, needed: readonly string[], optional: readonly string[], onRow: OnRow): void {
    const entry = this.#entries.get(file)
    const skipped: Record<string, number> = {}
    let rows = 0
    let missing: readonly string[] = []
    const table = new Table(needed, optional, (values) => {
      rows++
      const reason = onRow(values)
      if (reason !== undefined) skipped[reason] = (skipped[reason] ?? 0) + 1
    })
    let whole = false
    if (entry !== undefined) {
      whole = this.#readText(entry, (text) => table.write(text))
      table.end()
      missing = table.missing
    }
    this.files.push({ file, found: entry !== undefined, rows, skipped, missing, whole })
  }

  #readText(entry: ZipEntry, onText: (text: string) => void): boolean {
    const decoder = new TextDecoder(this.encoding)
    const whole = readEntry(this.#source, entry, (bytes) => onText(decoder.decode(bytes, { stream: true })))
    onText(decoder.decode())
    return whole
  }

  #isUtf8(file: string): boolean {
    const entry = this.#entries.get(file)
    if (entry === undefined) return true
    const decoder = new TextDecoder('utf-8', { fatal: true })
    let isUtf8 = true
    readEntry(this.#source, entry, (bytes) => {
      isUtf8 &&= decodes(decoder, bytes)
    })
    return isUtf8
  }
}

function decodes(decoder: TextDecoder, bytes: Uint8Array): boolean {
  try {
    decoder.decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

/** Files may lie in a folder of the archive, and names may be in capitals. */
const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase()

/** Picks the wanted columns by the names in the first row. */
class Table {
  missing: readonly string[]
  readonly #names: readonly string[]
  readonly #needed: readonly string[]
  readonly #onRow: (values: readonly string[]) => void
  readonly #rows = new CsvRows((fields) => this.#take(fields))
  readonly #values: string[]
  #columns: readonly number[] | undefined

  constructor(
    needed: readonly string[],
    optional: readonly string[],
    onRow: (values: readonly string[]) => void,
  ) {
    this.#needed = needed
    this.#names = [...needed, ...optional]
    this.#values = this.#names.map(() => '')
    this.#onRow = onRow
    this.missing = needed
  }

  write(text: string): void {
    this.#rows.write(text)
  }

  end(): void {
    this.#rows.end()
  }

  #take(fields: string[]): void {
    if (this.#columns === undefined) {
      const header = fields.map((name) => name.trim().toLowerCase())
      this.#columns = this.#names.map((name) => header.indexOf(name))
      this.missing = this.#needed.filter((name) => !header.includes(name))
      return
    }
    if (this.missing.length > 0) return
    for (let n = 0; n < this.#columns.length; n++) this.#values[n] = fields[this.#columns[n]!]?.trim() ?? ''
    this.#onRow(this.#values)
  }
}
