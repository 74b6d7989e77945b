/** Reads text as a file would be read: its format found by content, in pieces of a given length. */
import { detectFormat } from '../../../shared/formats/registry.ts'
import type { Trace } from '../../../shared/trace/trace.ts'
import { TraceBuilder } from '../../../shared/trace/trace.ts'

export function readText(
  text: string,
  pieceLength = text.length,
): { trace: Trace; invalid: number; format: string } {
  const builder = new TraceBuilder()
  const format = detectFormat(text, 'file')
  const reader = format.reader(builder)
  for (let at = 0; at < text.length; at += pieceLength) reader.write(text.slice(at, at + pieceLength))
  reader.end()
  return { trace: builder.build(), invalid: builder.invalid, format: format.id }
}
