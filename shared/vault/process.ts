/**
 * process(): what waits in the inbox becomes records. The same function runs in the server's child process and in the
 * browser's worker, over the same interface, and writes the same plaintext.
 *
 * It is incremental: it recomputes from the last settled stay before the oldest new fix. It is idempotent: the records
 * are a function of the set of fixes, whatever the order, the chunks and the repetitions in which they came.
 */

import { Refusal } from '../api/refusal.ts'
import { phoneById } from '../phones/registry.ts'
import type { Trace } from '../trace/trace.ts'
import { TraceBuilder } from '../trace/trace.ts'
import { toBase64 } from './bytes.ts'
import type { RawChange } from './chunks.ts'
import { addTraces, importSource, noChange, unreadName, unreadPrefix } from './chunks.ts'
import type { InboxMessage } from './inbox.ts'
import { openInboxItem } from './inbox.ts'
import type { ProcessContext } from './process-context.ts'
import type { RecordChange, RecordName } from './records.ts'
import { encodeJson, VaultRecords } from './records.ts'
import type { VaultStore } from './store.ts'
import { tripsFrom } from './trips-from.ts'

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

/**
 * Adds the fixes of imported files, which come in pieces so that a large file never stands in memory whole; they are asked
 * for again when another writer was in between. Returns how many were new; the same file again is none. Nothing is
 * written unless all pieces came. A history too long for one change is written as several; broken off, it is completed by
 * importing the file again.
 */
export async function addImported(
  context: ProcessContext,
  pieces: () => AsyncIterable<Trace> | Iterable<Trace>,
): Promise<number> {
  return withRetries(async () => {
    const records = await VaultRecords.open(context.sodium, context.store, context.keys)
    let change = noChange
    for await (const trace of pieces())
      change = await addTraces(records, new Map([[importSource, trace]]), change)
    return change.put.size === 0 ? 0 : write(context, records, change)
  })
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
  drained: readonly string[],
  unread: ReadonlyMap<RecordName, Uint8Array>,
): Promise<number> {
  const records = await VaultRecords.open(context.sodium, context.store, context.keys)
  const change = await addTraces(records, traces)
  if (change.put.size === 0 && drained.length === 0) return 0
  const known = new Set(records.names(unreadPrefix))
  const fresh = new Map([...unread].filter(([name]) => !known.has(name)))
  return write(context, records, change, { put: fresh, drained })
}

/** Writes fixes, what trips they make and what goes with them; returns how many fixes are new. */
async function write(
  context: ProcessContext,
  records: VaultRecords,
  { put: raw, added, oldestMs }: RawChange,
  beside: RecordChange = { put: new Map() },
): Promise<number> {
  const trips = raw.size > 0 ? await tripsFrom(context, records, raw, oldestMs) : []
  // Trips first: broken off between two changes, fixes lack, and when they come again all trips from there are computed again.
  const put = new Map([...trips, ...raw, ...beside.put])
  context.onProgress({ step: 'write', done: 0, total: put.size })
  await records.writeMany({ ...beside, put })
  context.onProgress({ step: 'write', done: put.size, total: put.size })
  return added
}
