/**
 * Places as documents: the engine's places with what their hours tell of them. Home is where the nights are spent and
 * work where the working days are; with thin evidence neither is suggested. Computed when read, like edits: nothing of
 * it is stored.
 */
import tzLookup from '@photostructure/tz-lookup'
import type { Place } from '../engine/places.ts'
import { findPlaces } from '../engine/places.ts'
import type { Stay } from '../engine/segmentation.ts'
import { zoneOffsetMs } from './calendar.ts'
import type { PlaceDocument, StayDocument, TripDocument } from './document.ts'
import { roundTo } from './documents.ts'
import { withEnds } from './purposes.ts'

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

/** Finds the places among the stays, suggests home and work, and says where trips start and end, and why if it shows. */
export function locate<T extends TripDocument>(
  stays: readonly StayDocument[],
  trips: readonly T[],
): { places: PlaceDocument[]; trips: T[] } {
  const timed = stays.map((stay) => ({
    startMs: Date.parse(stay.start),
    endMs: Date.parse(stay.end),
    latDeg: stay.lat,
    lonDeg: stay.lon,
  }))
  const found = findPlaces(timed)
  const places = withRoles(found, timed)
  return { places, trips: withEnds(trips, visitsOf(found, timed), places) }
}

/** The stays, oldest first, each with the id of its place if it has one. */
function visitsOf(places: readonly Place[], stays: readonly Stay[]) {
  const placeOf = new Map(places.flatMap(({ id, stays: own }) => own.map((n) => [n, id] as const)))
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

function withRoles(places: readonly Place[], stays: readonly Stay[]): PlaceDocument[] {
  const recentMs = stays.reduce((last, stay) => Math.max(last, stay.endMs), 0) - evidence.recentMs
  const offset = offsets()
  const presence = new Map<Place, Presence>()
  const seen: Presence = { nights: new Set(), workDays: new Set() }
  const alone = new Set(stays.keys())
  const add = (own: readonly number[], at: { latDeg: number; lonDeg: number }): Presence => {
    const recent = own.map((n) => stays[n]!).filter((stay) => stay.endMs >= recentMs)
    const found = presenceOf(recent, offset(tzLookup(at.latDeg, at.lonDeg)))
    for (const night of found.nights) seen.nights.add(night)
    for (const day of found.workDays) seen.workDays.add(day)
    return found
  }
  for (const place of places) {
    presence.set(place, add(place.stays, place))
    for (const n of place.stays) alone.delete(n)
  }
  for (const n of alone) add([n], stays[n]!)
  const home = chosen(presence, seen, 'nights', evidence.nightShare)
  const away = new Map([...presence].filter(([place]) => place !== home))
  const work = chosen(away, seen, 'workDays', evidence.workShare)
  return places.map((place) => {
    const role = place === home ? 'home' : place === work ? 'work' : undefined
    return documentOf(place, presence.get(place)!, role)
  })
}

function documentOf(place: Place, presence: Presence, role: PlaceDocument['role']): PlaceDocument {
  return {
    id: place.id,
    lat: roundTo(place.latDeg, 6),
    lon: roundTo(place.lonDeg, 6),
    visits: place.visits,
    hours: roundTo(place.totalMs / hourMs, 1),
    nights: presence.nights.size,
    workDays: presence.workDays.size,
    ...(role && { role }),
  }
}

/** The place with the most nights or working days, if they are enough of those seen since its first. */
function chosen(
  presence: ReadonlyMap<Place, Presence>,
  seen: Presence,
  kind: keyof Presence,
  share: number,
): Place | undefined {
  let best: Place | undefined
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
