/** Reads a file in pieces, so that a large one never stands whole in memory as text. */
import { FormatError } from '../../shared/formats/format.ts'
import { detectFormat } from '../../shared/formats/registry.ts'
import type { Trace } from '../../shared/trace/trace.ts'
import { TraceBuilder } from '../../shared/trace/trace.ts'

const headBytes = 4096
const pieceBytes = 1 << 20

/** The fixes of a file. Throws FormatError, which says in one line what is wrong with it. */
export async function readTraceFile(
  file: File,
  onProgress: (done: number, total: number) => void,
): Promise<{ trace: Trace; read: number; invalid: number }> {
  const builder = new TraceBuilder()
  const head = await file.slice(0, headBytes).text()
  const reader = detectFormat(head, file.name).reader(builder)
  const decoder = new TextDecoder()
  for (let at = 0; at < file.size; at += pieceBytes) {
    const bytes = await file.slice(at, at + pieceBytes).arrayBuffer()
    reader.write(decoder.decode(bytes, { stream: true }))
    onProgress(Math.min(at + pieceBytes, file.size), file.size)
  }
  reader.write(decoder.decode())
  reader.end()
  if (builder.length === 0)
    throw new FormatError('no-fix', 'The file holds no fix with a time and a position.')
  return { trace: builder.build(), read: builder.length + builder.invalid, invalid: builder.invalid }
}
