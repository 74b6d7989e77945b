/** A file format that can be read: one file per format, one line in the registry. */
import type { TraceBuilder } from '../trace/trace.ts'

export interface Format {
  readonly id: string
  readonly label: string
  readonly extensions: readonly string[]
  /** Whether the file's first bytes, as text, look like this format. */
  detect(head: string, fileName: string): boolean
  /** A reader fed with text in pieces of any size; fixes go into `builder`. Throws FormatError on what it cannot read. */
  reader(builder: TraceBuilder): FormatReader
}

export interface FormatReader {
  write(text: string): void
  end(): void
}

/** The file is not what it says it is, or holds no fix; the message is one line for a person, without file content. */
export class FormatError extends Error {
  readonly code: 'unknown-format' | 'empty' | 'malformed' | 'no-fix'
  constructor(code: FormatError['code'], message: string, options?: { cause: unknown }) {
    super(message, options)
    this.name = 'FormatError'
    this.code = code
  }
}
