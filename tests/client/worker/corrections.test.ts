/** Corrections in an open vault: taken, undone to the letter, refused where they mean nothing, kept when it computes anew. */
import { expect, test } from 'vitest'
import type { AddedTrip, EditDraft, ShownTrip, VaultView } from '../../../client/vault-protocol.ts'
import { simulate } from '../../../shared/simulation/simulate.ts'
import { distanceM } from '../../../shared/trace/geodesy.ts'
import { decodePolyline } from '../../../shared/trace/polyline.ts'
import { TraceBuilder } from '../../../shared/trace/trace.ts'
import { addImported } from '../../../shared/vault/process.ts'
import { VaultRecords } from '../../../shared/vault/records.ts'
import { openDemo, rest } from '../../support/open-demo.ts'

const whole = ({ start, end, timeZone }: ShownTrip) => ({ start, end, timeZone })
/** What a trip of two sections or more can be told, one draft of each kind. */
function draftsOf(trip: ShownTrip, { trips }: VaultView): Record<string, EditDraft> {
  const [first, second] = trip.sections
  const middle = new Date((Date.parse(first!.start) + Date.parse(first!.end)) / 2).toISOString()
  const before = trips[trips.indexOf(trip) + 1]!
  const span = whole(trip)
  return {
    mode: { kind: 'mode', ...span, start: second!.start, end: second!.end, mode: 'tram' },
    people: { kind: 'people', ...span, people: 3 },
    purpose: { kind: 'purpose', ...span, purpose: 'leisure' },
    name: { kind: 'name', ...span, name: 'By the sea' },
    note: { kind: 'note', ...span, note: 'Wind.' },
    split: { kind: 'split', of: 'section', ...span, at: middle },
    parted: { kind: 'split', of: 'trip', ...span, at: second!.start },
    joined: { kind: 'merge', of: 'section', ...span, end: second!.end },
    merged: { kind: 'merge', of: 'trip', ...span, start: before.start },
    boundary: { kind: 'boundary', ...span, end: second!.end, was: second!.start, at: middle },
    deleted: { kind: 'delete', ...span },
  }
}

test('each kind of correction changes the trips, and its undoing brings back what was, to the letter', async () => {
  const { vault } = await openDemo()
  const before = await vault.view()
  const trip = before.trips.find(({ sections }) => sections.length >= 3)!
  for (const [name, draft] of Object.entries(draftsOf(trip, before))) {
    await vault.correct({ edits: [draft] })
    const { trips, edits } = await vault.view()
    expect(trips, name).not.toEqual(before.trips)
    expect(edits, name).toHaveLength(1)
    await vault.undo({ ids: edits.map(({ id }) => id) })
    expect(await vault.view(), name).toEqual(before)
  }
})

test('one that means nothing is refused with all that came with it, and what is undone twice is not there', async () => {
  const { vault } = await openDemo()
  const before = await vault.view()
  const [trip] = before.trips
  const { name } = draftsOf(before.trips.find(({ sections }) => sections.length >= 3)!, before)
  const wrong = { kind: 'split', of: 'trip', ...whole(trip!), at: trip!.start } as const
  await expect(vault.correct({ edits: [name!, wrong] })).rejects.toMatchObject({ code: 'edit-outside' })
  expect(await vault.view()).toEqual(before)
  await expect(vault.undo({ ids: ['none'] })).rejects.toMatchObject({ code: 'not-found' })
})

test('what was said in the same instant is still told apart: the last said is the latest', async () => {
  const { vault } = await openDemo()
  const [trip] = (await vault.view()).trips
  for (const name of ['one', 'two', 'three'])
    await vault.correct({ edits: [{ kind: 'name', ...whole(trip!), name }] })
  const { edits, trips } = await vault.view()
  expect(edits.map((edit) => edit.kind === 'name' && edit.name)).toEqual(['three', 'two', 'one'])
  expect(trips[0]!.name).toBe('three')
})

test('a section is split where the phone was at that moment', async () => {
  const { vault } = await openDemo()
  const { trips } = await vault.view()
  const ride = trips.flatMap(({ sections }) => sections).reduce((a, b) => (b.distanceM > a.distanceM ? b : a))
  const trip = trips.find(({ sections }) => sections.includes(ride))!
  const atMs = Math.round((Date.parse(ride.start) * 2 + Date.parse(ride.end)) / 3 / 1000) * 1000
  await vault.correct({
    edits: [{ kind: 'split', of: 'section', ...whole(trip), at: new Date(atMs).toISOString() }],
  })
  const cut = (await vault.view()).trips
    .flatMap(({ sections }) => sections)
    .find(({ end }) => Date.parse(end) === atMs)!
  const { latDeg, lonDeg } = decodePolyline(cut.geometry)
  const { fixes } = simulate({ seed: 17, firstDay: '2026-05-04', days: 14, everyS: 10 })
  const near = fixes.toSorted((a, b) => Math.abs(a.timeMs - atMs) - Math.abs(b.timeMs - atMs))[0]!
  expect(distanceM(latDeg.at(-1)!, lonDeg.at(-1)!, near.latDeg, near.lonDeg)).toBeLessThan(250)
})

test('corrections outlive a computation that has more fixes to go by', async () => {
  const { vault, sodium, store, keys } = await openDemo()
  const before = await vault.view()
  const trip = before.trips.find(({ sections }) => sections.length >= 3)!
  const { name, purpose, parted } = draftsOf(trip, before)
  await vault.correct({ edits: [name!, purpose!] })
  await vault.correct({ edits: [parted!] })
  const records = await VaultRecords.open(sodium, store, keys.access)
  const chunks = records.names('trips/')
  const stored = await records.read(chunks)
  const builder = new TraceBuilder()
  for (const fix of simulate({ seed: 17, firstDay: '2026-05-04', days: 14, everyS: 4 }).fixes)
    builder.add(fix)
  await addImported({ sodium, store, keys: keys.access, ...rest }, () => [builder.build()])
  expect(await (await VaultRecords.open(sodium, store, keys.access)).read(chunks)).not.toEqual(stored)
  const { trips } = await vault.view()
  const atMs = Date.parse((parted as { at: string }).at)
  const halves = trips.filter(({ name: own }) => own === 'By the sea')
  expect(halves.map(({ purpose: own }) => own)).toEqual(['leisure', 'leisure'])
  expect(Math.abs(Date.parse(halves[1]!.end) - atMs)).toBeLessThan(1500)
  expect(Math.abs(Date.parse(halves[0]!.start) - atMs)).toBeLessThan(60_000)
})

test('similar trips are those between the same places by the same way, and are corrected and undone together', async () => {
  const { vault } = await openDemo()
  const before = await vault.view()
  const home = before.places.find(({ role }) => role === 'home')!.id
  const commutes = before.trips.filter(({ purpose, from }) => purpose === 'commute' && from === home)
  const [trip] = commutes
  const similar = await vault.similar({ trip: trip!.start, section: null })
  const starts = commutes.map(({ start }) => start)
  expect(similar.length).toBeGreaterThan(3)
  for (const { trip: start } of similar) expect(starts.slice(1)).toContain(start)
  const spans = [whole(trip!), ...similar.map(({ start, end }) => ({ start, end }))]
  await vault.correct({ edits: spans.map((span) => ({ kind: 'purpose', ...span, purpose: 'study' })) })
  const { trips, edits } = await vault.view()
  expect(trips.filter(({ purpose }) => purpose === 'study')).toHaveLength(similar.length + 1)
  expect(new Set(edits.map(({ batch }) => batch)).size).toBe(1)
  await vault.undo({ ids: edits.map(({ id }) => id) })
  expect(await vault.view()).toEqual(before)
})

test('a section finds those that go its way in similar trips', async () => {
  const { vault } = await openDemo()
  const { trips, places } = await vault.view()
  const home = places.find(({ role }) => role === 'home')!.id
  const trip = trips.find(({ purpose, from }) => purpose === 'commute' && from === home)!
  const longest = trip.sections.reduce(
    (best, { distanceM: own }, n) => (own > trip.sections[best]!.distanceM ? n : best),
    0,
  )
  const similar = await vault.similar({ trip: trip.start, section: longest })
  expect(similar.length).toBeGreaterThan(0)
  for (const { trip: start, ...span } of similar) {
    const section = trips
      .find((each) => each.start === start)!
      .sections.find((each) => each.start === span.start)!
    expect(section.end).toBe(span.end)
    expect(section.distanceM / trip.sections[longest]!.distanceM).toBeGreaterThan(0.5)
  }
})

const added: AddedTrip = {
  day: '2026-05-10',
  startTime: '03:00',
  endTime: '03:20',
  mode: 'car',
  distanceM: 10_000,
  from: null,
  to: null,
  purpose: 'visit',
  name: 'Late',
}

test('a trip is added in the local time of the place, with its purpose and name, and undone with them', async () => {
  const { vault } = await openDemo()
  const before = await vault.view()
  // Paris is two hours ahead of UTC in May.
  expect(await vault.addTrip(added)).toEqual({ start: '2026-05-10T01:00:00Z' })
  const { trips, edits } = await vault.view()
  const trip = trips.find(({ start }) => start === '2026-05-10T01:00:00Z')
  expect(trip).toMatchObject({
    ...{ end: '2026-05-10T01:20:00Z', localStart: '03:00', localDay: '2026-05-10' },
    ...{ distanceM: 10_000, co2eKg: 2.176, purpose: 'visit', name: 'Late' },
  })
  await vault.undo({ ids: edits.map(({ id }) => id) })
  expect(await vault.view()).toEqual(before)
})

test('a trip that is added ends the day after when it ends earlier than it starts', async () => {
  const { vault } = await openDemo()
  await vault.addTrip({ ...added, day: '2026-04-20', startTime: '23:50', endTime: '00:10' })
  const { trips } = await vault.view()
  expect(trips.at(-1)).toMatchObject({ start: '2026-04-20T21:50:00Z', end: '2026-04-20T22:10:00Z' })
})

test('a trip without a distance needs two places, and then has the line between them', async () => {
  const { vault } = await openDemo()
  const { places } = await vault.view()
  const [from, to] = places
  await expect(vault.addTrip({ ...added, distanceM: null })).rejects.toMatchObject({ code: 'edit-amount' })
  await expect(vault.addTrip({ ...added, day: 'soon' })).rejects.toMatchObject({ code: 'edit-times' })
  await expect(vault.addTrip({ ...added, day: '2999-01-01' })).rejects.toMatchObject({ code: 'edit-times' })
  const { start } = await vault.addTrip({ ...added, distanceM: null, from: from!.id, to: to!.id })
  const trip = (await vault.view()).trips.find((each) => each.start === start)
  expect(trip).toMatchObject({ from: from!.id, to: to!.id })
  expect(trip!.distanceM).toBe(Math.round(distanceM(from!.lat, from!.lon, to!.lat, to!.lon)))
})
