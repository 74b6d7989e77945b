/** Reads files of fixes, piece by piece, into one trace. */
import { closeSync, openSync, readSync } from 'node:fs'
import type { ReadCounts } from '../shared/analysis/analyse.ts'
import type { FormatReader } from '../shared/formats/format.ts'
import { FormatError } from '../shared/formats/format.ts'
import { detectFormat, headLength } from '../shared/formats/registry.ts'
import type { Trace } from '../shared/trace/trace.ts'
import { TraceBuilder } from '../shared/trace/trace.ts'
import { CommandError } from './command-error.ts'

/** Bytes read at once: large enough for few calls, small beside the memory of what is read. */
const pieceBytes = 1024 * 1024

/** The fixes of all files as one trace. Throws CommandError that names the file which cannot be read, and why. */
export function readFiles(paths: readonly string[]): { trace: Trace; counts: ReadCounts } {
  const builder = new TraceBuilder()
  for (const path of paths) {
    const before = builder.length
    try {
      readFile(path, builder)
    } catch (error) {
      throw fileError(path, error)
    }
    if (builder.length === before) throw new CommandError(`${path}: no fix with a time and a position inside`)
  }
  const trace = builder.build()
  const read = builder.length + builder.invalid
  return { trace, counts: { read, invalid: builder.invalid, duplicate: builder.length - trace.length } }
}

function readFile(path: string, builder: TraceBuilder): void {
  const file = openSync(path, 'r')
  try {
    const decoder = new TextDecoder('utf-8')
    const piece = new Uint8Array(pieceBytes)
    let reader: FormatReader | undefined
    let head = ''
    for (let length = -1; length !== 0; ) {
      length = readSync(file, piece)
      const text = decoder.decode(piece.subarray(0, length), { stream: length > 0 })
      if (reader !== undefined) {
        reader.write(text)
        continue
      }
      head += text
      if (head.length < headLength && length > 0) continue
      reader = detectFormat(head.slice(0, headLength), path).reader(builder)
      reader.write(head)
    }
    reader?.end()
  } finally {
    closeSync(file)
  }
}

const systemReasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'is a directory',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
}

/** What kept a file from being read, as a line for the caller; anything else as it is. */
export function fileError(path: string, error: unknown): unknown {
  if (error instanceof FormatError) return new CommandError(`${path}: ${error.message}`, { cause: error })
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return error
  return new CommandError(`${path}: ${systemReasons[error.code] ?? `cannot be read (${error.code})`}`, {
    cause: error,
  })
}
