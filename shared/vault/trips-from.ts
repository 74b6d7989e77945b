/**
 * Trips computed again from where fixes have changed. A long history is segmented in slices of bounded memory, each from
 * a settled stay of the one before, which gives what segmenting all of it at once gives.
 */
import type { StayDocument } from '../analysis/document.ts'
import { stayDocuments, tripDocuments } from '../analysis/documents.ts'
import type { ModeModel } from '../engine/model/mode-model.ts'
import { settledStays } from '../engine/restart.ts'
import { segment } from '../engine/segment.ts'
import type { Segmentation } from '../engine/segmentation.ts'
import { equalBytes } from './bytes.ts'
import type { StoredTrip, TripsChunk } from './chunks.ts'
import { encodeTripsChunk, fixesFrom, tripsChunks, tripsName } from './chunks.ts'
import type { ProcessContext } from './process-context.ts'
import type { RecordName, VaultRecords } from './records.ts'

/** Fixes of a slice, where something settles in so many: some days of a fix a second. */
const sliceFixes = 100_000

/** The trips records that change when fixes from `oldestMs` on are new; `pending` holds the raw records to be written. */
export async function tripsFrom(
  context: ProcessContext,
  records: VaultRecords,
  pending: ReadonlyMap<RecordName, Uint8Array>,
  oldestMs: number,
  leastFixes = sliceFixes,
): Promise<Map<RecordName, Uint8Array>> {
  const chunks = await tripsChunks(records)
  const model = await modelOf(context)
  const restartMs = restartTime(chunks, oldestMs, model)
  const stays: StayDocument[] = []
  const trips: StoredTrip[] = []
  for await (const { found, untilMs } of slices(context, records, pending, {
    model,
    restartMs,
    leastFixes,
  })) {
    const isOfSlice = startsBefore(untilMs)
    stays.push(...stayDocuments(found).filter(isOfSlice))
    for (const trip of tripDocuments(found, context.factors))
      if (isOfSlice(trip)) trips.push({ ...trip, factors: context.factors.id })
  }
  return changedChunks(chunks, { stays, trips, restartMs })
}

/** What one slice shows; what starts at or after `untilMs` the next one shows again, and whole. */
interface Slice {
  readonly found: Segmentation
  readonly untilMs: number
}

async function* slices(
  context: ProcessContext,
  records: VaultRecords,
  pending: ReadonlyMap<RecordName, Uint8Array>,
  { model, restartMs, leastFixes }: { model: ModeModel; restartMs: number; leastFixes: number },
): AsyncGenerator<Slice> {
  let fromMs = restartMs
  for (let least = leastFixes; ; ) {
    const { trace, nextMs, done, total } = await fixesFrom(records, fromMs, pending, least)
    const found = segment(trace, model, context.aids?.network)
    context.onProgress({ step: 'segment', done, total })
    if (nextMs === undefined) {
      yield { found, untilMs: Number.POSITIVE_INFINITY }
      return
    }
    const untilMs = settledStays(found.stays, nextMs, model.pauseMin)?.foundMs ?? fromMs
    if (untilMs > fromMs) yield { found, untilMs }
    least = untilMs > fromMs ? leastFixes : 2 * least
    fromMs = untilMs
  }
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

const startsBefore =
  (untilMs: number) =>
  ({ start }: { start: string }): boolean =>
    Date.parse(start) < untilMs

interface Fresh {
  readonly stays: readonly StayDocument[]
  readonly trips: readonly StoredTrip[]
  readonly restartMs: number
}

/** What was before the restart stays as it is; what starts at or after it is replaced by what was computed now. */
function changedChunks(old: ReadonlyMap<RecordName, TripsChunk>, fresh: Fresh): Map<RecordName, Uint8Array> {
  const isOld = startsBefore(fresh.restartMs)
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
        ...(previous?.stays.filter(isOld) ?? []),
        ...fresh.stays.filter(({ start }) => tripsName(start) === name),
      ],
      trips: [
        ...(previous?.trips.filter(isOld) ?? []),
        ...fresh.trips.filter(({ start }) => tripsName(start) === name),
      ],
    }
    const content = encodeTripsChunk(chunk)
    if (!previous || !equalBytes(encodeTripsChunk(previous), content)) changed.set(name, content)
  }
  return changed
}
