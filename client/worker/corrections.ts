/** Taking the owner's edits into the vault, and out again. */
import { instantMs, nextDay } from '../../shared/analysis/calendar.ts'
import type { PlaceDocument, TripDocument } from '../../shared/analysis/document.ts'
import { isoInstant } from '../../shared/analysis/documents.ts'
import { EditFault } from '../../shared/analysis/edits/edit.ts'
import type { Edit } from '../../shared/analysis/edits/registry.ts'
import { checkEdit } from '../../shared/analysis/edits/registry.ts'
import { newestFirst, reshape } from '../../shared/analysis/edits.ts'
import { Refusal } from '../../shared/api/refusal.ts'
import type { FactorSet } from '../../shared/footprint/factor.ts'
import { sectionAlike, similarTrips } from '../../shared/personal/similar.ts'
import { distanceM } from '../../shared/trace/geodesy.ts'
import { positionAt } from '../../shared/vault/chunks.ts'
import type { EditChange } from '../../shared/vault/edit-sets.ts'
import type { VaultRecords } from '../../shared/vault/records.ts'
import type { AddedTrip, EditDraft, InputOf, SimilarTrip } from '../vault-protocol.ts'
import { readEdits } from './notes.ts'
import { readTrips } from './view.ts'

/** What edits are made with: the time of saying, and names for them. */
export interface Sayer {
  readonly set: FactorSet
  readonly nowMs: number
  newId(): string
  /** Takes a change into the vault, or keeps it until the vault can be written. */
  say(change: EditChange): Promise<void>
}

/** Adds edits said at one go. Throws EditFault, with nothing changed, when one means nothing to the trips of the vault. */
export async function addEdits(
  records: VaultRecords,
  drafts: readonly EditDraft[],
  sayer: Sayer,
): Promise<void> {
  const { trips, places, edits } = await readTrips(records, sayer.set)
  const firstMs = laterThan(edits, sayer.nowMs)
  const batch = sayer.newId()
  const fresh: Edit[] = []
  let now: readonly TripDocument[] = trips
  for (const draft of drafts) {
    const spot = 'at' in draft ? await positionAt(records, Date.parse(draft.at)) : undefined
    const editedAt = new Date(firstMs + fresh.length).toISOString()
    const edit: Edit = { ...draft, id: sayer.newId(), editedAt, batch, ...(spot && { spot }) }
    checkEdit(now, edit)
    now = reshape(now, [edit], { set: sayer.set, places })
    fresh.push(edit)
  }
  await sayer.say({ added: fresh, takenBack: [] })
}

/** The footprint of all trips without and with edits, kg; nothing is said. */
export async function previewEdits(
  records: VaultRecords,
  drafts: readonly EditDraft[],
  sayer: Pick<Sayer, 'set' | 'nowMs' | 'newId'>,
): Promise<{ beforeKg: number; afterKg: number }> {
  const before = await readTrips(records, sayer.set)
  const firstMs = laterThan(before.edits, sayer.nowMs)
  const say = drafts.map((draft, n): Edit => {
    const editedAt = new Date(firstMs + n).toISOString()
    return { ...draft, id: sayer.newId(), editedAt }
  })
  const after = await readTrips(records, sayer.set, { say })
  const sumKg = (trips: readonly TripDocument[]): number => trips.reduce((sum, trip) => sum + trip.co2eKg, 0)
  return { beforeKg: sumKg(before.trips), afterKg: sumKg(after.trips) }
}

/** Now, ms, or just after the latest edit where a clock went back: what is said last must count as last. */
function laterThan(edits: readonly Edit[], nowMs: number): number {
  const [latest] = newestFirst(edits)
  const latestMs = latest ? Date.parse(latest.editedAt) : Number.NEGATIVE_INFINITY
  return Math.max(nowMs, latestMs + 1)
}

/** Takes edits back. Throws Refusal `not-found` when one of them is not in the vault. */
export async function removeEdits(
  records: VaultRecords,
  ids: readonly string[],
  sayer: Pick<Sayer, 'say'>,
): Promise<void> {
  const known = new Set((await readEdits(records)).map(({ id }) => id))
  if (ids.some((id) => !known.has(id))) throw new Refusal('not-found', 'No such edit.')
  await sayer.say({ added: [], takenBack: ids })
}

/** Adds a trip that was not recorded, in the zone of the trip nearest in time; its start. Throws EditFault. */
export async function addTrip(records: VaultRecords, added: AddedTrip, sayer: Sayer): Promise<string> {
  const { trips, places } = await readTrips(records, sayer.set)
  const timeZone = zoneNear(trips, Date.parse(`${added.day}T${added.startTime}Z`))
  const startMs = instantMs(added.day, added.startTime, timeZone)
  const endDay = added.endTime < added.startTime ? nextDay(added.day) : added.day
  const endMs = instantMs(endDay, added.endTime, timeZone)
  if (!Number.isFinite(startMs) || !Number.isFinite(endMs) || startMs > sayer.nowMs)
    throw new EditFault('edit-times', 'A trip has a day and two times, and is not still to come.')
  const span = { start: isoInstant(startMs), end: isoInstant(endMs), timeZone }
  const [from, to] = [spotOf(places, added.from), spotOf(places, added.to)]
  const lengthM = added.distanceM ?? straightM(from, to)
  const ends = { ...(from && { from }), ...(to && { to }) }
  const { mode, purpose, name } = added
  await addEdits(
    records,
    [
      { kind: 'add', ...span, mode, distanceM: Math.round(lengthM), ...ends },
      ...(purpose === null ? [] : [{ kind: 'purpose' as const, ...span, purpose }]),
      ...(name === '' ? [] : [{ kind: 'name' as const, ...span, name }]),
    ],
    sayer,
  )
  return span.start
}

function zoneNear(trips: readonly TripDocument[], timeMs: number): string {
  const apartMs = (trip: TripDocument): number => Math.abs(Date.parse(trip.start) - timeMs)
  const [first, ...rest] = trips
  if (first === undefined) return Intl.DateTimeFormat().resolvedOptions().timeZone
  return rest.reduce((best, trip) => (apartMs(trip) < apartMs(best) ? trip : best), first).timeZone
}

function spotOf(places: readonly PlaceDocument[], id: string | null) {
  const place = places.find((each) => each.id === id)
  return place && { lat: place.lat, lon: place.lon }
}

function straightM(from: ReturnType<typeof spotOf>, to: ReturnType<typeof spotOf>): number {
  if (from && to) return distanceM(from.lat, from.lon, to.lat, to.lon)
  throw new EditFault('edit-amount', 'Without two places, a trip needs a distance.')
}

/** The trips like one of `trips`, latest first, with what an edit of the whole trip, or of a section, would be said of. */
export function similarSpans(trips: readonly TripDocument[], wanted: InputOf<'similar'>): SimilarTrip[] {
  const trip = trips.find(({ start }) => start === wanted.trip)
  if (!trip) throw new Refusal('not-found', 'No such trip.')
  const section = wanted.section === null ? undefined : trip.sections[wanted.section]
  return similarTrips(trip, trips)
    .toReversed()
    .flatMap((other) => {
      const meant = section ? sectionAlike(section, other) : other
      return meant ? [{ trip: other.start, start: meant.start, end: meant.end }] : []
    })
}
