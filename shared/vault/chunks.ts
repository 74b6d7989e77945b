/** What raw and trips records hold, and how they are named: fixes by UTC day and source, trips by UTC month. */
import type { StayDocument, TripDocument } from '../analysis/document.ts'
import { decodeTrace, encodeTrace } from '../trace/codec.ts'
import { longitudeStep } from '../trace/geodesy.ts'
import type { Trace } from '../trace/trace.ts'
import { indexAt, mergeTraces, slice } from '../trace/trace.ts'
import { equalBytes } from './bytes.ts'
import type { RecordName, VaultRecords } from './records.ts'
import { decodeJson, encodeJson } from './records.ts'

const dayMs = 86_400_000

/** Source of fixes that came from files rather than from a device. */
export const importSource = 'import'

/** A trip as it rests in the vault: it keeps the id of the factor set that its footprint was computed from. */
export interface StoredTrip extends TripDocument {
  readonly factors: string
}

/** The stays and trips of one UTC month, by their start. */
export interface TripsChunk {
  readonly schema: 'sillage/trips@1'
  readonly stays: readonly StayDocument[]
  readonly trips: readonly StoredTrip[]
}

/** Messages that gave no fix, as they came, by the hash of what they hold. */
export const unreadPrefix = 'raw/unread/'
export const unreadName = (hash: string): RecordName => `raw/unread/${hash}`

const dayOf = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10)
const rawName = (day: string, source: string): RecordName => `raw/${day}/${source}`
/** The record of the month in which a trip starts (ISO 8601, UTC). */
export const tripsName = (startIso: string): RecordName => `trips/${startIso.slice(0, 7)}`

/** What adding fixes changed. */
export interface RawChange {
  readonly put: Map<RecordName, Uint8Array>
  /** Fixes that were not in the vault yet. */
  readonly added: number
  /** Time of the oldest fix among the changed days' arrivals; Infinity when nothing changed. */
  readonly oldestMs: number
}

/** The raw records that change when `trace` from `source` is added. Fixes that are already there change nothing. */
async function addFixes(records: VaultRecords, source: string, trace: Trace): Promise<RawChange> {
  const days = splitByDay(trace)
  const stored = await records.read([...days.keys()].map((day) => rawName(day, source)))
  const put = new Map<RecordName, Uint8Array>()
  let added = 0
  let oldestMs = Number.POSITIVE_INFINITY
  for (const [day, arrivals] of days) {
    const name = rawName(day, source)
    const before = stored.get(name)
    const old = before && decodeTrace(before)
    const merged = mergeTraces(old ? [old, arrivals] : [arrivals])
    const content = encodeTrace(merged)
    if (before && equalBytes(before, content)) continue
    put.set(name, content)
    added += merged.length - (old?.length ?? 0)
    oldestMs = Math.min(oldestMs, arrivals.timeMs[0]!)
  }
  return { put, added, oldestMs }
}

/** The same for several sources at once. */
export async function addTraces(
  records: VaultRecords,
  traces: ReadonlyMap<string, Trace>,
): Promise<RawChange> {
  const put = new Map<RecordName, Uint8Array>()
  let added = 0
  let oldestMs = Number.POSITIVE_INFINITY
  for (const [source, trace] of traces) {
    const change = await addFixes(records, source, trace)
    for (const [name, content] of change.put) put.set(name, content)
    added += change.added
    oldestMs = Math.min(oldestMs, change.oldestMs)
  }
  return { put, added, oldestMs }
}

/** All fixes from `fromMs` on, of every source, with `pending` in place of what is stored under the same names. */
export async function fixesSince(
  records: VaultRecords,
  fromMs: number,
  pending: ReadonlyMap<RecordName, Uint8Array>,
): Promise<Trace> {
  const first = fromMs === Number.NEGATIVE_INFINITY ? '' : `raw/${dayOf(fromMs)}`
  const names = records.names('raw/').filter((name) => isFixes(name) && name >= first && !pending.has(name))
  const stored = await records.read(names)
  const fresh = [...pending].filter(([name]) => isFixes(name) && name >= first)
  const contents = [...stored, ...fresh].sort(([a], [b]) => (a < b ? -1 : 1))
  const all = mergeTraces(contents.map(([, content]) => decodeTrace(content)))
  return slice(all, indexAt(all, fromMs), all.length)
}

/** Where the owner was at an instant, between the fixes around it; undefined when no fix of a minute or less is near. */
export async function positionAt(
  records: VaultRecords,
  timeMs: number,
): Promise<{ lat: number; lon: number } | undefined> {
  const days = new Set([timeMs - nearFixMs, timeMs + nearFixMs].map(dayOf))
  const names = records.names('raw/').filter((name) => isFixes(name) && days.has(name.slice(4, 14)))
  const contents = await records.read(names)
  const trace = mergeTraces([...contents.values()].map(decodeTrace))
  const after = indexAt(trace, timeMs)
  const [before, next] = [Math.max(0, after - 1), Math.min(after, trace.length - 1)]
  const isNear = (i: number): boolean => Math.abs((trace.timeMs[i] ?? Infinity) - timeMs) <= nearFixMs
  if (trace.length === 0 || !isNear(before) || !isNear(next)) return undefined
  const stepMs = trace.timeMs[next]! - trace.timeMs[before]!
  const share = stepMs > 0 ? (timeMs - trace.timeMs[before]!) / stepMs : 0
  const [lat, lon] = [trace.latDeg[before]!, trace.lonDeg[before]!]
  return {
    lat: lat + share * (trace.latDeg[next]! - lat),
    lon: lon + share * longitudeStep(lon, trace.lonDeg[next]!),
  }
}

/** The fixes of all sources of the days that touch a span, ms; both ends included. */
export async function fixesBetween(records: VaultRecords, startMs: number, endMs: number): Promise<Trace> {
  const [first, last] = [dayOf(startMs), dayOf(endMs)]
  const names = records.names('raw/').filter((name) => {
    const day = name.slice(4, 14)
    return isFixes(name) && day >= first && day <= last
  })
  const contents = await records.read(names)
  const all = mergeTraces([...contents.values()].map(decodeTrace))
  return slice(all, indexAt(all, startMs), indexAt(all, endMs + 1))
}

/** A position farther in time than this says little of where one was, ms. */
const nearFixMs = 60_000

/** The names of all records of fixes: raw/, the UTC day, the source. */
export const fixesNames = (records: VaultRecords): RecordName[] => records.names('raw/').filter(isFixes)

const isFixes = (name: RecordName): boolean => name.startsWith('raw/') && !name.startsWith(unreadPrefix)

/** A month as the content of its record. */
export const encodeTripsChunk = (chunk: TripsChunk): Uint8Array => encodeJson(chunk)

/** Trips chunks by name, for months from `fromMonth` (as 2026-05) on. */
export async function tripsChunks(
  records: VaultRecords,
  fromMonth = '',
): Promise<Map<RecordName, TripsChunk>> {
  const names = records.names('trips/').filter((name) => name >= `trips/${fromMonth}`)
  const contents = await records.read(names)
  return new Map([...contents].map(([name, content]) => [name, decodeJson(content) as TripsChunk]))
}

function splitByDay(trace: Trace): Map<string, Trace> {
  const days = new Map<string, Trace>()
  for (let start = 0; start < trace.length; ) {
    const nextDayMs = (Math.floor(trace.timeMs[start]! / dayMs) + 1) * dayMs
    const end = indexAt(trace, nextDayMs)
    days.set(dayOf(trace.timeMs[start]!), slice(trace, start, end))
    start = end
  }
  return days
}
