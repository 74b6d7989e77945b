/**
 * Places as documents: the engine's places with what their hours tell of them. Home is where the nights are spent and
 * work where the working days are; with thin evidence neither is suggested. Computed when read, like edits: nothing of
 * it is stored but what the owner said.
 */
import tzLookup from '@photostructure/tz-lookup'
import { findPlaces } from '../engine/places.ts'
import type { Stay } from '../engine/segmentation.ts'
import { zoneOffsetMs } from './calendar.ts'
import type { PlaceDocument, StayDocument, TripDocument } from './document.ts'
import { isoInstant, roundTo } from './documents.ts'
import type { OwnPlace, PlaceRole } from './place-edits/edit.ts'
import { usualRadiusM } from './place-edits/limits.ts'
import type { PlaceEdit } from './place-edits/registry.ts'
import { applyPlaceEdits } from './place-edits.ts'
import { withEnds } from './purposes.ts'
import { usualHours } from './usual-hours.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** Judgements, meant to stay silent rather than to guess. */
const evidence = {
  /** A night or a working day is spent where at least this much of its hours is, ms. */
  presentMs: 3 * hourMs,
  nightHours: [0, 6],
  workHours: [9, 17],
  /** Fewer nights, or working days, suggest nothing. */
  fewest: 3,
  /** Home has at least this share of the nights seen since the first one there; a second home has less. */
  nightShare: 0.5,
  /** Work has at least this share of the weekdays seen since the first one there: one day a week is 0.2. */
  workShare: 0.15,
  /** What is older than this before the last stay says where one lived, not where one lives, ms. */
  recentMs: 365 * dayMs,
  /** A longer stay is a phone left in a drawer: what comes after is no evidence, ms. */
  longestMs: 3 * dayMs,
} as const

/**
 * Finds the places among the stays and lays what the owner said of them over that, suggests home and work where they said
 * neither, and says where trips start and end, and why if it shows. Stays come back in their order, with their places.
 */
export function locate<T extends TripDocument>(
  stays: readonly StayDocument[],
  trips: readonly T[],
  edits: readonly PlaceEdit[] = [],
): { places: PlaceDocument[]; stays: StayDocument[]; trips: T[] } {
  const timed = timedStays(stays)
  const own = applyPlaceEdits(findPlaces(timed), stays, edits)
  const places = withRoles(own, timed)
  const placeOf = new Map(own.flatMap(({ id, stays: its }) => its.map((n) => [n, id] as const)))
  return {
    places,
    stays: stays.map((stay, n) => {
      const place = placeOf.get(n)
      return place === undefined ? stay : { ...stay, place }
    }),
    trips: withEnds(trips, visitsOf(placeOf, timed), places),
  }
}

/** The places with what was said of them, in the form in which more can be said. */
export function ownPlaces(stays: readonly StayDocument[], edits: readonly PlaceEdit[]): OwnPlace[] {
  return applyPlaceEdits(findPlaces(timedStays(stays)), stays, edits)
}

const timedStays = (stays: readonly StayDocument[]): Stay[] =>
  stays.map(({ start, end, lat, lon }) => ({
    startMs: Date.parse(start),
    endMs: Date.parse(end),
    latDeg: lat,
    lonDeg: lon,
  }))

/** The stays, oldest first, each with the id of its place if it has one. */
function visitsOf(placeOf: ReadonlyMap<number, string>, stays: readonly Stay[]) {
  return stays
    .map(({ startMs, endMs }, n) => ({ startMs, endMs, place: placeOf.get(n) }))
    .sort((a, b) => a.startMs - b.startMs)
}

/** Days since 1970 on the place's clocks. */
type Days = Set<number>

interface Presence {
  readonly nights: Days
  readonly workDays: Days
}

function withRoles(places: readonly OwnPlace[], stays: readonly Stay[]): PlaceDocument[] {
  const recentMs = stays.reduce((last, stay) => Math.max(last, stay.endMs), 0) - evidence.recentMs
  const offset = offsets()
  const presence = new Map<OwnPlace, Presence>()
  const seen: Presence = { nights: new Set(), workDays: new Set() }
  const alone = new Set(stays.keys())
  const add = (own: readonly number[], lat: number, lon: number): Presence => {
    const recent = own.map((n) => stays[n]!).filter((stay) => stay.endMs >= recentMs)
    const found = presenceOf(recent, offset(tzLookup(lat, lon)))
    for (const night of found.nights) seen.nights.add(night)
    for (const day of found.workDays) seen.workDays.add(day)
    return found
  }
  for (const place of places) {
    presence.set(place, add(place.stays, place.lat, place.lon))
    for (const n of place.stays) alone.delete(n)
  }
  for (const n of alone) add([n], stays[n]!.latDeg, stays[n]!.lonDeg)
  const role = roleFinder(presence, seen)
  return places.map((place) =>
    documentOf(place, {
      presence: presence.get(place)!,
      role: role(place),
      stays: place.stays.map((n) => stays[n]!),
      offset,
    }),
  )
}

/** What the owner said; of the places of which they said nothing, what the hours tell, unless they said another. */
function roleFinder(presence: ReadonlyMap<OwnPlace, Presence>, seen: Presence) {
  const said = new Set([...presence.keys()].map(({ role }) => role))
  const open = [...presence].filter(([{ role }]) => role === undefined)
  const home = said.has('home')
    ? undefined
    : chosen(new Map(open), seen, { kind: 'nights', share: evidence.nightShare })
  const away = new Map(open.filter(([place]) => place !== home))
  const work = said.has('work')
    ? undefined
    : chosen(away, seen, { kind: 'workDays', share: evidence.workShare })
  return (place: OwnPlace): PlaceRole | undefined => {
    if (place.role !== undefined) return place.role === 'none' ? undefined : place.role
    return place === home ? 'home' : place === work ? 'work' : undefined
  }
}

interface Known {
  readonly presence: Presence
  readonly role: PlaceRole | undefined
  readonly stays: readonly Stay[]
  readonly offset: ReturnType<typeof offsets>
}

function documentOf(place: OwnPlace, { presence, role, stays, offset }: Known): PlaceDocument {
  const timeZone = tzLookup(place.lat, place.lon)
  const offsetMs = offset(timeZone)
  const hours = usualHours(
    stays.map(({ startMs, endMs }) => {
      const shiftMs = offsetMs(startMs)
      return { startMs: startMs + shiftMs, endMs: endMs + shiftMs }
    }),
  )
  return {
    id: place.id,
    lat: roundTo(place.lat, 6),
    lon: roundTo(place.lon, 6),
    visits: stays.length,
    hours: roundTo(stays.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0) / hourMs, 1),
    nights: presence.nights.size,
    workDays: presence.workDays.size,
    radiusM: place.radiusM ?? usualRadiusM,
    timeZone,
    lastVisit: isoInstant(Math.max(...stays.map(({ endMs }) => endMs))),
    ...(role && { role }),
    ...(place.role !== undefined && { isRoleSaid: true }),
    ...(place.name !== undefined && { name: place.name }),
    ...(place.radiusM !== undefined && { isRadiusSaid: true }),
    ...(place.veil && { veil: place.veil }),
    ...(place.joined.length > 0 && { joined: place.joined }),
    ...(hours && { usualHours: hours }),
  }
}

/** The place with the most nights or working days, if they are enough of those seen since its first. */
function chosen(
  presence: ReadonlyMap<OwnPlace, Presence>,
  seen: Presence,
  { kind, share }: { readonly kind: keyof Presence; readonly share: number },
): OwnPlace | undefined {
  let best: OwnPlace | undefined
  let most = 0
  for (const [place, { [kind]: days }] of presence) {
    if (days.size <= most) continue
    best = place
    most = days.size
  }
  if (best === undefined || most < evidence.fewest) return undefined
  const first = Math.min(...presence.get(best)![kind])
  const since = [...seen[kind]].filter((day) => day >= first).length
  return most >= share * since ? best : undefined
}

/** On which nights and working days one was there for most of the time that counts. */
function presenceOf(stays: readonly Stay[], offsetMs: (timeMs: number) => number): Presence {
  const nights = new Map<number, number>()
  const workDays = new Map<number, number>()
  for (const { startMs, endMs } of stays) {
    const shiftMs = offsetMs(startMs)
    const fromMs = startMs + shiftMs
    const toMs = Math.min(endMs, startMs + evidence.longestMs) + shiftMs
    for (let day = Math.floor(fromMs / dayMs); day * dayMs < toMs; day++) {
      addCommon(nights, day, evidence.nightHours, fromMs, toMs)
      if (isWeekday(day)) addCommon(workDays, day, evidence.workHours, fromMs, toMs)
    }
  }
  return { nights: longEnough(nights), workDays: longEnough(workDays) }
}

/** 1970-01-01 was a Thursday. */
const isWeekday = (day: number): boolean => (day + 3) % 7 < 5

function addCommon(
  sums: Map<number, number>,
  day: number,
  [from, to]: readonly [number, number],
  fromMs: number,
  toMs: number,
): void {
  const commonMs = Math.min(toMs, day * dayMs + to * hourMs) - Math.max(fromMs, day * dayMs + from * hourMs)
  if (commonMs > 0) sums.set(day, (sums.get(day) ?? 0) + commonMs)
}

const longEnough = (sums: ReadonlyMap<number, number>): Days =>
  new Set([...sums].filter(([, ms]) => ms >= evidence.presentMs).map(([day]) => day))

/** Offsets by zone, asked once for each day: an hour's error on two nights a year moves no evidence. */
function offsets(): (zone: string) => (timeMs: number) => number {
  const zones = new Map<string, Map<number, number>>()
  return (zone) => {
    const days = zones.get(zone) ?? new Map<number, number>()
    zones.set(zone, days)
    return (timeMs) => {
      const day = Math.floor(timeMs / dayMs)
      const offsetMs = days.get(day) ?? zoneOffsetMs(timeMs, zone)
      days.set(day, offsetMs)
      return offsetMs
    }
  }
}
