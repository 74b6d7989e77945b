/** Reads a file in pieces, so that a large one never stands whole in memory, neither as text nor as fixes. */
import { FormatError } from '../../shared/formats/format.ts'
import { detectFormat } from '../../shared/formats/registry.ts'
import type { Trace } from '../../shared/trace/trace.ts'
import { TraceBuilder } from '../../shared/trace/trace.ts'

const headBytes = 4096
const pieceBytes = 1 << 20
/** Fixes that are handed on together: some 4 MB. */
const pieceFixes = 100_000

/** What a file was found to hold. */
export interface FileCounts {
  /** Fixes, those without a possible time or position among them. */
  read: number
  invalid: number
}

/**
 * The fixes of a file, piece by piece, counted into `counts` from nothing on. Throws FormatError, which says in one line
 * what is wrong with the file, when it comes to that.
 */
export async function* tracesIn(
  file: File,
  counts: FileCounts,
  onProgress: (done: number, total: number) => void,
): AsyncGenerator<Trace> {
  const builder = new TraceBuilder()
  const head = await file.slice(0, headBytes).text()
  const reader = detectFormat(head, file.name).reader(builder)
  const decoder = new TextDecoder()
  let valid = 0
  const taken = (): Trace => {
    valid += builder.length
    counts.read = valid + builder.invalid
    counts.invalid = builder.invalid
    return builder.take()
  }
  for (let at = 0; at < file.size; at += pieceBytes) {
    const bytes = await file.slice(at, at + pieceBytes).arrayBuffer()
    reader.write(decoder.decode(bytes, { stream: true }))
    if (builder.length >= pieceFixes) yield taken()
    onProgress(Math.min(at + pieceBytes, file.size), file.size)
  }
  reader.write(decoder.decode())
  reader.end()
  yield taken()
  if (valid === 0) throw new FormatError('no-fix', 'The file holds no fix with a time and a position.')
}
