/** Every file format that can be read. A new one is a file beside this and a line here. */
import { csv } from './csv.ts'
import type { Format } from './format.ts'
import { FormatError } from './format.ts'
import { geojson } from './geojson.ts'
import { gpx } from './gpx.ts'

export const formats: readonly Format[] = [gpx, geojson, csv]

/** Characters of a file's beginning that are enough to tell its format. */
export const headLength = 4096

/**
 * The format of a file whose text begins with `head`. Content decides; the name is only passed on to formats that have
 * nothing better. Throws FormatError `empty` or `unknown-format`.
 */
export function detectFormat(head: string, fileName: string): Format {
  if (/^[\uFEFF\s]*$/.test(head)) throw new FormatError('empty', 'the file is empty')
  const format = formats.find((candidate) => candidate.detect(head, fileName))
  if (format === undefined)
    throw new FormatError(
      'unknown-format',
      `not a format that can be read (${formats.map(({ label }) => label).join(', ')})`,
    )
  return format
}
