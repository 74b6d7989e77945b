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
  readonly put: ReadonlyMap<RecordName, Uint8Array>
  /** Fixes that were not in the vault yet. */
  readonly added: number
  /** Time of the oldest fix among the changed days' arrivals; Infinity when nothing changed. */
  readonly oldestMs: number
}

/** What adding nothing changes. */
export const noChange: RawChange = { put: new Map(), added: 0, oldestMs: Number.POSITIVE_INFINITY }

/** The raw records that change when `traces`, by source, are added after `before`, which is not written yet. */
export async function addTraces(
  records: VaultRecords,
  traces: ReadonlyMap<string, Trace>,
  before = noChange,
): Promise<RawChange> {
  const put = new Map(before.put)
  let { added, oldestMs } = before
  for (const [source, trace] of traces) {
    const days = splitByDay(trace)
    const names = [...days.keys()].map((day) => rawName(day, source))
    const stored = await records.read(names.filter((name) => !put.has(name)))
    for (const [day, arrivals] of days) {
      const name = rawName(day, source)
      const known = put.get(name) ?? stored.get(name)
      const old = known && decodeTrace(known)
      const merged = mergeTraces(old ? [old, arrivals] : [arrivals])
      const content = encodeTrace(merged)
      if (known && equalBytes(known, content)) continue
      put.set(name, content)
      added += merged.length - (old?.length ?? 0)
      oldestMs = Math.min(oldestMs, arrivals.timeMs[0]!)
    }
  }
  return { put, added, oldestMs }
}

/** Fixes of every source from an instant on, up to the end of a day. */
export interface FixesFrom {
  readonly trace: Trace
  /** Start of the next day of which there are fixes; undefined when there is none. */
  readonly nextMs: number | undefined
  /** Days of these fixes, and of all from the instant on. */
  readonly done: number
  readonly total: number
}

/**
 * Fixes of every source from `fromMs` on, day by day until there are `least` of them, with `pending` in place of what is
 * stored under the same names.
 */
export async function fixesFrom(
  records: VaultRecords,
  fromMs: number,
  pending: ReadonlyMap<RecordName, Uint8Array>,
  least: number,
): Promise<FixesFrom> {
  const first = fromMs === Number.NEGATIVE_INFINITY ? '' : `raw/${dayOf(fromMs)}`
  const names = new Set([...records.names('raw/'), ...pending.keys()])
  const days = byDay([...names].filter((name) => isFixes(name) && name >= first).sort())
  const traces: Trace[] = []
  let fixes = 0
  let done = 0
  for (let ahead = daysAtOnce; done < days.length && fixes < least; ahead *= 2) {
    const some = days.slice(done, done + ahead)
    const stored = await records.read(some.flat().filter((name) => !pending.has(name)))
    for (let n = 0; n < some.length && fixes < least; n++, done++)
      for (const name of some[n]!) {
        const trace = decodeTrace(pending.get(name) ?? stored.get(name)!)
        traces.push(trace)
        fixes += trace.length
      }
  }
  const all = mergeTraces(traces)
  const next = days[done]?.[0]
  return {
    trace: slice(all, indexAt(all, fromMs), all.length),
    nextMs: next === undefined ? undefined : Date.parse(dayIn(next)),
    done,
    total: days.length,
  }
}

/** How many days are read together at first, then twice as many each time: few days may hold all that is asked for. */
const daysAtOnce = 4

/** Sorted names of fixes, those of a day together. */
function byDay(names: readonly RecordName[]): RecordName[][] {
  const days: RecordName[][] = []
  for (const name of names) {
    const last = days.at(-1)
    if (last !== undefined && dayIn(last[0]!) === dayIn(name)) last.push(name)
    else days.push([name])
  }
  return days
}

/** The UTC day in the name of fixes. */
const dayIn = (name: RecordName): string => name.slice(4, 14)

/** Where the owner was at an instant, between the fixes around it; undefined when no fix of a minute or less is near. */
export async function positionAt(
  records: VaultRecords,
  timeMs: number,
): Promise<{ lat: number; lon: number } | undefined> {
  const days = new Set([timeMs - nearFixMs, timeMs + nearFixMs].map(dayOf))
  const names = records.names('raw/').filter((name) => isFixes(name) && days.has(dayIn(name)))
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
    return isFixes(name) && dayIn(name) >= first && dayIn(name) <= last
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
