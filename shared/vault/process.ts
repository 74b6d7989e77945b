/**
 * process(): what waits in the inbox becomes records. The same function runs in the server's child process and in the
 * browser's worker, over the same interface, and writes the same plaintext.
 *
 * It is incremental: it recomputes from the last settled stay before the oldest new fix. It is idempotent: the records
 * are a function of the set of fixes, whatever the order, the chunks and the repetitions in which they came.
 */

import type { StayDocument } from '../analysis/document.ts'
import { stayDocuments, tripDocuments } from '../analysis/documents.ts'
import { Refusal } from '../api/refusal.ts'
import type { Aids } from '../engine/aids.ts'
import type { ModeModel } from '../engine/model/mode-model.ts'
import { settledStays } from '../engine/restart.ts'
import { segment } from '../engine/segment.ts'
import type { FactorSet } from '../footprint/factor.ts'
import { phoneById } from '../phones/registry.ts'
import type { Trace } from '../trace/trace.ts'
import { TraceBuilder } from '../trace/trace.ts'
import { equalBytes, toBase64 } from './bytes.ts'
import type { StoredTrip, TripsChunk } from './chunks.ts'
import {
  addTraces,
  encodeTripsChunk,
  fixesSince,
  importSource,
  tripsChunks,
  tripsName,
  unreadName,
  unreadPrefix,
} from './chunks.ts'
import type { InboxMessage } from './inbox.ts'
import { openInboxItem } from './inbox.ts'
import type { AccessKeys } from './keys.ts'
import type { RecordName } from './records.ts'
import { encodeJson, VaultRecords } from './records.ts'
import type { Sodium } from './sodium.ts'
import type { VaultStore } from './store.ts'

/** Where the work stands; `done` and `total` count what the step is about: items, fixes or records. */
export interface ProcessProgress {
  readonly step: 'open-inbox' | 'segment' | 'write'
  readonly done: number
  readonly total: number
}

export interface ProcessContext {
  readonly sodium: Sodium
  readonly store: VaultStore
  readonly keys: AccessKeys
  readonly factors: FactorSet
  /** What may help the engine; server and browser must use the same. */
  readonly aids?: Aids
  readonly onProgress: (progress: ProcessProgress) => void
}

export interface ProcessResult {
  /** Fixes that were new to the vault. */
  readonly fixes: number
  /** Messages of phones that were no fix or could not be read. */
  readonly skipped: number
}

/** Inbox items that are taken over in one change. */
const inboxBatch = 2000
const attempts = 4

/** Drains the inbox into records. Throws Refusal `bad-vault-data` when something in the vault was tampered with. */
export async function process(context: ProcessContext): Promise<ProcessResult> {
  let fixes = 0
  let skipped = 0
  const total = await context.store.inboxCount()
  for (let taken = 0, done = false; !done; ) {
    const batch = await withRetries(async () => {
      const items = await context.store.inbox(0, inboxBatch)
      const opened = openItems(context, items)
      const result = await absorb(
        context,
        opened.traces,
        items.map((item) => item.id),
        opened.unread,
      )
      return { ...opened, count: items.length, fixes: result }
    })
    fixes += batch.fixes
    skipped += batch.skipped
    taken += batch.count
    done = batch.count === 0
    context.onProgress({ step: 'open-inbox', done: taken, total: Math.max(total, taken) })
  }
  return { fixes, skipped }
}

/** Adds the fixes of imported files. Returns how many were new; the same file again is none. */
export async function addImported(context: ProcessContext, trace: Trace): Promise<number> {
  return withRetries(() => absorb(context, new Map([[importSource, trace]]), []))
}

/** Another writer may move the vault's head between reading and writing; then the work is done again on the new state. */
export async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'conflict') || attempt === attempts) throw error
    }
  }
}

function openItems(context: ProcessContext, items: Awaited<ReturnType<VaultStore['inbox']>>) {
  const builders = new Map<string, TraceBuilder>()
  const unread = new Map<RecordName, Uint8Array>()
  let skipped = 0
  for (const item of items) {
    const message = openInboxItem(context.sodium, context.keys, item)
    const reading = phoneById(message.phone)?.decode(message)
    skipped += reading?.skipped ?? 1
    if (!reading || (reading.skipped > 0 && reading.fixes.length === 0)) keepUnread(context, message, unread)
    const builder = builders.get(item.deviceId) ?? new TraceBuilder()
    builders.set(item.deviceId, builder)
    for (const fix of reading?.fixes ?? []) builder.add(fix)
  }
  const traces = new Map([...builders].map(([device, builder]) => [device, builder.build()]))
  return { traces, skipped, unread }
}

/** A message that gave no fix is kept as it came: a later decoder may read it, and what was acknowledged is never lost. */
function keepUnread(
  context: ProcessContext,
  message: InboxMessage,
  unread: Map<RecordName, Uint8Array>,
): void {
  const { phone, contentType, contentEncoding, body } = message
  const content = encodeJson({ phone, contentType, contentEncoding, body: toBase64(body) })
  unread.set(unreadName(context.sodium.crypto_generichash(16, content, null, 'hex')), content)
}

async function absorb(
  context: ProcessContext,
  traces: ReadonlyMap<string, Trace>,
  drained: string[],
  unread: ReadonlyMap<RecordName, Uint8Array> = new Map(),
): Promise<number> {
  const records = await VaultRecords.open(context.sodium, context.store, context.keys)
  const { put, added, oldestMs } = await addTraces(records, traces)
  if (put.size === 0 && drained.length === 0) return 0
  if (put.size > 0)
    for (const [name, content] of await tripsFrom(context, records, put, oldestMs)) put.set(name, content)
  const known = new Set(records.names(unreadPrefix))
  for (const [name, content] of unread) if (!known.has(name)) put.set(name, content)
  context.onProgress({ step: 'write', done: 0, total: put.size })
  await records.write({ put, drained })
  context.onProgress({ step: 'write', done: put.size, total: put.size })
  return added
}

/** The trips records that change when fixes from `oldestMs` on are new; `pending` holds the raw records to be written. */
export async function tripsFrom(
  context: ProcessContext,
  records: VaultRecords,
  pending: ReadonlyMap<RecordName, Uint8Array>,
  oldestMs: number,
): Promise<Map<RecordName, Uint8Array>> {
  const chunks = await tripsChunks(records)
  const model = await modelOf(context)
  const restartMs = restartTime(chunks, oldestMs, model)
  const trace = await fixesSince(records, restartMs, pending)
  context.onProgress({ step: 'segment', done: 0, total: trace.length })
  const segmentation = segment(trace, model, context.aids?.network)
  const stays = stayDocuments(segmentation)
  const factors = context.factors.id
  const trips = tripDocuments(segmentation, context.factors).map((trip) => ({ ...trip, factors }))
  context.onProgress({ step: 'segment', done: trace.length, total: trace.length })
  return changedChunks(chunks, { stays, trips, restartMs })
}

/** The operator's model, or the shipped one, which browsers load only when they compute. */
async function modelOf({ aids }: ProcessContext): Promise<ModeModel> {
  return aids?.model ?? (await import('../engine/model/shipped-model.ts')).shippedModel()
}

function restartTime(
  chunks: ReadonlyMap<RecordName, TripsChunk>,
  oldestMs: number,
  { pauseMin }: ModeModel,
): number {
  const stays = [...chunks.values()]
    .flatMap((chunk) => chunk.stays)
    .map((stay) => ({
      foundMs: Date.parse(stay.found ?? stay.start),
      startMs: Date.parse(stay.start),
      endMs: Date.parse(stay.end),
      latDeg: stay.lat,
      lonDeg: stay.lon,
    }))
    .sort((a, b) => a.startMs - b.startMs)
  return settledStays(stays, oldestMs, pauseMin)?.foundMs ?? Number.NEGATIVE_INFINITY
}

interface Fresh {
  readonly stays: readonly StayDocument[]
  readonly trips: readonly StoredTrip[]
  readonly restartMs: number
}

/** What was before the restart stays as it is; what starts at or after it is replaced by what was computed now. */
function changedChunks(old: ReadonlyMap<RecordName, TripsChunk>, fresh: Fresh): Map<RecordName, Uint8Array> {
  const before = ({ start }: { start: string }) => Date.parse(start) < fresh.restartMs
  const months = new Set([
    ...old.keys(),
    ...[...fresh.stays, ...fresh.trips].map(({ start }) => tripsName(start)),
  ])
  const changed = new Map<RecordName, Uint8Array>()
  for (const name of [...months].sort()) {
    const previous = old.get(name)
    const chunk: TripsChunk = {
      schema: 'sillage/trips@1',
      stays: [
        ...(previous?.stays.filter(before) ?? []),
        ...fresh.stays.filter(({ start }) => tripsName(start) === name),
      ],
      trips: [
        ...(previous?.trips.filter(before) ?? []),
        ...fresh.trips.filter(({ start }) => tripsName(start) === name),
      ],
    }
    const content = encodeTripsChunk(chunk)
    if (!previous || !equalBytes(encodeTripsChunk(previous), content)) changed.set(name, content)
  }
  return changed
}
