/** Records as files of an archive and back: each as JSON that names its schema. Fixes are columns, as in a trace. */
import type { z } from 'zod'
import { readEdits } from '../analysis/edits/registry.ts'
import { ownStudiesName } from '../research/own-studies.ts'
import { decodeTrace, encodeTrace } from '../trace/codec.ts'
import type { Trace } from '../trace/trace.ts'
import { emptyTrace, hints, mergeTraces, perUnit } from '../trace/trace.ts'
import { fromUtf8, utf8 } from '../vault/bytes.ts'
import { unreadPrefix } from '../vault/chunks.ts'
import { editsName, takenBackName } from '../vault/edit-sets.ts'
import type { RecordName } from '../vault/records.ts'
import { decodeJson, encodeJson } from '../vault/records.ts'
import { collections } from '../vault/store.ts'
import { ArchiveFault, damaged } from './fault.ts'
import type { FixesFile } from './shapes.ts'
import {
  editsShape,
  fixesShape,
  otherShape,
  placeEditsShape,
  settingsShape,
  studiesShape,
  takenBackShape,
  tripsShape,
  unreadShape,
} from './shapes.ts'

const folder = 'records/'
const dayMs = 86_400_000
const namePattern = new RegExp(`^(?:${collections.join('|')})/[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*$`)
const fixesPattern = /^raw\/(\d{4}-\d{2}-\d{2})\/([^/]+)$/

/** The name of the file that holds a record. */
export const fileNameOf = (name: RecordName): string => `${folder}${name}.json`

/** The record that a file holds; undefined for a file of another sort. */
export function recordNameOf(fileName: string): RecordName | undefined {
  const name = fileName.slice(folder.length, -'.json'.length)
  return fileName === `${folder}${name}.json` && namePattern.test(name) ? (name as RecordName) : undefined
}

/** Whether the record holds fixes. */
export const isFixes = (name: RecordName): boolean =>
  fixesPattern.test(name) && !name.startsWith(unreadPrefix)

/** A record's file. Throws RangeError for a name that no file can have. */
export function recordFile(name: RecordName, content: Uint8Array): Uint8Array {
  if (!namePattern.test(name)) throw new RangeError('a record whose name cannot be that of a file')
  return utf8(`${JSON.stringify(readable(name, content))}\n`)
}

function readable(name: RecordName, content: Uint8Array): unknown {
  const fixes = fixesPattern.exec(name)
  if (fixes && isFixes(name)) return columnsOf(fixes[1]!, fixes[2]!, decodeTrace(content))
  const value = decodeJson(content)
  if (name.startsWith('trips/')) return value
  if (name.startsWith(unreadPrefix)) return { schema: 'sillage/unread@1', message: value }
  if (name === editsName) return { schema: 'sillage/edits@1', edits: readEdits(value) }
  if (name === takenBackName) return { schema: 'sillage/taken-back@1', ids: value }
  if (name === 'edits/places') return { schema: 'sillage/place-edits@1', edits: value }
  if (name === 'settings/all') return { schema: 'sillage/settings@1', settings: value }
  return { schema: otherSchema(name), content: value }
}

const otherSchema = (name: RecordName): string => `sillage/${name.slice(0, name.indexOf('/'))}-record@1`

/** What a file says of a record: its fixes, or what `decodeJson` gave of its content. */
export type FiledRecord =
  | { readonly name: RecordName; readonly source: string; readonly trace: Trace }
  | { readonly name: RecordName; readonly value: unknown }

/** Reads a record's file. Throws ArchiveFault `archive-version` on another schema, `archive-damaged` on what makes no sense. */
export function readRecordFile(name: RecordName, file: Uint8Array): FiledRecord {
  const json = parse(file)
  const fixes = fixesPattern.exec(name)
  if (fixes && isFixes(name)) {
    const columns = checked(fixesShape, json)
    if (columns.day !== fixes[1] || columns.source !== fixes[2]) throw damaged('fixes under another name')
    return { name, source: columns.source, trace: traceOf(columns) }
  }
  if (name.startsWith('trips/')) return { name, value: tripsOf(name, json) }
  if (name.startsWith(unreadPrefix)) return { name, value: asWritten(unreadShape, json).message }
  if (name === editsName) return { name, value: editsOf(editsShape, json) }
  if (name === takenBackName) return { name, value: asWritten(takenBackShape, json).ids }
  if (name === 'edits/places') return { name, value: editsOf(placeEditsShape, json) }
  if (name === 'settings/all') return { name, value: asWritten(settingsShape, json).settings }
  if (name === ownStudiesName) return { name, value: asWritten(studiesShape, json).content }
  const other = asWritten(otherShape, json)
  if (other.schema !== otherSchema(name)) throw foreign()
  return { name, value: other.content }
}

/** The content of the record as the vault holds it. */
export const recordContent = (record: FiledRecord): Uint8Array =>
  'trace' in record ? encodeTrace(record.trace) : encodeJson(record.value)

function tripsOf(name: RecordName, json: unknown): unknown {
  const chunk = checked(tripsShape, json)
  const inMonth = ({ start }: { start: string }): boolean => name === `trips/${start.slice(0, 7)}`
  if (!chunk.stays.every(inMonth) || !chunk.trips.every(inMonth)) throw damaged('trips of another month')
  return json
}

function editsOf(shape: typeof editsShape | typeof placeEditsShape, json: unknown): unknown {
  const { edits } = asWritten(shape, json)
  if (new Set(edits.map(({ id }) => id)).size !== edits.length) throw damaged('two edits of one name')
  return edits
}

function columnsOf(day: string, source: string, trace: Trace): FixesFile {
  const known = (column: Float32Array, scale: number): (number | null)[] =>
    Array.from(column, (value) => (Number.isNaN(value) ? null : Math.round(value * scale) / scale))
  return {
    schema: 'sillage/fixes@1',
    day,
    source,
    timeMs: [...trace.timeMs],
    latDeg: [...trace.latDeg],
    lonDeg: [...trace.lonDeg],
    accuracyM: known(trace.accuracyM, perUnit.accuracyM),
    speedMps: known(trace.speedMps, perUnit.speedMps),
    altitudeM: known(trace.altitudeM, perUnit.altitudeM),
    hint: Array.from(trace.hint, (index) => hints[index]!),
  }
}

/** The trace of the columns; they must be what a vault holds: whole, of one day, on the grid, each fix once. */
function traceOf({ schema: _, day, source: __, ...columns }: FixesFile): Trace {
  const count = columns.timeMs.length
  if (Object.values(columns).some(({ length }) => length !== count))
    throw damaged('columns of unequal length')
  const trace = emptyTrace(count)
  for (let i = 0; i < count; i++) {
    trace.timeMs[i] = columns.timeMs[i]!
    trace.latDeg[i] = onGrid(columns.latDeg[i]!, perUnit.latDeg)
    trace.lonDeg[i] = onGrid(columns.lonDeg[i]!, perUnit.lonDeg)
    trace.accuracyM[i] = onGrid(columns.accuracyM[i]!, perUnit.accuracyM)
    trace.speedMps[i] = onGrid(columns.speedMps[i]!, perUnit.speedMps)
    trace.altitudeM[i] = onGrid(columns.altitudeM[i]!, perUnit.altitudeM)
    trace.hint[i] = hints.indexOf(columns.hint[i]!)
  }
  const firstMs = Date.parse(day)
  if (trace.timeMs.some((timeMs) => timeMs < firstMs || timeMs >= firstMs + dayMs))
    throw damaged('a fix of another day')
  const merged = mergeTraces([trace])
  if (merged.length !== count) throw damaged('a fix that is there twice')
  return merged
}

/** Adding zero turns −0 into 0: one number, one form. */
const onGrid = (value: number | null, scale: number): number =>
  value === null ? Number.NaN : (Math.round(value * scale) + 0) / scale

function parse(file: Uint8Array): unknown {
  try {
    return JSON.parse(fromUtf8(file))
  } catch (cause) {
    throw damaged('a record is not JSON', cause)
  }
}

/** The value, if it is of this shape; a schema that is not known is another version's. */
function checked<T extends z.ZodType>(shape: T, json: unknown): z.output<T> {
  const result = shape.safeParse(json)
  if (result.success) return result.data
  const isForeign = result.error.issues.some(({ path }) => path[0] === 'schema')
  throw isForeign ? foreign() : damaged('a record makes no sense')
}

/** The same, untouched: a checked copy has its keys in another order, and would not be the record that it was. */
function asWritten<T extends z.ZodType>(shape: T, json: unknown): z.output<T> {
  checked(shape, json)
  return json as z.output<T>
}

const foreign = (): ArchiveFault =>
  new ArchiveFault('archive-version', 'This archive holds records of a version that is not read here.')
